extension Parser {
  /// Opens a bracket in front of an operand.
  mutating func open(_ kind: Pending.Kind, use: Int = 0) throws(Diagnostic) {
    push(kind, .frame, token, use: use)
    if kind == .group, mayBePoint, operators.count == 1, operands.isEmpty {
      operators[0].mayBePoint = true
    }
    advance()
    if token.kind == .rightParenthesis, kind == .group {
      throw Diagnostic(
        "nothing stands between the brackets", at: last.span.union(token.span),
        hint: "write an expression between them")
    }
    if token.kind == .rightBracket, kind == .vector {
      throw Diagnostic(
        "a vector needs an element", at: last.span.union(token.span), hint: "write [a, b]")
    }
    if token.kind == .rightParenthesis, kind == .call {
      throw wrongCount(uses[use], 0, at: uses[use].span.union(token.span))
    }
  }

  mutating func readClosingBracket() throws(Diagnostic) -> Bool {
    try reduce(.all)
    guard let top = operators.last, top.isFrame else {
      throw Diagnostic(
        "`\(source.text(token.span))` closes no bracket", at: token.span,
        hint: "remove it, or open a bracket in front")
    }
    let isRound = token.kind == .rightParenthesis
    let isPartner =
      isRound
      ? top.kind == .group || top.kind == .call : top.kind == .vector || top.kind == .index
    guard isPartner else {
      throw mismatch(top)
    }
    let frame = popFrame()
    let span = frame.span.union(token.span)
    let arguments = operands[frame.base...].map(\.id)
    advance()
    switch frame.kind {
    case .group where arguments.count == 1:
      operands[frame.base].span = span
      operands[frame.base].form = .bracketed
    case .call:
      operands.removeLast(arguments.count)
      let use = uses[frame.use]
      let whole = use.span.union(span)
      guard use.accepts(arguments.count) else {
        throw wrongCount(use, arguments.count, at: whole)
      }
      operands.append(call(use, arguments, span: whole))
    case .index:
      operands.removeLast(arguments.count)
      appendElement(of: operands.removeLast(), arguments, upTo: span)
    default:
      operands.removeLast(arguments.count)
      let id = tree.append(.vector, arguments, span: span)
      operands.append(
        Operand(id: id, span: span, form: frame.kind == .group ? .tuple : .bracketed))
    }
    return false
  }

  private func mismatch(_ frame: Pending) -> Diagnostic {
    switch frame.kind {
    case .condition, .consequence: return unclosed(frame)
    default:
      let partner = frame.kind == .bars ? "|" : frame.isSquare ? "]" : ")"
      return Diagnostic(
        "`\(source.text(token.span))` does not close `\(source.text(frame.span))`", at: token.span,
        hint: "write `\(partner)`")
    }
  }

  mutating func readComma() throws(Diagnostic) -> Bool {
    let comma = token
    let operand = operands.last
    try reduce(.all)
    if let frame = operators.last {
      let isList = frame.kind == .call || frame.isSquare
      if isList || frame.mayBePoint {
        advance()
        return true
      }
      if frame.kind == .condition || frame.kind == .consequence { throw unclosed(frame) }
    }
    throw misplacedComma(comma, behind: operand)
  }

  mutating func closeBars() throws(Diagnostic) -> Bool {
    try reduce(.all)
    let frame = popFrame()
    let operand = operands.removeLast()
    let span = frame.span.union(token.span)
    let id = tree.append(.absolute, [operand.id], span: span)
    operands.append(Operand(id: id, span: span, form: .bracketed))
    advance()
    return false
  }

  /// The node of a function with its arguments, raised to the power of `sin^2 x`.
  mutating func call(_ use: FunctionUse, _ arguments: [SyntaxID], span: Span) -> Operand {
    let isAbsolute =
      use.name.ascii == "abs" && use.primes == 0 && use.meaning?.isUnaryBuiltin == true
    var id =
      isAbsolute
      ? tree.append(.absolute, arguments, span: span)
      : tree.append(call: use.name, primes: use.primes, arguments, span: span)
    if let exponent = use.exponent {
      let text = source.text(exponent.span)
      let digits =
        exponent.kind == .superscript
        ? String(text.unicodeScalars.compactMap(\.raised)) : text
      let number = tree.append(number: digits, span: exponent.span)
      id = tree.append(.power, [id, number], span: span)
    }
    return Operand(id: id, span: span)
  }
}

extension FunctionUse {
  /// Whether the function takes so many arguments.
  func accepts(_ count: Int) -> Bool {
    switch meaning {
    case .builtin(let arity): arity.contains(count)
    case .function(let arity): arity == nil || arity == count
    default: true
    }
  }
}
