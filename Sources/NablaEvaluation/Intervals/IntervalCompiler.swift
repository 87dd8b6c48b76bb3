import CInterval
import NablaAlgebra

/// Turns nodes of a graph into the steps of an interval program, children first.
struct IntervalCompiler {
  private let graph: ExpressionGraph
  private let inputs: [Symbol: Int]
  private let inputCount: Int
  private(set) var steps: [IntervalStep] = []
  private(set) var constants: [Enclosure] = []
  private var values: [NodeID: Value] = [:]

  /// The value of a node: an input, a constant or a step, numbered each from 0.
  enum Value {
    case input(Int)
    case constant(Int)
    case step(Int)
  }

  /// A step before its registers are known.
  private struct Draft {
    var opcode: IntervalOpcode
    var function: Function
    var operands: (a: Value, b: Value, other: Value)
    var exponent: Int32
  }

  private var drafts: [Draft] = []

  init(_ graph: ExpressionGraph, inputs: [Symbol]) {
    self.graph = graph
    inputCount = inputs.count
    self.inputs = Dictionary(
      inputs.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Compiles everything below `roots` and returns the registers of their values.
  mutating func compile(_ roots: [NodeID]) -> [Int32] {
    for id in graph.nodes(below: roots) { values[id] = value(of: id) }
    steps = drafts.enumerated().map { index, draft in
      IntervalStep(
        opcode: draft.opcode, function: draft.function, destination: register(.step(index)),
        a: register(draft.operands.a), b: register(draft.operands.b),
        other: register(draft.operands.other), exponent: draft.exponent)
    }
    return roots.map { register(self[$0]) }
  }

  private subscript(_ id: NodeID) -> Value { values[id] ?? .constant(0) }

  private func register(_ value: Value) -> Int32 {
    switch value {
    case .input(let position): Int32(position)
    case .constant(let position): Int32(inputCount + position)
    case .step(let position): Int32(inputCount + constants.count + position)
    }
  }

  private mutating func value(of id: NodeID) -> Value {
    switch graph.kind(id) {
    case .number: number(graph.number(id) ?? .zero)
    case .real: constant(Enclosure(real: graph.real(id) ?? .nan))
    case .pi: constant(Enclosure(.pi))
    case .e: constant(Enclosure(.e))
    case .variable:
      graph.symbol(id).flatMap { inputs[$0] }.map { .input($0) }
        ?? constant(Enclosure(.empty, .unknown))
    case .sum: sum(id)
    case .product: product(id)
    case .scale: scaled(self[graph.operand(id, 1)], by: graph.number(graph.operand(id, 0)) ?? .one)
    case .power: power(id)
    case .call: call(id)
    case .aggregate: aggregate(id)
    }
  }

  /// What lies between values lies where they do; sums are not followed.
  private mutating func aggregate(_ id: NodeID) -> Value {
    switch graph.aggregate(id) {
    case .mean, .least, .greatest, .median, .quantile: self[graph.operand(id, 0)]
    case .sum, .count: constant(Enclosure(.entire, .unknown))
    }
  }

  private mutating func constant(_ value: Enclosure) -> Value {
    constants.append(value)
    return .constant(constants.count - 1)
  }

  private mutating func number(_ value: Rational) -> Value {
    constant(Enclosure(Interval(value)))
  }

  /// Adds a step; one of constants only is computed at once.
  private mutating func emit(
    _ opcode: IntervalOpcode, _ a: Value, _ b: Value? = nil, otherwise: Value? = nil,
    function: Function = .abs, exponent: Int32 = 1
  ) -> Value {
    let (b, other) = (b ?? a, otherwise ?? a)
    if case .constant(let x) = a, case .constant(let y) = b, case .constant(let z) = other {
      let step = IntervalStep(
        opcode: opcode, function: function, destination: 0, a: 0, b: 0, other: 0,
        exponent: exponent)
      return constant(step.value(constants[x], constants[y], constants[z]))
    }
    drafts.append(
      Draft(opcode: opcode, function: function, operands: (a, b, other), exponent: exponent))
    return .step(drafts.count - 1)
  }

  private mutating func sum(_ id: NodeID) -> Value {
    var result: Value?
    for operand in graph.operands(id) {
      let isNegative =
        graph.kind(operand) == .scale && graph.isNumber(graph.operand(operand, 0), -1)
      let term = self[isNegative ? graph.operand(operand, 1) : operand]
      if let partial = result {
        result = emit(isNegative ? .subtract : .add, partial, term)
      } else {
        result = isNegative ? emit(.negate, term) : term
      }
    }
    return result ?? constant(Enclosure(.zero))
  }

  /// A number times a value; a tenth of x is x/10, where 0.1 itself would have to be widened.
  private mutating func scaled(_ value: Value, by factor: Rational) -> Value {
    if factor == .minusOne { return emit(.negate, value) }
    let (top, bottom) = (Rational(factor.numerator), Rational(factor.denominator))
    if Interval(factor).isPoint || !Interval(top).isPoint || !Interval(bottom).isPoint {
      return emit(.multiply, number(factor), value)
    }
    let multiple = top.isOne ? value : emit(.multiply, number(top), value)
    return emit(.divide, multiple, number(bottom))
  }

  /// A product, the factors below the line gathered into one divisor.
  private mutating func product(_ id: NodeID) -> Value {
    var (above, below): (Value?, Value?)
    let pair = factorAndLogarithm(id)
    if let pair { above = emit(.timesLogarithm, self[pair.factor]) }
    for operand in graph.operands(id) where operand != pair?.factor && operand != pair?.logarithm {
      if let inverse = divisor(operand) {
        below = below.map { emit(.multiply, $0, inverse) } ?? inverse
      } else {
        above = above.map { emit(.multiply, $0, self[operand]) } ?? self[operand]
      }
    }
    let top = above ?? constant(Enclosure(.one))
    return below.map { emit(.divide, top, $0) } ?? top
  }

  /// Two factors of which one is the natural logarithm of the other.
  private func factorAndLogarithm(_ id: NodeID) -> (factor: NodeID, logarithm: NodeID)? {
    let factors = graph.operands(id)
    guard factors.count <= 8 else { return nil }
    for logarithm in factors
    where graph.kind(logarithm) == .call && graph.function(logarithm) == .log {
      let factor = graph.operand(logarithm, 0)
      if factors.contains(factor) { return (factor, logarithm) }
    }
    return nil
  }

  /// For a power with a negative whole or half-whole exponent its reciprocal.
  private mutating func divisor(_ id: NodeID) -> Value? {
    guard graph.kind(id) == .power, let exponent = graph.number(graph.operand(id, 1)),
      exponent.isNegative
    else { return nil }
    return plainPower(self[graph.operand(id, 0)], -exponent)
  }

  private mutating func power(_ id: NodeID) -> Value {
    let base = self[graph.operand(id, 0)]
    guard let exponent = graph.number(graph.operand(id, 1)) else {
      if graph.operand(id, 0) == graph.operand(id, 1) { return emit(.selfPower, base) }
      return emit(.power, base, self[graph.operand(id, 1)])
    }
    if let plain = plainPower(base, exponent.magnitude) {
      return exponent.isNegative ? emit(.divide, constant(Enclosure(.one)), plain) : plain
    }
    return emit(.power, base, number(exponent))
  }

  /// A whole or half-whole power, exponents not negative.
  private mutating func plainPower(_ base: Value, _ exponent: Rational) -> Value? {
    if let whole = exponent.integer {
      guard whole < 1 << 31 else { return nil }
      return whole == 1 ? base : emit(.wholePower, base, exponent: Int32(whole))
    }
    guard let doubled = (exponent + exponent).integer, doubled < 1 << 31 else { return nil }
    let root = emit(.squareRoot, base)
    return doubled == 1 ? root : emit(.wholePower, root, exponent: Int32(doubled))
  }

  /// A call; functions of many arguments take them from the left two at a time.
  private mutating func call(_ id: NodeID) -> Value {
    let function = graph.function(id)
    let arguments = graph.operands(id).map { self[$0] }
    if function == .conditional {
      return emit(.select, arguments[0], arguments[1], otherwise: arguments[2])
    }
    if arguments.count == 1 { return emit(.unary, arguments[0], function: function) }
    return arguments.dropFirst().reduce(arguments[0]) { emit(.binary, $0, $1, function: function) }
  }
}

extension Interval {
  /// The tightest bounds of an exact number.
  package init(_ value: Rational) {
    if let small = value.integer, small.magnitude <= 1 << 53 {
      self.init(Double(small), Double(small))
    } else {
      self.init(cinterval_fraction(value.numeratorText, value.denominatorText))
    }
  }
}

extension Enclosure {
  /// What a double in a graph tells: an infinity lies beyond all doubles, NaN is no value, and any
  /// other was rounded on a way that nobody knows.
  fileprivate init(real value: Double) {
    if value.isNaN {
      self.init(.empty, .unknown)
    } else if value.isInfinite {
      self.init(Interval(value), .unknown)
    } else {
      self = .unknown
    }
  }
}
