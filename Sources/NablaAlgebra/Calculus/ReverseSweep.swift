/// The state of reverse sweeps, kept so that many small ones over one graph cost little each.
struct ReverseSweep {
  /// A part of a node's adjoint, in a list that starts at the node.
  private struct Contribution {
    var part: Adjoint
    var next: Int32
  }

  /// Up to so many nodes the parts of an adjoint go on one by one, which gives derivatives term by
  /// term as people write them; beyond, they are summed at each node, which keeps the time linear.
  private static let termwiseLimit = 256

  /// What is inside aggregates is differentiated on its own.
  var reach = Reach(entersAggregates: false)
  private var heads: [Int32] = []
  private(set) var isActive: [Bool] = []
  private var contributions: [Contribution] = []
  private var parts: [Adjoint] = []
  /// The place of each variable that is wanted, by its symbol; -1 for the others.
  private var positions: [Int32] = []
  private(set) var wanted: [Symbol] = []
  /// The gradients of the aggregates met so far, by the variables that are wanted.
  var aggregateGradients: [NodeID: [(column: Int, node: NodeID)]] = [:]
  /// Whether results that are shorter without brackets lose them.
  var isMultipliedOut = false

  mutating func gradient(
    of root: NodeID, by variables: [Symbol], in graph: inout ExpressionGraph
  ) -> [NodeID] {
    var result = Array(repeating: graph.number(0), count: variables.count)
    for (column, node) in nonzeroGradient(of: root, by: variables, from: 0, in: &graph) {
      result[column] = node
    }
    // A variable that is named again has its derivative at its first place.
    for (place, symbol) in variables.enumerated() {
      result[place] = result[Int(positions[Int(symbol.raw)])]
    }
    return result
  }

  /// The partial derivatives that are not zero, by variables from position `first` on.
  mutating func nonzeroGradient(
    of root: NodeID, by variables: [Symbol], from first: Int, in graph: inout ExpressionGraph
  ) -> [(column: Int, node: NodeID)] {
    if wanted != variables || positions.count < graph.names.count { want(variables, in: graph) }
    if graph.hasAggregates { differentiateAggregates(below: root, in: &graph) }
    return partials(of: root, from: first, in: &graph)
  }

  /// The same, where the gradients of the aggregates are known.
  mutating func partials(
    of root: NodeID, from first: Int, in graph: inout ExpressionGraph
  ) -> [(column: Int, node: NodeID)] {
    // A constant factor of the whole stays outside: (x^2 + x)/10 gives (2x + 1)/10.
    let (coefficient, term) = graph.coefficientAndTerm(root)
    let order = order(below: term, in: &graph)
    prepare(order, from: first, graph)
    graph.presumption = Presumption(order, in: graph)
    defer { graph.presumption = Presumption() }
    contribute(Adjoint(value: graph.number(1)), to: term)
    var result: [(column: Int, node: NodeID)] = []
    var spareParts = order.count <= ReverseSweep.termwiseLimit ? 4 * ReverseSweep.termwiseLimit : 0
    for id in order.reversed() where isActive[id.index] {
      if graph.mustHalt() { break }
      gatherParts(of: id)
      if let symbol = graph.symbol(id) {
        let column = Int(positions[Int(symbol.raw)])
        let adjoint = Adjoint.sum(of: parts, in: &graph)
        let partial = graph.tidied(
          adjoint.unmasked(in: &graph), times: coefficient, isMultipliedOut: isMultipliedOut)
        if graph.number(partial)?.isZero != true { result.append((column, partial)) }
      } else if parts.count <= spareParts {
        spareParts -= parts.count
        for part in parts { propagate(part, from: id, in: &graph) }
      } else {
        propagate(Adjoint.sum(of: parts, in: &graph), from: id, in: &graph)
      }
    }
    for id in order { isActive[id.index] = false }
    return result.sorted { $0.column < $1.column }
  }

  /// The derivative of one node by each of some operands, the others held fixed: the rule of that
  /// node alone, which a whole sweep applies node by node.
  ///
  /// Aggregates are no case of it.
  mutating func slopes(
    of id: NodeID, by operands: [NodeID], in graph: inout ExpressionGraph
  ) -> [Adjoint] {
    extend(to: graph.count)
    contributions.removeAll(keepingCapacity: true)
    for operand in operands {
      isActive[operand.index] = true
      heads[operand.index] = -1
    }
    propagate(Adjoint(value: graph.number(1)), from: id, in: &graph)
    return operands.map { operand in
      isActive[operand.index] = false
      gatherParts(of: operand)
      return parts.isEmpty
        ? Adjoint(value: graph.number(0)) : Adjoint.sum(of: parts, in: &graph)
    }
  }

  private mutating func want(_ variables: [Symbol], in graph: ExpressionGraph) {
    if wanted != variables { aggregateGradients = [:] }
    wanted = variables
    positions = Array(repeating: -1, count: graph.names.count)
    for (place, symbol) in variables.enumerated().reversed() {
      positions[Int(symbol.raw)] = Int32(place)
    }
  }

  /// Marks the nodes that depend on a wanted variable.
  private mutating func prepare(_ order: [NodeID], from first: Int, _ graph: ExpressionGraph) {
    extend(to: graph.count)
    contributions.removeAll(keepingCapacity: true)
    for id in order {
      heads[id.index] = -1
      if let symbol = graph.symbol(id) {
        isActive[id.index] = Int(positions[Int(symbol.raw)]) >= first
      } else if graph.kind(id) == .aggregate {
        isActive[id.index] = aggregateGradients[id]?.contains { $0.column >= first } ?? false
      } else {
        isActive[id.index] = graph.operandRange(id).contains {
          isActive[graph.operandPool[$0].index]
        }
      }
    }
  }

  private mutating func extend(to count: Int) {
    guard heads.count < count else { return }
    let missing = count - heads.count
    heads.append(contentsOf: repeatElement(-1, count: missing))
    isActive.append(contentsOf: repeatElement(false, count: missing))
  }

  mutating func contribute(_ part: Adjoint, to id: NodeID) {
    contributions.append(Contribution(part: part, next: heads[id.index]))
    heads[id.index] = Int32(contributions.count - 1)
  }

  private mutating func gatherParts(of id: NodeID) {
    parts.removeAll(keepingCapacity: true)
    var position = heads[id.index]
    while position >= 0 {
      let contribution = contributions[Int(position)]
      parts.append(contribution.part)
      position = contribution.next
    }
  }

  private mutating func propagate(
    _ adjoint: Adjoint, from id: NodeID, in graph: inout ExpressionGraph
  ) {
    if graph.number(adjoint.value)?.isZero == true { return }
    switch graph.kind(id) {
    case .number, .real, .pi, .e, .variable:
      break
    case .sum:
      for operand in graph.operands(id) where isActive[operand.index] {
        contribute(adjoint, to: operand)
      }
    case .scale:
      let (coefficient, term) = graph.coefficientAndTerm(id)
      contribute(adjoint.with(graph.scaled(adjoint.value, by: coefficient)), to: term)
    case .product:
      propagateProduct(adjoint, from: id, in: &graph)
    case .power:
      propagatePower(adjoint, from: id, in: &graph)
    case .call:
      propagateCall(adjoint, from: id, in: &graph)
    case .aggregate:
      propagateAggregate(adjoint, from: id, in: &graph)
    }
  }

  /// The product rule: each factor gets the product of the others.
  private mutating func propagateProduct(
    _ adjoint: Adjoint, from id: NodeID, in graph: inout ExpressionGraph
  ) {
    let factors = Array(graph.operands(id))
    if factors.count > 8 {
      propagateLongProduct(adjoint, factors, in: &graph)
      return
    }
    for (position, factor) in factors.enumerated() where isActive[factor.index] {
      let others = factors.indices.lazy.filter { $0 != position }.map { factors[$0] }
      let product = graph.product(of: CollectionOfOne(adjoint.value), others)
      contribute(adjoint.with(product), to: factor)
    }
  }

  /// The product rule with shared products of all factors before and after each one, so that n
  /// factors cost n steps and not n squared.
  private mutating func propagateLongProduct(
    _ adjoint: Adjoint, _ factors: [NodeID], in graph: inout ExpressionGraph
  ) {
    var after = Array(repeating: adjoint.value, count: factors.count)
    for position in factors.indices.dropLast().reversed() {
      after[position] = graph.pairedProduct(factors[position + 1], after[position + 1])
    }
    var before = graph.number(1)
    for (position, factor) in factors.enumerated() {
      if isActive[factor.index] {
        contribute(adjoint.with(graph.pairedProduct(before, after[position])), to: factor)
      }
      before = graph.pairedProduct(before, factor)
    }
  }

  private mutating func propagatePower(
    _ adjoint: Adjoint, from id: NodeID, in graph: inout ExpressionGraph
  ) {
    let (base, exponent) = (graph.operand(id, 0), graph.operand(id, 1))
    if isActive[base.index] {
      if base == exponent {
        // x*x^(x-1) is x^x wherever the derivative exists, for x > 0.
        contribute(adjoint.with(graph.product(adjoint.value, id)), to: base)
      } else {
        let slope = graph.powerSlope(base, exponent, times: adjoint.value)
        contribute(adjoint.with(slope), to: base)
      }
    }
    if isActive[exponent.index] {
      let logarithm = graph.call(.log, [base])
      let slope = graph.product(id, logarithm)
      contribute(adjoint.with(graph.product(adjoint.value, slope)), to: exponent)
    }
  }

  /// The chain rule with the partial derivatives from the function's row.
  ///
  /// A slope that is 1 under a condition and else 0, as those of `max` and `if` are, becomes a mask
  /// on the adjoint.
  private mutating func propagateCall(
    _ adjoint: Adjoint, from id: NodeID, in graph: inout ExpressionGraph
  ) {
    let arguments = Array(graph.operands(id))
    let partial = graph.function(id).row.partial
    for (position, argument) in arguments.enumerated() where isActive[argument.index] {
      let slope = partial(&graph, arguments, position)
      if let condition = graph.conditionOfUnitChoice(slope) {
        contribute(adjoint.masked(by: condition, in: &graph), to: argument)
      } else {
        contribute(adjoint.with(graph.product(adjoint.value, slope)), to: argument)
      }
    }
  }
}

extension ExpressionGraph {
  /// A product of two nodes that is not merged with products inside it, so that a chain of n of
  /// them has a length linear in n.
  mutating func pairedProduct(_ a: NodeID, _ b: NodeID) -> NodeID {
    let (scale, left) = coefficientAndTerm(a)
    let (otherScale, right) = coefficientAndTerm(b)
    if number(left) != nil || number(right) != nil { return product(a, b) }
    return scaled(productNode(left, right), by: scale * otherScale)
  }

  /// The power rule: n*b^(n - 1) times a factor.
  fileprivate mutating func powerSlope(
    _ base: NodeID, _ exponent: NodeID, times factor: NodeID
  ) -> NodeID {
    guard let weight = number(exponent) else {
      let lowered = power(base, sum(exponent, number(-1)))
      return product(factor, product(exponent, lowered))
    }
    let lowered = power(base, number(weight - .one))
    if let value = number(factor) { return scaled(lowered, by: value, then: weight) }
    let (coefficient, term) = coefficientAndTerm(factor)
    return scaled(product(term, lowered), by: coefficient, then: weight)
  }

  /// The node times two numbers, one after the other; only a sum times -1 needs a node in between.
  private mutating func scaled(
    _ id: NodeID, by first: Rational, then second: Rational
  ) -> NodeID {
    if first == .minusOne, kind(id) == .sum { return scaled(scaled(id, by: first), by: second) }
    return scaled(id, by: first * second)
  }
}
