import NablaAlgebra
import NablaData
import NablaSyntax

// Texts have no value of their own: they and columns of text stand in `==` and `!=` only.
extension Lowering {
  /// Why a text, or a column of text, cannot stand as a number; `nil` where a node is neither.
  func textProblem(of id: SyntaxID, in frame: Frame) -> Diagnostic? {
    let span = frame.tree.span(id)
    if frame.tree.kind(id) == .text { return strayText(at: span) }
    return textColumn(id, in: frame).map { textProblem(of: $0, at: span) }
  }

  /// The error of a text that stands as a number.
  func strayText(at span: Span) -> Diagnostic {
    Diagnostic(
      "a text is compared by `==` or `!=` with a column of text, and nothing else", at: span,
      hint: "write day == \"Sun\"")
  }

  /// Why a column of text cannot stand as a number.
  func textProblem(of column: Name, at span: Span) -> Diagnostic {
    Diagnostic(
      "\(column.ascii) holds text, not numbers", at: span,
      hint: "compare it: \(column.ascii) == \(example(of: column).quotedText) is 1 or 0")
  }

  /// The node of `day == "Sun"` or `day != "Sun"`; `nil` where no text is compared.
  mutating func textComparison(
    _ id: SyntaxID, in frame: Frame
  ) throws(Diagnostic) -> NodeID? {
    let tree = frame.tree
    let sides = tree.operands(id)
    let texts = sides.filter { tree.kind($0) == .text }
    let columns = sides.compactMap { textColumn($0, in: frame) }
    guard !texts.isEmpty || !columns.isEmpty else { return nil }
    if let text = texts.first.flatMap({ tree.text($0) }), let column = columns.first {
      let indicator = Indicator(column, isNot: tree.kind(id) == .notEqual, text)
      return graph.column(indicator.symbolName)
    }
    throw comparisonProblem(id, columns, in: frame)
  }

  private func comparisonProblem(
    _ id: SyntaxID, _ columns: [Name], in frame: Frame
  ) -> Diagnostic {
    let (tree, span) = (frame.tree, frame.tree.span(id))
    let sign = tree.kind(id) == .equal ? "==" : "!="
    if columns.count == 2 {
      return Diagnostic(
        "a column of text is compared with one text", at: span,
        hint: "write \(columns[0].ascii) \(sign) \(example(of: columns[0]).quotedText)")
    }
    if let column = columns.first {
      // What was meant may stand there without its quotes: a number, or a word.
      let written = tree.operands(id).lazy.compactMap { tree.literal($0) ?? tree.name($0)?.ascii }
      let text = written.first { $0 != column.ascii } ?? example(of: column)
      return Diagnostic(
        "\(column.ascii) holds text, so it is compared with a text in quotes", at: span,
        hint: "write \(column.ascii) \(sign) \(text.quotedText)")
    }
    let numbers = tree.operands(id).compactMap { tree.name($0) }.first {
      tables.columns[$0]?.column.isText == false
    }
    guard let numbers else {
      return Diagnostic(
        "no column of text stands beside this text", at: span, hint: "write day == \"Sun\"")
    }
    let text = tree.operands(id).compactMap { tree.text($0) }.first ?? ""
    return Diagnostic(
      "\(numbers.ascii) holds numbers, not text", at: span,
      hint: Double(text) == nil
        ? "`load FILE text \(numbers.ascii)` keeps its cells as text"
        : "write \(numbers.ascii) \(sign) \(text)")
  }

  /// The column of text that a name stands for; `nil` for all else.
  private func textColumn(_ id: SyntaxID, in frame: Frame) -> Name? {
    guard frame.tree.kind(id) == .name, let name = frame.tree.name(id),
      !frame.parameters.contains(name), definitions[name] == nil,
      tables.columns[name]?.column.isText == true
    else { return nil }
    return name
  }

  /// A text of a column.
  private func example(of column: Name) -> String {
    tables.columns[column]?.column.levels.first ?? ""
  }
}
