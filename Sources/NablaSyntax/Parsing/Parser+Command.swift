extension Parser {
  /// A verb, its operand and its clauses.
  mutating func parseCommand(_ verb: Verb) throws(Diagnostic) -> StatementSyntax {
    var command = Command(verb: verb, verbSpan: token.span)
    let row = verb.row
    self.command = command
    let verbToken = token
    switch row.operand {
    case .expression:
      advance()
      command.operand = try parseCommandOperand(row, verbToken)
      command.clauses = try parseClauses(row)
    case .equation:
      advance()
      try parseEquation(row, verbToken, into: &command)
      command.clauses = try parseClauses(row)
    case .model:
      advance()
      try parseModel(row, verbToken, into: &command)
      command.clauses = try parseClauses(row)
    case .names:
      advance()
      command.words = try parseNameList(row, verbToken)
    case .optionalWord:
      command.words = try parseTopic(behind: verbToken)
    case .path:
      command.words = [try parsePath(row, restOfStatement(from: verbToken.upper), verbToken)]
    case .savedFile:
      command.words = try parseSavedFile(row, verbToken)
    case .table:
      command.words = try parseTable(row, verbToken)
    case .statement(let form): return try parsePrefix(row, form)
    case .nothing:
      advance()
      guard token.kind == .end || !row.clauses.isEmpty else {
        throw Diagnostic(
          "`\(verb.rawValue)` takes nothing", at: token.span, hint: "write \(row.usage) alone")
      }
      command.clauses = try parseClauses(row)
    }
    return .command(command)
  }

  mutating func parseCommandOperand(
    _ row: Verb.Row, _ verb: Token
  ) throws(Diagnostic) -> SyntaxID {
    if token.kind == .end {
      throw Diagnostic(
        "`\(row.verb.rawValue)` needs an expression", at: verb.span, hint: "write \(row.usage)")
    }
    if isAtClauseWord() {
      let word = source.text(token.span)
      throw Diagnostic(
        "`\(row.verb.rawValue)` needs an expression in front of `\(word)`", at: token.span,
        hint: "write \(row.usage)" + variableHint(word))
    }
    if token.kind == .assign || token.kind == .tilde {
      throw Diagnostic(
        "`\(row.verb.rawValue)` needs an expression in front of `\(source.text(token.span))`",
        at: token.span,
        hint: "write \(row.usage); a command cannot be a name")
    }
    let operand = try parseExpression()
    guard row.verb == .jacobian, tree.kind(operand.id) != .vector else { return operand.id }
    return tree.append(.vector, [operand.id], span: operand.span)
  }

  /// How a variable is written that has the name of a clause word.
  func variableHint(_ word: String) -> String {
    if let letter = Name.greekLetters[word] {
      return "; for the variable write \(letter) or (\(word))"
    }
    guard word.count == 2 else { return "" }
    return "; for a product write \(word.map(String.init).joined(separator: "*"))"
  }

  /// Reads names with commas between: `forget a, b`.
  private mutating func parseNameList(
    _ row: Verb.Row, _ verb: Token
  ) throws(Diagnostic) -> [Command.Word] {
    guard token.kind != .end else {
      throw Diagnostic(
        "`\(row.verb.rawValue)` needs a name", at: verb.span, hint: "write \(row.usage)")
    }
    var result: [Command.Word] = []
    while true {
      guard token.kind == .word else {
        throw Diagnostic(
          "a name is missing", at: token.kind == .end ? last.span : token.span,
          hint: "write \(row.usage)")
      }
      result.append(Command.Word(text: word(token), span: token.span))
      advance()
      if token.kind == .end { return result }
      guard token.kind == .comma else {
        throw Diagnostic(
          "unexpected `\(quoted(source.text(token.span)))`", at: token.span,
          hint: "write a comma between names: \(row.usage)")
      }
      advance()
    }
  }

  /// `help`, `help TOPIC`: the topic may be any text.
  private func parseTopic(behind verb: Token) throws(Diagnostic) -> [Command.Word] {
    let span = restOfStatement(from: verb.upper)
    return span.lower == span.upper ? [] : [Command.Word(text: source.text(span), span: span)]
  }

  /// Reads `?TOPIC`.
  mutating func parseHelp() throws(Diagnostic) -> StatementSyntax {
    var command = Command(verb: .help, verbSpan: token.span)
    command.words = try parseTopic(behind: token)
    return .command(command)
  }
}
