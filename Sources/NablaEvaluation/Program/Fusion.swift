/// Products joined with the sum or difference that alone needs them: two operations, each with its
/// own rounding, for one instruction.
///
/// What an instruction costs is mostly to fetch it and to store its result.
struct Fusion {
  private(set) var steps: [Step] = []
  /// The operands that were to be kept, by their new positions.
  private(set) var kept: [Operand]

  init(of original: [Step], keeping outputs: [Operand]) {
    let useCounts = Fusion.useCounts(original, outputs)
    var fused = original
    var isAbsorbed = Array(repeating: false, count: original.count)
    for (position, step) in original.enumerated() {
      // Of two products the later one, whose operands are nearer.
      for (operand, other, isFirst) in [(step.b, step.a, false), (step.a, step.b, true)] {
        guard let opcode = Fusion.opcode(step.opcode, isFirst), let product = operand.step,
          original[product].opcode == .multiply, useCounts[product] == 1, operand != other
        else { continue }
        fused[position] = original[product]
        fused[position].opcode = opcode
        fused[position].c = other
        isAbsorbed[product] = true
        break
      }
    }
    kept = outputs
    compress(fused, isAbsorbed)
  }

  /// How many operands and outputs each step is.
  static func useCounts(_ steps: [Step], _ outputs: [Operand]) -> [Int32] {
    var counts = Array(repeating: Int32(0), count: steps.count)
    for step in steps {
      if let used = step.a.step { counts[used] += 1 }
      if step.b != step.a, let used = step.b.step { counts[used] += 1 }
      if step.c != step.a, let used = step.c.step { counts[used] += 1 }
    }
    for output in outputs {
      if let used = output.step { counts[used] += 1 }
    }
    return counts
  }

  /// What joins a product, as the first or the second operand, with an operation.
  private static func opcode(_ operation: Opcode, _ isFirst: Bool) -> Opcode? {
    switch operation {
    case .add: .multiplyAdd
    case .subtract: isFirst ? .multiplySubtract : .subtractProduct
    case .multiply, .divide, .negate, .reciprocal, .squareRoot, .power, .multiplyAdd,
      .multiplySubtract, .subtractProduct, .select, .unary, .binary:
      nil
    }
  }

  /// Drops what was absorbed and renumbers the rest.
  private mutating func compress(_ fused: [Step], _ isAbsorbed: [Bool]) {
    var images: [Operand] = []
    images.reserveCapacity(fused.count)
    func image(_ operand: Operand) -> Operand { operand.step.map { images[$0] } ?? operand }
    for (step, isAbsorbed) in zip(fused, isAbsorbed) {
      images.append(.result(steps.count))
      if isAbsorbed { continue }
      var step = step
      step.a = image(step.a)
      step.b = image(step.b)
      step.c = image(step.c)
      steps.append(step)
    }
    kept = kept.map { image($0) }
  }
}
