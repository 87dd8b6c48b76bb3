/// An arena of immutable, canonical, interned expressions.
///
/// Equal expressions built in one graph have equal handles. Nodes are only ever added; a failed
/// computation leaves garbage, never damage.
package struct ExpressionGraph: Sendable {
  var nodes: [Node] = []
  var operandPool: [NodeID] = []
  var numbers: [Rational] = []
  var reals: [Double] = []
  /// The names of the variables, in the order of their first mention.
  package private(set) var names: [String] = []
  private var symbols: [String: Symbol] = [:]
  /// The names of columns, which are others than equal names of variables.
  private var columnSymbols: [String: Symbol] = [:]
  /// How often an aggregate was made.
  var aggregateCount = 0
  private var realPositions: [UInt64: UInt32] = [:]
  private var table = InternTable()
  /// Room for the operands of the node under construction.
  var scratch = Scratch()
  /// How far computations in this graph may go.
  package var budget = Budget()
  /// Why the computation under way was given up; whoever shows a result looks here first.
  package internal(set) var halt: Halt?
  /// How often a loop asked whether to halt.
  var turns: UInt32 = 0
  /// What long numbers count for, in nodes.
  private(set) var numberWeight = 0
  /// What holds wherever the expression that is being differentiated is defined.
  var presumption = Presumption()
  /// What is known of the sizes and the variables of nodes.
  var measures = Measures()

  /// Makes an empty graph.
  package init() {}

  /// How many nodes there are.
  package var count: Int { nodes.count }

  package func kind(_ id: NodeID) -> NodeKind { nodes[id.index].kind }

  package func flags(_ id: NodeID) -> NodeFlags { nodes[id.index].flags }

  /// The function of a call.
  package func function(_ id: NodeID) -> Function { nodes[id.index].function }

  /// The operands: terms, factors, base and exponent, arguments; for a scaled term the number and
  /// the term.
  ///
  /// Leaves have none.
  package func operands(_ id: NodeID) -> ArraySlice<NodeID> { operandPool[operandRange(id)] }

  /// Where the operands are in the pool, for loops that are too short to count references in.
  func operandRange(_ id: NodeID) -> Range<Int> {
    let node = nodes[id.index]
    switch node.kind {
    case .number, .real, .pi, .e, .variable: return 0..<0
    case .sum, .product, .scale, .power, .call, .aggregate:
      return Int(node.start)..<Int(node.start + node.count)
    }
  }

  /// The operand at `position`.
  package func operand(_ id: NodeID, _ position: Int) -> NodeID {
    operandPool[Int(nodes[id.index].start) + position]
  }

  package func operandCount(_ id: NodeID) -> Int {
    switch nodes[id.index].kind {
    case .number, .real, .pi, .e, .variable: 0
    case .sum, .product, .scale, .power, .call, .aggregate: Int(nodes[id.index].count)
    }
  }

  /// The exact value of a number node, else `nil`.
  package func number(_ id: NodeID) -> Rational? {
    let node = nodes[id.index]
    return node.kind == .number ? numbers[Int(node.start)] : nil
  }

  /// The value of a real node, else `nil`.
  package func real(_ id: NodeID) -> Double? {
    let node = nodes[id.index]
    return node.kind == .real ? reals[Int(node.start)] : nil
  }

  /// The name of a variable node, else `nil`.
  package func symbol(_ id: NodeID) -> Symbol? {
    let node = nodes[id.index]
    return node.kind == .variable ? Symbol(raw: node.start) : nil
  }

  package func name(_ symbol: Symbol) -> String { names[Int(symbol.raw)] }

  /// Whether the node is the number `value`.
  package func isNumber(_ id: NodeID, _ value: Int) -> Bool {
    number(id)?.integer == value
  }

  /// The node of a variable.
  package mutating func variable(_ name: String) -> NodeID {
    leaf(of: symbol(named: name), flags: .isTotal)
  }

  /// The node of a name.
  mutating func leaf(of symbol: Symbol, flags: NodeFlags) -> NodeID {
    intern(leaf: .variable, payload: symbol.raw, flags: flags)
  }

  /// The handle of a variable's name, whether or not the variable occurs.
  package mutating func symbol(named name: String) -> Symbol {
    if let known = symbols[name] { return known }
    let symbol = Symbol(raw: UInt32(names.count))
    names.append(name)
    symbols[name] = symbol
    return symbol
  }

  /// The handle of a column's name, whether or not the column occurs.
  mutating func columnSymbol(named name: String) -> Symbol {
    if let known = columnSymbols[name] { return known }
    let symbol = Symbol(raw: UInt32(names.count))
    names.append(name)
    columnSymbols[name] = symbol
    return symbol
  }

  /// The node of an exact number, or of the nearest double where that is too long to keep.
  package mutating func number(_ value: Rational) -> NodeID {
    if value.isTooLong { return real(rounded(value)) }
    let hash = InternTable.mix(InternTable.mix(0, UInt32(NodeKind.number.rawValue)), value.mixed)
    var probe = table.probe(hash)
    while let candidate = table.next(&probe) {
      if nodes[Int(candidate)].kind == .number, numbers[Int(nodes[Int(candidate)].start)] == value {
        return NodeID(raw: candidate)
      }
    }
    var flags: NodeFlags = [.isTotal, .isConstant]
    if !value.isNegative { flags.insert(.isNonnegative) }
    numbers.append(value)
    if value.bitWidth > 64 { numberWeight += value.bitWidth / 128 }
    let payload = UInt32(numbers.count - 1)
    return insert(
      Node(kind: .number, function: .abs, flags: flags, start: payload, count: 0), probe)
  }

  /// The node of a small integer.
  package mutating func number(_ value: Int) -> NodeID { number(Rational(value)) }

  /// The node of a double, interned by its bit pattern.
  package mutating func real(_ value: Double) -> NodeID {
    let payload = realPositions[value.bitPattern] ?? UInt32(reals.count)
    if Int(payload) == reals.count {
      reals.append(value)
      realPositions[value.bitPattern] = payload
    }
    var flags: NodeFlags = .isConstant
    if value.isFinite { flags.insert(.isTotal) }
    if value >= 0 { flags.insert(.isNonnegative) }
    return intern(leaf: .real, payload: payload, flags: flags)
  }

  /// The node of the circle constant.
  package mutating func pi() -> NodeID {
    intern(leaf: .pi, payload: 0, flags: [.isTotal, .isConstant, .isNonnegative])
  }

  /// The node of Euler's number.
  package mutating func e() -> NodeID {
    intern(leaf: .e, payload: 0, flags: [.isTotal, .isConstant, .isNonnegative])
  }

  /// Interns a node whose operands are `operands`, already in canonical order.
  ///
  /// The first few nodes that use an operand are listed there. That operand is in the processor's
  /// cache already, a slot of a large hash table is not; and most new nodes are the first use of a
  /// new operand, or one of few. What has no place in the lists of its last and of its first operand
  /// goes into the table.
  mutating func intern(
    _ kind: NodeKind, _ operands: UnsafeBufferPointer<NodeID>, function: Function = .abs,
    aggregate: Aggregate = .mean, flags: NodeFlags
  ) -> NodeID {
    let start = UInt32(operandPool.count)
    var node = Node(
      kind: kind, function: function, aggregate: aggregate, flags: flags, start: start,
      count: UInt32(operands.count))
    for end in [operands.count - 1, 0] {
      let owner = operands[end].index
      var length = 0
      var use = nodes[owner].firstUse
      while use != 0 {
        if isNode(use, like: node, operands) { return NodeID(raw: use) }
        use = nodes[Int(use)].nextUse
        length += 1
      }
      if length < ExpressionGraph.useLimit {
        operandPool.append(contentsOf: operands)
        node.nextUse = nodes[owner].firstUse
        nodes.append(node)
        nodes[owner].firstUse = UInt32(nodes.count - 1)
        return NodeID(raw: UInt32(nodes.count - 1))
      }
    }
    return internInTable(node, operands)
  }

  /// Most nodes that are listed at one operand.
  private static let useLimit = 4

  private mutating func internInTable(
    _ node: Node, _ operands: UnsafeBufferPointer<NodeID>
  ) -> NodeID {
    var hash = InternTable.mix(0, kindHash(node))
    for operand in operands { hash = InternTable.mix(hash, operand.raw) }
    var probe = table.probe(hash)
    while let candidate = table.next(&probe) {
      if isNode(candidate, like: node, operands) { return NodeID(raw: candidate) }
    }
    operandPool.append(contentsOf: operands)
    return insert(node, probe)
  }

  private func kindHash(_ node: Node) -> UInt32 {
    UInt32(node.aggregate.rawValue) << 16 | UInt32(node.kind.rawValue) << 8
      | UInt32(node.function.rawValue)
  }

  private func isNode(
    _ candidate: UInt32, like node: Node, _ operands: UnsafeBufferPointer<NodeID>
  ) -> Bool {
    let other = nodes[Int(candidate)]
    guard other.kind == node.kind, other.function == node.function,
      other.aggregate == node.aggregate, other.count == node.count
    else {
      return false
    }
    for position in operands.indices
    where operandPool[Int(other.start) + position] != operands[position] {
      return false
    }
    return true
  }

  private mutating func intern(leaf kind: NodeKind, payload: UInt32, flags: NodeFlags) -> NodeID {
    let hash = InternTable.mix(InternTable.mix(0, UInt32(kind.rawValue)), payload)
    var probe = table.probe(hash)
    while let candidate = table.next(&probe) {
      let node = nodes[Int(candidate)]
      if node.kind == kind, node.start == payload { return NodeID(raw: candidate) }
    }
    return insert(Node(kind: kind, function: .abs, flags: flags, start: payload, count: 0), probe)
  }

  private mutating func insert(_ node: Node, _ probe: InternTable.Probe) -> NodeID {
    nodes.append(node)
    let id = NodeID(raw: UInt32(nodes.count - 1))
    table.insert(id.raw, at: probe)
    return id
  }
}
