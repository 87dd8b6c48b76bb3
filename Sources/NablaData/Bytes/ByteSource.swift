/// Where bytes are pulled from, a piece at a time: a file, standard input, an array.
package protocol ByteSource {
  /// The next piece, or nil at the end; a piece may be empty.
  ///
  /// A source that fails, or is told to stop, throws `TableError.source` with its reason.
  mutating func next() throws(TableError) -> [UInt8]?

  /// What part of all its bytes was handed out, from 0 to 1; nil where that is not known.
  var fraction: Double? { get }
}

extension ByteSource {
  /// Not known.
  package var fraction: Double? { nil }
}

/// An array as a source, in pieces of a given length.
package struct MemoryBytes: ByteSource {
  private let bytes: [UInt8]
  private let pieceLength: Int
  private var place = 0

  /// Hands out an array, whole unless a length of pieces is given.
  package init(_ bytes: [UInt8], pieceLength: Int? = nil) {
    self.bytes = bytes
    self.pieceLength = max(1, pieceLength ?? bytes.count)
  }

  package var fraction: Double? { bytes.isEmpty ? nil : Double(place) / Double(bytes.count) }

  package mutating func next() -> [UInt8]? {
    guard place < bytes.count else { return nil }
    let start = place
    place = min(bytes.count, start + pieceLength)
    return place - start == bytes.count ? bytes : Array(bytes[start..<place])
  }
}
