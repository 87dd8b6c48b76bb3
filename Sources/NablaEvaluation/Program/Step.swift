import NablaAlgebra

/// A value in a schedule: the result of a step, an input or a constant.
struct Operand: Hashable, Sendable {
  /// The position of the step, or the bitwise complement of a fixed register.
  let raw: Int32

  /// The result of a step.
  static func result(_ step: Int) -> Operand { Operand(raw: Int32(step)) }

  /// An input or a constant, by its register.
  static func fixed(_ register: Int) -> Operand { Operand(raw: ~Int32(register)) }

  /// The position of the step that computes it, or `nil` for inputs and constants.
  var step: Int? { raw >= 0 ? Int(raw) : nil }

  /// The register of an input or a constant, or `nil` for the result of a step.
  var fixedRegister: Int? { raw < 0 ? Int(~raw) : nil }
}

/// An instruction before registers are assigned; its result is known by its position.
struct Step: Sendable {
  var opcode: Opcode
  var function: Function
  var a: Operand
  var b: Operand
  var c: Operand
}

/// The constants of a program, each bit pattern once, in the order of first use.
struct ConstantPool: Sendable {
  private(set) var values: [Double] = []
  private var positions: [UInt64: Int] = [:]

  /// The position of a constant, which is added where it is new.
  mutating func position(of value: Double) -> Int {
    if let known = positions[value.bitPattern] { return known }
    positions[value.bitPattern] = values.count
    values.append(value)
    return values.count - 1
  }
}
