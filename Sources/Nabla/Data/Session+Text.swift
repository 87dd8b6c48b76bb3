import NablaAlgebra
import NablaData
import NablaSyntax

extension Session {
  /// How many texts of a column are looked at for those that are spelled like one.
  private static let searchLimit = 10_000

  /// Tells of texts that a statement compares with a column in which they never occur.
  func noteAbsentTexts(_ tree: SyntaxTree, _ roots: [SyntaxID], in answer: inout Answer) {
    for id in tree.nodes(below: roots) where tree.kind(id) == .equal || tree.kind(id) == .notEqual {
      let sides = tree.operands(id)
      guard let text = sides.lazy.compactMap({ tree.text($0) }).first,
        let column = sides.lazy.compactMap({ tree.name($0) }).first,
        let note = absence(of: text, from: column)
      else { continue }
      answer.notes.append(note)
    }
  }

  /// What to tell of a text that never occurs in a column of text; `nil` where it does.
  func absence(of text: String, from column: Name) -> String? {
    guard let known = tables.columns[column]?.column, known.isText, known.code(of: text) == nil
    else { return nil }
    let levels = known.levels
    let near = Spelling.nearest(to: text, among: levels.prefix(Self.searchLimit))
    let isAll = levels.count <= 6
    return "no \(column.ascii) is \(text.quotedText); "
      + (near.isEmpty
        ? (isAll ? "there are " : "there are others, such as ")
          + levels.prefix(6).map(\.excerpt.quotedText).joined(separator: ", ")
        : "did you mean \(near.map(\.quotedText).joined(separator: " or "))?")
  }

  /// An error of reading a word that is a text of a column and stands without quotes.
  func quoting(_ diagnostic: Diagnostic, in statement: [UInt8]) -> Diagnostic {
    let text = SourceText(statement).text(diagnostic.span)
    guard text.first?.isLetter == true, scope[Name(text)] == nil,
      let column = tables.textColumn(with: text)
    else { return diagnostic }
    // Behind a single `=` stands a coordinate of a point, else what is compared.
    let before = statement.prefix(diagnostic.span.lower).reversed().drop { $0 == UInt8(ascii: " ") }
    let isCoordinate =
      before.first == UInt8(ascii: "=") && !"=!".utf8.contains(before.dropFirst().first ?? 0)
    let sign = isCoordinate ? "=" : "=="
    return Diagnostic(
      diagnostic.message, at: diagnostic.span,
      hint: "a text stands in quotes: \(column.ascii) \(sign) \(text.quotedText)")
  }

  /// The first texts of a column that stands alone on a line.
  func textResult(_ root: SyntaxID, in tree: SyntaxTree) -> ColumnResult? {
    guard tree.kind(root) == .name, let name = tree.name(root), definitions[name] == nil,
      let column = tables.columns[name]?.column, case .text(let codes, let levels) = column.cells
    else { return nil }
    let texts = codes.prefix(ColumnResult.shownCount).map { code in
      code == Column.missingCode ? nil : levels[Int(code)]
    }
    var graph = ExpressionGraph()
    let leaf = graph.column(name.ascii)
    return ColumnResult(
      raised: RaisedText(graph, [leaf]), rowCount: column.rowCount, missing: column.missingCount,
      first: .texts(texts))
  }
}
