import NablaAlgebra
import NablaSyntax

extension Session {
  /// Reads `RESPONSE ~ MODEL [weights w]`.
  func fitTarget(_ command: Command, in tree: SyntaxTree) throws(Diagnostic) -> FitTarget {
    guard let left = command.operand, let right = command.rightSide else {
      throw Diagnostic("fit what?", at: command.verbSpan, hint: Verb.fit.row.usage)
    }
    var roots = [left, right]
    let clause = command.clause(.weights)
    if case .expression(let weight)? = clause?.value { roots.append(weight) }
    for root in roots where tree.kind(root) == .vector {
      throw Diagnostic(
        "a fit is of one response and one model", at: tree.span(root),
        hint: "write \(Verb.fit.row.usage)")
    }
    var lowered = newLowering()
    let nodes = try lowered.lower(tree, roots)
    let graph = lowered.graph
    var target = FitTarget(
      graph: graph, response: nodes[0], model: nodes[1], weight: roots.count > 2 ? nodes[2] : nil,
      parameters: [],
      vectors: lowered.lengths.reduce(into: [:]) { $0[$1.key] = $1.key.elements($1.value) },
      slopes: [], table: nil, responseSpan: tree.span(left),
      modelSpan: tree.span(right))
    try checkResponse(target)
    target.parameters =
      graph.variables(below: [target.model]).map { Name(graph.name($0)) }
      .inNaturalOrder
    try checkParameters(target)
    if let weight = target.weight, let clause {
      try checkKnown(weight, in: graph, "a weight", at: clause.span)
    }
    let columns = Set(target.nodes.flatMap { graph.columns(inRowsOf: $0) }).sorted()
    let lowering = Lowering(graph: graph, definitions: definitions, tables: tables)
    try lowering.checkTable(of: columns, at: target.responseSpan.union(target.modelSpan))
    target.table = columns.first.flatMap { graph.symbol($0) }
      .flatMap { tables.reference(for: graph.name($0))?.table }
    try replaceAggregates(in: &target)
    let symbols = target.symbols
    target.slopes = target.graph.gradient(of: target.model, by: symbols)
    try target.graph.checkFinished(at: target.modelSpan)
    return target
  }

  private func checkResponse(_ target: FitTarget) throws(Diagnostic) {
    let graph = target.graph
    try checkKnown(target.response, in: graph, "the response", at: target.responseSpan)
    guard !graph.isRowwise(target.response) else { return }
    throw Diagnostic(
      tables.entries.isEmpty
        ? "there are no rows to fit to" : "the response is the same in every row",
      at: target.responseSpan,
      hint: tables.entries.isEmpty
        ? "load a table first: load \"tips.csv\"" : "write a column in front of `~`")
  }

  /// Refuses unknown names where only columns and values may stand.
  private func checkKnown(
    _ node: NodeID, in graph: ExpressionGraph, _ part: String, at span: Span
  ) throws(Diagnostic) {
    guard let symbol = graph.variables(below: [node]).first else { return }
    let name = graph.name(symbol)
    let near = Spelling.nearest(to: name, among: tables.columns.keys.map(\.ascii).sorted())
    throw Diagnostic(
      "\(name) is no column, and \(part) holds no parameters", at: span,
      hint: near.first.map { "did you mean `\($0)`?" }
        ?? (tables.entries.isEmpty
          ? "load a table first: load \"tips.csv\""
          : "parameters belong behind `~`; `describe` lists the columns"))
  }

  private func checkParameters(_ target: FitTarget) throws(Diagnostic) {
    guard target.parameters.isEmpty else { return }
    let known = definitions.keys.filter { definitions[$0]?.parameters == nil }.map(\.ascii).sorted()
    throw Diagnostic(
      "there is nothing to fit: every name in the model has a value", at: target.modelSpan,
      hint: known.isEmpty
        ? "write unknown names in it, as in fit y ~ a + b x"
        : "`forget \(known[0])` would make \(known[0]) unknown")
  }

  /// Numbers in place of aggregates, which are the same in every row.
  private func replaceAggregates(in target: inout FitTarget) throws(Diagnostic) {
    guard target.graph.hasAggregates else { return }
    let graph = target.graph
    let aggregates = graph.nodes(below: target.nodes).filter { graph.kind($0) == .aggregate }
    for aggregate in aggregates where !graph.variables(below: [aggregate]).isEmpty {
      throw Diagnostic(
        "a parameter stands inside `\(graph.aggregate(aggregate).name)`", at: target.modelSpan,
        hint: "a model is worked out row by row; for a loss of any form there is `minimize`")
    }
    let data = tables.data(for: graph, below: target.nodes)
    target.response = withoutAggregates(target.response, in: &target.graph, data)
    target.model = withoutAggregates(target.model, in: &target.graph, data)
    target.weight = target.weight.map { withoutAggregates($0, in: &target.graph, data) }
  }
}
