import NablaAlgebra

/// One step of a program: 20 bytes, registers by number.
package struct Instruction: Sendable, Equatable {
  /// What it does.
  package var opcode: Opcode
  /// The function whose kernel `unary` and `binary` call; of no meaning for other opcodes.
  package var function: Function
  /// The register that the result goes to.
  package var destination: Int32
  /// The register of the first operand.
  package var a: Int32
  /// The second operand; equal to `a` where the opcode reads only one.
  package var b: Int32
  /// The third operand; equal to `a` where the opcode reads only two.
  package var c: Int32
}
