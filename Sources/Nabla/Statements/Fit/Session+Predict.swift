import NablaAlgebra
import NablaData
import NablaEvaluation
import NablaSyntax

extension Session {
  /// `predict` makes a column, `predict at POINT` a value with its standard error.
  mutating func predict(
    _ command: Command, in tree: SyntaxTree, answer: inout Answer
  ) throws(Diagnostic) {
    let model = try fittedModel(command)
    guard let clause = command.clause(.at) else {
      var graph = model.target.graph
      let node = model.fittedModel(in: &graph)
      answer.content = .column(try makeColumn("predicted", of: node, in: graph, model, command))
      return
    }
    let point = try modelPoint(of: model, at: clause, in: tree)
    answer.content = .prediction(try prediction(model, at: point, clause))
    answer.notes += point.coordinates.compactMap { column, value in
      if case .text(let text) = value { absence(of: text, from: column) } else { nil }
    }
  }

  /// `residuals` makes a column of response less model.
  mutating func residuals(_ command: Command) throws(Diagnostic) -> Content {
    let model = try fittedModel(command)
    var graph = model.target.graph
    let fitted = model.fittedModel(in: &graph)
    let node = graph.difference(model.target.response, fitted)
    return .column(try makeColumn("residual", of: node, in: graph, model, command))
  }

  /// The last fit, if its columns are still there.
  private func fittedModel(_ command: Command) throws(Diagnostic) -> FittedModel {
    guard let model = lastFit else {
      throw Diagnostic(
        "there is no fit yet", at: command.verbSpan, hint: "write \(Verb.fit.row.usage) first")
    }
    for symbol in model.target.graph.columns(below: model.target.nodes) {
      let leaf = model.target.graph.name(symbol)
      guard !tables.hasColumn(for: leaf) else { continue }
      throw Diagnostic(
        "the last fit is of the column \(TableStore.columnName(of: leaf).ascii), which is there"
          + " no more",
        at: command.verbSpan, hint: "load its table again, or fit anew")
    }
    return model
  }

  /// Adds a column to the table of a fit; one that `predict` or `residuals` made before is replaced.
  private mutating func makeColumn(
    _ word: String, of node: NodeID, in graph: ExpressionGraph, _ model: FittedModel,
    _ command: Command
  ) throws(Diagnostic) -> ColumnResult {
    let table = model.target.table
    let name = Name(table.map { $0.ascii + "." + word } ?? word)
    let isOwn = tables.columns[name]?.isComputed == true
    guard scope[name] == nil || isOwn else {
      throw Diagnostic(
        "the column would be called \(name.ascii), which means something else already",
        at: command.verbSpan, hint: "`forget \(name.ascii)`, or load the table under a name: as t")
    }
    var values = rowValues(of: node, in: graph)
    if !graph.isRowwise(node) {
      // A model without columns, such as fit tip ~ a, is the same in every row.
      var numeric = Numeric(graph)
      let value = numeric.value(node)
      values = Blocks(Array(repeating: value, count: tables.entry(table)?.table.rowCount ?? 0))
    }
    let column = Column(name: word, numbers: values)
    tables.add(column, named: name, to: table)
    scope[name] = .column
    var own = ExpressionGraph()
    let root = own.column(name.ascii)
    return ColumnResult(
      raised: RaisedText(own, [root]), rowCount: column.rowCount, missing: column.missingCount,
      first: .numbers(Array(values.prefix(ColumnResult.shownCount))), name: name)
  }

  private func prediction(
    _ model: FittedModel, at point: ModelPoint, _ clause: Clause
  ) throws(Diagnostic) -> PredictionResult {
    var graph = model.target.graph
    let leaves = graph.columns(below: [model.target.model])
    let program = Program(
      &graph, outputs: [model.target.model] + model.target.slopes,
      inputs: model.target.symbols + leaves)
    let outputs = program.evaluate(
      model.values + leaves.map { point.value(ofLeaf: graph.name($0)) })
    guard outputs[0].isFinite else {
      throw Diagnostic(
        "the model has no finite value there", at: clause.span, hint: "choose another point")
    }
    let slopes = Array(outputs.dropFirst())
    var variance: Double?
    if let covariance = model.covariance {
      var sum = 0.0
      for (row, a) in slopes.enumerated() {
        for (column, b) in slopes.enumerated() {
          sum += a * b * covariance[row * slopes.count + column]
        }
      }
      variance = max(0, sum)
    }
    return PredictionResult(
      point: point, value: outputs[0], standardError: variance.map { $0.squareRoot() },
      residualError: model.residualError)
  }
}
