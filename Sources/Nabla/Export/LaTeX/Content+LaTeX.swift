import NablaAlgebra
import NablaSyntax

extension Content {
  /// The displayed formulas of a result, with left sides from what the statement is about; `nil`
  /// where it has no formula.
  func latex(_ subject: LaTeXSubject) -> [String]? {
    switch self {
    case .expression(let result):
      let right = LaTeX.array(result.raised.latexTexts, result.shape)
      return [LaTeX.display(result.raised.latexParts + [subject.leftSide + right])]
    case .array(let result):
      let right = LaTeX.array(result.body.raised.latexTexts, result.body.shape)
      return [LaTeX.display([subject.leftSide + right])]
    case .value(let result): return [LaTeX.display([subject.leftSide + result.latex])]
    case .definition(let result): return [LaTeX.display([result.latex])]
    case .gradient(let result): return result.latex(subject).map { LaTeX.display([$0]) }
    case .matrix(let result): return result.latex(subject).map { LaTeX.display([$0]) }
    case .minimum(let report): return report.latex(subject)
    case .nothing, .kink, .step, .global, .roots, .convexity, .variations, .table, .column,
      .values, .check, .plot, .fit, .prediction, .export, .explanation, .listing:
      return nil
    }
  }
}

/// What a statement that is exported to LaTeX is about.
struct LaTeXSubject: Sendable {
  var name: Name?
  var variables: [Name]
  /// The expression itself.
  var body: String
  /// What stands in front of a single result: `f'(x) = `, or nothing.
  var leftSide: String

  /// `f(x, y)`.
  var call: String { LaTeX.call(name, variables) }

  /// `f(x, y)`, or the expression itself in brackets where it has no name.
  var operand: String { name == nil ? "\\left( \(body) \\right)" : call }
}

extension GradientResult {
  fileprivate func latex(_ subject: LaTeXSubject) -> [String] {
    let left = "\\nabla " + subject.operand
    var lines = raised.latexParts + [left + " = " + LaTeX.column(raised.latexTexts)]
    if let point {
      let place = LaTeX.point(variables, point.at)
      lines.append(
        "\\left. \(left) \\right|_{\(place)} = " + LaTeX.column(point.value.map(LaTeX.number)))
    }
    return lines
  }
}

extension MatrixResult {
  fileprivate func latex(_ subject: LaTeXSubject) -> [String] {
    let head = kind == .hessian ? "\\nabla^2 " + subject.operand : "J"
    func rows(_ cells: [String]) -> [[String]] {
      let width = variables.count
      return (0..<rowCount).map { Array(cells[$0 * width..<($0 + 1) * width]) }
    }
    var lines = raised.latexParts + [head + " = " + LaTeX.matrix(rows(raised.latexTexts))]
    if let at, let value {
      let place = LaTeX.point(variables, at)
      lines.append(
        "\\left. \(head) \\right|_{\(place)} = "
          + LaTeX.matrix(value.map { $0.map(LaTeX.number) }))
    }
    return lines
  }
}

extension ValueResult {
  /// The exact value, and the decimal where they differ.
  fileprivate var latex: String {
    guard let exact else { return LaTeX.number(value) }
    let text = exact.latexTexts.joined()
    return approximation == nil ? text : text + " \\approx " + LaTeX.number(value)
  }
}

extension DefinitionResult {
  fileprivate var latex: String {
    let left = parameters.map { LaTeX.call(name, $0) } ?? name.latex
    return left + " = " + LaTeX.array(body.raised.latexTexts, body.shape)
  }
}
