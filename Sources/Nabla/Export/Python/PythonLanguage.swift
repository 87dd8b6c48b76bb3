import NablaAlgebra
import NablaEvaluation

/// Python with NumPy, and SciPy for special functions; everything works on whole arrays.
struct PythonLanguage: CodeLanguage {
  private(set) var helpers: Set<CodeHelper> = []
  /// Whether `scipy.special` is used.
  private(set) var usesSpecial = false

  static let reserved: Set<String> = Set(
    """
    False None True and as assert async await break class continue def del elif else except finally
    for from global if import in is lambda nonlocal not or pass raise return try while with yield
    match case type np special minimize point data value gradient derivative hessian jacobian
    present start step steps slope rate velocity stage next squares square means mean t len float
    range print abs min max sum optimum result
    """.split(whereSeparator: \.isWhitespace).map(String.init)
  ).union(Function.named.map(\.row.name))

  func literal(_ value: Double) -> String {
    if value.isNaN { return "np.nan" }
    return value.isInfinite ? "np.inf" : value.description
  }

  mutating func call(_ operation: StraightLine.Operation, _ operands: [CodeText]) -> CodeText? {
    switch operation.opcode {
    case .squareRoot: return call("np.sqrt", operands)
    case .power:
      let isPlain = operation.operands.contains { $0.isPlainPowerOperand }
      return isPlain ? call("np.power", operands) : helper(.power, operands)
    case .select: return helper(.select, operands)
    case .unary, .binary: return function(operation.function, operands)
    case .add, .subtract, .multiply, .divide, .negate, .reciprocal, .multiplyAdd,
      .multiplySubtract, .subtractProduct:
      return nil
    }
  }

  private mutating func function(_ function: Function, _ operands: [CodeText]) -> CodeText? {
    switch function {
    case .abs, .sign, .floor, .ceil, .hypot, .exp, .expm1, .log, .log1p, .log2, .log10, .sqrt,
      .cbrt, .sin, .cos, .tan, .sinh, .cosh, .tanh:
      return call("np." + function.row.name, operands)
    case .round: return call("np.rint", operands)
    case .min: return call("np.minimum", operands)
    case .max: return call("np.maximum", operands)
    case .asin, .acos, .atan, .atan2, .asinh, .acosh, .atanh:
      return call("np.arc" + function.row.name.dropFirst(), operands)
    case .sec: return CodeText(text: "1.0") / call("np.cos", operands)
    case .csc: return CodeText(text: "1.0") / call("np.sin", operands)
    case .cot: return CodeText(text: "1.0") / call("np.tan", operands)
    case .erf, .erfc: return scipy(function.row.name, operands)
    case .polygamma: return scipy("polygamma", operands)
    case .sigmoid: return scipy("expit", operands)
    case .softplus: return call("np.logaddexp", [CodeText(text: "0.0")] + operands)
    case .gamma: return helper(.gamma, operands)
    case .lgamma: return helper(.lgamma, operands)
    case .digamma: return helper(.digamma, operands)
    case .factorial: return helper(.gamma, [operands[0] + CodeText(text: "1.0")])
    case .mod: return helper(.mod, operands)
    case .conditional: return helper(.select, operands)
    case .less: return helper(.less, operands)
    case .lessOrEqual: return helper(.lessOrEqual, operands)
    case .equal: return helper(.equal, operands)
    case .notEqual: return helper(.notEqual, operands)
    case .and: return helper(.and, operands)
    case .or: return helper(.or, operands)
    case .not: return helper(.not, operands)
    }
  }

  private mutating func scipy(_ name: String, _ operands: [CodeText]) -> CodeText {
    usesSpecial = true
    return call("special." + name, operands)
  }

  private mutating func helper(_ helper: CodeHelper, _ operands: [CodeText]) -> CodeText {
    helpers.insert(helper)
    if [.gamma, .lgamma, .digamma].contains(helper) { usesSpecial = true }
    return call(helper.name, operands)
  }
}

extension CodeHelper {
  /// Its definition in Python.
  var pythonText: String {
    switch self {
    case .power: Self.python(self, "x, y", "np.power(x, y)", isChoice: true)
    case .select:
      """
      def nabla_select(c, a, b):
          \"""a where c is not zero, else b; undefined where c is.\"""
          return np.where(np.isnan(c), np.nan, np.where(np.not_equal(c, 0.0), a, b))
      """
    case .mod:
      """
      def nabla_mod(x, y):
          \"""The remainder with the sign of y.\"""
          return x - y * np.floor(x / y)
      """
    case .gamma: Self.pythonAtPoles(self, "gamma")
    case .lgamma: Self.pythonAtPoles(self, "gammaln")
    case .digamma: Self.pythonAtPoles(self, "digamma")
    case .less: Self.python(self, "x, y", "np.less(x, y)", isChoice: true)
    case .lessOrEqual: Self.python(self, "x, y", "np.less_equal(x, y)", isChoice: true)
    case .equal: Self.python(self, "x, y", "np.equal(x, y)", isChoice: true)
    case .notEqual: Self.python(self, "x, y", "np.not_equal(x, y)", isChoice: true)
    case .and: Self.python(self, "x, y", "np.logical_and(x, y)", isChoice: true)
    case .or: Self.python(self, "x, y", "np.logical_or(x, y)", isChoice: true)
    case .not: Self.python(self, "x", "np.logical_not(x)", isChoice: false)
    // NumPy and SciPy have these.
    case .sign, .min, .max, .factorial, .sigmoid, .softplus, .add, .total: ""
    }
  }

  private static func python(
    _ helper: CodeHelper, _ parameters: String, _ value: String, isChoice: Bool
  ) -> String {
    let undefined = isChoice ? "np.isnan(x) | np.isnan(y)" : "np.isnan(x)"
    return """
      def \(helper.name)(\(parameters)):
          \"""\(value), undefined where an operand is.\"""
          return np.where(\(undefined), np.nan, \(value))
      """
  }

  private static func pythonAtPoles(_ helper: CodeHelper, _ name: String) -> String {
    """
    def \(helper.name)(x):
        \"""scipy.special.\(name), undefined at its poles 0, -1, -2, ...\"""
        return np.where((x <= 0.0) & (x == np.floor(x)), np.nan, special.\(name)(x))
    """
  }
}
