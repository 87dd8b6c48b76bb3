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
    if weight.isZero, nodes[base.index].flags.contains(.isTotal) || presumption.isNonzero(base) {
      return number(1)
    }
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
    case .sum where weight.isNegative && presumption.isNonzero(base):
      if let mirrored = mirroredSigmoid(base) { return power(mirrored, exponent) }
    case .sum, .product, .scale, .call, .aggregate, .variable, .pi, .e:
      break
    }
    return powerNode(base, exponent)
  }

  /// `sigmoid(-u)` for `1 - sigmoid(u)`, which it equals and against which it cancels in the
  /// derivatives of cross entropies.
  private mutating func mirroredSigmoid(_ sum: NodeID) -> NodeID? {
    guard operandCount(sum) == 2, isNumber(operand(sum, 0), 1) else { return nil }
    let (coefficient, term) = coefficientAndTerm(operand(sum, 1))
    guard coefficient == .minusOne, kind(term) == .call, function(term) == .sigmoid else {
      return nil
    }
    return call(.sigmoid, [negated(operand(term, 0))])
  }

  /// The exponent mn of (b^m)^n where that is defined exactly where the nested powers are.
  private func mergedExponent(of power: NodeID, outer n: Rational) -> Rational? {
    guard let m = number(operand(power, 1)) else { return nil }
    let total = m * n
    if isPositiveConstant(operand(power, 0)) { return total }
    guard n.isInteger else { return nil }
    let base = operand(power, 0)
    if m.isNegative, n.isNegative, !presumption.isNonzero(base) { return nil }
    let isNonnegative =
      nodes[base.index].flags.contains(.isNonnegative) || presumption.isNonnegative(base)
    return m.isInteger || !total.isInteger || isNonnegative ? total : nil
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
    if weight.denominator == 2 { return rootPower(base, weight) }
    guard let degree = Rational(weight.denominator).integer,
      let exponent = Rational(weight.numerator).integer,
      let root = base.root(degree), let value = root.power(exponent)
    else { return nil }
    return number(value)
  }

  /// An odd power of a square root as a number times the root of a number without square factors.
  ///
  /// So equal values have one form: `sqrt(8)` is `2*sqrt(2)`, `1/sqrt(2)` is `sqrt(2)/2`. `nil` where it stands in that form or is undefined.
  private mutating func rootPower(_ base: Rational, _ weight: Rational) -> NodeID? {
    if base.isZero { return weight.isNegative ? nil : number(0) }
    guard base.signum > 0, let half = Rational(1, 2), let whole = (weight - half).integer,
      let factor = base.power(whole)
    else { return nil }
    let (square, rest) = base.squareFactor
    if rest == base, whole == 0 { return nil }
    let root = rest.isOne ? number(1) : powerNode(number(rest), self.half(1))
    return scaled(root, by: factor * square)
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
    flags.formUnion(own.union(other).intersection(.inherited))
    if let weight = number(exponent) {
      if weight.isInteger || own.contains(.isNonnegative), !weight.isNegative,
        own.contains(.isTotal)
      {
        flags.insert(.isTotal)
      }
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
