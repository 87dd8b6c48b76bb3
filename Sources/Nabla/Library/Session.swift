import NablaAlgebra
import NablaSyntax

/// A calculator's memory: the definitions so far, and the statements that made them.
///
///     var session = Session()
///     _ = session.run("f(x) = x^2 + 3x")
///     print(session.run("f'(x)").result(unicode: false).string)  // 2x + 3
public struct Session: Sendable {
  /// Whether notes on readings are errors.
  public var isStrict = false

  /// On how many threads a pass over the rows of a table may run, all processors unless set.
  ///
  /// Results do not depend on it, and few rows never pay for a second thread.
  public var threads: Int {
    get { tables.threads }
    set { tables.threads = max(1, newValue) }
  }

  /// The statements that worked so far and defined or answered something, for `save`.
  public private(set) var statements: [String] = []

  /// How large pictures made of characters may be.
  public var plotSize = PlotSize.usual

  var definitions: [Name: Definition] = [:]
  var scope = Session.builtinScope
  var tables = TableStore()
  /// The optima found so far, by the function's text, to compare other starts with.
  var optima: [String: MinimumReport.EarlierOptimum] = [:]

  /// With which characters pictures are drawn.
  var plotForm = PlotResult.Form.auto

  /// The last fit, for `predict` and `residuals`.
  var lastFit: FittedModel?

  /// How far the statement that is run may go.
  var budget = Budget()

  /// Makes a session that knows the built-ins only.
  public init() {}

  private static let builtinScope: Scope = {
    var scope = Scope()
    for function in Function.named {
      for name in [function.row.name] + function.row.aliases {
        scope[Name(name)] = .builtin(arity: function.row.arity)
      }
    }
    for aggregate in AggregateName.ownNames {
      let count = aggregate.argumentCount
      scope[Name(aggregate.rawValue)] = .builtin(arity: count...count)
    }
    // With one argument they go over the rows of a table.
    for function in [Function.min, .max] {
      scope[Name(function.row.name)] = .builtin(arity: 1...function.row.arity.upperBound)
    }
    for function in VectorFunction.allCases {
      let count = function.argumentCount
      scope[Name(function.rawValue)] = .builtin(arity: count...count)
    }
    for constant in Constant.allCases { scope[Name(constant.rawValue)] = .constant }
    return scope
  }()

  /// Runs one statement given as text.
  public mutating func run(
    _ statement: String, line: Int = 1, monitor: Monitor = Monitor()
  ) -> Answer {
    run(Array(statement.utf8), line: line, monitor: monitor)
  }

  /// Runs one statement given as bytes, which need not be valid UTF-8.
  ///
  /// A statement that fails changes nothing. Errors and notes are in the answer.
  public mutating func run(
    _ statement: [UInt8], line: Int = 1, monitor: Monitor = Monitor()
  ) -> Answer {
    let parsed = Parser.parse(statement, scope: scope)
    var answer = Answer(input: String(decoding: statement, as: UTF8.self), line: line)
    answer.notes = parsed.notes.map(\.message)
    budget = Budget(isInterrupted: monitor.isInterrupted)
    defer { budget = Budget() }
    do throws(Diagnostic) {
      if let diagnostic = parsed.diagnostics.first { throw quoting(diagnostic, in: statement) }
      if isStrict, let note = parsed.notes.first {
        throw Diagnostic(note.message, at: note.span, hint: "--strict takes no such readings")
      }
      try execute(parsed, monitor: monitor, answer: &answer)
      if isRecorded(parsed.statement) { record(answer) }
    } catch {
      answer.isInterrupted = monitor.isInterrupted()
      answer.failure = Failure(error, in: statement, firstLine: line)
    }
    return answer
  }

  /// Everything that can fail comes before what changes the session, so that nothing has to be
  /// taken back.
  private mutating func execute(
    _ parsed: ParsedStatement, monitor: Monitor, answer: inout Answer
  ) throws(Diagnostic) {
    switch parsed.statement {
    case .empty: break
    case .definition(let definition):
      let isNew = definitions[definition.name] == nil
      answer.content = try define(definition, in: parsed.tree)
      if isNew { noteHidden(definition.name, in: &answer) }
    case .expression(let root):
      answer.content = try evaluate(root, in: parsed.tree)
    case .command(let command):
      try execute(command, of: parsed, monitor: monitor, answer: &answer)
    }
    let roots = parsed.statement.expressions
    noteMissing(parsed, roots, in: &answer)
    noteAbsentTexts(parsed.tree, roots, in: &answer)
    noteVectors(parsed, roots, in: &answer)
    scope.seen.formUnion(parsed.tree.names(below: roots))
  }

  /// Takes a statement up among those that worked.
  mutating func record(_ answer: Answer) { statements.append(answer.input.oneLine) }

  /// Whether `save` writes the statement: not those that only look.
  private func isRecorded(_ statement: StatementSyntax) -> Bool {
    switch statement {
    case .empty: return false
    case .definition, .expression: return true
    case .command(let command):
      switch command.verb {
      case .diff, .grad, .hessian, .jacobian, .simplify, .expand, .step, .minimize, .maximize,
        .roots, .convex, .concave, .variations, .table, .check, .fit, .predict, .residuals,
        .forget, .export, .time, .plot, .surface, .set, .explain:
        return true
      // What `load` asks for may fail yet; it is taken up when the table is there.
      case .vars, .help, .history, .save, .run, .quit, .load, .describe: return false
      }
    }
  }
}

extension StatementSyntax {
  /// The expressions that stand in the statement.
  var expressions: [SyntaxID] {
    switch self {
    case .empty: []
    case .definition(let definition): [definition.body]
    case .expression(let root): [root]
    case .command(let command): [command.operand, command.rightSide].compactMap { $0 }
    }
  }
}

extension Failure {
  /// The failure of a statement that starts on line `firstLine`, with its columns in characters.
  init(_ diagnostic: Diagnostic, in statement: [UInt8], firstLine: Int) {
    let source = SourceText(statement)
    let span = diagnostic.span
    self.init(
      message: diagnostic.message.short, line: firstLine + source.line(at: span.lower) - 1,
      column: source.column(at: span.lower), length: max(1, source.length(of: span)),
      hint: diagnostic.hint?.short, excerpt: source.lineText(at: span.lower))
  }
}

extension String {
  /// A message as it is, unless it quotes something very long.
  fileprivate var short: String {
    utf8.count <= 500 ? self : prefix(240) + " … " + suffix(240)
  }

  /// The text on one line, without comments: on one line they would swallow what follows them.
  fileprivate var oneLine: String {
    var result = ""
    var (isComment, isQuoted) = (false, false)
    for character in self {
      if character == "\"", !isComment { isQuoted.toggle() }
      if character == "#", !isQuoted { isComment = true }
      if character.isNewline { (isComment, isQuoted) = (false, false) }
      if !isComment { result.append(character.isNewline ? " " : character) }
    }
    return result
  }
}
