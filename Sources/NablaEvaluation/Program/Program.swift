import NablaAlgebra

/// An immutable flat program that computes expressions at a point.
///
/// Registers are [inputs | constants | temporaries]; a temporary is reused after its last use. The
/// same program gives the same bits on every run. It may be shared between threads; what changes
/// while it runs is a `Workspace` owned by the caller.
package struct Program: Sendable {
  /// The operations in their order.
  package let instructions: [Instruction]
  let constants: [Double]
  /// The register of each output.
  let outputs: [Int32]
  /// How many inputs a run takes.
  package let inputCount: Int
  /// How many doubles a workspace holds.
  package let registerCount: Int

  /// Compiles the values of `outputs` as functions of `inputs`, in stable forms.
  ///
  /// The graph gains nodes. A variable that is not among the inputs has the value NaN.
  /// Complexity: linear in the nodes below the outputs.
  package init(_ graph: inout ExpressionGraph, outputs: [NodeID], inputs: [Symbol]) {
    var forms = StableForms()
    let roots = forms.images(of: outputs, in: &graph)
    var scheduler = Scheduler(inputs: inputs, differences: forms.differences)
    let values = scheduler.schedule(roots, in: graph)
    self.init(scheduler, outputs: values)
  }

  /// Assigns registers to a schedule.
  init(_ scheduler: Scheduler, outputs values: [Operand]) {
    inputCount = scheduler.inputCount
    constants = scheduler.constants.values
    let fusion = Fusion(of: scheduler.steps, keeping: values)
    let allocation = RegisterAllocation(
      fusion.steps, keeping: fusion.kept, fixedCount: inputCount + constants.count)
    instructions = allocation.instructions
    outputs = allocation.outputs
    registerCount = allocation.registerCount
  }

  /// How many values a run yields.
  package var outputCount: Int { outputs.count }

  /// What a run needs besides the program; it may be used for any number of runs, one at a time.
  package func makeWorkspace() -> Workspace { Workspace(self) }

  /// Computes the outputs at a point, without allocating.
  ///
  /// - Parameters:
  ///   - inputs: as many values as the program has inputs, in their order.
  ///   - outputs: room for as many values as the program has outputs.
  ///   - workspace: one that any program made; one of another program is fitted to this one, which
  ///     allocates.
  package func run(
    _ inputs: Span<Double>, into outputs: inout MutableSpan<Double>, workspace: inout Workspace
  ) {
    workspace.fit(self)
    var registers = workspace.registers.mutableSpan
    for index in 0..<inputCount { registers[index] = inputs[index] }
    execute(&registers)
    for (index, register) in self.outputs.enumerated() { outputs[index] = registers[Int(register)] }
  }

  /// Computes the outputs at a point, without allocating: returns the first, a function's value say,
  /// and puts the others, its derivatives, into `rest`.
  package func run(
    _ inputs: [Double], rest: inout [Double], workspace: inout Workspace
  ) -> Double {
    workspace.fit(self)
    var registers = workspace.registers.mutableSpan
    var others = rest.mutableSpan
    for index in 0..<inputCount { registers[index] = inputs[index] }
    execute(&registers)
    for index in 1..<outputs.count { others[index - 1] = registers[Int(outputs[index])] }
    return registers[Int(outputs[0])]
  }

  /// Computes the outputs at a point, without allocating; see the other form.
  package func run(
    _ inputs: [Double], into outputs: inout [Double], workspace: inout Workspace
  ) {
    var span = outputs.mutableSpan
    run(inputs.span, into: &span, workspace: &workspace)
  }

  /// The outputs at a point.
  package func evaluate(_ inputs: [Double]) -> [Double] {
    var workspace = makeWorkspace()
    var results = Array(repeating: 0.0, count: outputCount)
    run(inputs, into: &results, workspace: &workspace)
    return results
  }

  @inline(__always)
  private func execute(_ registers: inout MutableSpan<Double>) {
    let code = instructions.span
    for index in code.indices {
      let step = code[index]
      registers[Int(step.destination)] = step.opcode.value(
        step.function, registers[Int(step.a)], registers[Int(step.b)], registers[Int(step.c)])
    }
  }
}

/// The registers of a program while it runs.
package struct Workspace: Sendable {
  var registers: [Double]
  private var constants: [Double]

  /// The workspace of a program.
  init(_ program: Program) {
    constants = program.constants
    registers = Array(repeating: 0, count: program.registerCount)
    placeConstants(of: program)
  }

  /// Makes the workspace that of `program`, which costs nothing if it already is.
  @inline(__always)
  mutating func fit(_ program: Program) {
    // Holding the array keeps its storage from being reused, so equal addresses mean equal arrays.
    let isSame = constants.withUnsafeBufferPointer { own in
      program.constants.withUnsafeBufferPointer { own.baseAddress == $0.baseAddress }
    }
    guard !isSame || registers.count != program.registerCount else { return }
    self = Workspace(program)
  }

  private mutating func placeConstants(of program: Program) {
    for (index, value) in program.constants.enumerated() {
      registers[program.inputCount + index] = value
    }
  }
}
