import NablaAlgebra

/// Orders the operations of a program: each node once, right before it is first needed.
///
/// Depth-first order on an explicit stack keeps few values alive at a time: a long sum takes up
/// each term as soon as it is computed. Only nodes below the outputs are looked at.
struct Scheduler {
  /// A node whose operands are being computed.
  struct Frame {
    var node: NodeID
    var position = 0
    var sum = PartialSum()
  }

  let inputCount: Int
  private(set) var constants = ConstantPool()
  private(set) var steps: [Step] = []
  /// Sums that are computed as one difference of two values that are computed anyway.
  let differences: [NodeID: Difference]
  private let inputs: [Symbol: Int]
  private var values: [Int32] = []
  private var frames: [Frame] = []
  /// Blocks of long sums under way, innermost sum last.
  var blocks: [PartialSum.Block] = []
  var powers = PowerTable()

  private static let unknown = Int32.max

  init(inputs: [Symbol], differences: [NodeID: Difference]) {
    inputCount = inputs.count
    self.inputs = Dictionary(
      inputs.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    self.differences = differences
  }

  /// Computes the values of `roots`; complexity: linear in the nodes below them.
  mutating func schedule(_ roots: [NodeID], in graph: ExpressionGraph) -> [Operand] {
    values = Array(repeating: Scheduler.unknown, count: graph.count)
    return roots.map { root in
      if let known = value(of: root, in: graph) { return known }
      frames.append(Frame(node: root))
      while !frames.isEmpty { advance(graph) }
      return value(of: root, in: graph) ?? constant(.nan)
    }
  }

  /// The value of a node that is computed already or needs no computing.
  mutating func value(of id: NodeID, in graph: ExpressionGraph) -> Operand? {
    let known = values[id.index]
    if known != Scheduler.unknown { return Operand(raw: known) }
    guard let leaf = leafValue(id, in: graph) else { return nil }
    values[id.index] = leaf.raw
    return leaf
  }

  private mutating func leafValue(_ id: NodeID, in graph: ExpressionGraph) -> Operand? {
    switch graph.kind(id) {
    case .number: constant(graph.number(id)?.double ?? .nan)
    case .real: constant(graph.real(id) ?? .nan)
    case .pi: constant(.pi)
    case .e: constant(0x1.5bf0a8b145769p1)
    case .variable: graph.symbol(id).flatMap { inputs[$0] }.map { .fixed($0) } ?? constant(.nan)
    case .aggregate: constant(.nan)
    case .sum, .product, .scale, .power, .call: nil
    }
  }

  /// Goes on with the innermost node until it waits for an operand or is done.
  private mutating func advance(_ graph: ExpressionGraph) {
    guard var frame = frames.popLast() else { return }
    let id = frame.node
    let isPlainSum = graph.kind(id) == .sum && difference(id) == nil
    let count = graph.operandCount(id)
    while frame.position < count {
      let needed = neededOperand(id, frame.position, in: graph)
      guard let value = value(of: needed.node, in: graph) else {
        frames.append(frame)
        frames.append(Frame(node: needed.node))
        return
      }
      if isPlainSum { take(value, isNegative: needed.isNegative, in: &frame.sum) }
      frame.position += 1
    }
    let result = isPlainSum ? finish(&frame.sum) : operation(id, in: graph)
    values[id.index] = result.raw
  }

  /// The node that has to be computed for the operand at a position, and whether a sum subtracts
  /// it.
  private func neededOperand(
    _ id: NodeID, _ position: Int, in graph: ExpressionGraph
  ) -> (node: NodeID, isNegative: Bool) {
    let operand = graph.operand(id, position)
    switch graph.kind(id) {
    case .sum:
      if let difference = difference(id) {
        return (position == 0 ? difference.minuend : difference.subtrahend, false)
      }
      guard graph.kind(operand) == .scale, graph.isNumber(graph.operand(operand, 0), -1) else {
        return (operand, false)
      }
      return (graph.operand(operand, 1), true)
    case .product:
      return (Factor(operand, in: graph).base, false)
    case .number, .real, .pi, .e, .variable, .scale, .power, .call, .aggregate:
      return (operand, false)
    }
  }

  /// The value of a node whose operands are computed.
  private mutating func operation(_ id: NodeID, in graph: ExpressionGraph) -> Operand {
    switch graph.kind(id) {
    case .sum: difference(id, in: graph)
    case .product: product(id, in: graph)
    case .scale: scaled(id, in: graph)
    case .power: power(id, in: graph)
    case .call: call(id, in: graph)
    case .number, .real, .pi, .e, .variable, .aggregate: constant(.nan)
    }
  }

  /// The computed value of the operand at a position.
  mutating func operand(_ id: NodeID, _ position: Int, in graph: ExpressionGraph) -> Operand {
    value(of: graph.operand(id, position), in: graph) ?? constant(.nan)
  }

  private mutating func difference(_ id: NodeID, in graph: ExpressionGraph) -> Operand {
    guard let difference = difference(id),
      let minuend = value(of: difference.minuend, in: graph),
      let subtrahend = value(of: difference.subtrahend, in: graph)
    else { return constant(.nan) }
    return emit(.subtract, minuend, subtrahend)
  }

  private func difference(_ id: NodeID) -> Difference? {
    differences.isEmpty ? nil : differences[id]
  }

  /// A number's register.
  mutating func constant(_ value: Double) -> Operand {
    .fixed(inputCount + constants.position(of: value))
  }

  /// The value of a constant, else `nil`.
  private func constantValue(_ operand: Operand) -> Double? {
    guard let register = operand.fixedRegister, register >= inputCount else { return nil }
    return constants.values[register - inputCount]
  }

  /// Adds an operation; one of constants only is computed at once.
  mutating func emit(
    _ opcode: Opcode, _ a: Operand, _ b: Operand? = nil, _ c: Operand? = nil,
    function: Function = .abs
  ) -> Operand {
    let (b, c) = (b ?? a, c ?? a)
    if let x = constantValue(a), let y = constantValue(b), let z = constantValue(c) {
      return constant(opcode.value(function, x, y, z))
    }
    steps.append(Step(opcode: opcode, function: function, a: a, b: b, c: c))
    return .result(steps.count - 1)
  }
}
