import NablaSyntax

extension RaisedText {
  /// The expressions in LaTeX, in mathematical mode.
  var latexTexts: [String] {
    var printer = LaTeXPrinter(tree, columns: columns)
    return roots.map { printer.print($0) }
  }

  /// What the names of common parts stand for, an equation each.
  var latexParts: [String] {
    var printer = LaTeXPrinter(tree, columns: columns)
    return named.map { $0.name.latex + " = " + printer.print($0.body) }
  }
}

/// Pieces of LaTeX that results have in common.
enum LaTeX {
  /// `f(x, y)`.
  static func call(
    _ name: Name?, _ variables: [Name], primes: String = "", mark: String = ""
  ) -> String {
    let list = variables.map { mark.isEmpty ? $0.latex : "{\($0.latex)}" + mark }
      .joined(separator: ", ")
    return (name?.latex ?? "f") + primes + "\\left( \(list) \\right)"
  }

  /// A matrix in round brackets, by its rows.
  static func matrix(_ rows: [[String]]) -> String {
    let lines = rows.map { "    " + $0.joined(separator: " & ") }
    return "\\begin{pmatrix}\n" + lines.joined(separator: " \\\\[2pt]\n") + "\n  \\end{pmatrix}"
  }

  /// A number, a vector as a column, or a matrix, from its elements row by row.
  static func array(_ cells: [String], _ shape: Shape) -> String {
    switch shape {
    case .number: cells.joined()
    case .vector: column(cells)
    case .matrix(let rows, let columns):
      matrix((0..<rows).map { Array(cells[$0 * columns..<($0 + 1) * columns]) })
    }
  }

  /// A column.
  static func column(_ cells: [String]) -> String { matrix(cells.map { [$0] }) }

  /// A displayed formula of one equation, or of several aligned at their relations.
  static func display(_ equations: [String]) -> String {
    guard equations.count > 1 else { return "\\[\n  \(equations.joined())\n\\]\n" }
    let lines = equations.map { "  " + aligned($0) }
    return "\\begin{align*}\n" + lines.joined(separator: " \\\\\n") + "\n\\end{align*}\n"
  }

  /// The equation with the mark of alignment before its first relation.
  private static func aligned(_ equation: String) -> String {
    let relations = [" = ", " \\approx ", " \\in "]
    let places = relations.compactMap { equation.firstRange(of: $0)?.lowerBound }
    guard let first = places.min() else { return equation }
    return equation[..<first] + " &" + equation[equation.index(after: first)...]
  }

  /// A number for people to read.
  static func number(_ value: Double) -> String {
    switch value {
    case .infinity: "\\infty"
    case -.infinity: "-\\infty"
    default: value.isNaN ? "\\mathrm{NaN}" : number(text: NumberText.significant(value, 12))
    }
  }

  private static func number(text: String) -> String {
    text.hasPrefix("-")
      ? "-" + LaTeXPrinter.number(String(text.dropFirst())) : LaTeXPrinter.number(text)
  }

  /// `x = 1, y = 2`.
  static func point(_ variables: [Name], _ values: [Double]) -> String {
    zip(variables, values).map { "\($0.latex) = \(number($1))" }.joined(separator: ",\\; ")
  }
}
