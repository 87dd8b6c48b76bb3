import NablaAlgebra

/// The operations that a program runs, one after the other, each with a result of its own: what is
/// to be written down in another language.
///
/// Forms and order are those of `Program`, so that whoever rounds each operation as IEEE 754 asks
/// gets the very bits that a program gets.
package struct StraightLine: Sendable {
  /// What an operation works on.
  package enum Operand: Hashable, Sendable {
    /// An input, by its position.
    case input(Int)
    case constant(Double)
    /// The result of an earlier operation, by its position.
    case step(Int)
  }

  /// One operation: an opcode that joins no two operations, and as many operands as it reads.
  package struct Operation: Sendable {
    package var opcode: Opcode
    /// The function of `unary` and `binary`; of no meaning for other opcodes.
    package var function: Function
    package var operands: [Operand]
  }

  package let operations: [Operation]
  package let outputs: [Operand]

  init(operations: [Operation], outputs: [Operand]) {
    self.operations = operations
    self.outputs = outputs
  }

  /// Writes down the values of `outputs` as functions of `inputs`, in stable forms.
  ///
  /// The graph gains nodes. A variable that is not among the inputs has the value NaN.
  /// Complexity: linear in the nodes below the outputs.
  package init(_ graph: inout ExpressionGraph, outputs: [NodeID], inputs: [Symbol]) {
    var forms = StableForms()
    let roots = forms.images(of: outputs, in: &graph)
    var scheduler = Scheduler(inputs: inputs, differences: forms.differences)
    let values = scheduler.schedule(roots, in: graph)
    let constants = scheduler.constants.values
    func operand(_ operand: NablaEvaluation.Operand) -> Operand {
      if let step = operand.step { return .step(step) }
      let register = operand.fixedRegister ?? 0
      return register < inputs.count
        ? .input(register) : .constant(constants[register - inputs.count])
    }
    operations = scheduler.steps.map { step in
      let operands = [step.a, step.b, step.c].prefix(step.opcode.operandCount)
      return Operation(
        opcode: step.opcode, function: step.function, operands: operands.map(operand))
    }
    self.outputs = values.map(operand)
  }

  /// The positions of the inputs that are used at all.
  package var usedInputs: Set<Int> {
    var result: Set<Int> = []
    for operand in operations.flatMap(\.operands) + outputs {
      if case .input(let position) = operand { result.insert(position) }
    }
    return result
  }
}

extension Opcode {
  /// How many operands an instruction reads.
  var operandCount: Int {
    switch self {
    case .negate, .reciprocal, .squareRoot, .unary: 1
    case .add, .subtract, .multiply, .divide, .power, .binary: 2
    case .multiplyAdd, .multiplySubtract, .subtractProduct, .select: 3
    }
  }
}
