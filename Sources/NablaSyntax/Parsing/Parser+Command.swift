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
    case .names:
      advance()
      command.words = try parseNameList(row, verbToken)
    case .optionalWord:
      command.words = try parseTopic(behind: verbToken)
    case .path:
      command.words = [try parsePath(row, restOfStatement(from: verbToken.upper), verbToken)]
    case .table:
      command.words = try parseTable(row, verbToken)
    case .nothing:
      advance()
      guard token.kind == .end else {
        throw Diagnostic(
          "`\(verb.rawValue)` takes nothing", at: token.span, hint: "write \(row.usage) alone")
      }
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
    if token.kind == .assign {
      throw Diagnostic(
        "`\(row.verb.rawValue)` needs an expression in front of `=`", at: token.span,
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

  /// `save FILE`: a bare name without white space, or any in double quotes.
  private func parsePath(
    _ row: Verb.Row, _ span: Span, _ verb: Token
  ) throws(Diagnostic) -> Command.Word {
    guard span.lower < span.upper else {
      throw Diagnostic(
        "`\(row.verb.rawValue)` needs a file's name", at: verb.span, hint: "write \(row.usage)")
    }
    let text = source.text(span)
    guard text.first == "\"" else {
      guard text.allSatisfy({ !$0.isWhitespace && $0 != "\"" }) else {
        throw Diagnostic(
          "a file's name with white space is quoted", at: span,
          hint: "write \(row.verb.rawValue) \"\(quoted(text.filter { $0 != "\"" }))\"")
      }
      return Command.Word(text: text, span: span)
    }
    guard text.count > 2, text.dropFirst().firstIndex(of: "\"") == text.indices.last else {
      throw Diagnostic(
        "the file's name is not closed by a quotation mark", at: span,
        hint: "write \(row.verb.rawValue) \"FILE\"")
    }
    return Command.Word(text: String(text.dropFirst().dropLast()), span: span)
  }

  /// A file's name, and the words behind it with no comma left.
  private func parseTable(_ row: Verb.Row, _ verb: Token) throws(Diagnostic) -> [Command.Word] {
    let rest = restOfStatement(from: verb.upper)
    let bytes = source.bytes
    var end = rest.lower
    let isQuoted = rest.lower < rest.upper && bytes[rest.lower] == UInt8(ascii: "\"")
    if isQuoted { end += 1 }
    while end < rest.upper, isQuoted ? bytes[end] != UInt8(ascii: "\"") : bytes[end] > 0x20 {
      end += 1
    }
    if isQuoted, end < rest.upper { end += 1 }
    var words = [try parsePath(row, Span(rest.lower, end), verb)]
    var position = end
    while position < rest.upper {
      let start = position
      while position < rest.upper, !Self.separatesWords(bytes[position]) { position += 1 }
      if start < position {
        let span = Span(start, position)
        words.append(Command.Word(text: source.text(span), span: span))
      }
      position += 1
    }
    return words
  }

  private static func separatesWords(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == UInt8(ascii: ",")
  }

  /// What is left of the statement, without white space and comment around it.
  private func restOfStatement(from offset: Int) -> Span {
    let bytes = source.bytes
    var isQuoted = false
    var end = offset
    while end < bytes.count, isQuoted || bytes[end] != UInt8(ascii: "#") {
      if bytes[end] == UInt8(ascii: "\"") { isQuoted.toggle() }
      end += 1
    }
    var lower = offset
    while lower < end, bytes[lower] <= 0x20 { lower += 1 }
    while end > lower, bytes[end - 1] <= 0x20 { end -= 1 }
    return Span(lower, end)
  }
}
