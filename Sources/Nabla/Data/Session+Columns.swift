import NablaAlgebra
import NablaData
import NablaEvaluation
import NablaSyntax

extension Session {
  /// The values of an expression in the rows of its table.
  func columnResult(
    of node: NodeID, in graph: ExpressionGraph, at span: Span
  ) throws(Diagnostic) -> ColumnResult {
    var graph = graph
    let raised = RaisedText(graph, [node])
    let rows = graph.columns(inRowsOf: node)
    let lowering = Lowering(graph: graph, definitions: definitions, tables: tables)
    try lowering.checkTable(of: rows, at: span)
    let symbols = rows.compactMap { graph.symbol($0) }
    let data = tables.data(for: graph, below: [node])
    // Aggregates inside are numbers by now, the same in every row.
    let image = withoutAggregates(node, in: &graph, data)
    let program = Program(&graph, outputs: [image], inputs: symbols)
    var workspace = program.makeWorkspace()
    var value = [0.0]
    let rowCount = data.rowCount(of: symbols)
    var missing = 0
    var first: [Double] = []
    for row in 0..<rowCount {
      program.run(symbols.map { data[$0][row] }, into: &value, workspace: &workspace)
      if value[0].isNaN { missing += 1 }
      if row < ColumnResult.shownCount { first.append(value[0]) }
    }
    return ColumnResult(
      raised: raised, rowCount: rowCount, missing: missing, first: .numbers(first))
  }

  /// The node with its aggregates, which depend on no variable, replaced by their values.
  private func withoutAggregates(
    _ node: NodeID, in graph: inout ExpressionGraph, _ data: ColumnData
  ) -> NodeID {
    guard graph.hasAggregates else { return node }
    let aggregates = graph.nodes(below: [node]).filter { graph.kind($0) == .aggregate }
    let values = AggregateProgram(&graph, outputs: aggregates, inputs: [], data: data).evaluate([])
    var replacements: [NodeID: NodeID] = [:]
    for (id, value) in zip(aggregates, values) { replacements[id] = graph.real(value) }
    return graph.substituting(replacements, in: [node])[0]
  }

  /// Whether a name is that of a table or of a column.
  func isOfTables(_ name: Name) -> Bool {
    tables.columns[name] != nil || tables.entry(name) != nil
  }

  /// Forgets a table or a column.
  mutating func forgetTable(_ name: Name) {
    if tables.columns[name] != nil {
      tables.removeColumn(name)
      scope[name] = nil
    } else {
      for column in tables.remove(name) where definitions[column] == nil { scope[column] = nil }
    }
  }

  /// Tells of the rows that aggregates of a statement leave out.
  func noteMissing(
    _ parsed: ParsedStatement, _ roots: [SyntaxID], in answer: inout Answer
  ) {
    guard tables.hasMissing else { return }
    var parameters: Set<Name> = []
    if case .definition(let definition) = parsed.statement {
      parameters = Set(definition.parameters ?? [])
    }
    guard let (graph, nodes) = try? lowered(parsed.tree, roots, parameters: parameters),
      graph.hasAggregates
    else { return }
    answer.notes += missingNotes(graph, below: nodes)
  }

  /// `describe` and `describe t`.
  func describe(_ command: Command) throws(Diagnostic) -> Content {
    let word = command.words.first
    let name = word.map { Name($0.text) }
    guard let entry = word == nil ? tables.entry(nil) ?? tables.entries.last : tables.entry(name)
    else {
      let names = tables.entries.compactMap { $0.name?.ascii }
      throw Diagnostic(
        word.map { "there is no table `\($0.text)`" } ?? "no table is loaded",
        at: word?.span ?? command.verbSpan,
        hint: names.isEmpty
          ? tables.entries.isEmpty ? "write load \"tips.csv\" first" : "write `describe` alone"
          : "tables by name: " + names.joined(separator: ", "))
    }
    var result = TableResult(entry.table, names: entry.columnNames)
    result.isDescribed = true
    return .table(result)
  }
}
