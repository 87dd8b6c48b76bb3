import NablaAlgebra

/// What a row program does, before registers are assigned: first once for all rows what depends on
/// no column, then for each row the rest.
///
/// Fixed registers are [scalars | columns | constants | results of the prologue].
struct RowSchedule {
  /// What is made into one number: the values of an operand, or the products of two.
  struct Output {
    var first: Operand
    var second: Operand?
  }

  /// The operations without columns; each writes the next fixed register.
  private(set) var prologue: [Instruction] = []
  private(set) var steps: [Step] = []
  private(set) var outputs: [Output] = []
  let fixedCount: Int

  private let scheduler: Scheduler
  private let scalarCount: Int
  /// For each step of the scheduler whether an output does its work.
  private var isAbsorbed: [Bool]
  private var images: [Operand] = []

  /// Parts the steps of a schedule, whose inputs are scalars and then columns.
  init(
    _ scheduler: Scheduler, outputs values: [Operand], aggregates: [Aggregate], scalarCount: Int
  ) {
    self.scheduler = scheduler
    self.scalarCount = scalarCount
    isAbsorbed = Array(repeating: false, count: scheduler.steps.count)
    let count = scheduler.inputCount + scheduler.constants.values.count
    let isUniform = Self.uniformSteps(scheduler, scalarCount)
    fixedCount = count + isUniform.count { $0 }
    let useCounts = Fusion.useCounts(scheduler.steps, values)
    outputs = zip(values, aggregates).map { value, aggregate in
      switch aggregate {
      case .mean, .sum: summand(value, isUniform, useCounts)
      case .count, .least, .greatest, .median, .quantile: Output(first: value)
      }
    }
    part(isUniform, from: count)
  }

  private static func uniformSteps(_ scheduler: Scheduler, _ scalarCount: Int) -> [Bool] {
    var result: [Bool] = []
    func isUniform(_ operand: Operand) -> Bool {
      if let step = operand.step { return result[step] }
      guard let register = operand.fixedRegister else { return false }
      return register < scalarCount || register >= scheduler.inputCount
    }
    for step in scheduler.steps {
      result.append(isUniform(step.a) && isUniform(step.b) && isUniform(step.c))
    }
    return result
  }

  /// What to sum of a value: a product that nothing else needs is given as its factors, so that it
  /// needs no register.
  private mutating func summand(
    _ value: Operand, _ isUniform: [Bool], _ useCounts: [Int32]
  ) -> Output {
    guard let position = value.step, useCounts[position] == 1 else { return Output(first: value) }
    let step = scheduler.steps[position]
    guard step.opcode == .multiply, varies(step.a, isUniform), varies(step.b, isUniform) else {
      return Output(first: value)
    }
    isAbsorbed[position] = true
    return Output(first: step.a, second: step.b)
  }

  private func varies(_ operand: Operand, _ isUniform: [Bool]) -> Bool {
    if let step = operand.step { return !isUniform[step] }
    return (scalarCount..<scheduler.inputCount).contains(operand.fixedRegister ?? 0)
  }

  private mutating func part(_ isUniform: [Bool], from firstRegister: Int) {
    for (position, original) in scheduler.steps.enumerated() {
      var step = original
      step.a = image(step.a)
      step.b = image(step.b)
      step.c = image(step.c)
      if isUniform[position] {
        let register = firstRegister + prologue.count
        prologue.append(
          Instruction(
            opcode: step.opcode, function: step.function, destination: Int32(register),
            a: Self.register(step.a), b: Self.register(step.b), c: Self.register(step.c)))
        images.append(.fixed(register))
      } else {
        images.append(.result(steps.count))
        if !isAbsorbed[position] { steps.append(step) }
      }
    }
    outputs = outputs.map { Output(first: image($0.first), second: $0.second.map(image)) }
  }

  private func image(_ operand: Operand) -> Operand { operand.step.map { images[$0] } ?? operand }

  private static func register(_ operand: Operand) -> Int32 { Int32(operand.fixedRegister ?? 0) }
}
