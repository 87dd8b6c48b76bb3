import NablaAlgebra

extension ExpressionGraph {
  /// The expressions at `roots` with differences of quotients by one sum put over one denominator,
  /// where terms of the numerator cancel: 1/s - x/s^2 with s = x + y becomes y/s^2.
  ///
  /// Such differences come from the quotient rule; in doubles they cancel where x makes up most of
  /// s, as in the derivative p(1 - p) of a share p that is near 1. Complexity: linear in the nodes
  /// below the roots.
  mutating func subtractingQuotients(in roots: [NodeID]) -> [NodeID] {
    let order = nodes(below: roots)
    guard order.contains(where: isReciprocalOfSum) else { return roots }
    var images = NodeImages(count: count)
    for id in order {
      var image = images.rebuilt(id, in: &self)
      while let simpler = withJoinedQuotients(image) { image = simpler }
      images[id] = image
    }
    return roots.map { images[$0] }
  }

  private func isReciprocalOfSum(_ id: NodeID) -> Bool {
    guard kind(id) == .power, kind(operand(id, 0)) == .sum else { return false }
    return number(operand(id, 1))?.isNegative == true
  }

  /// A short sum with two of its quotients joined, or `nil` where there are no such two.
  private mutating func withJoinedQuotients(_ id: NodeID) -> NodeID? {
    guard kind(id) == .sum, operandCount(id) <= Quotient.lengthLimit else { return nil }
    let quotients = operands(id).enumerated().flatMap {
      Quotient.readings(of: $1, at: $0, in: self)
    }
    guard quotients.count > 1 else { return nil }
    for first in quotients {
      for second in quotients where second.position != first.position {
        guard let joined = joined(first, second) else { continue }
        var terms = [joined]
        for (position, operand) in operands(id).enumerated()
        where position != first.position && position != second.position {
          terms.append(operand)
        }
        return sum(terms)
      }
    }
    return nil
  }

  /// `a P s^-k + b P M s^-(k+1)` as `P (a s + b M) s^-(k+1)` where `a s + b M` is shorter than `s`,
  /// and `a P s^-k - a P f(u) s^-k` as `a P (1 - f(u)) s^-k` where `1 - f(u)` has a stable form.
  private mutating func joined(_ first: Quotient, _ second: Quotient) -> NodeID? {
    guard first.denominator == second.denominator else { return nil }
    var rest = second.numerator
    for factor in first.numerator {
      guard let position = rest.firstIndex(of: factor) else { return nil }
      rest.remove(at: position)
    }
    let top: NodeID
    if second.degree == first.degree {
      guard rest.count == 1, first.weight == -second.weight, isOneSomewhere(rest[0]) else {
        return nil
      }
      top = sum(number(first.weight), scaled(rest[0], by: second.weight))
    } else {
      guard second.degree == first.degree + 1 else { return nil }
      top = sum(
        scaled(first.denominator, by: first.weight), scaled(product(rest), by: second.weight))
      let length = kind(top) == .sum ? operandCount(top) : 1
      guard length < operandCount(first.denominator) else { return nil }
    }
    let denominator = power(first.denominator, number(-second.degree))
    return product(first.numerator + [top, denominator])
  }

  /// Whether the node calls a function whose difference from 1 has a stable form.
  private func isOneSomewhere(_ id: NodeID) -> Bool {
    guard kind(id) == .call else { return false }
    return [.exp, .cos, .cosh, .sigmoid, .tanh, .erf, .erfc].contains(function(id))
  }
}

/// A term of a sum as a number times factors over a power of a sum.
private struct Quotient {
  /// Most terms, factors and terms of a denominator that are looked at.
  static let lengthLimit = 8

  var position: Int
  var weight: Rational
  var numerator: [NodeID]
  var denominator: NodeID
  var degree: Int

  /// The readings of a term, one for each sum below the line.
  static func readings(
    of id: NodeID, at position: Int, in graph: ExpressionGraph
  ) -> [Quotient] {
    let (weight, term) = graph.coefficientAndTerm(id)
    let factors = graph.kind(term) == .product ? Array(graph.operands(term)) : [term]
    guard factors.count <= lengthLimit else { return [] }
    return factors.compactMap { factor in
      let (base, exponent) = graph.baseAndExponent(factor)
      guard graph.kind(base) == .sum, let degree = exponent.integer, degree < 0,
        graph.operandCount(base) <= lengthLimit
      else { return nil }
      return Quotient(
        position: position, weight: weight,
        numerator: factors.filter { $0 != factor }.flatMap { repeated($0, in: graph) },
        denominator: base, degree: -degree)
    }
  }

  /// A small whole power as so many factors, so that those of two terms can be compared.
  private static func repeated(_ factor: NodeID, in graph: ExpressionGraph) -> [NodeID] {
    let (base, exponent) = graph.baseAndExponent(factor)
    guard let count = exponent.integer, count > 1, count <= lengthLimit else { return [factor] }
    return Array(repeating: base, count: count)
  }
}
