import NablaAlgebra

/// Registers for the results of a schedule, reused after their last use.
///
/// A linear scan over straight-line code (Poletto and Sarkar, Linear scan register allocation,
/// 1999) needs no intervals but the last use of each value.
struct RegisterAllocation {
  private(set) var instructions: [Instruction] = []
  private(set) var outputs: [Int32] = []
  private(set) var registerCount: Int

  private var registers: [Int32]
  private var lastUses: [Int]
  private var free: [Int32] = []

  /// Assigns registers from `fixedCount` on; the values in `kept` are never overwritten.
  init(_ steps: [Step], keeping kept: [Operand], fixedCount: Int) {
    registerCount = fixedCount
    registers = Array(repeating: 0, count: steps.count)
    lastUses = Array(steps.indices)
    for (position, step) in steps.enumerated() {
      if let used = step.a.step { lastUses[used] = position }
      if let used = step.b.step { lastUses[used] = position }
      if let used = step.c.step { lastUses[used] = position }
    }
    for operand in kept {
      if let used = operand.step { lastUses[used] = .max }
    }
    instructions.reserveCapacity(steps.count)
    for (position, step) in steps.enumerated() {
      release(step, at: position)
      registers[position] = takeRegister()
      instructions.append(
        Instruction(
          opcode: step.opcode, function: step.function, destination: registers[position],
          a: register(of: step.a), b: register(of: step.b), c: register(of: step.c)))
      if lastUses[position] == position { free.append(registers[position]) }
    }
    outputs = kept.map { register(of: $0) }
  }

  private func register(of operand: Operand) -> Int32 {
    operand.step.map { registers[$0] } ?? Int32(operand.fixedRegister ?? 0)
  }

  private mutating func takeRegister() -> Int32 {
    if let register = free.popLast() { return register }
    registerCount += 1
    return Int32(registerCount - 1)
  }

  /// Frees the registers of the operands whose last use this is.
  private mutating func release(_ step: Step, at position: Int) {
    releaseValue(step.a.step, at: position)
    if step.b != step.a { releaseValue(step.b.step, at: position) }
    if step.c != step.a, step.c != step.b { releaseValue(step.c.step, at: position) }
  }

  private mutating func releaseValue(_ value: Int?, at position: Int) {
    guard let value, lastUses[value] == position else { return }
    free.append(registers[value])
  }
}
