/// Columns, brackets and indentation of reports.
enum Layout {
  /// Results are set in by two columns on a terminal, and stand at the margin in a pipe.
  static func indent(_ unicode: Bool) -> String { unicode ? "  " : "" }

  /// The text filled up with spaces to a width in characters.
  static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  /// The same, flush right.
  static func flushed(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }

  /// Rows of cells as lines with aligned columns, two spaces apart.
  static func columns(_ rows: [[String]]) -> [String] {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.map { row in
      zip(row, widths).map { padded($0, $1) }.joined(separator: "  ")
    }
  }

  /// The brackets left and right of line `index` of `count` lines of a column or matrix.
  static func brackets(_ index: Int, of count: Int) -> (left: String, right: String) {
    if count == 1 { return ("[ ", " ]") }
    if index == 0 { return ("⎡ ", " ⎤") }
    return index == count - 1 ? ("⎣ ", " ⎦") : ("⎢ ", " ⎥")
  }
}
