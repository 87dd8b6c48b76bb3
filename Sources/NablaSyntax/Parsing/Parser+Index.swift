extension Parser {
  /// `[` behind an operand picks an element where it touches the operand.
  ///
  /// Behind white space, or behind a number, it might as well begin a factor, and is refused.
  mutating func openIndex() throws(Diagnostic) -> Bool {
    guard let operand = operands.last else { throw missingOperand() }
    let name = shortText(operand.span, or: "v")
    switch operand.form {
    case .number, .raised:
      throw Diagnostic(
        "`[` stands behind a number", at: token.span,
        hint: "write \(name)*[...] for a product; elements are picked from vectors, as in v[0]")
    case .other, .name, .bareFunction, .bracketed, .tuple, .quotient, .power, .comparison,
      .factorial:
      break
    }
    guard !token.isSpaced else {
      throw Diagnostic(
        "a space in front of `[` leaves two readings: an element or a product", at: token.span,
        hint: "write \(name)[0] without a space for an element, \(name)*[...] for a product")
    }
    push(.index, .frame, token)
    advance()
    guard token.kind != .rightBracket else {
      throw Diagnostic(
        "an index is missing between the brackets", at: last.span.union(token.span),
        hint: "write \(name)[0] for the first element")
    }
    return true
  }

  /// The bracket of an index is closed.
  mutating func appendElement(of base: Operand, _ indices: [SyntaxID], upTo bracket: Span) {
    let span = base.span.union(bracket)
    operands.append(Operand(id: tree.append(.index, [base.id] + indices, span: span), span: span))
  }
}
