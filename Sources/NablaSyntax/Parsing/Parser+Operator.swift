extension Parser {
  /// Reads what may stand behind an operand; the result says whether an operand is to follow.
  mutating func readOperator() throws(Diagnostic) -> Bool {
    if operands.last?.form == .tuple { throw pointIsNoOperand() }
    switch token.kind {
    case .plus: return try readBinary(.add)
    case .minus: return try readBinary(.subtract)
    case .times: return try readBinary(.multiply)
    case .divide: return try readBinary(.divide)
    case .at: return try readBinary(.matrixMultiply)
    case .less: return try readBinary(.less)
    case .lessOrEqual: return try readBinary(.lessOrEqual)
    case .greater: return try readBinary(.greater)
    case .greaterOrEqual: return try readBinary(.greaterOrEqual)
    case .equal: return try readBinary(.equal)
    case .notEqual: return try readBinary(.notEqual)
    case .and: return try readBinary(.and)
    case .or: return try readBinary(.or)
    case .caret: return try readPower()
    case .superscript: return try readSuperscript()
    case .bang: return try readFactorial()
    case .rightParenthesis, .rightBracket: return try readClosingBracket()
    case .comma: return try readComma()
    case .bar:
      if innermostFrame?.kind == .bars { return try closeBars() }
      return try juxtapose()
    case .word, .leftParenthesis, .root, .partial: return try juxtapose()
    case .then: return try readThen()
    case .else: return try readElse()
    case .number:
      try reduce(BindingPower(.power))
      throw numberBehindOperand()
    case .prime: throw primeBehindOperand()
    case .assign: throw assignment()
    case .tilde: throw misplacedTilde()
    case .leftBracket: return try openIndex()
    case .text, .not, .if, .nabla, .question, .stray, .end: throw unexpectedBehindOperand()
    }
  }

  private mutating func readBinary(_ kind: SyntaxKind) throws(Diagnostic) -> Bool {
    let power = BindingPower(kind.precedence)
    try reduce(power)
    if applied != nil, kind.precedence == .product, !token.isSpaced { noteEndOfArgument() }
    push(.binary(kind), power, token)
    advance()
    return true
  }

  private mutating func readPower() throws(Diagnostic) -> Bool {
    try checkNotRaised()
    push(.binary(.power), BindingPower(.power), token)
    advance()
    return true
  }

  /// Behind raised digits `^` and `!` would belong to the exponent by the rules, but not to the eye.
  private func checkNotRaised() throws(Diagnostic) {
    guard let operand = operands.last, operand.form == .raised else { return }
    throw Diagnostic(
      "raised digits and `\(source.text(token.span))` do not follow each other",
      at: operand.span.union(token.span),
      hint:
        "write brackets: (x^2)\(source.text(token.span))... or x^(2\(source.text(token.span))...)")
  }

  private mutating func readSuperscript() throws(Diagnostic) -> Bool {
    try checkNotRaised()
    guard let base = operands.popLast() else { throw missingOperand() }
    let exponent = try raisedNumber(token)
    let isBare = base.form == .bareFunction
    let span = base.span.union(token.span)
    // Only the exponent of a pending power binds as tightly: 2^x² is 2^(x²).
    let id = tree.append(.power, base.id, exponent, span: span)
    operands.append(Operand(id: id, span: span, form: isBare ? .bareFunction : .raised))
    advance()
    return false
  }

  /// The number that raised digits stand for.
  mutating func raisedNumber(_ token: Token) throws(Diagnostic) -> SyntaxID {
    let text = String(source.text(token.span).unicodeScalars.compactMap(\.raised))
    let digits = text.first == "-" ? String(text.dropFirst()) : text
    guard !digits.isEmpty, !digits.contains("-") else {
      throw Diagnostic(
        "raised digits are missing", at: token.span, hint: "write ^ and the exponent")
    }
    let number = tree.append(number: digits, span: token.span)
    return text == digits ? number : tree.append(.negate, [number], span: token.span)
  }

  private mutating func readFactorial() throws(Diagnostic) -> Bool {
    try checkNotRaised()
    guard let operand = operands.popLast() else { throw missingOperand() }
    let span = operand.span.union(token.span)
    if operand.form == .factorial {
      let text = shortText(Span(operand.span.lower, operand.span.upper - 1), or: "n")
      throw Diagnostic(
        "`!!` may mean the double factorial or the factorial of a factorial", at: span,
        hint: "for the factorial of \(text)! write (\(text)!)!; there is no double factorial")
    }
    let id = tree.append(.factorial, [operand.id], span: span)
    operands.append(Operand(id: id, span: span, form: .factorial))
    advance()
    return false
  }

  private mutating func readThen() throws(Diagnostic) -> Bool {
    try reduce(.all)
    guard let frame = operators.last, frame.kind != .consequence else {
      throw Diagnostic("`then` without `if`", at: token.span, hint: ifUsage)
    }
    guard frame.kind == .condition else { throw unclosedInFront(frame) }
    operators[operators.count - 1].kind = .consequence
    advance()
    return true
  }

  private mutating func readElse() throws(Diagnostic) -> Bool {
    try reduce(.all)
    guard let frame = operators.last else {
      throw Diagnostic("`else` without `if` and `then`", at: token.span, hint: ifUsage)
    }
    guard frame.kind != .condition else {
      throw Diagnostic("`then` is missing in front of `else`", at: token.span, hint: ifUsage)
    }
    guard frame.kind == .consequence else { throw unclosedInFront(frame) }
    _ = popFrame()
    push(.otherwise, BindingPower(.conditional), token)
    operators[operators.count - 1].span = frame.span
    advance()
    return true
  }

  private func unclosedInFront(_ frame: Pending) -> Diagnostic {
    Diagnostic(
      "a bracket is not closed in front of `\(source.text(token.span))`", at: frame.span,
      hint: "close it, or remove it")
  }

  var ifUsage: String { "write if CONDITION then VALUE else VALUE" }

  /// A factor follows without a sign.
  mutating func juxtapose() throws(Diagnostic) -> Bool {
    if token.kind == .leftParenthesis, operands.last?.form == .name { noteBracketProduct() }
    try juxtapose(isTight: !token.isSpaced, at: token.span, piece: nil)
    return true
  }

  /// Pushes the product of the last operand and what follows at `span`: the piece of a word, or
  /// the current token.
  ///
  /// A factor that touches the argument of a function without brackets belongs to the argument;
  /// one behind white space might belong to it too and is refused, unless it is a function itself.
  mutating func juxtapose(
    isTight: Bool, at span: Span, piece: WordReading.Piece?
  ) throws(Diagnostic) {
    try reduce(BindingPower(.power))
    if let operand = operands.last, operand.form == .bareFunction {
      // An unknown clause is the likelier mistake: `minimize f form 6`.
      if piece == nil, token.kind == .word { _ = try reading(of: token, follower: next) }
      throw functionWithoutBrackets(operand)
    }
    let place = Token(kind: .times, lower: span.lower, upper: span.lower, isSpaced: !isTight)
    if isTight {
      try reduce(.tightProduct)
      if operators.last?.kind == .application {
        if startsFunction(piece) { throw functionInArgument(span) }
        push(.juxtaposition, .tightProduct, place)
        return
      }
    }
    let power = BindingPower(.product)
    try reduce(power)
    if applied != nil, !startsFunction(piece) { throw factorBehindArgument(span) }
    push(.juxtaposition, power, place)
  }
}
