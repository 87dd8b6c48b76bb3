extension Parser {
  /// `f(x, y) = body` or `a = body`.
  mutating func parseDefinition() throws(Diagnostic) -> StatementSyntax {
    let nameToken = token
    let name = Name(word(token))
    try checkAssignable(nameToken, name)
    advance()
    var parameters: [Name]?
    if token.kind == .leftParenthesis {
      let list = try parseParameters()
      parameters = list
      words.define([name], as: .function(arity: list.count))
      words.define(list, as: .parameter)
      definedName = name
    }
    let assign = token
    advance()
    guard token.kind != .end else {
      throw Diagnostic(
        "nothing stands behind `=`", at: assign.span,
        hint: "write the value, or `forget \(quoted(name.ascii))` to remove the name")
    }
    let body = try parseExpression()
    return .definition(
      .init(name: name, nameSpan: nameToken.span, parameters: parameters, body: body.id))
  }

  private func checkAssignable(_ token: Token, _ name: Name) throws(Diagnostic) {
    try checkIsNoWordOfCommands(token)
    switch words.scope[name] {
    case .constant:
      throw Diagnostic(
        "\(name.ascii) is a constant", at: token.span, hint: "choose another name")
    case .builtin:
      throw Diagnostic(
        "`\(name.ascii)` is a built-in function", at: token.span, hint: "choose another name")
    case .parameter, .value, .column, .function, nil:
      break
    }
  }

  private func checkIsNoWordOfCommands(_ token: Token) throws(Diagnostic) {
    let text = word(token)
    if text.hasDot {
      throw Diagnostic(
        "`\(quoted(text))` names a column of a table and cannot be defined", at: token.span,
        hint: "choose a name without a dot")
    }
    if Verb.named(text) != nil {
      throw Diagnostic(
        "`\(text)` is a command and cannot be a name", at: token.span, hint: "choose another name")
    }
    // Alpha is a letter first; in a command it is written α or (alpha).
    if ClauseWord.isClauseWord(text), Name.greekLetters[text] == nil {
      throw Diagnostic(
        "`\(text)` is a word of commands and cannot be a name", at: token.span,
        hint: "choose another name")
    }
  }

  /// `(x, y)`, the parameters of a definition.
  private mutating func parseParameters() throws(Diagnostic) -> [Name] {
    let open = token
    advance()
    if token.kind == .rightParenthesis {
      throw Diagnostic(
        "a function needs a parameter", at: open.span.union(token.span),
        hint: "write f(x) = ..., or a = ... for a value")
    }
    var parameters: [Name] = []
    var known: Set<Name> = []
    while true {
      let parameter = try parseParameter()
      guard known.insert(parameter).inserted else {
        throw Diagnostic(
          "the parameter `\(quoted(parameter.ascii))` occurs twice", at: last.span,
          hint: "give each parameter a name of its own")
      }
      parameters.append(parameter)
      if token.kind == .rightParenthesis { break }
      guard token.kind == .comma else {
        throw token.kind == .word
          ? Diagnostic(
            "a comma is missing between parameters", at: token.span, hint: "write f(x, y) = ...")
          : Diagnostic(
            "a parameter is a name and nothing more", at: token.span,
            hint: "write f(x) = ..., with the expression behind `=`")
      }
      advance()
    }
    advance()
    return parameters
  }

  private mutating func parseParameter() throws(Diagnostic) -> Name {
    switch token.kind {
    case .word: break
    case .number:
      throw Diagnostic(
        "a parameter is a name, not a number", at: token.span,
        hint:
          "write f(x) = ...; for the value at a point write f(\(quoted(source.text(token.span)))) alone"
      )
    case .and, .or, .not, .if, .then, .else: try refuseKeyword(token)
    default:
      throw Diagnostic(
        "a parameter is a name", at: token.span, hint: "write f(x, y) = ...")
    }
    try checkIsNoWordOfCommands(token)
    let name = Name(word(token))
    switch words.scope[name] {
    case .constant:
      throw Diagnostic(
        "\(name.ascii) is a constant and cannot be a parameter", at: token.span,
        hint: "choose another letter")
    case .builtin:
      throw Diagnostic(
        "`\(name.ascii)` is a built-in function and cannot be a parameter", at: token.span,
        hint: "choose another name")
    case .parameter, .value, .column, .function, nil: break
    }
    advance()
    return name
  }
}
