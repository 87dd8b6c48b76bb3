/// Reads a statement into a tree, by operator precedence with explicit stacks.
///
/// Nothing recurses on the depth of the input. Complexity: linear in the text.
package struct Parser {
  let source: SourceText
  private var lexer: Lexer
  /// The token to be read next, and the one behind it.
  private(set) var token: Token
  private(set) var next: Token
  /// The token read last.
  private(set) var last: Token
  var tree = SyntaxTree()
  var words: WordReader
  var notes = NoteLog()

  var operands: [Operand] = []
  var operators: [Pending] = []
  /// The positions of the open frames among `operators`.
  var frames: [Int] = []
  /// How many of the frames are brackets.
  var bracketDepth = 0
  var uses: [FunctionUse] = []
  /// The use of the function without brackets that got its argument last in the last reduction.
  var applied: Int?

  /// Where the first token starts.
  let firstToken: Int

  /// Where the expression starts that is read.
  var expressionStart = 0

  /// The verbs in front of the command that is read, the outermost first.
  var prefixes: [Prefix] = []
  /// The command that is read; its clause words end expressions.
  var command: Command?
  /// The word of the clause that is read.
  var clauseWord: ClauseWord?
  /// Whether a comma outside brackets ends the expression, as in `at a = 2, b = 5`.
  var stopsAtComma = false
  /// The sign outside brackets that ends the expression: `=` in `check f = g`, `~` in `fit y ~ a x`.
  var relation: TokenKind?
  /// Whether the first bracket may hold a point.
  var mayBePoint = false
  /// The words that a note was given for.
  var wordsNoted: Set<String> = []
  /// The kinds of grouping that a note was given for.
  var groupingsNoted: Set<Operand.Form> = []
  /// The function that a definition defines.
  var definedName: Name?

  private init(_ source: [UInt8], _ scope: Scope) {
    self.source = SourceText(source)
    words = WordReader(scope)
    lexer = Lexer(source)
    token = lexer.next()
    next = lexer.next()
    firstToken = token.lower
    last = Token(kind: .end, lower: 0, upper: 0, isSpaced: true)
  }

  /// Reads the bytes of one statement, as `StatementSplitter` cuts them.
  ///
  /// Spans are ranges of bytes in `source`. The first error ends the reading.
  package static func parse(_ source: [UInt8], scope: Scope) -> ParsedStatement {
    if let problem = Encoding.check(source) {
      return ParsedStatement(
        statement: .empty, tree: SyntaxTree(), notes: [], diagnostics: [problem])
    }
    var parser = Parser(source, scope)
    do {
      let statement = try parser.parseStatement()
      return ParsedStatement(
        prefixes: parser.prefixes, statement: statement, tree: parser.tree,
        notes: parser.notes.finish(seen: scope.seen), diagnostics: [])
    } catch {
      return ParsedStatement(
        statement: .empty, tree: parser.tree, notes: [], diagnostics: [error])
    }
  }

  /// Goes on to the next token.
  mutating func advance() {
    last = token
    token = next
    next = lexer.next()
  }

  /// Goes on behind `offset`, which lies behind the current token's start.
  mutating func skip(to offset: Int) {
    lexer.skip(to: offset)
    last = Token(kind: token.kind, lower: token.lower, upper: offset, isSpaced: token.isSpaced)
    token = lexer.next()
    next = lexer.next()
  }

  /// The tokens behind `next`.
  func tokensBehindNext(_ count: Int) -> [Token] {
    var ahead = lexer
    return (0..<count).map { _ in ahead.next() }
  }

  /// Whether the parenthesis at `next` closes in front of a single `=`, so that a definition begins.
  func isDefinitionOfFunction() -> Bool {
    var ahead = lexer
    var depth = 1
    while depth > 0 {
      switch ahead.next().kind {
      case .leftParenthesis: depth += 1
      case .rightParenthesis: depth -= 1
      case .end: return false
      default: break
      }
    }
    return ahead.next().kind == .assign
  }

  /// The text of a word in its usual letters.
  func word(_ token: Token) -> String {
    let text = source.text(token.span)
    if text.utf8.count == text.unicodeScalars.count { return text }
    if text == "∞" { return "inf" }
    return String(String.UnicodeScalarView(text.unicodeScalars.map(\.withoutLookAlike)))
  }
}
