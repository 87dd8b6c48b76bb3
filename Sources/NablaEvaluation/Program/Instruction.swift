import NablaAlgebra

/// One step of a program: 16 bytes, registers by number.
struct Instruction: Sendable, Equatable {
  var opcode: Opcode
  /// The function whose kernel `unary` and `binary` call; of no meaning for other opcodes.
  var function: Function
  var destination: Int32
  var a: Int32
  /// The second operand; equal to `a` where the opcode reads only one.
  var b: Int32
}
