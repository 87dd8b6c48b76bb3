/// How a CSV file is read; what is left alone is found out and reported.
package struct CSVOptions: Sendable, Equatable {
  /// Whether the first row holds the names of columns.
  package enum Header: Sendable, Equatable {
    /// It does if one of its cells is text over numbers, or if none of its cells is a number.
    case detected
    case present
    case absent
  }

  /// The byte between cells, or nil to choose among comma, semicolon, bar and tab.
  package var separator: UInt8?
  package var header = Header.detected
  /// The byte in front of a number's fraction; a comma here is a separator only where quotes keep
  /// numbers together.
  package var decimal = UInt8(ascii: ".")
  /// A line that begins with this byte is left out; nil if there are no comments.
  package var comment: UInt8? = UInt8(ascii: "#")
  /// Cells that are missing, whatever the case of their ASCII letters; an empty one always is.
  package var missing = CSVOptions.usualMissing
  /// Whether a cell that is no number in a column of numbers is missing instead of an error.
  package var allowsMissing = false
  /// Columns that are text even if all their cells look like numbers, by either of their names.
  package var textColumns: [String] = []

  /// `NA`, `N/A`, `nan`, `null`, `?` and `-`.
  package static let usualMissing = ["NA", "N/A", "nan", "null", "?", "-"]

  /// The choices of a file that needs none.
  package init() {}
}

/// How a file turned out to be written.
package struct CSVDialect: Sendable, Equatable {
  package var separator: UInt8
  package var hasHeader: Bool
  package var isCompressed: Bool

  /// The separator's name in English.
  package var separatorName: String {
    switch separator {
    case UInt8(ascii: ","): "comma"
    case UInt8(ascii: ";"): "semicolon"
    case UInt8(ascii: "\t"): "tab"
    case UInt8(ascii: " "): "space"
    default: "`\(Character(Unicode.Scalar(separator)))`"
    }
  }
}
