extension Parser {
  /// The clauses of a command, up to the end of the statement.
  mutating func parseClauses(_ row: Verb.Row) throws(Diagnostic) -> [Clause] {
    var clauses: [Clause] = []
    while token.kind != .end {
      let text = source.text(token.span)
      guard let word = ClauseWord(rawValue: text), takes(word, row) else {
        throw Diagnostic(
          "`\(row.verb.rawValue)` takes no `\(quoted(text))`", at: token.span,
          hint: "write \(row.usage)" + variableHint(text))
      }
      guard !clauses.contains(where: { $0.word == word }) else {
        throw Diagnostic(
          "`\(text)` is given twice", at: token.span, hint: "write \(row.usage)")
      }
      stopsAtComma = comparesRuns && word.isOfRuns
      defer { stopsAtComma = false }
      clauses.append(try parseClause(word, row))
      while token.kind == .comma, stopsAtComma { clauses.append(try parseClause(word, row)) }
    }
    return clauses
  }

  /// Whether clauses may have several values, each for a run of its own.
  private var comparesRuns: Bool {
    prefixes.contains { prefix in
      if case .statement(let form) = prefix.verb.row.operand { form.comparesRuns } else { false }
    }
  }

  /// Whether a clause belongs to a command or to a prefix of it.
  func takes(_ word: ClauseWord, _ row: Verb.Row) -> Bool {
    row.clauses.contains(word) || prefixes.contains { $0.verb.row.clauses.contains(word) }
  }

  private mutating func parseClause(
    _ word: ClauseWord, _ row: Verb.Row
  ) throws(Diagnostic) -> Clause {
    let wordToken = token
    clauseWord = word
    advance()
    let takesAnyWord = [.word, .schedule, .path].contains(word.shape)
    guard word.shape == .nothing || token.kind != .end && (takesAnyWord || !isAtClauseWord()) else {
      throw Diagnostic(
        "`\(word.rawValue)` needs a value", at: wordToken.span,
        hint: "write \(row.usage)" + variableHint(word.rawValue))
    }
    let lower = word.shape == .nothing ? wordToken.lower : token.lower
    let value: Clause.Value
    switch word.shape {
    case .expression: value = .expression(try parseExpression().id)
    case .point: value = .point(try parsePoint())
    case .box: value = .box(try parseBox())
    case .names: value = .names(try parseNames(row))
    case .word: value = .word(try parseBareWord(word, row))
    case .schedule: value = try parseSchedule(word, row)
    case .autoOrExpression:
      let isAuto = token.kind == .word && source.text(token.span) == "auto"
      value =
        isAuto ? try parseWordOrExpression() : .expression(try parseExpression().id)
    case .wordOrExpression: value = try parseWordOrExpression()
    case .path: value = .path(try parseClausePath(row))
    case .nothing: value = .word(word.rawValue)
    }
    return Clause(
      word: word, wordSpan: wordToken.span, value: value, span: Span(lower, last.upper))
  }

  /// `6`, `(0, 0)`, `[0, 0]` or `a = 2, b = 5`.
  private mutating func parsePoint() throws(Diagnostic) -> [Clause.Coordinate] {
    if token.kind == .word, next.kind == .assign { return try parseNamedCoordinates() }
    mayBePoint = true
    defer { mayBePoint = false }
    let operand = try parseExpression()
    guard tree.kind(operand.id) == .vector else { return [.init(name: nil, value: operand.id)] }
    return tree.operands(operand.id).map { .init(name: nil, value: $0) }
  }

  private mutating func parseNamedCoordinates() throws(Diagnostic) -> [Clause.Coordinate] {
    stopsAtComma = true
    defer { stopsAtComma = false }
    var result: [Clause.Coordinate] = []
    var known: Set<Name> = []
    while true {
      guard token.kind == .word, next.kind == .assign else {
        throw Diagnostic(
          "a coordinate is written with its name", at: token.kind == .end ? last.span : token.span,
          hint: "write a = 2, b = 5, or (2, 5)")
      }
      let name = try parseVariable()
      guard known.insert(name).inserted else {
        throw Diagnostic(
          "`\(quoted(name.ascii))` is given twice", at: last.span, hint: "name it once")
      }
      advance()
      guard token.kind != .end, token.kind != .comma, !isAtClauseWord() else {
        throw Diagnostic("nothing stands behind `=`", at: last.span, hint: "write a value")
      }
      result.append(.init(name: name, value: try parseExpression().id))
      guard token.kind == .comma else { return result }
      advance()
    }
  }

  /// Reads variables with commas between.
  private mutating func parseNames(_ row: Verb.Row) throws(Diagnostic) -> [Name] {
    var result: [Name] = []
    var known: Set<Name> = []
    while true {
      guard token.kind == .word else {
        throw Diagnostic(
          "`\(clauseWord?.rawValue ?? "by")` wants variables",
          at: token.kind == .end ? last.span : token.span, hint: "write \(row.usage)")
      }
      let name = try parseVariable()
      guard known.insert(name).inserted else {
        throw Diagnostic(
          "`\(quoted(name.ascii))` is given twice", at: last.span, hint: "name it once")
      }
      result.append(name)
      if token.kind == .end || isAtClauseWord() { return result }
      guard token.kind == .comma else {
        throw Diagnostic(
          "unexpected `\(quoted(source.text(token.span)))`", at: token.span,
          hint: "write a comma between variables: \(row.usage)")
      }
      advance()
    }
  }

  /// The name of one variable.
  mutating func parseVariable() throws(Diagnostic) -> Name {
    let text = word(token)
    if let name = words.wholeName(text) {
      switch words.scope[name] {
      case .constant:
        throw Diagnostic(
          "\(name.ascii) is a constant, not a variable", at: token.span, hint: variableUsage)
      case .builtin, .function:
        throw Diagnostic(
          "`\(quoted(name.ascii))` is a function, not a variable", at: token.span,
          hint: variableUsage)
      case .parameter, .value, .column, nil: break
      }
      notes.addClearSubscript(name)
      advance()
      return name
    }
    let reading = try reading(
      of: token, follower: Token(kind: .end, lower: 0, upper: 0, isSpaced: true))
    throw Diagnostic(
      "`\(quoted(text))` is not one variable", at: token.span,
      hint: "write \(reading.pieces.map(\.name.ascii).joined(separator: ", "))")
  }

  private var variableUsage: String { "name a variable of the expression" }

  /// A word that names a method or a schedule, taken as it is.
  private mutating func parseBareWord(
    _ clause: ClauseWord, _ row: Verb.Row
  ) throws(Diagnostic) -> String {
    guard token.kind == .word else {
      throw Diagnostic(
        "`\(clause.rawValue)` takes a word, not `\(quoted(source.text(token.span)))`",
        at: token.span, hint: "write \(row.usage)")
    }
    advance()
    return source.text(last.span)
  }

  /// `inverse 0.01`, `cosine`.
  private mutating func parseSchedule(
    _ clause: ClauseWord, _ row: Verb.Row
  ) throws(Diagnostic) -> Clause.Value {
    let name = try parseBareWord(clause, row)
    guard token.kind != .end, !isAtClauseWord() else { return .schedule(name, nil) }
    return .schedule(name, try parseExpression().id)
  }

  /// `all`, or an expression.
  private mutating func parseWordOrExpression() throws(Diagnostic) -> Clause.Value {
    let text = word(token)
    if token.kind == .word, words.wholeName(text) == nil {
      let first = token
      advance()
      guard token.kind == .end || isAtClauseWord() else {
        throw Diagnostic(
          "unexpected `\(quoted(source.text(token.span)))`", at: token.span,
          hint: "write \(clauseWord?.rawValue ?? "") \(quoted(source.text(first.span))) alone")
      }
      return .word(text)
    }
    return .expression(try parseExpression().id)
  }
}
