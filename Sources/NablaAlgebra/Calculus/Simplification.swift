extension ExpressionGraph {
  /// The shortest form found of an expression: as it stands, by the identities of
  /// `SimplificationRule`, and the same multiplied out.
  ///
  /// Every form is defined exactly where the expression is. The result counts only where `halt` is
  /// `nil` afterwards.
  package mutating func simplified(_ root: NodeID) -> NodeID {
    var best = root
    var forms = [applyingRules(root)]
    if let expanded = expanded(root, limit: ExpressionGraph.simplificationLimit) {
      forms.append(applyingRules(expanded))
    }
    for form in forms where complexity(form) < complexity(best) { best = form }
    return best
  }

  /// Most terms that are looked at on the way to a shorter form.
  private static let simplificationLimit = 2_000

  mutating func applyingRules(_ root: NodeID) -> NodeID {
    mapping([root]) { graph, id, operands in
      var image = graph.rebuilt(id, operands)
      for rule in SimplificationRule.allCases { image = rule.apply(to: image, in: &graph) }
      return image
    }[0]
  }
}

/// An identity that holds wherever its left side is defined.
package enum SimplificationRule: CaseIterable, Sendable {
  /// sin(u)^2 + cos(u)^2 = 1, also with a common factor.
  case pythagorean
  /// cosh(u)^2 - sinh(u)^2 = 1, also with a common factor.
  case hyperbolic
  /// exp(u) exp(v) = exp(u + v).
  case exponentials

  fileprivate func apply(to id: NodeID, in graph: inout ExpressionGraph) -> NodeID {
    switch self {
    case .pythagorean: graph.mergingSquares(id, .sin, .cos, sign: .one)
    case .hyperbolic: graph.mergingSquares(id, .cosh, .sinh, sign: .minusOne)
    case .exponentials: graph.mergingExponentials(id)
    }
  }
}

extension ExpressionGraph {
  /// Replaces c*f(u)^2 + sign*c*g(u)^2 by c in a sum.
  fileprivate mutating func mergingSquares(
    _ id: NodeID, _ f: Function, _ g: Function, sign: Rational
  ) -> NodeID {
    guard kind(id) == .sum else { return id }
    var kept = Array(operands(id))
    var partners: [NodeID: Int] = [:]
    for (position, term) in kept.enumerated() { partners[term] = position }
    var isChanged = false
    for (position, term) in kept.enumerated() {
      guard let (argument, rest) = squareFactor(of: term, f) else { continue }
      let square = power(call(g, [argument]), number(2))
      let partner = scaled(product(rest, square), by: sign)
      guard let other = partners[partner] else { continue }
      kept[position] = rest
      kept[other] = number(0)
      isChanged = true
    }
    return isChanged ? sum(kept) : id
  }

  /// The argument u and the factor c of a term c*f(u)^2.
  private mutating func squareFactor(
    of term: NodeID, _ f: Function
  ) -> (argument: NodeID, rest: NodeID)? {
    let (coefficient, core) = coefficientAndTerm(term)
    let factors = kind(core) == .product ? Array(operands(core)) : [core]
    for (position, factor) in factors.enumerated() where kind(factor) == .power {
      let base = operand(factor, 0)
      guard isNumber(operand(factor, 1), 2), kind(base) == .call, function(base) == f else {
        continue
      }
      var others = factors
      others.remove(at: position)
      return (operand(base, 0), scaled(product(others), by: coefficient))
    }
    return nil
  }

  fileprivate mutating func mergingExponentials(_ id: NodeID) -> NodeID {
    guard kind(id) == .product else { return id }
    var exponents: [NodeID] = []
    var others: [NodeID] = []
    for factor in Array(operands(id)) {
      if let exponent = exponentOfExponential(factor) {
        exponents.append(exponent)
      } else {
        others.append(factor)
      }
    }
    guard exponents.count > 1 else { return id }
    return product(others + [call(.exp, [sum(exponents)])])
  }

  /// The exponent u of exp(u), or k*u of exp(u)^k for a whole k.
  private mutating func exponentOfExponential(_ factor: NodeID) -> NodeID? {
    if kind(factor) == .call, function(factor) == .exp { return operand(factor, 0) }
    guard kind(factor) == .power, let weight = number(operand(factor, 1)), weight.isInteger,
      case let base = operand(factor, 0), kind(base) == .call, function(base) == .exp
    else { return nil }
    return scaled(operand(base, 0), by: weight)
  }
}
