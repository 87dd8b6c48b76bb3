import NablaAlgebra
import NablaSyntax

extension DerivationSection {
  /// What stands for the derivatives of parts.
  enum Form {
    /// `d/dx x^2`
    case derivatives
    /// Their values, which are the parts of the step.
    case values
    /// `u'`
    case primes
  }

  /// The derivative of a part as it is written.
  mutating func derivative(of id: NodeID) -> SyntaxID {
    tree.append(derivativeBy: variable, of: raising.image(id), isPartial: isPartial)
  }

  /// The sum of slopes times derivatives, over the divisor.
  mutating func combination(_ step: Derivation.Step, _ form: Form) -> SyntaxID {
    var sum: SyntaxID?
    if step.terms.count == 2, let condition = choice(between: step.terms) {
      let branches = step.terms.map { signed($0, step.aggregate, form) }
      sum = tree.append(.conditional, [raising.image(condition)] + branches)
    } else {
      for term in step.terms where form != .values || !graph.isNumber(term.part, 0) {
        sum = adding(term, to: sum, step.aggregate, form)
      }
    }
    let result = sum ?? tree.append(number: "0")
    guard let divisor = step.divisor, sum != nil else { return result }
    return tree.append(.divide, [result, raising.image(divisor)])
  }

  /// The condition of the first of two terms, where the second has the opposite one.
  private func choice(between terms: [Derivation.Term]) -> NodeID? {
    guard let first = terms[0].condition, let second = terms[1].condition,
      graph.kind(second) == .call
    else { return nil }
    if graph.function(second) == .not { return graph.operand(second, 0) == first ? first : nil }
    let comparisons = [graph.function(first), graph.function(second)]
    guard comparisons == [.lessOrEqual, .less] || comparisons == [.less, .lessOrEqual],
      graph.operand(first, 0) == graph.operand(second, 1),
      graph.operand(first, 1) == graph.operand(second, 0)
    else { return nil }
    return first
  }

  private mutating func adding(
    _ term: Derivation.Term, to sum: SyntaxID?, _ aggregate: Aggregate?, _ form: Form
  ) -> SyntaxID {
    if let condition = term.condition {
      let value = signed(term, aggregate, form)
      let zero = tree.append(number: "0")
      let choice = tree.append(.conditional, [raising.image(condition), value, zero])
      return sum.map { tree.append(.add, [$0, choice]) } ?? choice
    }
    guard let sum else { return signed(term, aggregate, form) }
    let hasNegativeSlope =
      (graph.number(term.slope) ?? graph.coefficientAndTerm(term.slope).coefficient).isNegative
    var positive = term
    positive.isNegative = false
    if hasNegativeSlope { positive.slope = graph.scaled(term.slope, by: .minusOne) }
    let kind = hasNegativeSlope != term.isNegative ? SyntaxKind.subtract : .add
    return tree.append(kind, [sum, signed(positive, aggregate, form)])
  }

  /// A slope times the derivative of its part.
  private mutating func signed(
    _ term: Derivation.Term, _ aggregate: Aggregate?, _ form: Form
  ) -> SyntaxID {
    if term.isNegative {
      var positive = term
      positive.isNegative = false
      let magnitude = signed(positive, aggregate, form)
      return tree.append(.negate, [magnitude])
    }
    if form == .values, graph.isNumber(term.part, 1), !graph.isNumber(term.slope, 1) {
      return raising.image(term.slope)
    }
    var inner: SyntaxID
    switch form {
    case .derivatives: inner = derivative(of: term.part)
    case .values: inner = raising.image(term.part)
    case .primes:
      let name = graph.symbol(term.part).map { graph.name($0) } ?? ""
      inner = tree.append(call: Name(name), primes: 1, [])
    }
    if let aggregate {
      inner = tree.append(call: Name(aggregate.name), [inner])
    }
    if graph.isNumber(term.slope, 1) { return inner }
    if graph.isNumber(term.slope, -1) { return tree.append(.negate, [inner]) }
    return tree.append(.multiply, [raising.image(term.slope), inner])
  }
}
