import NablaSyntax

extension Session {
  /// `export latex explain STATEMENT`.
  func latex(
    explaining command: Command, behind prefix: Prefix, in tree: SyntaxTree, monitor: Monitor
  ) throws(Diagnostic) -> String {
    var session = self
    var answer = Answer(input: "", line: 1)
    try session.explain(command, behind: prefix, in: tree, monitor: monitor, answer: &answer)
    guard case .explanation(let result) = answer.content else { return "" }
    return result.latex(columns: Set(tables.columns.keys))
  }
}

extension ExplanationResult {
  /// The account as aligned equations with their reasons, and what is no equation as paragraphs.
  func latex(columns: Set<Name>) -> String {
    var text = "% Needs \\usepackage{amsmath}.\n"
    text += explanation.sections.map { $0.latex(columns: columns) }.joined(separator: "\n")
    if endsInAnswer { return text }
    if case .gradient(let gradient) = answer {
      let column = "\\nabla = " + LaTeX.column(gradient.raised.latexTexts)
      return text + LaTeX.display(gradient.raised.latexParts + [column])
    }
    return text + LaTeX.paragraphs(closing(unicode: false).string)
  }
}

extension Explanation.Section {
  fileprivate func latex(columns: Set<Name>) -> String {
    var printer = LaTeXPrinter(tree, columns: columns)
    var text = ""
    var rows: [String] = []
    // A left side is left out only right below itself.
    var leftIsWritten = false
    // A heading of words alone stands above; one that is the left side stands there.
    if lines.first?.equations.first?.left == nil, !head.isEmpty {
      text += paragraph(head, &printer)
    }
    for line in lines {
      if line.equations.isEmpty {
        text += LaTeX.align(rows) + paragraph(line.words, &printer)
        rows = []
      }
      for (position, equation) in line.equations.enumerated() {
        let isLeftOut = equation.isContinued && leftIsWritten
        let left = isLeftOut ? "" : equation.left.map { printer.print($0) } ?? ""
        leftIsWritten = equation.isContinued
        let sides = equation.sides.map { printer.print($0) }.joined(separator: " = ")
        let reason = position == 0 ? " && " + latex(line.reason, &printer) : ""
        rows.append(left + " &= " + sides + reason)
      }
    }
    text += LaTeX.align(rows)
    return remark.isEmpty ? text : text + paragraph(remark, &printer)
  }

  private func paragraph(
    _ phrase: Explanation.Phrase, _ printer: inout LaTeXPrinter
  ) -> String {
    let pieces = phrase.map { piece in
      if case .words(let words) = piece { return LaTeXPrinter.escaped(ASCII.text(words)) }
      return "$" + latex([piece], &printer) + "$"
    }
    return "\\noindent " + pieces.joined() + "\\par\n"
  }

  /// Words and expressions for mathematical mode.
  private func latex(
    _ phrase: Explanation.Phrase, _ printer: inout LaTeXPrinter
  ) -> String {
    phrase.map { piece in
      switch piece {
      case .words(let words): return "\\text{" + LaTeXPrinter.escaped(ASCII.text(words)) + "}"
      case .math(let id): return printer.print(id)
      case .equation(let left, let right):
        return printer.print(left) + " = " + printer.print(right)
      case .formula(let pattern, let right):
        return "\\left( " + printer.print(pattern) + " \\right)' = " + printer.print(right)
      }
    }.joined()
  }
}

extension LaTeX {
  /// Rows with marks of alignment; nothing for none.
  fileprivate static func align(_ rows: [String]) -> String {
    if rows.isEmpty { return "" }
    let lines = rows.map { "  " + $0 }
    return "\\begin{align*}\n" + lines.joined(separator: " \\\\\n") + "\n\\end{align*}\n"
  }

  /// The lines of a text, a paragraph each.
  fileprivate static func paragraphs(_ text: String) -> String {
    text.split(separator: "\n").map { line in
      "\\noindent " + LaTeXPrinter.escaped(String(line.drop { $0 == " " })) + "\\par\n"
    }.joined()
  }
}
