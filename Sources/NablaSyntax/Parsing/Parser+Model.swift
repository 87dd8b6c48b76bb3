extension Parser {
  /// `RESPONSE ~ MODEL`.
  mutating func parseModel(
    _ row: Verb.Row, _ verb: Token, into command: inout Command
  ) throws(Diagnostic) {
    relation = .tilde
    defer { relation = nil }
    command.operand = try parseCommandOperand(row, verb)
    let sign = token
    guard sign.kind == .tilde else {
      throw Diagnostic(
        "`\(row.verb.rawValue)` needs `~` and a model behind the response", at: last.span,
        hint: "write \(row.usage)")
    }
    advance()
    guard token.kind != .end, !isAtClauseWord() else {
      throw Diagnostic("no model stands behind `~`", at: sign.span, hint: "write \(row.usage)")
    }
    command.rightSide = try parseExpression().id
    guard token.kind != .tilde else {
      throw Diagnostic(
        "a second `~`", at: token.span, hint: "a fit has one response and one model")
    }
  }
}
