import NablaAlgebra
import NablaData
import NablaEvaluation
import NablaSyntax

extension Session {
  /// The values of an expression in the rows of its table.
  func columnResult(
    of node: NodeID, in graph: ExpressionGraph, at span: Span
  ) throws(Diagnostic) -> ColumnResult {
    let lowering = Lowering(graph: graph, definitions: definitions, tables: tables)
    try lowering.checkTable(of: graph.columns(inRowsOf: node), at: span)
    let column = Column(name: "", numbers: rowValues(of: node, in: graph))
    return ColumnResult(
      raised: RaisedText(graph, [node]), rowCount: column.rowCount, missing: column.missingCount,
      first: .numbers(column.numbers.map { Array($0.prefix(ColumnResult.shownCount)) } ?? []))
  }

  /// The value of an expression without variables in each row of its one table; NaN where it has
  /// none.
  func rowValues(of node: NodeID, in graph: ExpressionGraph) -> Blocks<Double> {
    var graph = graph
    let symbols = graph.columns(inRowsOf: node).compactMap { graph.symbol($0) }
    let data = tables.data(for: graph, below: [node])
    // Aggregates inside are numbers by now, the same in every row.
    let image = withoutAggregates(node, in: &graph, data)
    let program = Program(&graph, outputs: [image], inputs: symbols)
    let columns = symbols.map { data[$0] }
    var workspace = program.makeWorkspace()
    var inputs = Array(repeating: 0.0, count: columns.count)
    var value = [0.0]
    var values = Blocks<Double>()
    for row in 0..<data.rowCount(of: symbols) {
      for index in columns.indices { inputs[index] = columns[index][row] }
      program.run(inputs, into: &value, workspace: &workspace)
      values.append(value[0])
    }
    return values
  }

  /// The node with its aggregates, which depend on no variable, replaced by their values.
  func withoutAggregates(
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
    var lowering = newLowering()
    guard let arrays = try? lowering.lowerArrays(parsed.tree, roots, parameters: parameters),
      lowering.graph.hasAggregates
    else { return }
    answer.notes += missingNotes(lowering.graph, below: arrays.flatMap(\.nodes))
  }

  /// The table that a word names; without one that whose columns stand alone, or the last one.
  func tableEntry(
    _ word: Command.Word?, _ command: Command
  ) throws(Diagnostic) -> TableStore.Entry {
    let entry = word.map { tables.entry(Name($0.text)) } ?? tables.entry(nil) ?? tables.entries.last
    if let entry { return entry }
    let names = tables.entries.compactMap { $0.name?.ascii }
    throw Diagnostic(
      word.map { "there is no table `\($0.text)`" } ?? "no table is loaded",
      at: word?.span ?? command.verbSpan,
      hint: names.isEmpty
        ? tables.entries.isEmpty ? "write load \"tips.csv\" first" : "leave the name out"
        : "tables by name: " + names.joined(separator: ", "))
  }

  /// `describe` and `describe t`.
  func describe(_ command: Command) throws(Diagnostic) -> Content {
    let entry = try tableEntry(command.words.first, command)
    var result = TableResult(entry.table, names: entry.columnNames)
    result.isDescribed = true
    return .table(result)
  }
}
