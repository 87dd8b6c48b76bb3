extension Parser {
  /// A verb in front of a command, or with an expression as a command of its own.
  ///
  /// No verb is a prefix twice, which bounds how deep this goes.
  mutating func parsePrefix(
    _ row: Verb.Row, _ form: Verb.StatementForm
  ) throws(Diagnostic) -> StatementSyntax {
    let verb = token
    guard !prefixes.contains(where: { $0.verb == row.verb }) else {
      throw Diagnostic(
        "`\(row.verb.rawValue)` is given twice", at: verb.span, hint: "write \(row.usage)")
    }
    advance()
    let words = try parsePrefixWord(row, form, verb)
    if token.kind == .nabla || Verb.named(source.text(token.span)) != nil {
      command = nil
      prefixes.append(Prefix(verb: row.verb, verbSpan: verb.span, words: words))
      return try parseStatement()
    }
    try refuseDefinition(behind: row)
    var command = Command(verb: row.verb, verbSpan: verb.span)
    command.words = words
    self.command = command
    command.operand = try parsePrefixOperand(row, form, verb)
    command.clauses = try parseClauses(row)
    return .command(command)
  }

  /// The word between a prefix and its statement, as `loss` in `plot loss minimize f from 4`.
  ///
  /// One that may be left out is a name where it is known as one and no command follows.
  private mutating func parsePrefixWord(
    _ row: Verb.Row, _ form: Verb.StatementForm, _ verb: Token
  ) throws(Diagnostic) -> [Command.Word] {
    let text = source.text(token.span)
    let isThere = token.kind == .word && form.words.contains(text)
    if form.needsWord, !isThere {
      let near = Spelling.nearest(to: text, among: form.words)
      throw Diagnostic(
        "`\(row.verb.rawValue)` needs one of \(form.words.joined(separator: ", ")) behind it",
        at: token.kind == .end ? verb.span : token.span,
        hint: near.first.map { "did you mean `\($0)`?" } ?? "write \(row.usage)")
    }
    let isName = words.wholeName(text) != nil && Verb.named(source.text(next.span)) == nil
    guard isThere, form.needsWord || !isName else { return [] }
    advance()
    return [Command.Word(text: text, span: last.span)]
  }

  /// The expression behind a prefix, or a vector of several.
  private mutating func parsePrefixOperand(
    _ row: Verb.Row, _ form: Verb.StatementForm, _ verb: Token
  ) throws(Diagnostic) -> SyntaxID {
    stopsAtComma = form.takesList
    defer { stopsAtComma = false }
    let first = try parseCommandOperand(row, verb)
    guard form.takesList, token.kind == .comma else { return first }
    var parts = [first]
    while token.kind == .comma {
      advance()
      parts.append(try parseExpression().id)
    }
    return tree.append(.vector, parts, span: tree.span(first).union(last.span))
  }

  private func refuseDefinition(behind row: Verb.Row) throws(Diagnostic) {
    guard token.kind == .word,
      next.kind == .assign || next.kind == .leftParenthesis && isDefinitionOfFunction()
    else { return }
    let name = quoted(source.text(token.span))
    throw Diagnostic(
      "a definition stands alone", at: token.span,
      hint: "define \(name) first, then write \(row.verb.rawValue) and its name")
  }
}
