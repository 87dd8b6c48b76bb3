import NablaAlgebra
import NablaEvaluation

/// Expressions of SQL; what is undefined is NULL, as the databases have it.
struct SQLLanguage: CodeLanguage {
  let dialect: SQLDialect

  static let foldsCase = true

  static let reserved: Set<String> = Set(
    """
    all alter and any array as asc at authorization between both by case cast check collate column
    constraint create cross current current_date current_time current_timestamp current_user cursor
    day default delete desc describe distinct drop else end escape except exists external extract
    false fetch filter first float for foreign from full function global grant group having hour in
    index inner insert int integer intersect interval into is isnull join key last lateral leading
    left level like limit local localtime lower match minute month natural new no not notnull null
    of offset old on only open or order outer over overlaps partition position precision primary
    range rank real recursive references right rollback row rows second select session_user set
    similar smallint some start table then time timestamp to trailing trigger true union unique
    unknown update upper user using value values varchar view when where window with within without
    year double char character date decimal numeric bigint boolean text
    """.split(whereSeparator: \.isWhitespace).map(String.init)
  ).union(Function.named.map(\.row.name))

  func literal(_ value: Double) -> String { dialect.literal(value) }

  func repeatsOperands(_ operation: StraightLine.Operation) -> Bool {
    switch operation.opcode {
    case .select: return true
    case .unary, .binary:
      switch operation.function {
      case .round, .min, .max, .mod, .hypot, .expm1, .log1p, .cbrt, .sigmoid, .softplus, .less,
        .lessOrEqual, .equal, .notEqual, .and, .or, .not:
        return true
      case .exp: return dialect == .postgresql
      case .abs, .sign, .floor, .ceil, .log, .log2, .log10, .sqrt, .sin, .cos, .tan, .sec, .csc,
        .cot, .asin, .acos, .atan, .atan2, .sinh, .cosh, .tanh, .asinh, .acosh, .atanh, .erf,
        .erfc, .gamma, .lgamma, .digamma, .polygamma, .factorial, .conditional:
        return false
      }
    case .add, .subtract, .multiply, .divide, .negate, .reciprocal, .squareRoot, .power,
      .multiplyAdd, .multiplySubtract, .subtractProduct:
      return false
    }
  }

  func call(_ operation: StraightLine.Operation, _ operands: [CodeText]) -> CodeText? {
    let texts = operands.map { $0.text(.primary) }
    switch operation.opcode {
    case .squareRoot: return call("SQRT", operands)
    case .power: return call("POWER", operands)
    case .select:
      let zero = literal(0)
      return CodeText(
        text: "CASE WHEN \(texts[0]) <> \(zero) THEN \(texts[1])"
          + " WHEN \(texts[0]) = \(zero) THEN \(texts[2]) END")
    case .unary: return unary(operation.function, operands[0], texts[0])
    case .binary: return binary(operation.function, operands, texts[0], texts[1])
    case .add, .subtract, .multiply, .divide, .negate, .reciprocal, .multiplyAdd,
      .multiplySubtract, .subtractProduct:
      return nil
    }
  }

  private func unary(_ function: Function, _ operand: CodeText, _ x: String) -> CodeText? {
    let one = CodeText(text: literal(1))
    switch function {
    case .abs, .sign, .log10, .sin, .cos, .tan, .asin, .acos, .atan, .sinh, .cosh, .tanh, .asinh,
      .acosh, .atanh, .sqrt:
      return call(function.row.name.uppercased(), [operand])
    case .floor, .ceil:
      let whole = call(function.row.name.uppercased(), [operand])
      return dialect == .spark ? CodeText(text: "CAST(\(whole.text) AS DOUBLE)") : whole
    case .log: return call("LN", [operand])
    case .log2:
      if dialect == .sql || dialect == .postgresql {
        return call("LN", [operand]) / CodeText(text: literal(0.6931471805599453))
      }
      return call("LOG2", [operand])
    case .sec: return one / call("COS", [operand])
    case .csc: return one / call("SIN", [operand])
    case .cot: return one / call("TAN", [operand])
    case .exp: return CodeText(text: exponential(x))
    case .expm1: return CodeText(text: expm1(x))
    case .log1p: return CodeText(text: log1p(x))
    case .sigmoid:
      let (zero, one) = (literal(0), literal(1))
      return CodeText(
        text: "CASE WHEN \(x) >= \(zero) THEN \(one) / (\(one) + \(exponential("-" + x)))"
          + " WHEN \(x) < \(zero) THEN \(exponential(x)) / (\(one) + \(exponential(x))) END")
    case .softplus:
      let zero = literal(0)
      let rest = log1p(exponential("-ABS(\(x))"))
      return CodeText(text: "CASE WHEN \(x) > \(zero) THEN \(x) ELSE \(zero) END")
        + CodeText(text: rest)
    case .cbrt:
      if dialect == .sql || dialect == .sqlite {
        return CodeText(text: "SIGN(\(x))")
          * CodeText(text: "POWER(ABS(\(x)), \(literal(1.0 / 3)))")
      }
      return call("CBRT", [operand])
    case .round: return CodeText(text: rounded(x))
    case .not: return CodeText(text: truth("\(x) = \(literal(0))", "\(x) <> \(literal(0))"))
    case .erf, .erfc, .gamma, .lgamma, .digamma, .factorial, .min, .max, .mod, .hypot, .atan2,
      .polygamma, .conditional, .less, .lessOrEqual, .equal, .notEqual, .and, .or:
      return nil
    }
  }

  private func binary(
    _ function: Function, _ operands: [CodeText], _ x: String, _ y: String
  ) -> CodeText? {
    let zero = literal(0)
    switch function {
    case .min:
      return CodeText(text: "CASE WHEN \(y) < \(x) THEN \(y) WHEN \(y) >= \(x) THEN \(x) END")
    case .max:
      return CodeText(text: "CASE WHEN \(y) >= \(x) THEN \(y) WHEN \(y) < \(x) THEN \(x) END")
    case .mod:
      let quotient = "FLOOR(\(x) / \(y))"
      let whole = dialect == .spark ? "CAST(\(quotient) AS DOUBLE)" : quotient
      return operands[0] - operands[1] * CodeText(text: whole)
    case .hypot: return dialect == .spark ? call("HYPOT", operands) : CodeText(text: hypot(x, y))
    case .atan2: return call("ATAN2", operands)
    case .less: return CodeText(text: truth("\(x) < \(y)", "\(x) >= \(y)"))
    case .lessOrEqual: return CodeText(text: truth("\(x) <= \(y)", "\(x) > \(y)"))
    case .equal: return CodeText(text: truth("\(x) = \(y)", "\(x) <> \(y)"))
    case .notEqual: return CodeText(text: truth("\(x) <> \(y)", "\(x) = \(y)"))
    case .and:
      let known = "\(x) IS NOT NULL AND \(y) IS NOT NULL"
      return CodeText(text: truth("\(x) <> \(zero) AND \(y) <> \(zero)", known))
    case .or:
      let both = "\(x) IS NOT NULL AND \(y) IS NOT NULL"
      return CodeText(
        text: truth("\(both) AND (\(x) <> \(zero) OR \(y) <> \(zero))", both))
    case .abs, .sign, .floor, .ceil, .round, .exp, .expm1, .log, .log1p, .log2, .log10, .sqrt,
      .cbrt, .sin, .cos, .tan, .sec, .csc, .cot, .asin, .acos, .atan, .sinh, .cosh, .tanh, .asinh,
      .acosh, .atanh, .erf, .erfc, .gamma, .lgamma, .digamma, .polygamma, .factorial, .sigmoid,
      .softplus, .conditional, .not:
      return nil
    }
  }
}

// MARK: Written out

extension SQLLanguage {
  /// 1 or 0 by two conditions, undefined where neither holds.
  private func truth(_ yes: String, _ no: String) -> String {
    "CASE WHEN \(yes) THEN \(literal(1)) WHEN \(no) THEN \(literal(0)) END"
  }

  /// PostgreSQL refuses results that underflow.
  private func exponential(_ x: String) -> String {
    guard dialect == .postgresql else { return "EXP(\(x))" }
    return "CASE WHEN \(x) < -708.0 THEN 0.0 ELSE EXP(\(x)) END"
  }

  /// exp(x) - 1 with full relative accuracy.
  ///
  /// Source: Kahan's trick, in Higham, Accuracy and Stability of Numerical Algorithms, 2nd edition,
  /// section 1.14.1.
  private func expm1(_ x: String) -> String {
    if dialect == .spark { return "EXPM1(\(x))" }
    let (one, u) = (literal(1), exponential(x))
    return "CASE WHEN \(x) > \(literal(40)) OR \(x) < \(literal(-40)) THEN \(u) - \(one)"
      + " WHEN \(u) = \(one) THEN \(x) ELSE (\(u) - \(one)) * \(x) / LN(\(u)) END"
  }

  /// log(1 + x) with full relative accuracy; the source is that of `expm1`.
  private func log1p(_ x: String) -> String {
    if dialect == .spark { return "LOG1P(\(x))" }
    let one = literal(1)
    return "CASE WHEN \(one) + \(x) = \(one) THEN \(x) WHEN \(x) > \(literal(1e16)) THEN LN(\(x))"
      + " ELSE LN(\(one) + \(x)) * \(x) / ((\(one) + \(x)) - \(one)) END"
  }

  /// The nearest whole number, halves to the even one.
  private func rounded(_ x: String) -> String {
    let (floor, half, one, two) = ("FLOOR(\(x))", literal(0.5), literal(1), literal(2))
    let whole = dialect == .spark ? "CAST(\(floor) AS DOUBLE)" : floor
    let halfFloor = "FLOOR(\(floor) / \(two))"
    return "CASE WHEN \(x) - \(floor) < \(half) THEN \(whole)"
      + " WHEN \(x) - \(floor) > \(half) THEN \(whole) + \(one)"
      + " WHEN \(floor) - \(two) * \(halfFloor) = \(literal(0)) THEN \(whole)"
      + " ELSE \(whole) + \(one) END"
  }

  /// The length of (x, y), scaled so that squares do not overflow.
  private func hypot(_ x: String, _ y: String) -> String {
    let (zero, one) = (literal(0), literal(1))
    return "CASE WHEN \(x) = \(zero) AND \(y) = \(zero) THEN \(zero)"
      + " WHEN ABS(\(x)) >= ABS(\(y))"
      + " THEN ABS(\(x)) * SQRT(\(one) + (\(y) / \(x)) * (\(y) / \(x)))"
      + " ELSE ABS(\(y)) * SQRT(\(one) + (\(x) / \(y)) * (\(x) / \(y))) END"
  }
}

extension StraightLine {
  /// Whether an operation may have no value although its operands have.
  var mayBeUndefined: Bool {
    operations.contains { operation in
      switch operation.opcode {
      case .divide:
        if case .constant = operation.operands[1] { false } else { true }
      case .reciprocal, .squareRoot, .power: true
      case .unary, .binary:
        switch operation.function.row.domain {
        case .all: false
        case .positive, .nonnegative, .unitInterval, .openUnitInterval, .aboveMinusOne,
          .atLeastOne, .except:
          true
        }
      case .add, .subtract, .multiply, .negate, .multiplyAdd, .multiplySubtract, .subtractProduct,
        .select:
        false
      }
    }
  }
}
