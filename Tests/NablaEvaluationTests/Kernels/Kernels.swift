import CKernels
import CKernelsPlain
import NablaTestSupport

/// A way to run the kernels.
struct Kernels: Sendable {
  let name: String
  let apply:
    @Sendable (
      ckernels_kernel, UnsafeMutablePointer<Double>, ckernels_operand, ckernels_operand,
      ckernels_operand, Int
    ) -> Void
  let add: @Sendable (UnsafeMutablePointer<ckernels_sum>, UnsafePointer<Double>, Int) -> Void

  /// What the processor's instruction set has chosen.
  static let chosen = Kernels(
    name: "chosen", apply: { ckernels_apply($0, $1, $2, $3, $4, $5) },
    add: { ckernels_add($0, $1, $2) })
  /// Compiled for the architecture's base.
  static let plain = Kernels(
    name: "plain", apply: { ckernels_plain_apply($0, $1, $2, $3, $4, $5) },
    add: { ckernels_plain_add($0, $1, $2) })

  /// The values of a kernel; arrays of one number are the same in all rows.
  func values(_ kernel: ckernels_kernel, _ operands: [[Double]]) -> [Double] {
    let count = operands.map(\.count).max() ?? 0
    var result = Array(repeating: 0.0, count: count)
    let (a, b, c) = (
      operands[0], operands[min(1, operands.count - 1)], operands[operands.count - 1]
    )
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        c.withUnsafeBufferPointer { c in
          func operand(_ values: UnsafeBufferPointer<Double>) -> ckernels_operand {
            ckernels_operand(values: values.baseAddress, is_scalar: values.count < count)
          }
          apply(kernel, &result, operand(a), operand(b), operand(c), count)
        }
      }
    }
    return result
  }

  /// The sum of numbers and what was lost to rounding.
  func total(_ numbers: [Double]) -> ckernels_total {
    var sum = ckernels_sum()
    add(&sum, numbers, numbers.count)
    return ckernels_total_of(&sum)
  }
}

extension ckernels_kernel {
  /// All kernels of one operand, of two and of three.
  static let unary = [
    CKERNELS_NEGATE, CKERNELS_RECIPROCAL, CKERNELS_SQUARE_ROOT, CKERNELS_ABS, CKERNELS_SIGN,
    CKERNELS_FLOOR, CKERNELS_CEIL, CKERNELS_ROUND, CKERNELS_EXP, CKERNELS_EXPM1, CKERNELS_SIGMOID,
    CKERNELS_TANH, CKERNELS_LOG, CKERNELS_LOG1P, CKERNELS_SOFTPLUS, CKERNELS_SIN, CKERNELS_COS,
    CKERNELS_TAN, CKERNELS_NOT,
  ]
  static let binary = [
    CKERNELS_ADD, CKERNELS_SUBTRACT, CKERNELS_MULTIPLY, CKERNELS_DIVIDE, CKERNELS_MIN,
    CKERNELS_MAX, CKERNELS_MOD, CKERNELS_LESS, CKERNELS_LESS_OR_EQUAL, CKERNELS_EQUAL,
    CKERNELS_NOT_EQUAL, CKERNELS_AND, CKERNELS_OR,
  ]
  static let ternary = [
    CKERNELS_MULTIPLY_ADD, CKERNELS_MULTIPLY_SUBTRACT, CKERNELS_SUBTRACT_PRODUCT, CKERNELS_SELECT,
  ]
}

/// Arguments for kernels, the same ones in every run.
enum KernelArguments {
  /// Zeros, infinities, NaN, the ends of what doubles can be, and where functions change their form.
  static let nasty: [Double] = {
    let positive: [Double] = [
      0, .leastNonzeroMagnitude, 0x1p-1070, (0x1p-1022).nextDown, .leastNormalMagnitude, 1e-300,
      1e-17, 0x1p-54, 0x1p-53, 1e-8, 0.1, 0.25, 0.34657359027997264, 0.41421356237309503, 0.5,
      0.5493061443340548, 0.7071067811865475, 0.7071067811865476, 0.7853981633974483,
      0.9999999999999999, 1, 1.0000000000000002, 1.4142135623730951, 1.5, 1.5707963267948966, 2,
      2.5,
      3.141592653589793, 22, 37.42994775023705, 50, 50.1, 708.39, 709.78, 709.7827128933841, 710.1,
      744.4, 745.13, 745.2, 746.5, 999_999.9999, 1e6, 1e6 + 0.5, 1e15, 0x1p52, 0x1p53, 1e22, 1e300,
      .greatestFiniteMagnitude, .infinity,
    ]
    return positive + positive.map { -$0 } + [.nan]
  }()

  /// Numbers all over an interval, of all magnitudes, near 1, and near multiples of a quarter turn.
  static func dense(_ count: Int, in interval: ClosedRange<Double>) -> [Double] {
    var random = SeededRandom(seed: 17)
    return (0..<count).map { turn in
      let sign: Double = Bool.random(using: &random) ? 1 : -1
      let number =
        switch turn % 5 {
        case 0: Double.random(in: interval, using: &random)
        case 1:
          sign
            * Double(
              sign: .plus, exponent: Int.random(in: -1074...1023, using: &random),
              significand: Double.random(in: 1..<2, using: &random))
        case 2: sign * Double.random(in: 0...4, using: &random)
        case 3:
          1 + sign
            * Double(
              sign: .plus, exponent: -Int.random(in: 0...53, using: &random), significand: 1)
        default: (Double(Int.random(in: -600_000...600_000, using: &random)) * (.pi / 2)).nextUp
        }
      return interval.contains(number) ? number : Double.random(in: interval, using: &random)
    }
  }
}
