extension ExpressionGraph {
  /// The rational factor of pi, or `nil` for what is no multiple of pi.
  func halfTurns(_ id: NodeID) -> Rational? {
    let (coefficient, term) = coefficientAndTerm(id)
    return kind(term) == .pi ? coefficient : nil
  }

  /// The sine of a multiple of pi/6 or pi/4.
  mutating func sine(halfTurns: Rational) -> NodeID? {
    guard let place = twelfths(of: halfTurns, period: 24) else { return nil }
    let fold = place % 12
    let value: NodeID
    switch min(fold, 12 - fold) {
    case 0: value = number(0)
    case 2: value = half(1)
    case 3: value = product(half(1), power(number(2), half(1)))
    case 4: value = product(half(1), power(number(3), half(1)))
    case 6: value = number(1)
    default: return nil
    }
    return place < 12 ? value : negated(value)
  }

  mutating func cosine(halfTurns: Rational) -> NodeID? {
    Rational(1, 2).flatMap { sine(halfTurns: halfTurns + $0) }
  }

  mutating func tangent(halfTurns: Rational) -> NodeID? {
    guard let place = twelfths(of: halfTurns, period: 12) else { return nil }
    let value: NodeID
    switch min(place, 12 - place) {
    case 0: value = number(0)
    case 2: value = power(number(3), half(-1))
    case 3: value = number(1)
    case 4: value = power(number(3), half(1))
    default: return nil
    }
    return place < 6 ? value : negated(value)
  }

  mutating func arcsine(_ x: Rational) -> NodeID? { angle(x, [(0, 0), (1, 2), (2, 6)]) }

  mutating func arctangent(_ x: Rational) -> NodeID? { angle(x, [(0, 0), (2, 3)]) }

  mutating func arccosine(_ x: Rational) -> NodeID? {
    guard let sine = arcsine(x), let half = Rational(1, 2) else { return nil }
    return difference(scaled(pi(), by: half), sine)
  }

  /// The odd function that a table gives in halves of the argument and twelfths of pi.
  private mutating func angle(_ x: Rational, _ table: [(halves: Int, twelfths: Int)]) -> NodeID? {
    guard let halves = (x * Rational(2)).integer,
      let row = table.first(where: { $0.halves == abs(halves) }),
      let factor = Rational(row.twelfths * halves.signum(), 12)
    else { return nil }
    return scaled(pi(), by: factor)
  }

  /// Twelve times the value within a period, where that is a whole number.
  private func twelfths(of value: Rational, period: Int) -> Int? {
    let scaled = value * Rational(12)
    guard scaled.isInteger, let inverse = Rational(1, period) else { return nil }
    return (scaled - Rational(period) * (scaled * inverse).floor).integer
  }
}
