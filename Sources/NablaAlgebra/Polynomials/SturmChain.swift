/// Sturm's chain of a polynomial without repeated roots, which counts its real roots exactly.
///
/// Source: Basu, Pollack and Roy, Algorithms in Real Algebraic Geometry, 2nd edition, section 2.2.
struct SturmChain: Sendable {
  private let members: [Polynomial]

  /// The chain of the polynomial and its derivative.
  init(_ polynomial: Polynomial) {
    var members = [polynomial.primitive, polynomial.derivative.primitive]
    while let divisor = members.last, !divisor.isZero {
      let remainder = members[members.count - 2].quotientAndRemainder(by: divisor).remainder
      members.append(remainder.scaled(by: .minusOne).primitive)
    }
    self.members = members.dropLast()
  }

  /// The number of distinct roots above `lower` and not above `upper`; `nil` stands for infinity.
  func count(above lower: Rational?, upTo upper: Rational?) -> Int {
    let left = lower.map { x in variations(members.map { $0.sign(at: x) }) }
    let right = upper.map { x in variations(members.map { $0.sign(at: x) }) }
    return (left ?? variations(members.map { $0.leading.signum * ($0.degree % 2 == 0 ? 1 : -1) }))
      - (right ?? variations(members.map { $0.leading.signum }))
  }

  private func variations(_ signs: [Int]) -> Int {
    let signs = signs.filter { $0 != 0 }
    return zip(signs, signs.dropFirst()).count { $0 != $1 }
  }
}
