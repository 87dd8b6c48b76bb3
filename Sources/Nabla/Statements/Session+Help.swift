import NablaAlgebra
import NablaSyntax

extension Session {
  /// `help` and `help TOPIC`.
  func help(_ command: Command) throws(Diagnostic) -> Content {
    guard let word = command.words.first else { return listing(overview) }
    let topic = word.text
    if let row = Verb.row(named: topic) { return listing(lines(of: row)) }
    if let constant = Constant(rawValue: Name(topic).ascii) {
      return listing([line(constant.rawValue, constant.documentation)])
    }
    if let function = VectorFunction(rawValue: topic) { return listing(lines(of: function)) }
    let aggregate = AggregateName(rawValue: topic)
    if let aggregate, Function.named(topic) == nil { return listing(lines(of: aggregate)) }
    if let function = Function.named(Name(topic).ascii) {
      return listing(lines(of: function.row) + (aggregate.map { lines(of: $0) } ?? []))
    }
    if let function = Function.allCases.first(where: { $0.row.name == topic || $0.sign == topic }) {
      return listing(lines(of: function.row))
    }
    if let topicLines = HelpTopic(rawValue: topic)?.lines { return listing(topicLines) }
    if let definition = definitions[Name(topic)] {
      let head = definition.head(Name(topic), unicode: false)
      return listing([line(head, "= " + definition.text(unicode: false))])
    }
    let near = Spelling.nearest(to: topic, among: topics)
    throw Diagnostic(
      "there is no help on `\(topic)`", at: word.span,
      hint: near.first.map { "did you mean `help \($0)`?" } ?? "`help` lists the topics")
  }

  /// Everything there is help on, in order.
  private var topics: [String] {
    Verb.allRows.flatMap { [$0.verb.rawValue] + $0.aliases }
      + Function.named.flatMap { [$0.row.name] + $0.row.aliases }
      + VectorFunction.allCases.map(\.rawValue)
      + AggregateName.ownNames.map(\.rawValue) + Constant.allCases.map(\.rawValue)
      + HelpTopic.allCases.map(\.rawValue)
      + definitions.keys.sorted().map(\.ascii)
  }

  private func listing(_ lines: [StyledText]) -> Content {
    .listing(ListingResult(kind: "help", key: "lines", lines: lines))
  }

  private func line(_ head: String, _ text: String) -> StyledText {
    var line = StyledText("  " + Layout.padded(head, 12), .emphasis)
    line.append("  " + text)
    return line
  }

  private var overview: [StyledText] {
    var lines = [StyledText("Type an expression, a definition or a command:")]
    for example in ["3x^2 + 1/3", "f(x) = x^4 - 3x^2 + x", "f'(2)", "minimize f from 1"] {
      lines.append(StyledText("  > " + example, .result))
    }
    lines.append(StyledText("Commands"))
    lines += Verb.allRows.map { line($0.verb.rawValue, $0.documentation) }
    lines.append(StyledText("Functions"))
    let names = Function.named.map(\.row.name) + ["x!", "|x|", "if then else"]
    lines += wrapped(names)
    lines.append(StyledText("Of vectors"))
    lines += wrapped(VectorFunction.allCases.map(\.rawValue) + ["v @ w", "[a, b]", "v[0]"])
    lines.append(StyledText("Over the rows of a table"))
    lines += wrapped(AggregateName.allCases.map(\.rawValue))
    lines.append(StyledText("Constants"))
    lines += wrapped(Constant.allCases.map(\.rawValue))
    lines.append(StyledText("More"))
    lines += HelpTopic.allCases.map { line($0.rawValue, $0.title) }
    lines.append(StyledText("`help NAME` says more about each, for example `help minimize`."))
    return lines
  }

  private func wrapped(_ names: [String]) -> [StyledText] {
    var lines = [""]
    for name in names {
      if lines[lines.count - 1].count + name.count > 74 { lines.append("") }
      lines[lines.count - 1] += " " + name
    }
    return lines.map { StyledText(" " + $0, .emphasis) }
  }

  private func lines(of row: Verb.Row) -> [StyledText] {
    var lines = [line(row.verb.rawValue, row.documentation), line("form", row.usage)]
    if !row.aliases.isEmpty { lines.append(line("also", row.aliases.joined(separator: ", "))) }
    for clause in row.clauses {
      lines.append(line("  " + clause.rawValue, clause.documentation))
    }
    lines.append(line("example", row.example))
    return lines
  }

  private func lines(of function: VectorFunction) -> [StyledText] {
    [
      line(function.rawValue, function.documentation),
      line("form", function == .dot ? "dot(v, w)" : "norm(v)"), line("example", function.example),
    ]
  }

  private func lines(of aggregate: AggregateName) -> [StyledText] {
    [
      line(aggregate.rawValue, aggregate.documentation),
      line(
        "form",
        aggregate.argumentCount == 2 ? "\(aggregate.rawValue)(E, E)" : "\(aggregate.rawValue)(E)"),
      line("example", aggregate.example),
    ]
  }

  private func lines(of row: Function.Row) -> [StyledText] {
    let isNamed = row.name.first?.isLetter == true
    var lines = [line(isNamed ? row.name : row.function.sign ?? row.name, row.documentation)]
    if !row.aliases.isEmpty { lines.append(line("also", row.aliases.joined(separator: ", "))) }
    if let condition = row.domain.condition { lines.append(line("defined for", condition)) }
    if row.arity == 1...1, row.smoothness == .smooth || row.function == .abs {
      var graph = ExpressionGraph()
      let variable = graph.variable("x")
      let slope = row.partial(&graph, [variable], 0)
      lines.append(line("derivative", RaisedText(graph, [slope]).text()))
    } else if row.smoothness == .kinked {
      lines.append(line("derivative", "of each smooth piece; none at the kinks"))
    }
    lines.append(line("example", row.example))
    return lines
  }
}

extension Verb {
  /// The row of a verb by its name or an alias.
  static func row(named name: String) -> Row? {
    allRows.first { $0.verb.rawValue == name || $0.aliases.contains(name) }
  }
}

extension Function {
  /// How an operation without a name is written.
  var sign: String? {
    switch self {
    case .conditional: "if"
    case .and: "and"
    case .or: "or"
    case .not: "not"
    default: nil
    }
  }
}

extension ClauseWord {
  /// One line that says what the clause does.
  var documentation: String {
    switch self {
    case .by: "the variables, in this order"
    case .order: "how many times to differentiate"
    case .at: "the point at which to evaluate: at 2, at (2, 5), at a = 2, b = 5"
    case .from: "the start: from 6, from (0, 0), from a = 0, b = 1"
    case .on: "the box: on [0, 1], on x in [0, 1], y in [-1, 1]"
    case .alpha: "the learning rate, or `auto` for one by the curvature"
    case .steps: "exactly so many steps (with a line search at most so many)"
    case .step: "the distance from row to row; a round one unless given"
    case .tol: "stop when no partial derivative is larger; 1e-8 unless given"
    case .using: "the method; `help methods` lists them"
    case .decay: "how the learning rate changes: `help methods`"
    case .every: "after how many steps `decay step` changes the rate"
    case .momentum: "the part of the last move that is kept"
    case .beta1: "the part of the mean slope that is kept"
    case .beta2: "the part of the mean square that is kept"
    case .epsilon: "what is added to a divisor, so that it is not 0"
    case .memory: "how many steps lbfgs remembers"
    case .strict: "`strict start` stays at a start that is a saddle or maximum"
    case .batch: "how many rows a step looks at: batch 32, batch 10%"
    case .epochs: "how often every row is visited; 10 unless given"
    case .seed: "where the random order of rows starts from; 1 unless given"
    case .shuffle: "`off` keeps the order of the rows"
    case .weights: "what multiplies the squared residual of each row: weights 1/s^2"
    case .to: "the file to write"
    case .axes: "`logx`, `logy`, `loglog` or `linear`"
    case .until: "stop as soon as the value is low enough: until f < 1.02"
    case .trace: "`all` shows every step, a number so many rows"
    }
  }
}
