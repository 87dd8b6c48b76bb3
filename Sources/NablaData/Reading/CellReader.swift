/// Cuts bytes into cells and rows, in one pass over pieces that may end anywhere.
///
/// RFC 4180, and beyond it: any separator, rows that end by CR alone, quotes after spaces, quotes in
/// the middle of an unquoted cell, lines of comments, and lines without anything, which are no rows.
struct CellReader {
  enum State {
    /// In front of a row, where a comment may stand.
    case rowStart
    /// In front of a cell, perhaps behind spaces.
    case cellStart
    /// In an unquoted cell whose beginning is in `pending`.
    case plain
    /// Between quotes; what is read of the cell is in `pending`.
    case quoted
    /// Behind a quote that ends the cell, unless another one follows.
    case quote
    /// Behind the closing quote.
    case closed
    case comment
  }

  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let quote = UInt8(ascii: "\"")

  let separator: UInt8
  let comment: UInt8?
  var state = State.rowStart
  /// The content so far of a cell that a piece cuts, or that quotes enclose.
  var pending: [UInt8] = []
  /// Whether the last byte was a CR, whose LF ends no other line.
  var isAfterReturn = false
  /// How many cells of the row are done.
  var cellCount = 0
  /// The line of the next byte, from 1.
  var line = 1
  /// The line on which the pending cell began.
  var cellLine = 1
  private(set) var commentCount = 0
  private(set) var blankCount = 0

  init(separator: UInt8, comment: UInt8?) {
    self.separator = separator
    self.comment = comment
  }

  /// Reads on, and stops early once the sink is done.
  ///
  /// - Complexity: O(bytes), however they are cut into pieces.
  mutating func read<Sink: CellSink>(
    _ bytes: UnsafeBufferPointer<UInt8>, into sink: inout Sink
  ) {
    var index = 0
    while index < bytes.count, !sink.isDone {
      switch state {
      case .rowStart: startRow(bytes, &index)
      case .cellStart: readCell(bytes, &index, &sink)
      case .plain: readPlain(bytes, &index, &sink)
      case .quoted: readQuoted(bytes, &index)
      case .quote: readQuote(bytes, &index)
      case .closed: readClosed(bytes, &index, &sink)
      case .comment: skipComment(bytes, &index)
      }
    }
  }

  /// Ends the last row where its line end is missing.
  mutating func finish<Sink: CellSink>(into sink: inout Sink) {
    guard !sink.isDone else { return }
    switch state {
    case .rowStart: return
    case .comment: commentCount += 1
    case .cellStart:
      pending.removeAll()
      cellLine = line
      endPending(isQuoted: false, at: nil, &sink)
    case .plain: endPending(isQuoted: false, at: nil, &sink)
    case .quote, .closed: endPending(isQuoted: true, at: nil, &sink)
    case .quoted:
      pending.withUnsafeBufferPointer {
        sink.fail(.unclosedQuote, Cell(bytes: $0, isQuoted: true, line: cellLine))
      }
    }
    state = .rowStart
  }

  private mutating func startRow(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) {
    let isRest = isAfterReturn && bytes[index] == Self.lineFeed
    isAfterReturn = false
    if isRest {
      index += 1
      return
    }
    cellCount = 0
    state = bytes[index] == comment ? .comment : .cellStart
  }

  private mutating func skipComment(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) {
    while index < bytes.count, !isLineEnd(bytes[index]) { index += 1 }
    guard index < bytes.count else { return }
    commentCount += 1
    endLine(bytes[index])
    index += 1
  }

  /// Takes a finished cell and what ends it: a separator, a line end, or nil for the file's end.
  @inline(__always)
  mutating func end<Sink: CellSink>(_ cell: Cell, at terminator: UInt8?, _ sink: inout Sink) {
    if terminator == separator {
      sink.append(cell)
      cellCount += 1
      state = .cellStart
      return
    }
    if cellCount == 0, !cell.isQuoted, cell.text.isEmpty {
      blankCount += 1
    } else {
      sink.append(cell)
      sink.endRow(after: cell)
    }
    if let terminator { endLine(terminator) }
  }

  /// Counts a line and expects a row.
  @inline(__always)
  mutating func endLine(_ terminator: UInt8) {
    line += 1
    isAfterReturn = terminator == Self.carriageReturn
    state = .rowStart
  }

  @inline(__always)
  func isLineEnd(_ byte: UInt8) -> Bool { byte == Self.lineFeed || byte == Self.carriageReturn }
}
