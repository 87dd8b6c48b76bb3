/// A table as CSV, made piece by piece: a header, then a line a row.
///
/// Numbers are the shortest decimals that read back as the same doubles, text is quoted where it has
/// to be, and missing cells are empty. Lines end in LF. What is written reads back as the same table
/// where text does not look like something else: like numbers, which it may be kept from by asking
/// for text, or like a missing cell.
package struct TableWriter: ByteSource {
  /// About how long a piece is.
  private static let pieceLength = 1 << 16

  private let table: Table
  private let separator: UInt8
  /// For each column of text its levels as they are written; none for a column of numbers.
  private let levels: [[[UInt8]]]
  /// The next row, or -1 for the header.
  private var row = -1

  /// Writes a table with a separator between cells.
  ///
  /// - Complexity: O(length of all levels); the rows are written by `next`.
  package init(_ table: Table, separator: UInt8 = UInt8(ascii: ",")) {
    self.table = table
    self.separator = separator
    levels = table.columns.map { column in
      guard case .text(_, let levels) = column.cells else { return [] }
      return levels.map { Self.cell($0, separator) }
    }
  }

  /// The next piece of whole lines, or nil after the last row.
  package mutating func next() -> [UInt8]? {
    guard row < table.rowCount, !table.columns.isEmpty else { return nil }
    var piece: [UInt8] = []
    piece.reserveCapacity(Self.pieceLength + Self.pieceLength / 8)
    while row < table.rowCount, piece.count < Self.pieceLength {
      row < 0 ? appendHeader(to: &piece) : appendRow(to: &piece)
      row += 1
    }
    return piece
  }

  /// The whole text at once.
  package static func bytes(
    of table: Table, separator: UInt8 = UInt8(ascii: ",")
  ) -> [UInt8] {
    var writer = TableWriter(table, separator: separator)
    var bytes: [UInt8] = []
    while let piece = writer.next() { bytes += piece }
    return bytes
  }

  private func appendHeader(to piece: inout [UInt8]) {
    for (place, column) in table.columns.enumerated() {
      if place > 0 { piece.append(separator) }
      piece += Self.cell(column.name, separator)
    }
    piece.append(UInt8(ascii: "\n"))
  }

  private func appendRow(to piece: inout [UInt8]) {
    let start = piece.count
    for (place, column) in table.columns.enumerated() {
      if place > 0 { piece.append(separator) }
      switch column.cells {
      case .numbers(let numbers): Self.append(numbers[row], to: &piece)
      case .text(let codes, _): if codes[row] >= 0 { piece += levels[place][Int(codes[row])] }
      }
    }
    // An empty line would be no row at all.
    if piece.count == start { piece += [CellReader.quote, CellReader.quote] }
    piece.append(UInt8(ascii: "\n"))
  }

  private static func append(_ number: Double, to piece: inout [UInt8]) {
    guard !number.isNaN else { return }
    piece += number.description.utf8
    // Whole numbers are described with a fraction of zero.
    if piece.suffix(2).elementsEqual(".0".utf8) { piece.removeLast(2) }
  }

  /// A text as it is written, in quotes if it would not be read as itself otherwise.
  private static func cell(_ text: String, _ separator: UInt8) -> [UInt8] {
    let bytes = Array(text.utf8)
    let isSpaced = text.first?.isWhitespace == true || text.last?.isWhitespace == true
    let isQuoted =
      isSpaced || bytes.first == UInt8(ascii: "#")
      || bytes.contains {
        $0 == separator || $0 == CellReader.quote || $0 == CellReader.lineFeed
          || $0 == CellReader.carriageReturn
      }
    guard isQuoted else { return bytes }
    var quoted = [CellReader.quote]
    for byte in bytes {
      if byte == CellReader.quote { quoted.append(byte) }
      quoted.append(byte)
    }
    quoted.append(CellReader.quote)
    return quoted
  }
}
