import CKernels
import NablaAlgebra

/// Where an instruction of a row program finds an operand: a chunk of numbers, one a row, or a
/// number that is the same in all rows.
struct RowOperand: Sendable, Equatable {
  /// The number of a chunk, or the bitwise complement of a scalar's.
  private let raw: Int32

  static func chunk(_ number: Int) -> RowOperand { RowOperand(raw: Int32(number)) }

  static func scalar(_ number: Int) -> RowOperand { RowOperand(raw: ~Int32(number)) }

  /// The number of the scalar; `nil` for a chunk.
  var scalar: Int? { raw < 0 ? Int(~raw) : nil }

  /// The number of the chunk, for what is no scalar.
  var chunk: Int { Int(raw) }
}

/// One operation over a chunk of rows.
struct RowInstruction: Sendable {
  /// The vector kernel; `nil` where numbers are taken one at a time.
  let kernel: ckernels_kernel?
  let opcode: Opcode
  let function: Function
  /// The chunk that the result goes to.
  let destination: Int
  let a: RowOperand
  let b: RowOperand
  let c: RowOperand

  /// Computes the first `count` rows.
  ///
  /// A destination may be an operand too, since every row depends on itself alone.
  @inline(__always)
  func execute(_ registers: RowRegisters, _ count: Int) {
    let result = registers.room(destination)
    let (a, b, c) = (registers[a], registers[b], registers[c])
    if let kernel {
      ckernels_apply(kernel, result, a, b, c, count)
    } else {
      for row in 0..<count {
        result[row] = opcode.value(function, a[row], b[row], c[row])
      }
    }
  }
}

extension ckernels_operand {
  /// The number in a row.
  subscript(row: Int) -> Double { values[is_scalar ? 0 : row] }
}

extension Opcode {
  /// The vector kernel that computes it; `nil` where there is none.
  func kernel(_ function: Function) -> ckernels_kernel? {
    switch self {
    case .add: CKERNELS_ADD
    case .subtract: CKERNELS_SUBTRACT
    case .multiply: CKERNELS_MULTIPLY
    case .divide: CKERNELS_DIVIDE
    case .negate: CKERNELS_NEGATE
    case .reciprocal: CKERNELS_RECIPROCAL
    case .squareRoot: CKERNELS_SQUARE_ROOT
    case .multiplyAdd: CKERNELS_MULTIPLY_ADD
    case .multiplySubtract: CKERNELS_MULTIPLY_SUBTRACT
    case .subtractProduct: CKERNELS_SUBTRACT_PRODUCT
    case .select: CKERNELS_SELECT
    case .power: nil
    case .unary, .binary: Self.kernel(of: function)
    }
  }

  private static func kernel(of function: Function) -> ckernels_kernel? {
    switch function {
    case .abs: CKERNELS_ABS
    case .sign: CKERNELS_SIGN
    case .floor: CKERNELS_FLOOR
    case .ceil: CKERNELS_CEIL
    case .round: CKERNELS_ROUND
    case .exp: CKERNELS_EXP
    case .expm1: CKERNELS_EXPM1
    case .log: CKERNELS_LOG
    case .log1p: CKERNELS_LOG1P
    case .sqrt: CKERNELS_SQUARE_ROOT
    case .sin: CKERNELS_SIN
    case .cos: CKERNELS_COS
    case .tan: CKERNELS_TAN
    case .tanh: CKERNELS_TANH
    case .sigmoid: CKERNELS_SIGMOID
    case .softplus: CKERNELS_SOFTPLUS
    case .min: CKERNELS_MIN
    case .max: CKERNELS_MAX
    case .mod: CKERNELS_MOD
    case .less: CKERNELS_LESS
    case .lessOrEqual: CKERNELS_LESS_OR_EQUAL
    case .equal: CKERNELS_EQUAL
    case .notEqual: CKERNELS_NOT_EQUAL
    case .and: CKERNELS_AND
    case .or: CKERNELS_OR
    case .not: CKERNELS_NOT
    case .hypot, .log2, .log10, .cbrt, .sec, .csc, .cot, .asin, .acos, .atan, .atan2, .sinh, .cosh,
      .asinh, .acosh, .atanh, .erf, .erfc, .gamma, .lgamma, .digamma, .polygamma, .factorial,
      .conditional:
      nil
    }
  }
}
