import NablaAlgebra

extension CompositionRules {
  /// A product: of a constant and another term, of powers, of a term and its logarithm.
  mutating func product(_ id: NodeID, _ operands: [NodeID]) -> RuleFinding {
    let constants = operands.filter { finding(of: $0).bend == .constant }
    let others = operands.filter { finding(of: $0).bend != .constant }
    var result: RuleFinding
    if others.count == 1 {
      result = finding(of: others[0])
      result.form = nil
    } else {
      result = entropy(others) ?? monomial(others) ?? .unknown()
      let bends = others.map { finding(of: $0).logarithm }
      result.logarithm =
        bends.allSatisfy(\.isConvex) ? .convex : bends.allSatisfy(\.isConcave) ? .concave : .unknown
      if result.bend == .unknown, result.logarithm.isConvex {
        result.bend = .convex
        result.phrase = Phrase("a product of log-convex terms", "products of log-convex terms")
      }
    }
    if constants.isEmpty { return result }
    let negatives = constants.count { range($0).upperBound < 0 }
    guard constants.allSatisfy({ range($0).upperBound < 0 || range($0).lowerBound > 0 }) else {
      return result.bend.isAffine ? affine(nil) : .unknown()
    }
    if negatives % 2 == 1 {
      result.bend = result.bend.flipped
      result.logarithm = .unknown
    }
    return result
  }

  /// `u log(u/v)`, and `u log u` with v = 1, for affine u and v where both are positive: relative
  /// entropy, convex in both together.
  private func entropy(_ factors: [NodeID]) -> RuleFinding? {
    guard factors.count == 2,
      let position = factors.firstIndex(where: {
        graph.kind($0) == .call && graph.function($0) == .log
      })
    else { return nil }
    let factor = factors[1 - position]
    let inner = graph.coefficientAndTerm(graph.operand(factors[position], 0))
    guard inner.coefficient.signum > 0, finding(of: factor).bend == .affine,
      inner.term == factor || range(factor).lowerBound >= 0
    else { return nil }
    let parts = graph.factors(of: inner.term)
    guard parts.contains(where: { $0.base == factor && $0.exponent.isOne }) else { return nil }
    let divisors = parts.filter { $0.base != factor }
    guard divisors.count <= 1,
      divisors.allSatisfy({
        $0.exponent == .minusOne && finding(of: $0.base).bend == .affine
          && range($0.base).lowerBound >= 0
      })
    else { return nil }
    var result = RuleFinding(
      bend: .convex,
      phrase: divisors.isEmpty
        ? Phrase("the entropy u*log(u) of an affine term", "entropies u*log(u) of affine terms")
        : Phrase(
          "the relative entropy u*log(u/v) of affine terms",
          "relative entropies u*log(u/v) of affine terms"))
    if divisors.isEmpty { result.strict = finding(of: factor).varying }
    result.varying = result.strict
    return result
  }

  /// A product of powers of terms that are not negative.
  ///
  /// Concave for exponents from 0 on with a sum of at most 1 (a weighted geometric mean); convex
  /// where none is positive, or where one is and the sum is at least 1 (such as x^2/y).
  func monomial(_ factors: [NodeID]) -> RuleFinding? {
    let parts = factors.flatMap { graph.factors(of: $0) }
    guard
      parts.allSatisfy({
        let lower = range($0.base).lowerBound
        return $0.exponent.isNegative
          ? lower > 0 || $0.isPositiveByNature
          : lower >= 0 || $0.isPositiveByNature || isSquareOfAffine($0)
      })
    else { return nil }
    let total = parts.reduce(Rational.zero) { $0 + $1.exponent }
    let positive = parts.filter { $0.exponent.signum > 0 }
    let negative = parts.filter { $0.exponent.isNegative }
    let areConcave = { (parts: [ExpressionGraph.Factor]) in
      parts.allSatisfy { finding(of: $0.base).bend.isConcave }
    }
    if negative.isEmpty, total <= .one, areConcave(positive) {
      return RuleFinding(
        bend: .concave,
        phrase: Phrase("a geometric mean of concave terms", "geometric means of concave terms"))
    }
    guard areConcave(negative), positive.count <= 1, positive.isEmpty || total >= .one,
      positive.allSatisfy({ finding(of: $0.base).bend.isConvex })
    else { return nil }
    return RuleFinding(
      bend: .convex,
      phrase: positive.isEmpty
        ? Phrase("a product of reciprocals of concave terms")
        : Phrase("the quotient of a convex and concave terms"))
  }

  private func isSquareOfAffine(_ factor: ExpressionGraph.Factor) -> Bool {
    factor.exponent.integer?.isMultiple(of: 2) == true && finding(of: factor.base).bend.isAffine
  }
}

extension ExpressionGraph {
  /// A factor of a product as a power with an exact exponent.
  struct Factor: Sendable {
    var base: NodeID
    var exponent: Rational
    /// Whether the base cannot be negative, or zero under a negative exponent, where the factor is
    /// defined.
    var isPositiveByNature = false
  }

  /// The factors of a product, or the only one of any other node.
  func factors(of id: NodeID) -> [Factor] {
    let parts = kind(id) == .product ? Array(operands(id)) : [id]
    return parts.flatMap { part -> [Factor] in
      guard kind(part) == .power, let exponent = number(operand(part, 1)) else {
        return [Factor(base: part, exponent: .one)]
      }
      let base = operand(part, 0)
      // sqrt(x*y) is a product of roots wherever the factors are not negative.
      guard kind(base) == .product, !exponent.isInteger else {
        return [
          Factor(base: base, exponent: exponent, isPositiveByNature: !exponent.isInteger)
        ]
      }
      return factors(of: base).map { Factor(base: $0.base, exponent: $0.exponent * exponent) }
    }
  }
}
