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
      if let used = step.otherwise.step { lastUses[used] = position }
    }
    for operand in kept {
      if let used = operand.step { lastUses[used] = .max }
    }
    instructions.reserveCapacity(steps.count)
    for (position, step) in steps.enumerated() {
      if step.opcode == .select {
        placeSelection(step, at: position)
      } else {
        release(step, at: position)
        place(step, at: position, in: takeRegister())
      }
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

  private mutating func place(_ step: Step, at position: Int, in register: Int32) {
    registers[position] = register
    instructions.append(
      Instruction(
        opcode: step.opcode, function: step.function, destination: register,
        a: self.register(of: step.a), b: self.register(of: step.b)))
  }

  /// A selection overwrites the value it falls back to, or a copy of it if that is needed later.
  private mutating func placeSelection(_ step: Step, at position: Int) {
    let fallback = register(of: step.otherwise)
    if let used = step.otherwise.step, lastUses[used] == position {
      place(step, at: position, in: fallback)
      release(step, at: position, except: used)
      return
    }
    let destination = takeRegister()
    instructions.append(
      Instruction(
        opcode: .copy, function: .abs, destination: destination, a: fallback, b: fallback))
    place(step, at: position, in: destination)
    release(step, at: position)
  }

  /// Frees the registers of the operands whose last use this is.
  private mutating func release(_ step: Step, at position: Int, except kept: Int? = nil) {
    let operands = (step.a.step, step.b.step, step.otherwise.step)
    releaseValue(operands.0, at: position, except: kept)
    if operands.1 != operands.0 { releaseValue(operands.1, at: position, except: kept) }
    if operands.2 != operands.0, operands.2 != operands.1 {
      releaseValue(operands.2, at: position, except: kept)
    }
  }

  private mutating func releaseValue(_ value: Int?, at position: Int, except kept: Int?) {
    guard let value, value != kept, lastUses[value] == position else { return }
    free.append(registers[value])
  }
}
