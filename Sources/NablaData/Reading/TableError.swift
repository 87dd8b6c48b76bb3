/// Where a cell stands in a file.
package struct CellPlace: Sendable, Equatable {
  /// The row of data, from 1; 0 is the header.
  package var row: Int
  /// The line on which the cell begins, from 1, as an editor counts.
  package var line: Int
  /// The column's position, from 1.
  package var column: Int
  /// The column's name, where it is known.
  package var name: String?

  /// A place by its row of data, its line and its column.
  package init(row: Int, line: Int, column: Int, name: String? = nil) {
    self.row = row
    self.line = line
    self.column = column
    self.name = name
  }

  /// As in `line 3, row 2, column 5 (tip)`.
  package var description: String {
    let place =
      row == 0 ? "line \(line), column \(column)" : "line \(line), row \(row), column \(column)"
    return name.map { "\(place) (\($0))" } ?? place
  }
}

/// Why bytes make no table, or none that could be read only one way.
package enum TableError: Error, Sendable, Equatable {
  package enum Gzip: Sendable, Equatable {
    case damaged
    case truncated
    case trailingBytes
    case outOfMemory
  }

  /// There is no row at all.
  case empty
  /// There is a header and no row below.
  case headerOnly(columns: Int)
  /// A zero byte, as no text has, by its place from 0 in the plain bytes where that is known.
  case binary(offset: Int?)
  /// The text is in UTF-16.
  case utf16
  /// A name or a text that is not UTF-8.
  case notUTF8(CellPlace)
  /// A row of another length than the first; `cell` is its last one, or the first too many.
  case ragged(CellPlace, cell: String, found: Int, expected: Int)
  /// A cell that is no number in a column where most are.
  case notNumber(CellPlace, cell: String)
  /// A column that began with numbers, while most of its cells are none.
  case mostlyText(CellPlace, cell: String)
  /// Something other than spaces between a closing quote and the end of its cell.
  case textBehindQuote(CellPlace, cell: String)
  /// A quote that opens in a cell and closes nowhere.
  case unclosedQuote(CellPlace)
  /// Two columns of one name, by their positions from 1.
  case twoColumns(name: String, first: Int, second: Int)
  /// A column that was to be text and is not there.
  case noColumn(String, names: [String])
  case gzip(Gzip)
  /// The source failed, in its own words.
  case source(String, hint: String? = nil)
}
