import NablaAlgebra
import NablaOptimization
import NablaSyntax

extension Session {
  /// `table E on [a, b] [step h]`, where E may be a vector with a column for each element.
  func values(
    _ command: Command, in tree: SyntaxTree, monitor: Monitor
  ) throws(Diagnostic) -> Content {
    var target = try target(of: command, in: tree)
    guard let clause = command.clause(.on), let operand = command.operand else {
      throw Diagnostic(
        "a table needs an interval", at: target.span, hint: "write `on [0, 1]` behind it")
    }
    let variable = try variable(of: target, command, in: tree)
    let part = try box(clause, for: [variable], in: tree, &target.graph)[0]
    let steps = try steps(on: part, command, clause, in: tree, &target.graph)
    let columns = tree.kind(operand) == .vector ? Array(tree.operands(operand)) : [operand]
    guard columns.count == target.roots.count else {
      throw Diagnostic(
        "a table of a vector has a column for each element that is written", at: target.span,
        hint: "write [v[0], v[1]], with the elements that are wanted")
    }
    var antecedents: [Antecedent?] = []
    for column in columns { antecedents.append(try antecedent(of: column, in: tree, variable)) }
    let evaluation = TableEvaluation(
      target.graph, target.roots, of: variable, rowCount: steps.count, antecedents: antecedents)
    var rows: [[ValuesResult.Cell]] = []
    for index in 0..<steps.count {
      if monitor.isInterrupted() { throw Diagnostic("interrupted", at: command.verbSpan) }
      rows.append(evaluation.row(index, of: steps))
    }
    let heads = [PrintStyle.ascii, .unicode].map { style in
      columns.map { head(of: $0, in: tree, variable, style) }
    }
    return .values(
      ValuesResult(
        variable: variable, raised: RaisedText(target.graph, target.roots),
        heads: (heads[0], heads[1]), step: steps.distance, rows: rows))
  }

  /// The one variable of a table; for a constant the one that the interval names.
  private func variable(
    of target: Target, _ command: Command, in tree: SyntaxTree
  ) throws(Diagnostic) -> Name {
    let names = target.allVariables
    if names.count == 1 { return names[0] }
    guard let first = names.first else {
      let absent = absent(in: command.clause(.on), from: names)
      guard absent.count == 1 else { throw nothingVaries(command, target, in: tree) }
      return absent[0]
    }
    let others = target.variables.count == 1 ? names.filter { $0 != first } : names
    let list = others.prefix(8).map(\.ascii).joined(separator: ", ")
    throw Diagnostic(
      target.variables.count == 1
        ? "a table is of one variable, and \(list) \(others.count == 1 ? "has" : "have") no value"
        : "a table is of one variable, and here are \(names.count): \(list)",
      at: target.span, hint: "write `\(others.last?.ascii ?? "a") = 1` first")
  }

  /// The rows' places; without a `step` clause the distance is a round number.
  private func steps(
    on part: LinePart, _ command: Command, _ clause: Clause, in tree: SyntaxTree,
    _ graph: inout ExpressionGraph
  ) throws(Diagnostic) -> TableSteps {
    let start = part.lower
    guard !start.isInfinite, !part.upper.isInfinite else {
      throw Diagnostic(
        "a table needs an interval with two ends", at: clause.span, hint: "write `on [0, 10]`")
    }
    let width = min(
      part.upper.approximation - start.approximation, Double.greatestFiniteMagnitude)
    let round = TableSteps.roundDistance(within: width / TableSteps.fewestSteps)
    let given = command.clause(.step)
    var distance = graph.number(round)
    if let given { distance = try step(given, round, in: tree, &graph) }
    let lower = graph.node(of: start)
    let upper = graph.node(of: part.upper)
    let count = TableSteps.count(from: lower, to: upper, by: distance, in: graph)
    guard count <= Double(TableSteps.limit) else {
      let least = TableSteps.roundDistance(within: 2.5 * width / Double(TableSteps.limit))
      throw Diagnostic(
        "a table has at most \(TableSteps.limit) rows, and this has"
          + " \(NumberText.significant(count, 12))", at: given?.span ?? clause.span,
        hint: "write `step \(decimal(least))`, or a shorter interval")
    }
    var numeric = Numeric(graph)
    return TableSteps(
      graph: graph, start: lower, step: distance, distance: numeric.value(distance),
      count: Int(count))
  }

  private func step(
    _ clause: Clause, _ round: Rational, in tree: SyntaxTree, _ graph: inout ExpressionGraph
  ) throws(Diagnostic) -> NodeID {
    guard case .expression(let id) = clause.value else { return graph.number(round) }
    let value = try number(id, in: tree)
    guard value > 0, value.isFinite else {
      throw Diagnostic(
        value == 0
          ? "a step of 0 never gets to the end"
          : "a step is a positive number, and this is \(NumberText.significant(value, 6))",
        at: clause.span, hint: "write `step \(decimal(round))`")
    }
    let (own, nodes) = try lowered(tree, [id])
    return graph.copying(nodes, from: own)[0]
  }

  private func decimal(_ distance: Rational) -> String {
    let text = distance.decimal() ?? ""
    return (1...12).contains(text.count) ? text : NumberText.significant(distance.double, 6)
  }

  /// How a column is headed: as it was typed, functions with their argument.
  func head(
    of column: SyntaxID, in tree: SyntaxTree, _ variable: Name, _ style: PrintStyle
  ) -> String {
    let text = Printer.print(tree, column, style: style)
    let isFunction = tree.name(column).map { definitions[$0]?.parameters != nil } ?? false
    let isBare = isFunction && tree.operands(column).isEmpty
    guard text.count <= 40 else { return "value" }
    return isBare ? "\(text)(\(variable.text(unicode: style == .unicode)))" : text
  }
}

extension ExpressionGraph {
  /// The node of a finite end of an interval.
  fileprivate mutating func node(of point: LinePoint) -> NodeID {
    point.exact.map { number($0) } ?? point.node ?? real(point.approximation)
  }
}
