extension Parser {
  /// `save FILE`: a bare name without white space, or any in double quotes.
  func parsePath(
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
    let closing = text.dropFirst().firstIndex(of: "\"")
    if let closing, closing != text.indices.last {
      let name = text[...closing]
      throw Diagnostic(
        "nothing stands behind the file's name",
        at: Span(span.lower + name.utf8.count, span.upper),
        hint: "write \(row.verb.rawValue) \(quoted(String(name)))")
    }
    guard text.count > 2, closing != nil else {
      throw Diagnostic(
        closing == nil
          ? "the file's name is not closed by a quotation mark" : "the file's name is empty",
        at: span, hint: "write \(row.usage)")
    }
    return Command.Word(text: String(text.dropFirst().dropLast()), span: span)
  }

  /// `save FILE`, or the words of `save table FILE` and `save table t FILE`.
  mutating func parseSavedFile(
    _ row: Verb.Row, _ verb: Token
  ) throws(Diagnostic) -> [Command.Word] {
    var rest = restOfStatement(from: verb.upper)
    guard source.text(rest) != "table" else {
      throw Diagnostic(
        "`save table` needs a file's name", at: rest,
        hint: "write save table \"FILE\"; save \"table\" writes the statements to a file table")
    }
    var words: [Command.Word] = []
    while words.count < 2 {
      let span = pathSpan(in: rest)
      let word = Command.Word(text: source.text(span), span: span)
      guard span.upper < rest.upper, word.text.first != "\"",
        !words.isEmpty || word.text == "table"
      else { break }
      words.append(word)
      rest = restOfStatement(from: span.upper)
    }
    return words + [try parsePath(row, rest, verb)]
  }

  /// A file's name, and the words behind it with no comma left.
  func parseTable(_ row: Verb.Row, _ verb: Token) throws(Diagnostic) -> [Command.Word] {
    let rest = restOfStatement(from: verb.upper)
    let bytes = source.bytes
    let path = pathSpan(in: rest)
    var words = [try parsePath(row, path, verb)]
    var position = path.upper
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

  /// `to "my file.svg"`: the file's name in a clause.
  mutating func parseClausePath(_ row: Verb.Row) throws(Diagnostic) -> String {
    let path = pathSpan(in: restOfStatement(from: token.lower))
    let word = try parsePath(row, path, token)
    skip(to: path.upper)
    return word.text
  }

  /// The file's name at the start of `rest`: up to white space, or to the second quotation mark.
  private func pathSpan(in rest: Span) -> Span {
    let bytes = source.bytes
    let mark = UInt8(ascii: "\"")
    var end = rest.lower
    let isQuoted = rest.lower < rest.upper && bytes[rest.lower] == mark
    if isQuoted { end += 1 }
    while end < rest.upper, isQuoted ? bytes[end] != mark : bytes[end] > 0x20 { end += 1 }
    if isQuoted, end < rest.upper { end += 1 }
    return Span(rest.lower, end)
  }

  private static func separatesWords(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == UInt8(ascii: ",")
  }

  /// What is left of the statement, without white space and comment around it.
  func restOfStatement(from offset: Int) -> Span {
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
