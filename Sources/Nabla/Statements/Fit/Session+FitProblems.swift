import NablaAlgebra
import NablaEvaluation
import NablaOptimization
import NablaSyntax

extension Session {
  /// Refuses rows that no fit can be made to.
  func checkRows(
    _ target: FitTarget, _ command: Command, _ rows: inout ModelRows
  ) throws(Diagnostic) {
    let count = target.parameters.count
    guard rows.rowCount > 0 else {
      let names = columnNames(of: target).map(\.ascii)
      throw Diagnostic(
        "no row has a value in each of \(names.joined(separator: ", "))", at: target.responseSpan,
        hint: "`describe` tells how many values are missing")
    }
    guard rows.rowCount >= count else {
      throw Diagnostic(
        "\(count) parameters cannot be told from \(rows.rowCount == 1 ? "1 row" : "\(rows.rowCount) rows")",
        at: target.modelSpan, hint: "a fit needs at least as many rows as parameters")
    }
    switch rows.survey() {
    case nil: return
    case .response(let row, let value):
      throw Diagnostic(
        "the response is \(Self.unusable(value)) in row \(rows.place(row) + 1)",
        at: target.responseSpan, hint: "leave the row out, or transform the column otherwise")
    case .weight(let row, let value):
      throw Diagnostic(
        "a weight is a positive number, and in row \(rows.place(row) + 1) it is"
          + " \(NumberText.significant(value, 6))",
        at: command.clause(.weights)?.span ?? command.verbSpan,
        hint: "it multiplies the squared residual of its row, as 1/s^2 does for an error of s")
    }
  }

  private static func unusable(_ value: Double) -> String {
    value.isNaN ? "undefined" : "infinite"
  }

  /// Why the model cannot be worked out at the start.
  func undefinedModel(
    _ target: FitTarget, at start: [Double], _ rows: inout ModelRows, span: Span
  ) -> Diagnostic {
    guard let (row, value) = rows.undefinedRow(at: start) else {
      return Diagnostic(
        "the sum of squares is too large for a double at the start", at: span,
        hint: "start elsewhere, with `from`")
    }
    let label = FunctionLabel(name: nil, variables: target.parameters)
    let point = label.point(start, unicode: false) { NumberText.significant($0, 6) }
    let place = " in row \(rows.place(row) + 1) at \(point)"
    let symbols = target.graph.columns(below: [target.model])
    let data = tables.data(for: target.graph, below: [target.model])
    let values = symbols.map { data[$0][rows.place(row)] }
    let failure = Diagnosis(
      of: target.model, in: target.graph, inputs: target.symbols + symbols, at: start + values)
    if !value.isFinite, let failure {
      var diagnostic = failure.diagnostic(in: target.graph, at: span)
      diagnostic.message += place
      return diagnostic
    }
    return Diagnostic(
      (value.isFinite ? "a slope of the model is" : "the model is") + " infinite or undefined"
        + place,
      at: span, hint: "start elsewhere, with `from`")
  }

  /// Says which parameters of a linear model the rows do not tell apart.
  func dependent(_ target: FitTarget, _ fit: LeastSquaresFit) -> Diagnostic {
    guard let dependence = fit.solution?.dependences.first else {
      return Diagnostic(
        "the numbers of this model are too large or too small for doubles", at: target.modelSpan,
        hint: "scale the columns")
    }
    return Diagnostic(
      dependence.sentence(target.parameters.map(\.ascii)), at: target.modelSpan,
      hint: dependence.parts.isEmpty ? "leave it out" : "leave out one of them")
  }
}
