extension CellReader {
  /// Reads cells of numbers as far as they go, then one of another kind.
  mutating func readCell<Sink: CellSink>(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int, _ sink: inout Sink
  ) {
    guard let base = bytes.baseAddress else { return }
    let run = sink.takeNumbers(base + index, count: bytes.count - index)
    if run.count > 0 {
      index += run.byteCount
      cellCount += run.count
      if run.endsRow {
        let end = index - 1
        let last = UnsafeBufferPointer(rebasing: bytes[end - run.lastLength..<end])
        sink.endRow(after: Cell(bytes: last, isQuoted: false, line: line))
        endLine(bytes[end])
        return
      }
      guard index < bytes.count else { return }
    }
    readOther(bytes, &index, &sink)
  }

  private mutating func readOther<Sink: CellSink>(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int, _ sink: inout Sink
  ) {
    while index < bytes.count, isSpace(bytes[index]) { index += 1 }
    guard index < bytes.count else { return }
    cellLine = line
    if bytes[index] == Self.quote {
      pending.removeAll(keepingCapacity: true)
      state = .quoted
      index += 1
      return
    }
    let end = plainEnd(bytes, from: index)
    let cell = UnsafeBufferPointer(rebasing: bytes[index..<end])
    index = end
    guard end < bytes.count else {
      pending.removeAll(keepingCapacity: true)
      pending.append(contentsOf: cell)
      state = .plain
      return
    }
    self.end(Cell(bytes: cell, isQuoted: false, line: line), at: bytes[end], &sink)
    index += 1
  }

  mutating func readPlain<Sink: CellSink>(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int, _ sink: inout Sink
  ) {
    let end = plainEnd(bytes, from: index)
    pending.append(contentsOf: bytes[index..<end])
    index = end
    guard end < bytes.count else { return }
    endPending(isQuoted: false, at: bytes[end], &sink)
    index += 1
  }

  /// Takes all up to the next quote, and counts the lines in it.
  mutating func readQuoted(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) {
    let start = index
    while index < bytes.count, bytes[index] != Self.quote {
      let byte = bytes[index]
      if isLineEnd(byte) {
        if byte != Self.lineFeed || !isAfterReturn { line += 1 }
        isAfterReturn = byte == Self.carriageReturn
      } else {
        isAfterReturn = false
      }
      index += 1
    }
    pending.append(contentsOf: bytes[start..<index])
    guard index < bytes.count else { return }
    isAfterReturn = false
    state = .quote
    index += 1
  }

  mutating func readQuote(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) {
    guard bytes[index] == Self.quote else {
      state = .closed
      return
    }
    pending.append(Self.quote)
    state = .quoted
    index += 1
  }

  mutating func readClosed<Sink: CellSink>(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int, _ sink: inout Sink
  ) {
    let byte = bytes[index]
    index += 1
    if byte == separator || isLineEnd(byte) {
      endPending(isQuoted: true, at: byte, &sink)
    } else if !isSpace(byte) {
      pending.withUnsafeBufferPointer {
        sink.fail(.textBehindQuote, Cell(bytes: $0, isQuoted: true, line: cellLine))
      }
    }
  }

  mutating func endPending<Sink: CellSink>(
    isQuoted: Bool, at terminator: UInt8?, _ sink: inout Sink
  ) {
    // Taken out, so that the buffer is not shared while this reader changes.
    var content: [UInt8] = []
    swap(&content, &pending)
    content.withUnsafeBufferPointer {
      end(Cell(bytes: $0, isQuoted: isQuoted, line: cellLine), at: terminator, &sink)
    }
    swap(&content, &pending)
  }

  /// Where an unquoted cell ends, or the piece.
  private func plainEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end] != separator, !isLineEnd(bytes[end]) { end += 1 }
    return end
  }

  /// Whether a byte around a cell does not count.
  private func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 && separator != 0x09
  }
}
