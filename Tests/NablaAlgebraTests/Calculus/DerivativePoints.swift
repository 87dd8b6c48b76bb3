import NablaAlgebra

extension Function {
  /// Points inside the function's domain, off its kinks and jumps, at which its derivatives are
  /// compared with difference quotients; every function has some, as the switch is complete.
  var samplePoints: [[Double]] {
    switch self {
    case .abs, .sign, .cbrt: [[-2.5], [-0.3], [0.7], [4]]
    case .floor, .ceil: [[-2.4], [-0.5], [0.3], [7.6]]
    case .round: [[-2.3], [0.2], [0.8], [5.1]]
    case .min, .max: [[1, 2], [2, 1], [-1, 3, 2], [4, -2, 0], [0.5, 7, -3, 2]]
    case .mod: [[7.3, 3], [-7.3, 3], [7.3, -3], [0.4, 2.5]]
    case .hypot: [[3, 4], [-1, 2], [0.5, -0.5, 2]]
    case .exp, .expm1, .sinh, .cosh, .tanh, .asinh, .atan, .sigmoid, .softplus, .erf, .erfc, .sin,
      .cos:
      [[-3], [-0.4], [0.2], [1], [2.5]]
    case .log, .log2, .log10, .sqrt: [[0.1], [0.9], [1], [3.5], [40]]
    case .log1p: [[-0.9], [-0.2], [0.1], [3]]
    case .tan, .sec: [[-1], [0.3], [1.2], [2.5]]
    case .csc, .cot: [[-1], [0.3], [1.2], [2.5], [4]]
    case .asin, .acos, .atanh: [[-0.9], [-0.2], [0.1], [0.7]]
    case .atan2: [[1, 2], [-1, 2], [1, -2], [-1, -2], [2, 0.1]]
    case .acosh: [[1.1], [2], [7]]
    case .gamma, .lgamma, .digamma: [[-1.5], [-0.3], [0.4], [1], [2.6], [9]]
    case .polygamma: [[0, 0.7], [0, -1.5], [1, 0.4], [1, 3], [2, 2.5], [4, 1.2]]
    case .factorial: [[-0.5], [0], [1], [2.7], [6]]
    case .conditional: [[1, 2, 3], [0, 2, 3]]
    case .less, .lessOrEqual, .equal, .notEqual: [[1, 2], [2, 1]]
    case .and, .or: [[1, 1], [1, 2, 3]]
    case .not: [[1], [2]]
    }
  }

  /// Whether an argument selects (an order, a condition) and is not to be varied.
  func isSelector(_ position: Int) -> Bool {
    position == 0 && (self == .polygamma || self == .conditional)
  }
}
