/// A rule by which a derivative is taken, as a lecture names it.
package enum DerivativeRule: Hashable, Sendable {
  /// c' = 0.
  case constant
  /// x' = 1.
  case variable
  /// (u + v)' = u' + v'.
  case sum
  /// (c u)' = c u'.
  case constantFactor
  /// (u v)' = v u' + u v'.
  case product
  /// (u/v)' = (v u' - u v')/v².
  case quotient
  /// (1/v)' = -v'/v².
  case reciprocal
  /// (uⁿ)' = n uⁿ⁻¹ u'.
  case power
  /// The power rule in every term of a sum.
  case powersInSum
  /// (aᵘ)' = aᵘ log(a) u'.
  case exponential
  /// (uᵛ)' = v uᵛ⁻¹ u' + uᵛ log(u) v'.
  case variableExponent
  /// A row of the built-in functions.
  case function(Function)
  /// The derivative of a mean is the mean of the derivatives.
  case aggregate(Aggregate)
  /// What the steps before amount to for a part.
  case conclusion
  /// The derivatives of the parts put into the first step.
  case substitution
  /// The whole in its final form.
  case result

  /// What people call it.
  package var name: String {
    switch self {
    case .constant: "constant"
    case .variable: "the variable itself"
    case .sum: "sum rule"
    case .constantFactor: "constant factor"
    case .product: "product rule"
    case .quotient: "quotient rule"
    case .reciprocal: "reciprocal rule"
    case .power: "power rule"
    case .powersInSum: "sum and power rule"
    case .exponential: "exponential"
    case .variableExponent: "variable exponent"
    case .function(let function): function.title
    case .aggregate(.mean): "mean rule"
    case .aggregate(.sum): "sum over rows"
    case .aggregate(let aggregate): aggregate.name
    case .conclusion: "so"
    case .substitution: "put together"
    case .result: "simplified"
    }
  }

  /// Where the rule does not hold, `nil` for one that always does.
  package var exception: String? {
    guard case .function(let function) = self, function.row.smoothness == .kinked else {
      return nil
    }
    switch function {
    case .abs: return "not where that is 0"
    case .min, .max: return "not where two are equal"
    case .conditional: return "not where the choice changes"
    default: return "not at its jumps"
    }
  }
}
