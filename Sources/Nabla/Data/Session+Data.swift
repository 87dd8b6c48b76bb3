import NablaAlgebra
import NablaEvaluation
import NablaSyntax

extension Session {
  /// The values of expressions at a point, over the data that they need.
  func values(
    of nodes: [NodeID], in graph: inout ExpressionGraph, inputs: [Symbol], at point: [Double]
  ) -> [Double] {
    guard graph.hasAggregates else {
      return Program(&graph, outputs: nodes, inputs: inputs).evaluate(point)
    }
    let data = tables.data(for: graph, below: nodes)
    return AggregateProgram(&graph, outputs: nodes, inputs: inputs, data: data).evaluate(point)
  }

  /// The value of an expression of aggregates without free variables; an error where it has none.
  func dataValue(
    of node: NodeID, in graph: ExpressionGraph, at span: Span
  ) throws(Diagnostic) -> Double {
    if let problem = emptySample([node], in: graph, at: span) { throw problem }
    var own = graph
    let value = values(of: [node], in: &own, inputs: [], at: [])[0]
    if value.isFinite { return value }
    throw undefined([node], in: graph, at: span)
  }

  /// Why expressions of aggregates have no finite value.
  func undefined(_ nodes: [NodeID], in graph: ExpressionGraph, at span: Span) -> Diagnostic {
    if let problem = emptySample(nodes, in: graph, at: span) { return problem }
    let data = tables.data(for: graph, below: nodes)
    let message = "the value over the rows is undefined or infinite"
    for symbol in graph.columns(below: nodes) {
      let name = TableStore.columnName(of: graph.name(symbol)).ascii
      if let row = data[symbol].firstRow(where: \.isInfinite) {
        return Diagnostic(
          "\(message): \(name) is infinite in row \(row + 1)", at: span,
          hint: "correct the cell, or let it count 0: if abs(\(name)) < inf then ... else 0")
      }
      if let range = data.range(of: symbol), range.lowerBound == range.upperBound {
        return Diagnostic(
          "\(message): \(name) is the same in every row", at: span,
          hint: "its deviation is 0, by which nothing can be divided")
      }
    }
    return Diagnostic(
      message, at: span, hint: "look at the rows: write what stands in the brackets alone")
  }

  /// An aggregate that goes over no row at all, since something is missing in each; `nil` where
  /// there is none.
  func emptySample(
    _ nodes: [NodeID], in graph: ExpressionGraph, at span: Span
  ) -> Diagnostic? {
    let data = tables.data(for: graph, below: nodes)
    for id in graph.nodes(below: nodes)
    where graph.kind(id) == .aggregate && graph.aggregate(id) != .count {
      let sample = graph.sample(ofAggregate: id).compactMap { graph.symbol($0) }
      guard data.rows(in: sample)?.isEmpty == true else { continue }
      let names = columnNames(sample, graph)
      return Diagnostic(
        "no row has a value in " + (names.count > 1 ? "each of " : "")
          + names.joined(separator: ", "),
        at: span, hint: "`describe` tells how many values are missing")
    }
    return nil
  }

  /// Refuses an expression that has another value in every row.
  func refuseRows(_ target: Target, _ verb: Verb) throws(Diagnostic) {
    guard target.roots.contains(where: { target.graph.isRowwise($0) }) else { return }
    let column = columnNames(target.graph.columns(below: target.roots), target.graph).first
    throw Diagnostic(
      "this has another value in every row"
        + (column.map { ", because \($0) is a column" } ?? ""),
      at: target.span, hint: "write `\(verb.rawValue)` of its mean: mean(...)")
  }

  /// Refuses data for what is proved by intervals.
  func refuseData(_ target: Target, _ verb: Verb) throws(Diagnostic) {
    try refuseRows(target, verb)
    guard target.graph.hasAggregates else { return }
    throw Diagnostic(
      "`\(verb.rawValue)` here takes a formula without data", at: target.span,
      hint: "`minimize` takes a mean over rows, with `from`")
  }

  /// The names of the columns that leaves stand for or are made of, each once.
  private func columnNames(_ symbols: [Symbol], _ graph: ExpressionGraph) -> [String] {
    symbols.reduce(into: []) { names, symbol in
      let name = TableStore.columnName(of: graph.name(symbol)).ascii
      if !names.contains(name) { names.append(name) }
    }
  }

  /// What to tell of rows that were left out of aggregates below `roots`.
  func missingNotes(_ graph: ExpressionGraph, below roots: [NodeID]) -> [String] {
    let data = tables.data(for: graph, below: roots)
    var notes: [String] = []
    for id in graph.nodes(below: roots) where graph.kind(id) == .aggregate {
      let sample = graph.sample(ofAggregate: id).compactMap { graph.symbol($0) }
      let all = sample.first.map { data[$0].count } ?? 0
      guard let rows = data.rows(in: sample) else { continue }
      let left = all - rows.count
      let names = columnNames(sample.filter { data[$0].hasMissing }, graph)
      let verb = left == 1 ? "is" : "are"
      let note =
        "\(left) of \(all) rows \(verb) left out, where \(names.joined(separator: " or "))"
        + " is missing"
      if !notes.contains(note) { notes.append(note) }
    }
    return notes
  }
}
