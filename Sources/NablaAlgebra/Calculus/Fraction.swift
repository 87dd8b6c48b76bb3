/// An expression over one denominator: it is the quotient wherever it is defined.
package struct Fraction: Sendable {
  package var numerator: NodeID
  /// The denominator's factors with their exponents, in the order in which they were met.
  package var factors: [(base: NodeID, exponent: Int)] = []
  /// What must not be zero where the expression is defined, such as x in 1/(1/x).
  package var nonzero: [NodeID] = []

  fileprivate func exponent(of base: NodeID) -> Int {
    factors.first { $0.base == base }?.exponent ?? 0
  }

  fileprivate mutating func multiply(by base: NodeID, _ exponent: Int) {
    if let position = factors.firstIndex(where: { $0.base == base }) {
      factors[position].exponent += exponent
    } else {
      factors.append((base, exponent))
    }
  }

  fileprivate mutating func require(_ bases: [NodeID]) {
    for base in bases where !nonzero.contains(base) { nonzero.append(base) }
  }
}

extension ExpressionGraph {
  /// Most operations of an expression that is brought over one denominator.
  private static let fractionLimit = 400

  /// The expression over one denominator, calls and roots taken as they are; `nil` for a long one.
  ///
  /// The numerator is not multiplied out. Complexity: quadratic in the operations.
  package mutating func fraction(of root: NodeID) -> Fraction? {
    let order = nodes(below: [root])
    guard order.count <= ExpressionGraph.fractionLimit else { return nil }
    var fractions: [NodeID: Fraction] = [:]
    for id in order {
      if mustHalt() { return nil }
      let parts = Array(operands(id)).map { fractions[$0] ?? Fraction(numerator: $0) }
      fractions[id] = fraction(of: id, parts)
    }
    return fractions[root]
  }

  private mutating func fraction(of id: NodeID, _ parts: [Fraction]) -> Fraction {
    switch kind(id) {
    case .number, .real, .pi, .e, .variable, .call, .aggregate: return Fraction(numerator: id)
    case .sum: return sum(of: parts)
    case .product, .scale: return product(of: parts)
    case .power:
      guard let exponent = number(operand(id, 1)) else { return Fraction(numerator: id) }
      if let whole = exponent.integer, whole.magnitude <= 1_000 {
        return power(of: parts[0], whole)
      }
      guard exponent.isNegative else { return Fraction(numerator: id) }
      let (base, positive) = (operand(id, 0), number(-exponent))
      return power(of: Fraction(numerator: power(base, positive)), -1)
    }
  }

  private mutating func sum(of parts: [Fraction]) -> Fraction {
    var result = Fraction(numerator: number(0))
    for part in parts {
      result.require(part.nonzero)
      for (base, exponent) in part.factors {
        result.multiply(by: base, max(0, exponent - result.exponent(of: base)))
      }
    }
    var terms: [NodeID] = []
    for part in parts {
      var factors = [part.numerator]
      for (base, exponent) in result.factors where exponent > part.exponent(of: base) {
        let missing = number(exponent - part.exponent(of: base))
        factors.append(power(base, missing))
      }
      terms.append(product(factors))
    }
    result.numerator = sum(terms)
    return result
  }

  private mutating func product(of parts: [Fraction]) -> Fraction {
    var result = Fraction(numerator: product(parts.map(\.numerator)))
    for part in parts {
      result.require(part.nonzero)
      for (base, exponent) in part.factors { result.multiply(by: base, exponent) }
    }
    return result
  }

  private mutating func power(of part: Fraction, _ exponent: Int) -> Fraction {
    let size = number(Int(exponent.magnitude))
    let above = power(part.numerator, size)
    guard exponent < 0 else {
      var result = Fraction(numerator: above, nonzero: part.nonzero)
      for (base, own) in part.factors { result.multiply(by: base, own * exponent) }
      return result
    }
    let below = denominator(of: part)
    var result = Fraction(numerator: power(below, size), nonzero: part.nonzero)
    result.multiply(by: part.numerator, -exponent)
    result.require([part.numerator])
    return result
  }

  /// The denominator as one product.
  package mutating func denominator(of fraction: Fraction) -> NodeID {
    var factors: [NodeID] = []
    for (base, exponent) in fraction.factors {
      let exponent = number(exponent)
      factors.append(power(base, exponent))
    }
    return product(factors)
  }
}
