extension Parser {
  /// Reads what may begin an operand; the result says whether an operand is still to follow.
  mutating func readOperand() throws(Diagnostic) -> Bool {
    switch token.kind {
    case .number:
      return readNumber()
    case .text:
      return readText()
    case .word:
      return try readWord()
    case .leftParenthesis:
      try open(.group)
    case .leftBracket:
      try open(.vector)
    case .bar:
      if innermostFrame?.kind == .bars { throw nestedBars() }
      try open(.bars)
    case .minus:
      push(.negate, BindingPower(.sign), token)
      advance()
    case .plus:
      // A plus sign in front leaves no trace, but wants an operand.
      advance()
    case .root:
      uses.append(
        FunctionUse(name: Name("sqrt"), span: token.span, meaning: .builtin(arity: 1...1)))
      advance()
      return try readArgument(uses.count - 1)
    case .partial:
      try readDerivative()
    case .not:
      try checkPrefix(token, BindingPower(.not))
      push(.not, BindingPower(.not), token)
      advance()
    case .if:
      try checkPrefix(token, BindingPower(.conditional))
      push(.condition, .frame, token)
      advance()
    case .stray, .nabla, .question, .prime:
      throw stray(token)
    default:
      throw missingOperand()
    }
    return true
  }

  private mutating func readNumber() -> Bool {
    let id = tree.append(number: source.text(token.span), span: token.span)
    operands.append(Operand(id: id, span: token.span, form: .number))
    advance()
    return false
  }

  private mutating func readText() -> Bool {
    // Of two quotation marks the first is dropped.
    var isDropped = false
    let bytes = source.bytes[token.lower + 1..<token.upper - 1].filter { byte in
      isDropped = byte == UInt8(ascii: "\"") && !isDropped
      return !isDropped
    }
    let id = tree.append(text: String(decoding: bytes, as: UTF8.self), span: token.span)
    operands.append(Operand(id: id, span: token.span))
    advance()
    return false
  }

  /// A loose prefix may not stand where a tighter operator waits for its operand.
  private func checkPrefix(_ token: Token, _ power: BindingPower) throws(Diagnostic) {
    guard let top = operators.last, !top.isFrame, top.power > power else { return }
    throw Diagnostic(
      "`\(source.text(token.span))` needs brackets here", at: token.span,
      hint: "write (\(source.text(token.span)) ...)")
  }

  /// The argument of a function: in brackets, or what follows without a gap.
  mutating func readArgument(_ use: Int) throws(Diagnostic) -> Bool {
    if token.kind == .leftParenthesis {
      try open(.call, use: use)
      return true
    }
    guard uses[use].meaning?.isUnaryBuiltin == true, canBeginArgument(token) else {
      throw missingArgument(uses[use])
    }
    push(
      .application, .application,
      Token(kind: .word, lower: uses[use].span.lower, upper: uses[use].span.upper, isSpaced: true),
      use: use)
    return true
  }

  /// Whether a function may take what starts here as its argument without brackets.
  func canBeginArgument(_ token: Token) -> Bool {
    switch token.kind {
    case .number, .minus, .root: true
    case .bar: innermostFrame?.kind != .bars
    case .word:
      command == nil || bracketDepth > 0 || !opensClause(source.text(token.span))
    default: false
    }
  }

  /// A function's name was read, with the token behind it current.
  mutating func readFunction(_ piece: WordReading.Piece, at span: Span) throws(Diagnostic) -> Bool {
    var use = FunctionUse(name: piece.name, span: span, meaning: piece.meaning)
    if piece.name == definedName {
      throw Diagnostic(
        "`\(quoted(piece.name.ascii))` would be defined by itself", at: span,
        hint: "use another name, or write out what it stands for")
    }
    try readPrimes(&use)
    guard case .builtin = piece.meaning else {
      if token.kind == .leftParenthesis {
        uses.append(use)
        return try readArgument(uses.count - 1)
      }
      appendBareFunction(use)
      return false
    }
    if token.kind == .caret || token.kind == .superscript { try readFunctionPower(&use) }
    uses.append(use)
    return try readArgument(uses.count - 1)
  }

  private mutating func appendBareFunction(_ use: FunctionUse) {
    let id =
      use.primes > 0
      ? tree.append(call: use.name, primes: use.primes, [], span: use.span)
      : tree.append(name: use.name, span: use.span)
    operands.append(Operand(id: id, span: use.span, form: .bareFunction))
  }

  private mutating func readPrimes(_ use: inout FunctionUse) throws(Diagnostic) {
    while token.kind == .prime {
      guard !token.isSpaced else {
        throw Diagnostic(
          "a prime touches its function", at: token.span,
          hint: "write \(quoted(use.name.ascii))' without a space")
      }
      guard use.primes < 255 else {
        throw Diagnostic("too many primes", at: token.span, hint: "write diff ... order n")
      }
      use.primes += 1
      use.span.upper = token.upper
      advance()
    }
  }

  /// The exponent of `sin^2 x`, which belongs to the value.
  private mutating func readFunctionPower(_ use: inout FunctionUse) throws(Diagnostic) {
    let name = use.name.ascii
    let start = token
    if token.kind == .caret { advance() }
    let isNegative =
      token.kind == .minus
      || token.kind == .superscript && source.text(token.span).hasPrefix("⁻")
    if isNegative {
      if token.kind == .minus { advance() }
      let inverse = "a" + name
      let way = words.scope[Name(inverse)] == nil ? "" : "\(inverse)(x) for the inverse, "
      throw Diagnostic(
        "`\(source.text(Span(use.span.lower, token.upper)))` may mean the inverse or the reciprocal",
        at: use.span.union(token.span), hint: "write \(way)1/\(name)(x) for the reciprocal")
    }
    guard token.kind == .number || token.kind == .superscript else {
      throw Diagnostic(
        "only a number may stand between `\(name)^` and its argument",
        at: start.span.union(token.span),
        hint: "write \(name)(x)^n")
    }
    use.exponent = token
    advance()
    if token.kind == .caret || token.kind == .superscript || token.kind == .bang {
      throw Diagnostic(
        "only a number may stand between `\(name)^` and its argument", at: token.span,
        hint: "write \(name)(x)^n")
    }
  }
}
