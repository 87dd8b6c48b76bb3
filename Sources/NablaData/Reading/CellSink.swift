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

/// Cells at once that are numbers and nothing else.
struct NumberRun {
  var count = 0
  /// What they take with the separators or the line end behind them.
  var byteCount = 0
  /// The bytes of the last number alone.
  var lastLength = 0
  /// Whether the last of them is followed by a line end.
  var endsRow = false
}

/// What takes a file's cells, row by row.
protocol CellSink {
  /// Takes as many cells of the row from the start of `bytes` on as are plain numbers and go to
  /// columns of numbers; perhaps none.
  mutating func takeNumbers(_ bytes: UnsafePointer<UInt8>, count: Int) -> NumberRun

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
