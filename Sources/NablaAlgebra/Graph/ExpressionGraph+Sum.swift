/// Room for operands while a node is built, kept so that building allocates nothing.
struct Scratch: Sendable {
  var terms: [Term] = []
  var operands: [NodeID] = []

  /// A term of a sum with its coefficient, or a factor of a product with its exponent.
  struct Term: Sendable {
    var base: NodeID
    var weight: Rational
    /// The node of the two together where it is known, so that it need not be looked for.
    var node: NodeID?
  }
}

extension ExpressionGraph {
  /// Longest sum or product that is merged into the one around it.
  ///
  /// Longer ones stay whole, so that building n nested ones takes time linear in n.
  static let mergeLimit = 64

  package mutating func sum(_ a: NodeID, _ b: NodeID) -> NodeID {
    sum(of: CollectionOfOne(a), CollectionOfOne(b))
  }

  package mutating func difference(_ a: NodeID, _ b: NodeID) -> NodeID {
    sum(a, negated(b))
  }

  package mutating func negated(_ a: NodeID) -> NodeID { scaled(a, by: .minusOne) }

  /// The canonical sum: numbers folded, sums inside it merged, like terms collected.
  ///
  /// Terms that cancel leave `0*term` behind where the term is not defined everywhere.
  /// Complexity: O(n log n) for the ordering.
  package mutating func sum(_ operands: [NodeID]) -> NodeID {
    sum(of: operands, EmptyCollection())
  }

  /// The sum of two runs of operands, which need not be in an array.
  mutating func sum(
    of operands: some Sequence<NodeID>, _ more: some Sequence<NodeID>
  ) -> NodeID {
    var terms = scratch.terms
    scratch.terms = []
    terms.removeAll(keepingCapacity: true)
    defer { scratch.terms = terms }
    var constant = Rational.zero
    var real: Double?
    for operand in operands {
      addTerms(of: operand, scale: .one, to: &terms, &constant, &real, canMerge: true)
    }
    for operand in more {
      addTerms(of: operand, scale: .one, to: &terms, &constant, &real, canMerge: true)
    }
    if let value = real { return sumWithReal(value, constant, &terms) }
    return finishSum(constant, &terms)
  }

  private mutating func addTerms(
    of operand: NodeID, scale: Rational, to terms: inout [Scratch.Term], _ constant: inout Rational,
    _ real: inout Double?, canMerge: Bool
  ) {
    let node = nodes[operand.index]
    switch node.kind {
    case .number:
      let value = numbers[Int(node.start)]
      constant = constant + (scale.isOne ? value : scale * value)
      if constant.isTooLong {
        real = (real ?? 0) + rounded(constant)
        constant = .zero
      }
    case .real:
      real = (real ?? 0) + scale.double * reals[Int(node.start)]
    case .scale:
      let factor = numbers[Int(nodes[operandPool[Int(node.start)].index].start)]
      let term = operandPool[Int(node.start) + 1]
      let weight = scale.isOne ? factor : scale * factor
      if canMerge, weight == .minusOne, isShortSum(term) {
        addTerms(of: term, scale: weight, to: &terms, &constant, &real, canMerge: true)
      } else {
        let node = scale.isOne ? operand : nil
        terms.append(Scratch.Term(base: term, weight: weight, node: node))
      }
    case .sum where canMerge && Int(node.count) <= ExpressionGraph.mergeLimit:
      for position in 0..<Int(node.count) {
        let inner = operandPool[Int(node.start) + position]
        addTerms(of: inner, scale: scale, to: &terms, &constant, &real, canMerge: false)
      }
    case .sum, .product, .power, .call, .aggregate, .variable, .pi, .e:
      terms.append(Scratch.Term(base: operand, weight: scale))
    }
  }

  private func isShortSum(_ id: NodeID) -> Bool {
    let node = nodes[id.index]
    return node.kind == .sum && Int(node.count) <= ExpressionGraph.mergeLimit
  }

  private mutating func sumWithReal(
    _ value: Double, _ constant: Rational, _ terms: inout [Scratch.Term]
  ) -> NodeID {
    let total = real(value + constant.double)
    if terms.isEmpty { return total }
    terms.append(Scratch.Term(base: total, weight: .one))
    return finishSum(.zero, &terms)
  }

  private mutating func finishSum(_ constant: Rational, _ terms: inout [Scratch.Term]) -> NodeID {
    collect(&terms)
    var operands = scratch.operands
    scratch.operands = []
    operands.removeAll(keepingCapacity: true)
    defer { scratch.operands = operands }
    var flags: NodeFlags = [.isTotal, .isConstant, .isNonnegative]
    if !constant.isZero { operands.append(number(constant)) }
    for term in terms {
      if term.weight.isZero, isDefined(term.base, whereverAre: terms) { continue }
      operands.append(term.node ?? scaleNode(term.base, by: term.weight))
    }
    if operands.isEmpty { return number(constant) }
    if operands.count == 1 { return operands[0] }
    var inherited: NodeFlags = []
    for operand in operands {
      let own = nodes[operand.index].flags
      flags.formIntersection(own)
      inherited.formUnion(own.intersection(.inherited))
    }
    flags.formUnion(inherited)
    return operands.withUnsafeBufferPointer { intern(.sum, $0, flags: flags) }
  }

  /// Whether a term that cancelled may go: it is defined everywhere, or wherever the others are,
  /// because its factors occur in them.
  private func isDefined(_ id: NodeID, whereverAre terms: [Scratch.Term]) -> Bool {
    if nodes[id.index].flags.contains(.isTotal) { return true }
    guard terms.count <= ExpressionGraph.mergeLimit else { return false }
    let others = terms.filter { !$0.weight.isZero }.flatMap { factors($0.base) }
    return factors(id).allSatisfy { factor in
      let isTotal = nodes[factor.base.index].flags.contains(.isTotal)
      if isTotal, factor.weight.isInteger, !factor.weight.isNegative { return true }
      return others.contains { other in
        other.base == factor.base && (factor.weight.isInteger || !other.weight.isInteger)
          && (!factor.weight.isNegative || other.weight.isNegative)
      }
    }
  }

  /// The factors of a term with their exponents.
  private func factors(_ id: NodeID) -> [Scratch.Term] {
    let product = nodes[id.index].kind == .product ? operands(id) : [id]
    return product.map { factor in
      guard nodes[factor.index].kind == .power, let weight = number(operand(factor, 1)) else {
        return Scratch.Term(base: factor, weight: .one)
      }
      return Scratch.Term(base: operand(factor, 0), weight: weight)
    }
  }

  /// Orders terms by their base and adds the weights of equal ones.
  private func collect(_ terms: inout [Scratch.Term]) {
    guard terms.count > 1 else { return }
    if terms.count == 2 {
      if terms[0].base > terms[1].base { terms.swapAt(0, 1) }
    } else {
      terms.sort { $0.base < $1.base }
    }
    var last = 0
    for index in 1..<terms.count {
      if terms[index].base == terms[last].base {
        terms[last].weight = terms[last].weight + terms[index].weight
        terms[last].node = nil
      } else {
        last += 1
        if last != index { terms[last] = terms[index] }
      }
    }
    terms.removeLast(terms.count - last - 1)
  }
}
