extension Parser {
  /// Tells the forms of a statement apart.
  mutating func parseStatement() throws(Diagnostic) -> StatementSyntax {
    switch token.kind {
    case .end:
      return .empty
    case .question:
      return try parseHelp()
    case .nabla:
      return try parseCommand(.grad)
    case .word:
      // `help =` asks what the sign means.
      let verb = verbAtHand()
      if verb == .help, next.kind == .assign, tokensBehindNext(1)[0].kind == .end {
        return try parseCommand(.help)
      }
      // An equation may begin with a bracket: `check (x) = y`.
      if let verb, verb.row.operand == .equation { return try parseCommand(verb) }
      if next.kind == .assign || next.kind == .leftParenthesis && isDefinitionOfFunction() {
        return try parseDefinition()
      }
      if let verb { return try parseCommand(verb) }
    case .and, .or, .not, .if, .then, .else:
      if next.kind == .assign { try refuseKeyword(token) }
    default:
      break
    }
    let operand = try parseExpression()
    return .expression(operand.id)
  }

  /// The verb that the current token is.
  private func verbAtHand() -> Verb? {
    guard let verb = Verb.named(word(token)) else { return nil }
    let isName = verb.yieldsToName && words.scope[Name(verb.rawValue)] != nil
    return isName && Verb.named(source.text(next.span)) == nil ? nil : verb
  }

  /// A word of the language is defined or taken as a parameter.
  func refuseKeyword(_ token: Token) throws(Diagnostic) {
    throw Diagnostic(
      "`\(source.text(token.span))` is a word of the language", at: token.span,
      hint: "choose another name")
  }
}
