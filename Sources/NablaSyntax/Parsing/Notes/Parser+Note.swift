extension Parser {
  /// Notes on how a word was read.
  mutating func note(_ reading: WordReading, of token: Token) {
    guard reading.mightBeProduct || reading.isCutBehindDigits || reading.makesVariable else {
      return
    }
    let text = source.text(token.span)
    guard wordsNoted.insert(text).inserted else { return }
    if reading.mightBeProduct {
      let letters = text.map(String.init).joined(separator: "*")
      notes.add("`\(text)` is one name here; for the product write \(letters)", at: token.span)
    }
    let message = "`\(quoted(text))` read as \(quoted(product(of: reading.pieces)))"
    if reading.isCutBehindDigits {
      notes.add(message, at: token.span)
    } else if reading.makesVariable {
      notes.addConstruct(message, at: token.span)
    }
  }

  private func product(of pieces: [WordReading.Piece]) -> String {
    var result = ""
    var closing = ""
    var sign = ""
    for (position, piece) in pieces.enumerated() {
      result += sign + piece.name.unicode
      sign = "·"
      if piece.isFunction, position < pieces.count - 1 { (sign, closing) = ("(", closing + ")") }
    }
    return result + closing
  }

  /// A digit tail behind one letter might have been meant otherwise.
  mutating func noteSubscript(_ piece: WordReading.Piece, at span: Span) {
    guard piece.meaning == nil, span.upper - span.lower > 1 else { return }
    let isPlain =
      source.bytes[span.upper - 1].isDigit
      && !source.bytes[span.lower..<span.upper].contains(UInt8(ascii: "_"))
    if isPlain, notes.knowsSubscript(piece.name) { return }
    let digits = piece.name.subscriptText
    guard !digits.isEmpty else { return }
    if isPlain, piece.name.isLetter, digits != "0", digits != "1" {
      notes.addPlainSubscript(piece.name, source.text(span), at: span)
    } else {
      notes.addClearSubscript(piece.name)
    }
  }

  /// `x(y + 1)` is a product where x is no function.
  mutating func noteBracketProduct() {
    guard let operand = operands.last else { return }
    let text = shortText(operand.span, or: "x")
    notes.addConstruct("`\(text)(...)` read as \(text)·(...)", at: operand.span)
  }

  /// `1/2x` and `e^2x`: the factor does not belong to the denominator or exponent.
  mutating func noteGrouping(_ left: Operand, _ right: Operand) {
    let isQuotient = left.form == .quotient
    let whole = left.span.union(right.span)
    let kind = isQuotient ? "quotient" : "power"
    guard groupingsNoted.insert(left.form).inserted else { return }
    guard whole.upper - whole.lower <= 40, let parts = groupingParts(left.id) else {
      let rule =
        isQuotient ? "(a/b)·c; for a/(b·c) write a/(b c)" : "(a^b)·c; for a^(b·c) write a^(b c)"
      notes.add("a factor behind a \(kind) is read as in \(rule)", at: whole)
      return
    }
    let factor = factorText(right.id, from: .power)
    let product = Printer.print(tree, left.id, style: .reading)
    let reading = isQuotient ? "(\(product))·\(factor)" : "\(product)·\(factor)"
    let sign = isQuotient ? "/" : "^"
    let other =
      "\(factorText(parts.first, from: .sign))\(sign)"
      + "(\(factorText(parts.second, from: .sign))·\(factor))"
    let fix =
      source.text(Span(whole.lower, left.mark)) + "("
      + source.text(Span(left.mark, whole.upper)) + ")"
    notes.add("read as \(reading); for \(other) write \(fix)", at: whole)
  }

  private func groupingParts(_ id: SyntaxID) -> (first: SyntaxID, second: SyntaxID)? {
    tree.operands(id).count == 2 ? (tree.operand(id, 0), tree.operand(id, 1)) : nil
  }

  /// An operand as a factor of a reading, in brackets below a level.
  private func factorText(_ id: SyntaxID, from level: Precedence) -> String {
    let text = Printer.print(tree, id, style: .reading)
    return tree.kind(id).precedence < level ? "(\(text))" : text
  }

  /// `sin 2*x` is sin(2)·x.
  mutating func noteEndOfArgument() {
    guard let operand = operands.last, let name = tree.name(operand.id) else { return }
    let whole = shortText(operand.span, or: name.ascii + " x")
    notes.add(
      "the argument in `\(whole)\(source.text(token.span))` ends in front of "
        + "`\(source.text(token.span))`; for a longer one write brackets",
      at: operand.span.union(token.span))
  }

  /// The text of a span if it is short, else a stand-in.
  func shortText(_ span: Span, or standIn: String) -> String {
    span.upper - span.lower <= 40 ? source.text(span) : standIn
  }

  /// Text of the user's in a message, cut off where it is long.
  func quoted(_ text: String) -> String {
    text.count <= 40 ? text : text.prefix(39) + "…"
  }
}
