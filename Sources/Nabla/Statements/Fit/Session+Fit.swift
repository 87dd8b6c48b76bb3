import NablaAlgebra
import NablaData
import NablaOptimization
import NablaSyntax

extension Session {
  /// `fit RESPONSE ~ MODEL [from POINT] [weights w] [using lm]`.
  mutating func fit(
    _ command: Command, in tree: SyntaxTree, monitor: Monitor, answer: inout Answer
  ) throws(Diagnostic) {
    let target = try fitTarget(command, in: tree)
    let isDirect = try solvesDirectly(target, command)
    var rows = ModelRows(
      target.graph, response: target.response, model: target.model, slopes: target.slopes,
      weight: target.weight, parameters: target.symbols,
      data: tables.data(for: target.graph, below: target.nodes))
    try checkRows(target, command, &rows)
    answer.notes += fitNotes(target, rows)
    let usual = isDirect ? 0.0 : 1
    var start = target.parameters.map { _ in usual }
    if let clause = command.clause(.from) {
      let given = try partialPoint(
        clause, for: target.parameters, of: target.target(of: target.parameters), in: tree)
      let missing = zip(target.parameters, given).compactMap { $1 == nil ? $0 : nil }
      if !missing.isEmpty, !isDirect {
        answer.notes.append(
          "no `from` for \(missing.listed): \(missing.count == 1 ? "it starts" : "they start") from 1"
        )
      }
      start = given.map { $0 ?? usual }
    } else if !isDirect {
      answer.notes.append("no `from`: every parameter starts from 1")
    }
    let fit =
      isDirect
      ? try directFit(target, start, &rows, monitor)
      : try searchedFit(target, start, &rows, at: command.clause(.from)?.span, monitor)
    let result = FitResult(target, fit, FitStatistics(fit, &rows), isDirect: isDirect)
    lastFit = FittedModel(target, result)
    answer.content = .fit(result)
    answer.isInterrupted = fit.run.stop == .interrupted
  }

  /// Whether the model is solved by QR: one that is linear in its parameters, unless `using lm`.
  private func solvesDirectly(
    _ target: FitTarget, _ command: Command
  ) throws(Diagnostic) -> Bool {
    guard let clause = command.clause(.using), case .word(let word) = clause.value else {
      return target.isLinear
    }
    switch word {
    case "lm": return false
    case "qr":
      guard !target.isLinear else { return true }
      throw Diagnostic(
        "the model is not linear in its parameters, so QR alone does not solve it",
        at: clause.span, hint: "leave out `using qr`")
    default:
      throw Diagnostic(
        "`fit` has no method `\(word)`", at: clause.span,
        hint: "lm is Levenberg-Marquardt, qr the direct solution of a linear model")
    }
  }

  private func directFit(
    _ target: FitTarget, _ start: [Double], _ rows: inout ModelRows, _ monitor: Monitor
  ) throws(Diagnostic) -> LeastSquaresFit {
    guard let run = rows.linearSolution(isInterrupted: monitor.isInterrupted) else {
      throw undefinedModel(target, at: start, &rows, span: target.modelSpan)
    }
    if run.stop == .interrupted { throw Diagnostic("interrupted", at: target.modelSpan) }
    let fit = LeastSquaresFit(run, attempt: nil, start: start, rows)
    guard let solution = fit.solution, solution.rank == target.parameters.count else {
      throw dependent(target, fit)
    }
    return fit
  }

  private func searchedFit(
    _ target: FitTarget, _ start: [Double], _ rows: inout ModelRows, at span: Span?,
    _ monitor: Monitor
  ) throws(Diagnostic) -> LeastSquaresFit {
    let search = LeastSquares(
      conditionallyLinear: target.conditionallyLinear, isInterrupted: monitor.isInterrupted)
    guard let fit = search.fit(&rows, from: start) else {
      throw undefinedModel(target, at: start, &rows, span: span ?? target.modelSpan)
    }
    return fit
  }

  /// The columns that a fit is about, each once.
  func columnNames(of target: FitTarget) -> [Name] {
    var known: Set<Name> = []
    return target.graph.columns(below: target.nodes)
      .map { TableStore.columnName(of: target.graph.name($0)) }.filter { known.insert($0).inserted }
  }

  /// The rows left out, and parameters that look like misspelt columns.
  private func fitNotes(_ target: FitTarget, _ rows: ModelRows) -> [String] {
    var notes: [String] = []
    if let places = rows.places, let all = tables.entry(target.table)?.table.rowCount {
      let names = columnNames(of: target)
        .filter { (tables.columns[$0]?.column.missingCount ?? 0) > 0 }.map(\.ascii)
      let left = all - places.count
      notes.append(
        "\(left) of \(all) rows \(left == 1 ? "is" : "are") left out, where"
          + " \(names.joined(separator: " or ")) is missing")
    }
    let columns = tables.columns.filter { $0.value.table == target.table }.map(\.key.ascii).sorted()
    for name in target.parameters where name.ascii.count > 3 {
      guard let near = Spelling.nearest(to: name.ascii, among: columns).first else { continue }
      notes.append("\(name.ascii) is taken for a parameter; the column is called \(near)")
    }
    return notes
  }
}
