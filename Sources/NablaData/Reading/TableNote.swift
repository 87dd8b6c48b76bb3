/// Something about a file that was read one way where another was thinkable.
package enum TableNote: Sendable, Equatable {
  /// The first row holds data, not names, so that the columns are `x1` and so on.
  case noHeader(columns: Int)
  /// A column's name could not be used, or was empty.
  case renamed(column: Int, original: String, name: String)
  /// Lines of comments were left out.
  case comments(Int)
  /// Empty lines were left out.
  case blankLines(Int)
  /// Cells that are no numbers were taken for missing, as was allowed.
  case notNumbers(name: String, count: Int, first: CellPlace, cell: String)
  /// A column is text although some of its cells are numbers.
  case mixed(name: String, numbers: Int, texts: Int)
  /// A column is text, and with a decimal comma it would be numbers.
  case decimalComma(name: String)
  /// All cells are in one column of text, which spaces would cut into numbers.
  case spaces(name: String)
  /// A column has no cell that is there.
  case allMissing(name: String)

  /// The note in one sentence.
  package var message: String {
    switch self {
    case .noHeader(let columns):
      "the first row is data, not names, so "
        + (columns == 1 ? "the column is called x1" : "the columns are called x1 to x\(columns)")
        + "; `header on` reads names from it"
    case .renamed(let column, "", let name): "column \(column) has no name and is called `\(name)`"
    case .renamed(_, let original, let name): "column `\(original)` is called `\(name)`"
    case .comments(1): "1 line of comment is left out"
    case .comments(let count): "\(count) lines of comment are left out"
    case .blankLines(1): "1 empty line is left out"
    case .blankLines(let count): "\(count) empty lines are left out"
    case .notNumbers(let name, 1, let first, let cell):
      "1 cell of `\(name)` is no number and missing: `\(cell)` in line \(first.line)"
    case .notNumbers(let name, let count, let first, let cell):
      "\(count) cells of `\(name)` are no numbers and missing, the first is `\(cell)` in line "
        + "\(first.line)"
    case .mixed(let name, let numbers, let texts):
      "`\(name)` is text: of its cells \(texts) are no numbers, \(numbers) are"
    case .decimalComma(let name):
      "`\(name)` is text; with `decimal comma` it would be numbers"
    case .spaces(let name):
      "all is one column of text, `\(name)`: spaces divide no cells; write commas, semicolons, bars or tabs"
    case .allMissing(let name): "all cells of `\(name)` are missing"
    }
  }
}
