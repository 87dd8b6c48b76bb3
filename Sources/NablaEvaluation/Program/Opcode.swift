import NablaAlgebra

/// What an instruction of a program does.
package enum Opcode: UInt8, Sendable, CaseIterable {
  case add
  case subtract
  case multiply
  case divide
  case negate
  case reciprocal
  case squareRoot
  /// `a` to the power `b`; NaN where either is NaN, unlike the C library's function.
  case power
  /// `a * b + c`, both roundings as in two instructions.
  case multiplyAdd
  /// `a * b - c`, both roundings as in two instructions.
  case multiplySubtract
  /// `c - a * b`, both roundings as in two instructions.
  case subtractProduct
  /// `b` where `a` is not zero, else `c`; NaN where `a` is NaN.
  case select
  /// The instruction's function of one argument.
  case unary
  /// The instruction's function of two arguments.
  case binary
}
