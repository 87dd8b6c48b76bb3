import NablaAlgebra

/// How a function is called in C, and under the same name in Swift.
enum LibraryFunction: Sendable {
  /// A function of the C library with the same values.
  case library(String)
  /// 1 over a function of the C library.
  case reciprocal(String)
  /// One that has to be written out.
  case helper(CodeHelper)
  case unsupported

  init(_ function: Function) {
    switch function {
    case .abs: self = .library("fabs")
    case .round: self = .library("rint")
    case .floor, .ceil, .hypot, .exp, .expm1, .log, .log1p, .log2, .log10, .sqrt, .cbrt, .sin,
      .cos, .tan, .asin, .acos, .atan, .atan2, .sinh, .cosh, .tanh, .asinh, .acosh, .atanh, .erf,
      .erfc:
      self = .library(function.row.name)
    case .sec: self = .reciprocal("cos")
    case .csc: self = .reciprocal("sin")
    case .cot: self = .reciprocal("tan")
    case .sign: self = .helper(.sign)
    case .min: self = .helper(.min)
    case .max: self = .helper(.max)
    case .mod: self = .helper(.mod)
    case .gamma: self = .helper(.gamma)
    case .factorial: self = .helper(.factorial)
    case .lgamma: self = .helper(.lgamma)
    case .digamma: self = .helper(.digamma)
    case .sigmoid: self = .helper(.sigmoid)
    case .softplus: self = .helper(.softplus)
    case .conditional: self = .helper(.select)
    case .less: self = .helper(.less)
    case .lessOrEqual: self = .helper(.lessOrEqual)
    case .equal: self = .helper(.equal)
    case .notEqual: self = .helper(.notEqual)
    case .and: self = .helper(.and)
    case .or: self = .helper(.or)
    case .not: self = .helper(.not)
    case .polygamma: self = .unsupported
    }
  }
}

/// A small function that exported code brings along, because no library has it, or has it with
/// other values where an argument is undefined.
enum CodeHelper: String, CaseIterable, Sendable {
  case power
  case select
  case sign
  case min
  case max
  case mod
  case gamma
  case factorial
  case lgamma
  case digamma
  case sigmoid
  case softplus
  case less
  case lessOrEqual
  case equal
  case notEqual
  case and
  case or
  case not
  /// Compensated addition, which loses nothing over many rows.
  case add
  case total

  /// Its name in all languages.
  var name: String {
    switch self {
    case .lessOrEqual: "nabla_less_or_equal"
    case .notEqual: "nabla_not_equal"
    case .power, .select, .sign, .min, .max, .mod, .gamma, .factorial, .lgamma, .digamma, .sigmoid,
      .softplus, .less, .equal, .and, .or, .not, .add, .total:
      "nabla_" + rawValue
    }
  }

  /// The names of all, and of what they call.
  static let names = Set(allCases.map(\.name) + ["nabla_polynomial"])

  /// The helper that its text uses.
  var needed: CodeHelper? { self == .factorial ? .gamma : nil }
}

extension Set<CodeHelper> {
  /// These helpers and what they use, in an order in which they can be defined.
  var inOrder: [CodeHelper] {
    let all = union(compactMap(\.needed))
    return CodeHelper.allCases.filter { all.contains($0) }
  }
}
