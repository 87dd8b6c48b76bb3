import CInterval
import NablaAlgebra

/// An immutable flat program that encloses the values of expressions over a box.
///
/// It is compiled from the expressions as they are: exact numbers and constants are enclosed, not
/// rounded, whole powers are one operation, and no stable forms are needed, since bounds that are
/// wide are still bounds. A box of points gives bounds of the exact values there. Complexity of a
/// run: linear in the nodes, some 5 ns for arithmetic and 1 to 4 microseconds for a transcendental
/// function.
package struct IntervalProgram: Sendable {
  let steps: [IntervalStep]
  let constants: [Enclosure]
  let outputs: [Int32]
  package let inputCount: Int

  /// Compiles the values of `outputs` as functions of `inputs`.
  ///
  /// A variable that is not among the inputs has no value. A double in the graph that no exact
  /// number stands for may be anything: it was rounded, and nobody knows how often.
  /// Complexity: linear in the nodes below the outputs.
  package init(_ graph: ExpressionGraph, outputs: [NodeID], inputs: [Symbol]) {
    var compiler = IntervalCompiler(graph, inputs: inputs)
    let registers = compiler.compile(outputs)
    inputCount = inputs.count
    steps = compiler.steps
    constants = compiler.constants
    self.outputs = registers
  }

  /// How many values a run yields.
  package var outputCount: Int { outputs.count }

  /// What a run needs besides the program; for one run at a time.
  package func makeWorkspace() -> IntervalWorkspace { IntervalWorkspace(self) }

  /// Encloses the outputs over a box, without allocating.
  ///
  /// - Parameters:
  ///   - box: an interval for each input, none of them empty.
  ///   - outputs: room for as many enclosures as the program has outputs.
  ///   - workspace: one that this program made.
  package func run(
    _ box: [Interval], into outputs: inout [Enclosure], workspace: inout IntervalWorkspace
  ) {
    var registers = workspace.registers.mutableSpan
    for index in 0..<inputCount { registers[index] = Enclosure(box[index]) }
    for step in steps {
      registers[Int(step.destination)] = step.value(
        registers[Int(step.a)], registers[Int(step.b)],
        registers[Int(step.other)])
    }
    for (index, register) in self.outputs.enumerated() { outputs[index] = registers[Int(register)] }
  }

  /// The enclosures of the outputs over a box.
  package func evaluate(_ box: [Interval]) -> [Enclosure] {
    var workspace = makeWorkspace()
    var results = Array(repeating: Enclosure.unknown, count: outputCount)
    run(box, into: &results, workspace: &workspace)
    return results
  }
}

/// The registers of an interval program while it runs.
package struct IntervalWorkspace: Sendable {
  var registers: [Enclosure]

  init(_ program: IntervalProgram) {
    registers = Array(
      repeating: .unknown,
      count: program.inputCount + program.constants.count + program.steps.count)
    for (index, constant) in program.constants.enumerated() {
      registers[program.inputCount + index] = constant
    }
  }
}

/// What a step of an interval program does.
enum IntervalOpcode: UInt8, Sendable {
  case add
  case subtract
  case multiply
  case divide
  case negate
  /// `a` to the whole number `exponent`.
  case wholePower
  case squareRoot
  /// `a` to the power `b`.
  case power
  /// `a` times its logarithm.
  case timesLogarithm
  /// `a` to the power `a`.
  case selfPower
  /// `b` where `a` is not zero, else `other`.
  case select
  case unary
  case binary
}

/// One step of an interval program, registers by number.
struct IntervalStep: Sendable {
  var opcode: IntervalOpcode
  var function: Function = .abs
  var destination: Int32
  var a: Int32
  var b: Int32
  var other: Int32
  var exponent: Int32 = 1

  @inline(__always)
  func value(
    _ a: @autoclosure () -> Enclosure, _ b: @autoclosure () -> Enclosure,
    _ other: @autoclosure () -> Enclosure
  ) -> Enclosure {
    switch opcode {
    case .add: return Enclosure.combined(a(), b()) { $0 + $1 }
    case .subtract: return Enclosure.combined(a(), b()) { $0 - $1 }
    case .multiply: return Enclosure.combined(a(), b()) { $0 * $1 }
    case .divide: return Enclosure.quotient(a(), b())
    case .negate:
      let x = a()
      return Enclosure(-x.interval, x.decoration)
    case .wholePower: return a().power(Int(exponent))
    case .squareRoot: return Enclosure.value(.sqrt, a())
    case .power: return Enclosure.power(a(), b())
    case .timesLogarithm: return a().timesLogarithm
    case .selfPower: return a().selfPower
    case .select: return Enclosure.selection(a(), b(), other())
    case .unary: return Enclosure.value(function, a())
    case .binary: return Enclosure.value(function, a(), b())
    }
  }
}

extension Enclosure {
  @inline(__always)
  static func combined(
    _ x: Enclosure, _ y: Enclosure, _ operation: (Interval, Interval) -> Interval
  ) -> Enclosure {
    Enclosure(operation(x.interval, y.interval), min(x.decoration, y.decoration))
  }

  @inline(__always)
  static func quotient(_ x: Enclosure, _ y: Enclosure) -> Enclosure {
    let decoration = min(x.decoration, y.decoration)
    return Enclosure(
      x.interval / y.interval, y.interval.contains(0) ? .unknown : decoration)
  }
}

extension IntervalProgram {
  /// About what a run costs, in operations of arithmetic.
  package var cost: Int {
    steps.reduce(1) { sum, step in
      switch step.opcode {
      case .add, .subtract, .multiply, .divide, .negate, .wholePower, .squareRoot, .select: sum + 1
      case .power, .timesLogarithm, .selfPower, .unary, .binary: sum + 200
      }
    }
  }
}
