/// The first rows of a file under one separator, to tell how it is written.
struct FirstRows: CellSink {
  /// Enough to see a pattern, few enough to cost nothing.
  static let limit = 32

  /// Contents of cells as they count, one array a row.
  private(set) var rows: [[[UInt8]]] = []
  private var row: [[UInt8]] = []
  private(set) var hasFault = false

  /// Reads the rows that end within `head`; where there is none, as much as there is of the first.
  init(of head: UnsafeBufferPointer<UInt8>, isWhole: Bool, separator: UInt8, comment: UInt8?) {
    var reader = CellReader(separator: separator, comment: comment)
    reader.read(head, into: &self)
    if isWhole || rows.isEmpty { reader.finish(into: &self) }
  }

  /// Whether each row has the first one's number of cells, and more than one.
  var isConsistent: Bool {
    guard !hasFault, let first = rows.first, first.count > 1 else { return false }
    return rows.allSatisfy { $0.count == first.count }
  }

  /// Whether a byte stands in any cell; for the separator that takes quotes.
  func hasCell(with byte: UInt8) -> Bool { rows.contains { $0.contains { $0.contains(byte) } } }

  /// How many separators there are.
  var separatorCount: Int { rows.reduce(0) { $0 + $1.count - 1 } }

  var isDone: Bool { hasFault || rows.count == Self.limit }

  func takeNumbers(_ bytes: UnsafePointer<UInt8>, count: Int) -> NumberRun { NumberRun() }

  mutating func append(_ cell: Cell) { row.append(Array(cell.text)) }

  mutating func fail(_ fault: CellFault, _ cell: Cell) { hasFault = true }

  mutating func endRow(after last: Cell) {
    rows.append(row)
    row = []
  }
}
