import CFastFloat

/// The last rows of those columns that take numbers as they are, before they go to their columns.
///
/// Numbers come by rows and are kept by columns; handing them over many rows at once costs a growing
/// array's checks once for all of them.
struct NumberStaging {
  /// Rows between two handovers: fewer where there are thousands of columns, so that what is staged
  /// stays little beside a table of some hundred rows.
  private let height: Int

  /// Column by column, each `height` numbers long.
  private var values: [Double] = []
  /// How many columns from each one on, itself counted, take numbers.
  private var runs: [Int] = []
  /// The first staged row of each column: one that turned to numbers lately has no earlier ones.
  private var starts: [Int] = []
  private var row = 0
  private let columnCount: Int

  init(columnCount: Int = 0) {
    self.columnCount = columnCount
    height = max(8, min(64, 327_680 / max(1, columnCount)))
    values = Array(repeating: 0, count: columnCount * height)
    runs = Array(repeating: 0, count: columnCount)
    starts = runs
  }

  /// The number of a column in the row at hand.
  subscript(column: Int) -> Double {
    get { values[column * height + row] }
    set { values[column * height + row] = newValue }
  }

  /// Takes the numbers that follow each other in the row at hand, from one column on.
  mutating func take(
    _ bytes: UnsafePointer<UInt8>, count: Int, separator: UInt8, decimal: UInt8, from column: Int
  ) -> NumberRun {
    let capacity = runs[column]
    guard capacity > 0 else { return NumberRun() }
    let start = column * height + row
    let run = values.withUnsafeMutableBufferPointer { values in
      cfastfloat_read_run(
        bytes, count, separator, decimal, values.baseAddress.map { $0 + start }, capacity,
        height)
    }
    return NumberRun(
      count: run.numbers, byteCount: run.bytes, lastLength: run.lastLength, endsRow: run.endsRow)
  }

  /// Begins to stage a column behind the row at hand, which it has already.
  mutating func begin(_ column: Int) { starts[column] = row + 1 }

  /// Ends a row; true if the rows have to be handed over now.
  mutating func endRow() -> Bool {
    guard columnCount > 0 else { return false }
    row += 1
    return row == height
  }

  /// The staged numbers of a column.
  func withRows(of column: Int, _ body: (UnsafeBufferPointer<Double>) -> Void) {
    let start = column * height
    values.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[start + starts[column]..<start + row]))
    }
  }

  /// Forgets all rows, and from now on takes numbers of the columns told.
  mutating func restart(_ takesNumbers: some BidirectionalCollection<Bool>) {
    row = 0
    var run = 0
    var column = columnCount
    for isTaken in takesNumbers.reversed() {
      column -= 1
      run = isTaken ? run + 1 : 0
      runs[column] = run
      starts[column] = 0
    }
  }
}
