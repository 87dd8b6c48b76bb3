extension Parser {
  /// What to say of a word that is no name and no product.
  func diagnostic(
    _ problem: WordProblem, _ text: String, _ token: Token, follower: Token
  ) -> Diagnostic {
    switch problem {
    case .verb:
      return Diagnostic(
        "`\(text)` is a command", at: token.span,
        hint: "a command stands at the start of a statement: \(Verb.named(text)?.row.usage ?? text)"
      )
    case .functionInProduct(let function):
      return follower.kind == .leftParenthesis
        ? unknown(text, [], nil, token, follower: follower) : glued(function, text, token)
    case .unknown(let pieces, let function):
      return unknown(text, pieces, function, token, follower: follower)
    }
  }

  private func glued(_ function: GluedFunction, _ text: String, _ token: Token) -> Diagnostic {
    let argument = function.rest.isEmpty ? "x" : quoted(function.rest)
    return Diagnostic(
      "`\(quoted(text))` is no name, and `\(function.name)` is a function", at: token.span,
      hint: "write \(function.name)(\(argument))")
  }

  private func unknown(
    _ text: String, _ pieces: [String], _ function: GluedFunction?, _ token: Token,
    follower: Token
  ) -> Diagnostic {
    if let clause = unknownClause(text, token) { return clause }
    let names = nearNames(text)
    let shownPieces = pieces.count <= 12 ? pieces : []
    let isFirst = token.lower == firstToken && command == nil
    if isFirst, let problem = unknownCommand(text, names, shownPieces, token, follower: follower) {
      return problem
    }
    let isCall = follower.kind == .leftParenthesis
    if let function, !isCall { return glued(function, text, token) }
    var ways: [String] = []
    if command == nil, ClauseWord.isClauseWord(text) {
      ways.append("`\(text)` belongs to a command, as in \(Verb.minimize.row.example)")
    }
    if isCall { ways.append("define it: \(quoted(text))(x) = ...") }
    if !isCall, !shownPieces.isEmpty {
      ways.append("for a product write \(shownPieces.joined(separator: " "))")
    }
    let others = ways.isEmpty ? nil : ways.joined(separator: "; ")
    let near = names.isEmpty ? nil : "did you mean \(list(names))?"
    return Diagnostic(
      "unknown \(isCall ? "function" : "name") `\(quoted(text))`", at: token.span,
      hint: near.map { near in others.map { "\(near) Else \($0)" } ?? near } ?? others)
  }

  private func nearNames(_ text: String) -> [String] {
    Spelling.nearest(to: text, among: words.scope.names.lazy.map(\.ascii))
      .filter { $0.count > 1 }
  }

  /// A first word that was meant as a verb.
  private func unknownCommand(
    _ text: String, _ names: [String], _ pieces: [String], _ token: Token, follower: Token
  ) -> Diagnostic? {
    let verbs = Spelling.nearest(to: text, among: Verb.words, limit: 1)
    let isFollowedByOperand = follower.kind == .word || follower.kind == .number
    guard isFollowedByOperand ? !verbs.isEmpty || names.isEmpty : !verbs.isEmpty && names.isEmpty,
      follower.kind != .leftParenthesis || !verbs.isEmpty
    else { return nil }
    let product = pieces.isEmpty ? "" : "; for a product write \(pieces.joined(separator: " "))"
    return Diagnostic(
      "unknown command `\(quoted(text))`", at: token.span,
      hint: verbs.isEmpty
        ? "`help` lists the commands\(product)" : "did you mean \(list(verbs))?")
  }

  /// A word behind a complete operand of a command that may have been meant as a clause.
  private func unknownClause(_ text: String, _ token: Token) -> Diagnostic? {
    guard let command, bracketDepth == 0, token.isSpaced, isBehindOperand else { return nil }
    let row = command.verb.row
    let near = Spelling.nearest(to: text, among: row.clauses.map(\.rawValue), limit: 1)
    guard clauseWord != nil || !near.isEmpty else { return nil }
    return Diagnostic(
      "unknown clause `\(quoted(text))`", at: token.span,
      hint: near.isEmpty ? "write \(row.usage)" : "did you mean \(list(near))?")
  }

  /// Whether an operand stands in front, with nothing between.
  private var isBehindOperand: Bool {
    operators.last?.kind == .juxtaposition && operators.last?.span.lower == token.lower
      || operands.last?.form == .bareFunction && operands.last?.span.upper == last.upper
  }

  private func list(_ words: [String]) -> String {
    words.map { "`\($0)`" }.joined(separator: " or ")
  }
}
