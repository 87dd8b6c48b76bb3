/// A statement's text with the places in it that people can find: lines and columns.
///
/// Columns count Unicode scalars, so a letter with a combining mark takes two. An invalid byte
/// counts as one character, as terminals show it.
package struct SourceText: Sendable {
  package let bytes: [UInt8]

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The line at a byte offset, from 1.
  ///
  /// Complexity: O(offset).
  package func line(at offset: Int) -> Int {
    bytes.prefix(offset).reduce(1) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
  }

  /// The column at a byte offset in its line, from 1, in characters.
  package func column(at offset: Int) -> Int {
    let start = lineRange(at: offset).lowerBound
    return String(decoding: bytes[start..<max(start, clamped(offset))], as: UTF8.self)
      .unicodeScalars.count + 1
  }

  /// The text of the line at a byte offset, without its newline.
  package func lineText(at offset: Int) -> String {
    String(decoding: bytes[lineRange(at: offset)], as: UTF8.self)
  }

  /// The text of a span.
  package func text(_ span: Span) -> String {
    let lower = clamped(span.lower)
    return String(decoding: bytes[lower..<max(lower, clamped(span.upper))], as: UTF8.self)
  }

  /// How many characters a span holds.
  package func length(of span: Span) -> Int { text(span).unicodeScalars.count }

  private func clamped(_ offset: Int) -> Int { min(max(offset, 0), bytes.count) }

  private func lineRange(at offset: Int) -> Range<Int> {
    let newline = UInt8(ascii: "\n")
    let offset = clamped(offset)
    let lower = bytes[..<offset].lastIndex(of: newline).map { $0 + 1 } ?? 0
    var upper = bytes[offset...].firstIndex(of: newline) ?? bytes.count
    if upper > lower, bytes[upper - 1] == UInt8(ascii: "\r") { upper -= 1 }
    return lower..<max(lower, upper)
  }
}
