extension Parser {
  /// `[0, 1]`, or `x in [0, 1], y in [-1, 1]`: the sides have names, all or none of them.
  mutating func parseBox() throws(Diagnostic) -> [Clause.Side] {
    stopsAtComma = true
    defer { stopsAtComma = false }
    let isNamed = isAtNamedSide
    var sides: [Clause.Side] = []
    var known: Set<Name> = []
    while true {
      var name: Name?
      if isNamed || isAtNamedSide {
        let variable = try parseSideName()
        guard isNamed else {
          throw Diagnostic(
            "an interval in front of `\(quoted(variable.ascii))` has no name", at: last.span,
            hint: "name all of them, `x in [0, 1], y in [0, 1]`, or none")
        }
        guard known.insert(variable).inserted else {
          throw Diagnostic(
            "`\(quoted(variable.ascii))` is given twice", at: last.span, hint: "name it once")
        }
        name = variable
        advance()
      }
      sides.append(try parseSide(of: name))
      guard token.kind == .comma else { return sides }
      advance()
    }
  }

  /// Whether the tokens at hand are a word and `in`.
  private var isAtNamedSide: Bool {
    token.kind == .word && next.kind == .word && source.text(next.span) == "in"
  }

  /// The variable in front of `in`; the current token is `in` afterwards.
  private mutating func parseSideName() throws(Diagnostic) -> Name {
    guard token.kind == .word else { throw missingInterval(hint: "write x in [0, 1], y in [0, 1]") }
    let name = try parseVariable()
    guard token.kind == .word, source.text(token.span) == "in" else {
      throw Diagnostic(
        "`in` is missing behind `\(quoted(name.ascii))`", at: last.span,
        hint: "write \(quoted(name.ascii)) in [0, 1]")
    }
    return name
  }

  private mutating func parseSide(of name: Name?) throws(Diagnostic) -> Clause.Side {
    let prefix = name.map { quoted($0.ascii) + " in " } ?? ""
    guard token.kind == .leftBracket else {
      let name = token.kind == .word && next.kind == .leftBracket ? source.text(token.span) : ""
      throw missingInterval(
        hint: "write \(name.isEmpty ? prefix : quoted(name) + " in ")[0, 1], the lower end first")
    }
    let operand = try parseExpression()
    guard tree.kind(operand.id) == .vector else {
      throw Diagnostic(
        "an interval stands alone", at: operand.span, hint: "write \(prefix)[0, 1]")
    }
    let ends = tree.operands(operand.id)
    guard ends.count == 2, let lower = ends.first, let upper = ends.last else {
      throw Diagnostic(
        "an interval has two ends, and here \(ends.count == 1 ? "is 1" : "are \(ends.count)")",
        at: operand.span, hint: "write \(prefix)[0, 1]")
    }
    return Clause.Side(name: name, lower: lower, upper: upper, span: operand.span)
  }

  /// Something else stands where an interval was expected.
  private func missingInterval(hint: String) -> Diagnostic {
    Diagnostic(
      "a box is made of intervals in brackets", at: token.kind == .end ? last.span : token.span,
      hint: hint)
  }
}
