import NablaAlgebra

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Opcode {
  /// The value of one instruction.
  @inline(__always)
  func value(
    _ function: Function, _ a: @autoclosure () -> Double, _ b: @autoclosure () -> Double,
    _ c: @autoclosure () -> Double
  ) -> Double {
    switch self {
    case .add: return a() + b()
    case .subtract: return a() - b()
    case .multiply: return a() * b()
    case .multiplyAdd: return a() * b() + c()
    case .multiplySubtract: return a() * b() - c()
    case .subtractProduct: return c() - a() * b()
    case .divide: return a() / b()
    case .negate: return -a()
    case .reciprocal: return 1 / a()
    case .squareRoot: return a().squareRoot()
    case .power: return Opcode.power(a(), b())
    case .select:
      let condition = a()
      return condition.isNaN ? .nan : condition != 0 ? b() : c()
    case .unary: return Opcode.value(function, a())
    case .binary: return Opcode.value(function, a(), b())
    }
  }

  /// The C library's `pow` with two differences: an undefined operand makes the whole undefined,
  /// even to the power 0, and the exponents ±1/2 mean the square root, of negative infinity too.
  static func power(_ a: Double, _ b: Double) -> Double {
    if a.isNaN || b.isNaN { return .nan }
    if b == 0.5 { return a.squareRoot() }
    if b == -0.5 { return 1 / a.squareRoot() }
    return pow(a, b)
  }
}

// The kernels of `Function.rows` once more: a call through a closure in an array costs 12 ns, this
// switch one or two. A test holds both to the same bits.
extension Opcode {
  /// The value of a function of one argument; NaN for any other function.
  @inline(never)
  private static func value(_ function: Function, _ x: Double) -> Double {
    switch function {
    case .abs: x.magnitude
    case .sign: x > 0 ? 1 : x < 0 ? -1 : x
    case .floor: x.rounded(.down)
    case .ceil: x.rounded(.up)
    case .round: x.rounded(.toNearestOrEven)
    case .exp: exp(x)
    case .expm1: expm1(x)
    case .log: log(x)
    case .log1p: log1p(x)
    case .log2: log2(x)
    case .log10: log10(x)
    case .sqrt: x.squareRoot()
    case .cbrt: cbrt(x)
    case .sin: sin(x)
    case .cos: cos(x)
    case .tan: tan(x)
    case .sec: 1 / cos(x)
    case .csc: 1 / sin(x)
    case .cot: 1 / tan(x)
    case .asin: asin(x)
    case .acos: acos(x)
    case .atan: atan(x)
    case .sinh: sinh(x)
    case .cosh: cosh(x)
    case .tanh: tanh(x)
    case .asinh: asinh(x)
    case .acosh: acosh(x)
    case .atanh: atanh(x)
    case .erf: erf(x)
    case .erfc: erfc(x)
    case .gamma: SpecialFunctions.gamma(x)
    case .lgamma: SpecialFunctions.logGamma(x)
    case .digamma: SpecialFunctions.digamma(x)
    case .factorial: SpecialFunctions.gamma(x + 1)
    case .sigmoid: SpecialFunctions.sigmoid(x)
    case .softplus: SpecialFunctions.softplus(x)
    case .not: x.isNaN ? .nan : x == 0 ? 1 : 0
    case .min, .max, .mod, .hypot, .atan2, .polygamma, .conditional, .less, .lessOrEqual, .equal,
      .notEqual, .and, .or:
      .nan
    }
  }

  /// The value of a function of two arguments; NaN for any other function.
  @inline(never)
  private static func value(_ function: Function, _ x: Double, _ y: Double) -> Double {
    switch function {
    case .min: choice(x, y) { Swift.min($0, $1) }
    case .max: choice(x, y) { Swift.max($0, $1) }
    case .mod: x - y * (x / y).rounded(.down)
    case .hypot: hypot(x, y)
    case .atan2: atan2(x, y)
    case .polygamma: SpecialFunctions.polygamma(x, y)
    case .less: choice(x, y) { $0 < $1 ? 1 : 0 }
    case .lessOrEqual: choice(x, y) { $0 <= $1 ? 1 : 0 }
    case .equal: choice(x, y) { $0 == $1 ? 1 : 0 }
    case .notEqual: choice(x, y) { $0 != $1 ? 1 : 0 }
    case .and: choice(x, y) { $0 != 0 && $1 != 0 ? 1 : 0 }
    case .or: choice(x, y) { $0 != 0 || $1 != 0 ? 1 : 0 }
    case .abs, .sign, .floor, .ceil, .round, .exp, .expm1, .log, .log1p, .log2, .log10, .sqrt,
      .cbrt, .sin, .cos, .tan, .sec, .csc, .cot, .asin, .acos, .atan, .sinh, .cosh, .tanh, .asinh,
      .acosh, .atanh, .erf, .erfc, .gamma, .lgamma, .digamma, .factorial, .sigmoid, .softplus,
      .conditional, .not:
      .nan
    }
  }

  /// A choice between numbers, NaN where one is NaN.
  @inline(__always)
  private static func choice(
    _ a: Double, _ b: Double, _ choose: (Double, Double) -> Double
  ) -> Double {
    a.isNaN || b.isNaN ? .nan : choose(a, b)
  }
}
