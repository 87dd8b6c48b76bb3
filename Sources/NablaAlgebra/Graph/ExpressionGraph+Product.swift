extension ExpressionGraph {
  package mutating func product(_ a: NodeID, _ b: NodeID) -> NodeID {
    let (left, right) = (coefficientAndTerm(a), coefficientAndTerm(b))
    guard let base = baseOfSingleFactor(left.term), let other = baseOfSingleFactor(right.term),
      base != other
    else { return product(of: CollectionOfOne(a), CollectionOfOne(b)) }
    // Two factors of different bases need no collecting; most products in a gradient are such.
    let pair = productNode(left.term, right.term)
    return scaled(pair, by: left.coefficient * right.coefficient)
  }

  /// What a single factor is a power of; `nil` for numbers, their roots and products.
  private func baseOfSingleFactor(_ id: NodeID) -> NodeID? {
    let node = nodes[id.index]
    switch node.kind {
    case .number, .real, .scale, .product: return nil
    case .pi, .e, .variable, .sum, .call, .aggregate: return id
    case .power:
      let (base, exponent) = (operandPool[Int(node.start)], operandPool[Int(node.start) + 1])
      if nodes[base.index].kind == .number { return nil }
      return nodes[exponent.index].kind == .number ? base : id
    }
  }

  /// The node of a product of two factors that are no numbers, as it stands.
  mutating func productNode(_ a: NodeID, _ b: NodeID) -> NodeID {
    let (own, other) = (nodes[a.index].flags, nodes[b.index].flags)
    let flags = own.intersection(other).union(own.union(other).intersection(.inherited))
    return withUnsafePointer(to: a < b ? (a, b) : (b, a)) { pair in
      pair.withMemoryRebound(to: NodeID.self, capacity: 2) {
        intern(.product, UnsafeBufferPointer(start: $0, count: 2), flags: flags)
      }
    }
  }

  package mutating func quotient(_ a: NodeID, _ b: NodeID) -> NodeID {
    product(a, reciprocal(b))
  }

  package mutating func reciprocal(_ a: NodeID) -> NodeID { power(a, number(-1)) }

  /// The canonical product: numbers folded, products inside it merged, powers of one base
  /// collected where that changes no domain.
  ///
  /// `x^2*x^-3` becomes `x^-1`, but `x*x^-1` stays, because 1 is defined at 0 too.
  /// Complexity: O(n log n) for the ordering.
  package mutating func product(_ operands: [NodeID]) -> NodeID {
    product(of: operands, EmptyCollection())
  }

  /// The product of two runs of operands, which need not be in an array.
  mutating func product(
    of operands: some Sequence<NodeID>, _ more: some Sequence<NodeID>
  ) -> NodeID {
    var factors = scratch.terms
    scratch.terms = []
    factors.removeAll(keepingCapacity: true)
    defer { scratch.terms = factors }
    var coefficient = Rational.one
    var real: Double?
    for operand in operands { addFactors(of: operand, to: &factors, &coefficient, &real) }
    for operand in more { addFactors(of: operand, to: &factors, &coefficient, &real) }
    collectPowers(&factors)
    if let value = real {
      return productWithReal(value * coefficient.double, &factors)
    }
    return finishProduct(coefficient, &factors)
  }

  private mutating func addFactors(
    of operand: NodeID, to factors: inout [Scratch.Term], _ coefficient: inout Rational,
    _ real: inout Double?
  ) {
    let node = nodes[operand.index]
    switch node.kind {
    case .number:
      coefficient = coefficient * numbers[Int(node.start)]
      shorten(&coefficient, &real)
    case .real:
      real = (real ?? 1) * reals[Int(node.start)]
    case .scale:
      coefficient =
        coefficient * numbers[Int(nodes[operandPool[Int(node.start)].index].start)]
      shorten(&coefficient, &real)
      addFactors(of: operandPool[Int(node.start) + 1], to: &factors, &coefficient, &real)
    case .product where Int(node.count) <= ExpressionGraph.mergeLimit:
      for position in 0..<Int(node.count) {
        addFactor(operandPool[Int(node.start) + position], to: &factors)
      }
    case .product, .sum, .power, .call, .aggregate, .variable, .pi, .e:
      addFactor(operand, to: &factors)
    }
  }

  /// Goes on in doubles with a coefficient that is too long to keep.
  private mutating func shorten(_ coefficient: inout Rational, _ real: inout Double?) {
    guard coefficient.isTooLong else { return }
    real = (real ?? 1) * rounded(coefficient)
    coefficient = .one
  }

  private func addFactor(_ id: NodeID, to factors: inout [Scratch.Term]) {
    let node = nodes[id.index]
    if node.kind == .power, let exponent = number(operandPool[Int(node.start) + 1]) {
      factors.append(Scratch.Term(base: operandPool[Int(node.start)], weight: exponent))
    } else {
      factors.append(Scratch.Term(base: id, weight: .one))
    }
  }

  /// Orders factors by base and exponent and adds the exponents of one base where the product of
  /// the two powers is defined exactly where the power with the summed exponent is.
  private func collectPowers(_ factors: inout [Scratch.Term]) {
    guard factors.count > 1 else { return }
    factors.sort {
      $0.base.raw < $1.base.raw || ($0.base == $1.base && $0.weight < $1.weight)
    }
    var last = 0
    for index in 1..<factors.count {
      let (a, b) = (factors[last], factors[index])
      if a.base == b.base, canAdd(a.weight, b.weight, base: a.base) {
        factors[last].weight = a.weight + b.weight
      } else {
        last += 1
        if last != index { factors[last] = b }
      }
    }
    factors.removeLast(factors.count - last - 1)
  }

  private func canAdd(_ a: Rational, _ b: Rational, base: NodeID) -> Bool {
    let total = a + b
    if isPositiveConstant(base) { return true }
    // Whole powers are undefined at 0 only, and only negative ones; others below 0 as well.
    let loosensBelow = total.isInteger && !(a.isInteger && b.isInteger)
    let loosensAtZero = (a.isNegative || b.isNegative) && !total.isNegative
    if !loosensBelow && !loosensAtZero { return true }
    if isPositiveFunction(base) { return true }
    return (!loosensBelow || presumption.isNonnegative(base))
      && (!loosensAtZero || presumption.isNonzero(base))
  }

  /// Whether the node calls a function that is positive and defined everywhere, such as `exp`.
  private func isPositiveFunction(_ id: NodeID) -> Bool {
    let node = nodes[id.index]
    guard node.kind == .call, node.flags.contains(.isTotal) else { return false }
    return [.exp, .sigmoid, .softplus, .cosh].contains(node.function)
  }

  /// The positive number whose square root a node is, else `nil`.
  private func radicand(_ id: NodeID) -> Rational? {
    guard nodes[id.index].kind == .power, let value = number(operand(id, 0)),
      value.signum > 0, let weight = number(operand(id, 1)), weight == Rational(1, 2)
    else { return nil }
    return value
  }

  /// Whether the node is a positive number, pi or e.
  func isPositiveConstant(_ id: NodeID) -> Bool {
    switch nodes[id.index].kind {
    case .pi, .e: true
    case .number: (number(id)?.signum ?? 0) > 0
    case .real, .variable, .sum, .product, .scale, .power, .call, .aggregate: false
    }
  }

  private mutating func productWithReal(
    _ value: Double, _ factors: inout [Scratch.Term]
  ) -> NodeID {
    let total = real(value)
    if factors.isEmpty { return total }
    factors.append(Scratch.Term(base: total, weight: .one))
    return finishProduct(.one, &factors)
  }

  private mutating func finishProduct(
    _ coefficient: Rational, _ factors: inout [Scratch.Term]
  ) -> NodeID {
    var coefficient = coefficient
    var operands = scratch.operands
    scratch.operands = []
    operands.removeAll(keepingCapacity: true)
    defer { scratch.operands = operands }
    var radicand = Rational.one
    for factor in factors {
      let power =
        factor.weight.isOne ? factor.base : self.power(factor.base, number(factor.weight))
      let (scale, term) = coefficientAndTerm(power)
      if let value = number(power) {
        coefficient = coefficient * value
      } else if let value = self.radicand(term) {
        coefficient = coefficient * scale
        radicand = radicand * value
      } else {
        coefficient = coefficient * scale
        operands.append(term)
      }
    }
    if !radicand.isOne {
      // The square roots of numbers become one, so that sqrt(2)*sqrt(6) is 2*sqrt(3).
      let root = power(number(radicand), half(1))
      let (scale, term) = coefficientAndTerm(root)
      coefficient = coefficient * (number(root) ?? scale)
      if number(root) == nil { operands.append(term) }
    }
    if operands.isEmpty { return number(coefficient) }
    let term = operands.count == 1 ? operands[0] : productNode(&operands)
    return scaled(term, by: coefficient)
  }

  mutating func productNode(_ operands: inout [NodeID]) -> NodeID {
    operands.sort()
    var flags: NodeFlags = [.isTotal, .isConstant, .isNonnegative]
    var inherited: NodeFlags = []
    for operand in operands {
      let own = nodes[operand.index].flags
      flags.formIntersection(own)
      inherited.formUnion(own.intersection(.inherited))
    }
    flags.formUnion(inherited)
    return operands.withUnsafeBufferPointer { intern(.product, $0, flags: flags) }
  }
}
