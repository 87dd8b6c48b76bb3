/// A cell as it stands in a file.
struct Cell {
  /// The content without quotes; spaces inside quotes belong to it.
  let bytes: UnsafeBufferPointer<UInt8>
  let isQuoted: Bool
  /// The line on which the cell begins, from 1.
  let line: Int

  /// What counts as text: spaces around an unquoted cell do not.
  var text: UnsafeBufferPointer<UInt8> { isQuoted ? bytes : bytes.trimmed }
}

/// What takes a file's cells, row by row.
protocol CellSink {
  /// Reads a number at the start of `bytes` for the next cell, if its column takes numbers as they
  /// are; returns how many bytes it takes, or 0.
  ///
  /// The number counts only when `append` follows, as the cell may go on behind it.
  func number(at bytes: UnsafePointer<UInt8>, count: Int, _ value: inout Double) -> Int

  /// Takes a cell that is this number.
  mutating func append(_ number: Double)

  /// Takes a cell.
  mutating func append(_ cell: Cell)

  /// Takes a cell that is wrongly written.
  mutating func fail(_ fault: CellFault, _ cell: Cell)

  /// Ends the row behind its last cell, which was taken before.
  mutating func endRow(after last: Cell)

  /// Whether no more cells are wanted.
  var isDone: Bool { get }
}

/// What can be wrong with the quotes of a cell.
enum CellFault {
  case textBehindQuote
  case unclosedQuote
}
