/// The verbs of the language.
package enum Verb: String, CaseIterable, Sendable {
  case diff
  case grad
  case hessian
  case jacobian
  case simplify
  case expand
  case step
  case minimize
  case maximize
  case roots
  case convex
  case concave
  case variations
  case load
  case describe
  case table
  case check
  case fit
  case predict
  case residuals
  case forget
  case vars
  case help
  case history
  case save
  case run
  case time
  case plot
  case surface
  case set
  case quit
}

extension Verb {
  /// What a verb takes: one row a verb.
  package struct Row: Sendable {
    package var verb: Verb
    package var aliases: [String] = []
    package var operand: Operand
    package var clauses: [ClauseWord] = []
    /// The form of the command, for errors and `help`.
    package var usage: String
    /// One line that says what it does.
    package var documentation: String
    /// A statement that shows it.
    package var example: String
  }

  /// What stands behind a verb.
  package enum Operand: Sendable, Equatable {
    case expression
    /// Two expressions with `=` between.
    case equation
    /// A response and a model with `~` between.
    case model
    case names
    /// A bare word, or the rest of the line.
    case optionalWord
    /// A file's name, bare or in double quotes.
    case path
    /// A file's name, or `table`, perhaps a table's name, and a file's.
    case savedFile
    /// A file's name and words behind it: `as t`.
    case table
    /// A command, or an expression.
    case statement(StatementForm)
    case nothing
  }

  /// What stands behind a verb that takes a statement.
  package struct StatementForm: Sendable, Equatable {
    /// The words one of which may stand in front of the statement.
    package var words: [String] = []
    /// Whether one of them has to.
    package var needsWord = false
    /// Whether the expression may be several with commas between.
    package var takesList = false
    /// Whether `alpha`, `using` and `batch` may be lists, each value of which makes a run of its own.
    package var comparesRuns = false
    /// Whether a known name of the same letters comes first, unless a command follows: tables often
    /// have a column `time`.
    package var yieldsToName = false
  }

  /// Whether a known name of the same letters may come before the verb.
  package var yieldsToName: Bool {
    if case .statement(let form) = row.operand { form.yieldsToName } else { false }
  }

  /// The row of the verb.
  package var row: Row { Verb.rows[self] ?? Verb.missing(self) }

  private static func missing(_ verb: Verb) -> Row {
    Row(
      verb: verb, operand: .nothing, usage: verb.rawValue, documentation: "", example: verb.rawValue
    )
  }

  private static let rows: [Verb: Row] = Dictionary(
    uniqueKeysWithValues: allRows.map { ($0.verb, $0) })

  /// All rows, in the order of `help`.
  package static let allRows: [Row] = [
    Row(
      verb: .diff, operand: .expression, clauses: [.by, .order, .at],
      usage: "diff EXPRESSION [by x] [order n] [at POINT]",
      documentation: "the derivative, exactly", example: "diff x sin(x)"),
    Row(
      verb: .grad, aliases: ["gradient"], operand: .expression, clauses: [.by, .at],
      usage: "grad EXPRESSION [by x, y] [at POINT]",
      documentation: "the column of all partial derivatives", example: "grad 8a^2 + 3ab"),
    Row(
      verb: .hessian, operand: .expression, clauses: [.by, .at],
      usage: "hessian EXPRESSION [by x, y] [at POINT]",
      documentation: "the matrix of second derivatives", example: "hessian 8a^2 + 3ab"),
    Row(
      verb: .jacobian, operand: .expression, clauses: [.by, .at],
      usage: "jacobian [EXPRESSION, EXPRESSION] [by x, y] [at POINT]",
      documentation: "the matrix of first derivatives, a row for each expression",
      example: "jacobian [x*y, x + y]"),
    Row(
      verb: .simplify, operand: .expression, usage: "simplify EXPRESSION",
      documentation: "the shortest form that is defined at the same points",
      example: "simplify sin(x)^2 + cos(x)^2"),
    Row(
      verb: .expand, operand: .expression, usage: "expand EXPRESSION",
      documentation: "products of sums multiplied out", example: "expand (x + 1)^3"),
    Row(
      verb: .step, operand: .expression, clauses: [.from, .alpha, .by],
      usage: "step EXPRESSION from POINT [alpha a]",
      documentation: "one step of gradient descent, x - a*f'(x); alpha is 1 unless given",
      example: "step x^2 from 4 alpha 0.1"),
    Row(
      verb: .minimize, operand: .expression,
      clauses: ClauseWord.descent,
      usage:
        "minimize EXPRESSION from POINT [using METHOD] [alpha a] [steps n] [tol t] [trace all]"
        + " | minimize EXPRESSION on BOX",
      documentation: "descent to a minimum: with alpha by gradient descent at that learning rate, "
        + "else by BFGS; `help methods` lists more; on a box the global one, with a proof",
      example: "minimize (x - 3)^2 + 1 from 0"),
    Row(
      verb: .maximize, operand: .expression,
      clauses: ClauseWord.descent,
      usage:
        "maximize EXPRESSION from POINT [using METHOD] [alpha a] [steps n] [tol t] [trace all]"
        + " | maximize EXPRESSION on BOX",
      documentation: "ascent to a maximum, likewise", example: "maximize 1 - (x - 3)^2 from 0"),
    Row(
      verb: .roots, operand: .expression, clauses: [.on],
      usage: "roots EXPRESSION [on [a, b]]",
      documentation: "all roots in one variable, each with a proof, and whether there are others",
      example: "roots x^3 - 2x on [-2, 2]"),
    Row(
      verb: .convex, operand: .expression, clauses: [.on, .by],
      usage: "convex EXPRESSION [on BOX] [by x, y]",
      documentation: "whether it is convex: a proof, or a chord that runs below the graph",
      example: "convex x^4 - 6x^2 on [1, 2]"),
    Row(
      verb: .concave, operand: .expression, clauses: [.on, .by],
      usage: "concave EXPRESSION [on BOX] [by x, y]",
      documentation: "whether it is concave, likewise", example: "concave log(x)"),
    Row(
      verb: .variations, operand: .expression, clauses: [.on],
      usage: "variations EXPRESSION [on [a, b]]",
      documentation: "where it rises and falls, how it bends, and the points between",
      example: "variations x^3 - 3x on [-2, 2]"),
    Row(
      verb: .load, operand: .table, usage: "load FILE [as NAME] [missing allowed] [text COLUMN]",
      documentation: "reads a table from a CSV file; its columns become names, with `as t` t.x",
      example: "load \"tips.csv\""),
    Row(
      verb: .describe, operand: .optionalWord, usage: "describe [TABLE]",
      documentation: "count, mean, standard deviation, least and greatest value of each column",
      example: "describe"),
    Row(
      verb: .table, operand: .expression, clauses: [.on, .step],
      usage: "table EXPRESSION on [a, b] [step h]",
      documentation: "the values at a, a + h, ..., a row each; [f, f'] gives a column for each",
      example: "table x^2 on [0, 2]"),
    Row(
      verb: .check, operand: .equation, clauses: [.on],
      usage: "check LEFT = RIGHT [on BOX]",
      documentation: "whether two expressions are equal: a proof, or a point where they differ",
      example: "check (x + 1)^2 = x^2 + 2x + 1"),
    Row(
      verb: .fit, operand: .model, clauses: [.from, .weights, .using],
      usage: "fit RESPONSE ~ MODEL [from POINT] [weights w] [using lm]",
      documentation: "least squares: the parameters are the unknown names of the model",
      example: "fit tip ~ a + b total_bill"),
    Row(
      verb: .predict, operand: .nothing, clauses: [.at],
      usage: "predict [at POINT]",
      documentation: "what the last fit says: a column `predicted`, or the value at a point",
      example: "predict at total_bill = 20"),
    Row(
      verb: .residuals, operand: .nothing, usage: "residuals",
      documentation: "what the last fit leaves: a column `residual`", example: "residuals"),
    Row(
      verb: .forget, operand: .names, usage: "forget NAME, NAME",
      documentation: "removes definitions, columns and tables", example: "a = 3; forget a"),
    Row(
      verb: .vars, operand: .nothing, usage: "vars", documentation: "the definitions so far",
      example: "vars"),
    Row(
      verb: .help, operand: .optionalWord, usage: "help [TOPIC]",
      documentation: "what there is, or all about a command or function; also ?TOPIC",
      example: "help sin"),
    Row(
      verb: .history, operand: .nothing, usage: "history",
      documentation: "the lines typed so far", example: "history"),
    Row(
      verb: .save, operand: .savedFile, usage: "save FILE, save table [NAME] FILE",
      documentation: "writes the statements that worked to a file, or a table as CSV",
      example: "save lecture.nabla"),
    Row(
      verb: .run, operand: .path, usage: "run FILE",
      documentation: "runs the statements of a file", example: "run lecture.nabla"),
    Row(
      verb: .time, operand: .statement(StatementForm(yieldsToName: true)),
      usage: "time STATEMENT",
      documentation: "runs a statement and tells how long it took",
      example: "time minimize (x - 3)^2 from 0"),
    Row(
      verb: .plot,
      operand: .statement(
        StatementForm(words: ["loss"], takesList: true, comparesRuns: true)),
      clauses: [.on, .axes, .to],
      usage: "plot EXPRESSION, EXPRESSION [on BOX] [axes logy] [to FILE]"
        + " | plot [loss] STATEMENT [to FILE]",
      documentation: "a picture of functions, of columns, or of what a statement does; "
        + "`help plots` says more",
      example: "plot x^3 - 3x on [-2, 2]"),
    Row(
      verb: .surface, operand: .expression, clauses: [.on, .to],
      usage: "surface EXPRESSION [on BOX] to FILE",
      documentation: "a function of two variables as a surface, in a file",
      example: "surface x^2 - y^2 to \"saddle.svg\""),
    Row(
      verb: .set, operand: .optionalWord, usage: "set plot ascii | unicode | auto",
      documentation: "how pictures are drawn from here on", example: "set plot ascii"),
    Row(
      verb: .quit, aliases: ["exit"], operand: .nothing, usage: "quit",
      documentation: "leaves; so does Ctrl-D", example: "quit"),
  ]
}
