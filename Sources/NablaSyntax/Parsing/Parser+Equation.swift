extension Parser {
  /// `LEFT = RIGHT`.
  mutating func parseEquation(
    _ row: Verb.Row, _ verb: Token, into command: inout Command
  ) throws(Diagnostic) {
    relation = .assign
    defer { relation = nil }
    command.operand = try parseCommandOperand(row, verb)
    let left = Span(verb.upper, last.upper)
    let sign = token
    guard sign.kind == .assign else { throw missingEquals(row, left) }
    advance()
    guard token.kind != .end, !isAtClauseWord() else {
      throw Diagnostic(
        "nothing stands behind `=`", at: sign.span, hint: "write \(row.usage)")
    }
    command.rightSide = try parseExpression().id
    guard token.kind != .assign, token.kind != .equal else {
      throw Diagnostic(
        "a second `\(source.text(token.span))` in an equation", at: token.span,
        hint: "write one equation at a time; a comparison in it stands in brackets")
    }
  }

  /// The left side ends without `=` behind it.
  private func missingEquals(_ row: Verb.Row, _ left: Span) -> Diagnostic {
    if token.kind == .equal {
      return Diagnostic(
        "an equation is written with one `=`", at: token.span, hint: "write \(row.usage)")
    }
    return Diagnostic(
      "`\(row.verb.rawValue)` needs `=` and a right side", at: last.span,
      hint: "write \(row.usage)")
  }
}
