import NablaData
import NablaEvaluation
import NablaSyntax

/// A comparison of a column of text with a text: a column of its own, of ones and zeros.
///
/// It is a leaf of the graph, so that it holds for whatever table is loaded; codes of levels change.
struct Indicator: Sendable {
  var column: Name
  var text: String
  /// Whether it is 1 where the text is another one.
  var isNegated: Bool

  private var sign: String { isNegated ? "!=" : "==" }

  /// What its leaf is called, which is how it is written; no name that can be written has a space.
  var symbolName: String { "\(column.ascii) \(sign) \(text.quotedText)" }

  init(_ column: Name, isNot isNegated: Bool, _ text: String) {
    self.column = column
    self.text = text
    self.isNegated = isNegated
  }

  /// The indicator that a leaf stands for; `nil` where it stands for a column itself.
  init?(symbolName: String) {
    guard let space = symbolName.firstIndex(of: " ") else { return nil }
    let rest = symbolName[space...].dropFirst()
    self.init(
      Name(String(symbolName[..<space])), isNot: rest.hasPrefix("!="),
      String(rest.dropFirst(4).dropLast()).replacing("\"\"", with: "\""))
  }

  /// Ones and zeros in the rows of the column, NaN where its text is missing.
  ///
  /// - Complexity: O(rows + levels).
  func values(of column: Column) -> ColumnBlocks? {
    guard case .text(let codes, _) = column.cells else { return nil }
    let wanted = column.code(of: text)
    let (hit, miss) = isNegated ? (0.0, 1.0) : (1.0, 0.0)
    return ColumnBlocks(
      codes.blocks.map { block in
        block.map { $0 == Column.missingCode ? .nan : $0 == wanted ? hit : miss }
      },
      hasMissing: column.missingCount > 0)
  }
}
