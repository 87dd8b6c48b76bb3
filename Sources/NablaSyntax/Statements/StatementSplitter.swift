/// Cuts a stream of bytes into statements: at newlines and at `;`, outside brackets, strings and
/// comments.
///
/// An open bracket or a trailing operator continues a statement on the next line. Complexity: every
/// byte is looked at once, however the input is handed over, and what has been handed out is freed.
package struct StatementSplitter: Sendable {
  private var buffer: [UInt8] = []
  /// The first byte that was not looked at.
  private var cursor = 0
  private var line = 1
  /// The unfinished statement: its first byte, the end of its last one and its line.
  private var text: Range<Int>?
  private var textLine = 1
  private var state = SplitterState()
  private var isAtStart = true

  /// Makes a splitter at line 1.
  package init() {}

  /// Hands over more input.
  package mutating func append(_ bytes: some Sequence<UInt8>) {
    buffer.append(contentsOf: bytes)
  }

  /// The next whole statement, from its first byte that is neither blank nor comment to its last,
  /// and its first line; `nil` when more input is needed.
  ///
  /// With `atEnd`, what is left is a statement even when brackets are open.
  package mutating func next(atEnd: Bool) -> (bytes: [UInt8], line: Int)? {
    while cursor < buffer.count {
      let byte = buffer[cursor]
      cursor += 1
      let role = state.read(byte)
      if role == .text {
        if text == nil { textLine = line }
        text = (text?.lowerBound ?? cursor - 1)..<cursor
      }
      if byte == UInt8(ascii: "\n") { line += 1 }
      if role == .end, let statement = finish() { return statement }
    }
    if atEnd, let statement = finish() { return statement }
    release()
    return nil
  }

  /// Whether a statement has begun and is not finished, as far as `next` has looked.
  package var isContinuing: Bool { text != nil }

  /// Drops an unfinished statement and all input behind it.
  package mutating func reset() {
    buffer.removeAll(keepingCapacity: true)
    cursor = 0
    text = nil
    state = SplitterState()
  }

  private mutating func finish() -> (bytes: [UInt8], line: Int)? {
    state = SplitterState()
    guard let range = text else { return nil }
    text = nil
    var bytes = Array(buffer[range])
    release()
    if isAtStart {
      isAtStart = false
      dropByteOrderMark(&bytes)
    }
    return bytes.isEmpty ? nil : (bytes, textLine)
  }

  /// Editors on Windows put the bytes EF BB BF in front of a text.
  private func dropByteOrderMark(_ bytes: inout [UInt8]) {
    guard bytes.starts(with: [0xEF, 0xBB, 0xBF]) else { return }
    bytes = Array(bytes.dropFirst(3).drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") })
  }

  /// Frees what was handed out, once it is the greater part of the buffer.
  private mutating func release() {
    let used = text?.lowerBound ?? cursor
    guard used > 4_096, used * 2 >= buffer.count else { return }
    buffer.removeFirst(used)
    cursor -= used
    text = text.map { ($0.lowerBound - used)..<($0.upperBound - used) }
  }
}
