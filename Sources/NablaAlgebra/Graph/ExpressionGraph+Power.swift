extension ExpressionGraph {
  /// The canonical power: exact numbers fold, and powers of powers and of products are merged
  /// where that changes no domain.
  ///
  /// `0^0` is 1, as in IEEE 754 (section 9.2).
  package mutating func power(_ base: NodeID, _ exponent: NodeID) -> NodeID {
    if nodes[base.index].kind == .e { return call(.exp, [exponent]) }
    guard let weight = number(exponent) else {
      if let folded = realPower(base, exponent) { return folded }
      return powerNode(base, exponent)
    }
    if weight.isOne { return base }
    if weight.isZero, nodes[base.index].flags.contains(.isTotal) { return number(1) }
    let node = nodes[base.index]
    switch node.kind {
    case .number:
      // Undefined all the same; as 1/0 it is printed and read back as itself.
      if isNumber(base, 0), weight.isNegative { return powerNode(base, number(-1)) }
      if let value = exactPower(numbers[Int(node.start)], weight) { return value }
    case .real:
      return real(libm(power: reals[Int(node.start)], weight.double))
    case .scale where weight.isInteger:
      if let value = scaledPower(base, weight) { return value }
    case .product where weight.isInteger && Int(node.count) <= ExpressionGraph.mergeLimit:
      let exponents = number(weight)
      let factors = Array(operands(base))
      return product(factors.map { power($0, exponents) })
    case .power:
      if let merged = mergedExponent(of: base, outer: weight) {
        return power(operand(base, 0), number(merged))
      }
    case .call where node.function == .abs && weight.integer?.isMultiple(of: 2) == true:
      return power(operand(base, 0), exponent)
    case .sum, .product, .scale, .call, .variable, .pi, .e:
      break
    }
    return powerNode(base, exponent)
  }

  /// The exponent mn of (b^m)^n where that is defined exactly where the nested powers are.
  private func mergedExponent(of power: NodeID, outer n: Rational) -> Rational? {
    guard let m = number(operand(power, 1)) else { return nil }
    let total = m * n
    if isPositiveConstant(operand(power, 0)) { return total }
    guard n.isInteger else { return nil }
    if m.isNegative, n.isNegative { return nil }
    return m.isInteger || !total.isInteger ? total : nil
  }

  /// The power of a number times a term, for a whole exponent that keeps the number exact.
  private mutating func scaledPower(_ base: NodeID, _ weight: Rational) -> NodeID? {
    let (coefficient, term) = coefficientAndTerm(base)
    guard let exponent = weight.integer, let factor = coefficient.power(exponent) else {
      return nil
    }
    return scaled(power(term, number(weight)), by: factor)
  }

  /// The exact power of a number, with square factors taken out of square roots, or `nil` where it
  /// is irrational, undefined or too long.
  private mutating func exactPower(_ base: Rational, _ weight: Rational) -> NodeID? {
    if weight.isInteger {
      guard let exponent = weight.integer, let value = base.power(exponent) else { return nil }
      return number(value)
    }
    guard let degree = Rational(weight.denominator).integer,
      let exponent = Rational(weight.numerator).integer,
      let root = base.root(degree), let value = root.power(exponent)
    else { return nil }
    return number(value)
  }

  private mutating func realPower(_ base: NodeID, _ exponent: NodeID) -> NodeID? {
    guard let power = real(exponent) else { return nil }
    if let value = number(base)?.double ?? real(base) {
      return real(libm(power: value, power))
    }
    return nil
  }

  private mutating func powerNode(_ base: NodeID, _ exponent: NodeID) -> NodeID {
    let (own, other) = (nodes[base.index].flags, nodes[exponent.index].flags)
    var flags = own.intersection(other).intersection(.isConstant)
    flags.formUnion(own.union(other).intersection(.isPiecewise))
    if let weight = number(exponent) {
      if weight.isInteger, !weight.isNegative, own.contains(.isTotal) { flags.insert(.isTotal) }
      let isEven = weight.integer?.isMultiple(of: 2) == true
      if isEven || !weight.isInteger || own.contains(.isNonnegative) {
        flags.insert(.isNonnegative)
      }
      if isPositiveConstant(base) { flags.insert(.isTotal) }
    } else if isPositiveConstant(base) {
      flags.insert(.isNonnegative)
      if other.contains(.isTotal) { flags.insert(.isTotal) }
    }
    return withUnsafePointer(to: (base, exponent)) { pair in
      pair.withMemoryRebound(to: NodeID.self, capacity: 2) {
        intern(.power, UnsafeBufferPointer(start: $0, count: 2), flags: flags)
      }
    }
  }
}
