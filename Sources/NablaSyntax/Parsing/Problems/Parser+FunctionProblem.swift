extension Parser {
  /// A built-in function stands without argument.
  func missingArgument(_ use: FunctionUse) -> Diagnostic {
    let name = quoted(use.name.ascii)
    guard case .builtin(let arity) = use.meaning, arity != 1...1 else {
      return Diagnostic(
        "`\(name)` needs an argument", at: use.span, hint: "write \(name)(x)")
    }
    return Diagnostic(
      "`\(name)` needs \(arity.lowerBound) arguments in brackets", at: use.span,
      hint: "write \(name)(\(arity.lowerBound == 2 ? "a, b" : "..."))")
  }

  func wrongCount(_ use: FunctionUse, _ count: Int, at span: Span) -> Diagnostic {
    let name = quoted(use.name.ascii)
    let least: Int
    var wanted = ""
    switch use.meaning {
    case .builtin(let arity):
      least = arity.lowerBound
      if arity.upperBound > least { wanted = "at least " }
    case .function(let arity): least = arity ?? 1
    default: least = 1
    }
    let shown = least == 1 ? "x" : least == 2 ? "a, b" : least == 3 ? "a, b, c" : "a, b, ..."
    wanted += least == 1 ? "1 argument" : "\(least) arguments"
    return Diagnostic(
      "`\(name)` takes \(wanted), not \(count)", at: span, hint: "write \(name)(\(shown))")
  }

  /// `f x`: a user's function takes its argument in brackets.
  func functionWithoutBrackets(_ operand: Operand) -> Diagnostic {
    let isPower = tree.kind(operand.id) == .power
    let function = isPower ? tree.operand(operand.id, 0) : operand.id
    let name = shortText(tree.span(function), or: "f")
    if isPower {
      return Diagnostic(
        "a power stands between `\(name)` and its argument", at: operand.span,
        hint: "write \(name)(x)^n")
    }
    return Diagnostic(
      "`\(name)` is a function", at: operand.span,
      hint: "write \(name)(...) with brackets, or `*` for a product")
  }

  /// Whether a function without brackets waits for what it takes.
  func isInArgument() -> Bool {
    operators.last { $0.isFrame || $0.kind == .application || $0.power < .application }?.kind
      == .application
  }

  /// `sin 2 3`: a number behind the argument.
  func factorInArgument(_ span: Span) -> Diagnostic {
    guard let pending = operators.last(where: { $0.kind == .application }),
      let operand = operands.last
    else { return stray(token) }
    return twoReadings(
      function: uses[pending.use], argument: Span(pending.span.upper, operand.span.upper),
      factor: span)
  }

  /// `sin 2 x`: whether x belongs to the argument, nobody knows.
  func factorBehindArgument(_ span: Span) -> Diagnostic {
    guard let applied, let operand = operands.last else { return stray(token) }
    let use = uses[applied]
    return twoReadings(
      function: use, argument: Span(use.span.upper, operand.span.upper), factor: span)
  }

  /// `sin 2cos(x)`: whether the cosine belongs to the argument, nobody knows.
  func functionInArgument(_ span: Span) -> Diagnostic {
    guard let pending = operators.last(where: { $0.kind == .application }),
      let operand = operands.last
    else { return stray(token) }
    return twoReadings(
      function: uses[pending.use], argument: Span(pending.span.upper, operand.span.upper),
      factor: span, ellipsis: "(...)")
  }

  private func twoReadings(
    function: FunctionUse, argument: Span, factor: Span, ellipsis: String = ""
  ) -> Diagnostic {
    let name = function.name.ascii
    let whole = Span(function.span.lower, factor.upper)
    let isShort = whole.upper - whole.lower <= 60
    let inner = isShort ? trimmed(source.text(argument)) : "a"
    let text = source.text(factor)
    let ellipsis = text == "(" ? "...)" : text == "|" ? "...|" : ellipsis
    let outer = isShort ? text + ellipsis : "b"
    let gap = factor.lower > argument.upper ? " " : ""
    return Diagnostic(
      "two readings: does `\(quoted(outer))` belong to the argument of `\(name)`?", at: whole,
      hint: "write \(name)(\(inner)\(gap)\(outer)) or \(name)(\(inner))*\(outer)")
  }

  private func trimmed(_ text: String) -> String {
    String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
