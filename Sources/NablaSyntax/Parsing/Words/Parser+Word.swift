extension Parser {
  /// Reads a word where an operand may begin; the result says whether an operand is still to follow.
  mutating func readWord() throws(Diagnostic) -> Bool {
    if try readQuotientOfDifferentials() { return true }
    let word = token
    let reading = try reading(of: word, follower: next)
    advance()
    note(reading, of: word)
    var expectsOperand = true
    for (position, piece) in reading.pieces.enumerated() {
      let isLast = position == reading.pieces.count - 1
      let span = Span(word.lower + piece.range.lowerBound, word.lower + piece.range.upperBound)
      if position > 0, !expectsOperand { try juxtapose(isTight: true, at: span, piece: piece) }
      if piece.isFunction {
        expectsOperand = try isLast ? readFunction(piece, at: span) : readGlued(piece, at: span)
      } else {
        if isLast { try checkIsNoCall(piece, at: span) }
        noteSubscript(piece, at: span)
        operands.append(
          Operand(id: tree.append(name: piece.name, span: span), span: span, form: .name))
        expectsOperand = false
      }
    }
    return expectsOperand
  }

  /// A function inside a word takes the next piece as its argument: `log2x` is log2(x).
  private mutating func readGlued(
    _ piece: WordReading.Piece, at span: Span
  ) throws(Diagnostic) -> Bool {
    let use = FunctionUse(name: piece.name, span: span, meaning: piece.meaning)
    guard piece.meaning?.isUnaryBuiltin == true else { throw missingArgument(use) }
    uses.append(use)
    push(
      .application, .application,
      Token(kind: .word, lower: span.lower, upper: span.upper, isSpaced: true), use: uses.count - 1)
    return true
  }

  /// The reading of a word by the rules.
  mutating func reading(of token: Token, follower: Token) throws(Diagnostic) -> WordReading {
    let byte = source.bytes[token.lower]
    if token.upper - token.lower == 1 {
      return WordReading(pieces: [words.piece(letter: byte)])
    }
    let context = WordContext(
      isAfterNumber: last.kind == .number && last.upper == token.lower,
      follower: self.follower(follower))
    let key = WordKey(source.bytes[token.lower..<token.upper], context)
    if let key, let known = words.remembered(key) { return known }
    let text = word(token)
    do {
      return try words.read(text, context, key: key)
    } catch {
      throw diagnostic(error, text, token, follower: follower)
    }
  }

  private func follower(_ token: Token) -> WordFollower {
    switch token.kind {
    case .leftParenthesis, .prime: .bracket
    case .caret, .superscript: .argument
    default: canBeginArgument(token) ? .argument : .nothing
    }
  }

  /// Whether a function starts with the piece, or with the current token.
  mutating func startsFunction(_ piece: WordReading.Piece?) -> Bool {
    if let piece { return piece.isFunction }
    if token.kind == .root { return true }
    guard token.kind == .word, let reading = try? reading(of: token, follower: next) else {
      return false
    }
    return reading.pieces.first?.isFunction ?? false
  }

  /// An undefined name in front of a bracket or prime that can only mean a function.
  private func checkIsNoCall(_ piece: WordReading.Piece, at span: Span) throws(Diagnostic) {
    guard piece.meaning == nil, token.kind == .leftParenthesis || token.kind == .prime else {
      return
    }
    let name = piece.name
    if name.isLetter, !Parser.functionLetters.contains(name.base) { return }
    let text = quoted(source.text(span))
    throw Diagnostic(
      "`\(text)` is not defined", at: span,
      hint: "define it: \(text)(x) = ...; for a product write \(text)*(...)")
  }

  /// The letters that people use for functions.
  private static let functionLetters: Set<String> = ["f", "g", "h", "F", "G", "H"]

  /// `d/dx`, and what looks like it.
  private mutating func readQuotientOfDifferentials() throws(Diagnostic) -> Bool {
    guard source.bytes[token.lower] == UInt8(ascii: "d") else { return false }
    if token.upper - token.lower > 1 {
      if next.kind == .divide { try refuseDifferentials() }
      return false
    }
    switch next.kind {
    case .divide:
      let behind = tokensBehindNext(1)[0]
      guard isDifferential(behind), words.scope[Name(word(behind))] == nil else { return false }
      if words.scope[Name("d")] != nil {
        notes.add(
          "`d/\(source.text(behind.span))` read as the derivative; for the quotient write d/(...)",
          at: token.span.union(behind.span))
      }
      try readDerivative()
      return true
    case .caret, .superscript:
      try refuseHigherDerivative()
      return false
    default:
      return false
    }
  }

  private func isDifferential(_ token: Token) -> Bool {
    token.kind == .word && source.bytes[token.lower] == UInt8(ascii: "d")
      && token.upper - token.lower > 1
  }

  /// `dy/dx` would be a quotient of products.
  private func refuseDifferentials() throws(Diagnostic) {
    let behind = tokensBehindNext(1)[0]
    guard isDifferential(behind) else { return }
    let texts = [word(token), word(behind)]
    for text in texts {
      guard words.scope[Name(text)] == nil, words.wholeName(String(text.dropFirst())) != nil else {
        return
      }
    }
    throw Diagnostic(
      "`\(quoted(texts[0]))/\(quoted(texts[1]))` is no quotient", at: token.span.union(behind.span),
      hint: "write d/\(quoted(texts[1])) and the expression")
  }

  private func refuseHigherDerivative() throws(Diagnostic) {
    // Behind `d^` stands a number; raised digits are one token.
    let behind = tokensBehindNext(3).dropFirst(next.kind == .caret ? 1 : 0)
    guard let sign = behind.first, sign.kind == .divide, let word = behind.dropFirst().first,
      isDifferential(word), words.scope[Name(self.word(word))] == nil
    else { return }
    throw Diagnostic(
      "higher derivatives are not written this way",
      at: token.span.union(word.span),
      hint: "write d/dx d/dx E, or diff E by x order n")
  }

  /// `d/dx` or `∂/∂x`, from its first token on.
  mutating func readDerivative() throws(Diagnostic) {
    let start = token
    advance()
    guard token.kind == .divide else { throw noDerivative(start) }
    if let top = operators.last, !top.isFrame, top.power >= .application,
      top.kind != .negate
    {
      throw derivativeNeedsBrackets(start)
    }
    if operators.last?.kind == .binary(.divide) { throw derivativeNeedsBrackets(start) }
    advance()
    var variable = token
    if start.kind == .partial {
      guard token.kind == .partial else { throw noDerivative(start) }
      advance()
      variable = token
    } else {
      variable.lower += 1
    }
    guard token.kind == .word, let name = words.wholeName(word(variable)),
      words.scope[name] != .constant, words.scope[name]?.isFunction != true
    else { throw noDerivative(start) }
    uses.append(FunctionUse(name: name, span: variable.span))
    push(
      .derivative, BindingPower(.derivative),
      Token(kind: .word, lower: start.lower, upper: token.upper, isSpaced: true),
      use: uses.count - 1)
    advance()
  }

  private func noDerivative(_ start: Token) -> Diagnostic {
    Diagnostic(
      "a derivative is written d/dx or ∂/∂x with one variable", at: start.span.union(token.span),
      hint: "write d/dx, a space and the expression")
  }

  private func derivativeNeedsBrackets(_ start: Token) -> Diagnostic {
    Diagnostic("a derivative needs brackets here", at: start.span, hint: "write (d/dx ...)")
  }
}
