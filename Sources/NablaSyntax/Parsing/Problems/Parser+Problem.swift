extension Parser {
  /// An operand is wanted where none can begin.
  func missingOperand() -> Diagnostic {
    if token.kind == .end, let frame = operators.last, frame.isFrame { return unclosed(frame) }
    if token.lower == expressionStart { return missingInFront() }
    if token.kind == .comma || last.kind == .comma {
      return Diagnostic(
        "an expression is missing at the comma",
        at: last.kind == .comma ? last.span : token.span, hint: "remove the comma or fill in")
    }
    if let top = operators.last, last.upper == top.span.upper {
      if top.isFrame { return missingInFront() }
      if top.kind == .derivative {
        return Diagnostic(
          "`\(source.text(top.span))` needs an expression", at: top.span,
          hint: "write \(source.text(top.span)) x^2")
      }
    }
    return Diagnostic(
      "an operand is missing behind `\(quoted(source.text(last.span)))`", at: last.span,
      hint: "write what `\(quoted(source.text(last.span)))` is to act on")
  }

  private func missingInFront() -> Diagnostic {
    let text = source.text(token.span)
    switch token.kind {
    case .rightParenthesis, .rightBracket:
      return Diagnostic(
        "`\(text)` closes no bracket", at: token.span,
        hint: "remove it, or open a bracket in front")
    case .then, .else:
      return Diagnostic("`\(text)` without `if`", at: token.span, hint: ifUsage)
    case .bang:
      return Diagnostic(
        "`!` stands behind what it acts on", at: token.span,
        hint: "write n! for the factorial, `not` for the opposite of a condition")
    default:
      return Diagnostic(
        "an operand is missing in front of `\(text)`", at: token.span,
        hint: "write what `\(text)` is to act on")
    }
  }

  /// The text ended with a bracket open.
  func unclosed(_ frame: Pending) -> Diagnostic {
    switch frame.kind {
    case .condition: Diagnostic("`then` is missing", at: frame.span, hint: ifUsage)
    case .consequence: Diagnostic("`else` is missing", at: frame.span, hint: ifUsage)
    case .bars:
      Diagnostic(
        "`|` is not closed", at: frame.span,
        hint: "write |x| for the absolute value, `or` for either of two conditions")
    default:
      Diagnostic(
        "`\(source.text(frame.span))` is not closed", at: frame.span,
        hint: "write `\(frame.isSquare ? "]" : ")")`")
    }
  }

  func nestedBars() -> Diagnostic {
    Diagnostic(
      "bars do not nest", at: token.span,
      hint: "write abs(...) for an absolute value in another, `or` for either of two conditions")
  }

  func chained(_ left: Operand, _ right: Operand) -> Diagnostic {
    let span = left.span.union(right.span)
    let isShort = span.upper - span.lower <= 60
    let hint =
      isShort
      ? "write \(source.text(left.span)) and \(source.text(Span(left.mark, right.span.upper)))"
      : "write a < b and b < c"
    return Diagnostic("comparisons do not chain", at: span, hint: hint)
  }

  func numberBehindOperand() -> Diagnostic {
    let span = last.span.union(token.span)
    let number = shortText(token.span, or: "n")
    guard let operand = operands.last else { return stray(token) }
    if isInArgument() { return factorInArgument(token.span) }
    switch operand.form {
    case .number:
      let first = shortText(last.span, or: "m")
      let isOne = !first.contains(".") && first.allSatisfy(\.isNumber)
      return Diagnostic(
        "two numbers stand side by side", at: span,
        hint: "write \(first)*\(number) for the product"
          + (isOne ? ", \(first)\(number) for one number" : ""))
    case .name, .bareFunction:
      let name = shortText(operand.span, or: "x")
      return Diagnostic(
        "a number stands behind `\(name)`", at: span,
        hint: "write \(name)^\(number) for the power, \(number)\(name) for the product")
    default:
      let factor = shortText(operand.span, or: "x")
      let first = operand.form == .bracketed ? factor : "(\(factor))"
      return Diagnostic(
        "a number stands behind a factor", at: span,
        hint: "write \(first)^\(number) for the power, \(number)*\(factor) for the product")
    }
  }

  func primeBehindOperand() -> Diagnostic {
    guard let operand = operands.last, operand.form == .name else {
      return Diagnostic(
        "a prime stands behind a function's name only", at: token.span,
        hint: "write d/dx and the expression, or `diff`")
    }
    let name = shortText(operand.span, or: "x")
    return Diagnostic(
      "`\(name)` is no function, so it has no derivative `\(name)'`",
      at: operand.span.union(token.span),
      hint: "write d/dx and an expression, or `diff`; functions are defined by f(x) = ...")
  }

  func assignment() -> Diagnostic {
    if relation == .assign {
      return Diagnostic(
        "`=` stands inside brackets", at: token.span,
        hint: "close them in front of it, or write `==` to compare")
    }
    if operators.last?.mayBePoint == true {
      return Diagnostic(
        "coordinates with their names stand without brackets", at: token.span,
        hint: "write \(clauseWord?.rawValue ?? "from") a = 2, b = 5")
    }
    let hint =
      command == nil && frames.isEmpty
      ? "write `==` to compare; a definition is f(x) = ... or a = ..." : "write `==` to compare"
    return Diagnostic("`=` does not belong in an expression", at: token.span, hint: hint)
  }

  func misplacedTilde() -> Diagnostic {
    relation == .tilde
      ? Diagnostic("`~` stands inside brackets", at: token.span, hint: "close them in front of it")
      : Diagnostic(
        "`~` stands in `fit` only", at: token.span, hint: "write \(Verb.fit.row.usage)")
  }

  func unexpectedBehindOperand() -> Diagnostic {
    switch token.kind {
    case .text:
      return Diagnostic(
        "a text stands behind an operand", at: token.span,
        hint: "write `==` or `!=` in front, to compare them")
    case .not, .if:
      return Diagnostic(
        "`\(source.text(token.span))` stands behind an operand", at: token.span,
        hint: "write an operator in front, and brackets around what follows")
    default:
      return stray(token)
    }
  }

  /// A character that means nothing where it stands.
  func stray(_ token: Token) -> Diagnostic {
    let text = source.text(token.span)
    if text.first == "\"" {
      return Diagnostic(
        "a text opens here and is not closed", at: Span(token.lower, token.lower + 1),
        hint: "write a quotation mark behind it, on the same line")
    }
    if text.utf8.count > Lexer.longestWord {
      return Diagnostic(
        "a word of more than \(Lexer.longestWord) bytes is no name", at: token.span,
        hint: "put `*` between factors")
    }
    if token.kind == .prime, last.kind == .equal || last.kind == .notEqual {
      return Diagnostic(
        "unexpected `\(text)`", at: token.span, hint: "a text stands in double quotes: \"Sun\"")
    }
    let scalar = text.unicodeScalars.first ?? " "
    let isVisible = scalar.isASCII || scalar.properties.isGraphemeBase
    let shown =
      isVisible ? "`\(text)`" : "U+\(Encoding.hexadecimal(scalar.value, digits: 4))"
    return Diagnostic(
      "unexpected \(shown)", at: token.span, hint: Parser.replacements[text] ?? "remove it")
  }

  private static let replacements: [String: String] = [
    "**": "write `^` for a power", "&": "write `and`", "&&": "write `and`",
    "%": "write mod(a, b) for the remainder, /100 for per cent", ":=": "write `=`",
    "{": "write `(`", "}": "write `)`", "~": "write `not`", "–": "write `-`", "—": "write `-`",
    "‖": "write abs(...)", "∇": "write `grad` at the start of the statement",
    "'": "a prime stands behind a function's name", "’": "write `'`", "‘": "write `'`",
    "?": "write `help` and a topic",
    "ⁿ": "write ^n", "∫": "integrals are not known", "∑": "sums are written out",
    ";": "a statement ends there: close its brackets first", "\\": "write the letter's name",
    "∗": "write `*`", "∕": "write `/`", "⁄": "write `/`", "^": "write the base in front",
  ]

  func misplacedComma(_ comma: Token, behind operand: Operand?) -> Diagnostic {
    if let frame = operators.last, frame.kind == .group, frame.base > 0,
      operands[frame.base - 1].form == .name, operators.count > 1,
      operators[operators.count - 2].kind == .juxtaposition
    {
      let name = shortText(operands[frame.base - 1].span, or: "f")
      return Diagnostic(
        "`\(name)` is no function", at: operands[frame.base - 1].span,
        hint: "define it: \(name)(a, b) = ...; for a product write \(name)*(...)")
    }
    if operand?.form == .number, next.kind == .number, !next.isSpaced {
      let text = source.text(Span(last.lower, comma.lower)) + "." + source.text(next.span)
      return Diagnostic(
        "a comma is no decimal point", at: last.span.union(next.span),
        hint: "write \(quoted(text)) for the number")
    }
    var hint = "a comma stands between arguments, as in max(a, b), or elements, as in [a, b]"
    if clauseWord?.shape == .point { hint = "write a point in brackets: (1, 2)" }
    return Diagnostic("unexpected `,`", at: comma.span, hint: hint)
  }

  func pointIsNoOperand() -> Diagnostic {
    Diagnostic(
      "a point stands alone", at: operands.last?.span ?? token.span,
      hint: "write \(clauseWord?.rawValue ?? "from") (1, 2) and nothing behind the bracket")
  }
}
