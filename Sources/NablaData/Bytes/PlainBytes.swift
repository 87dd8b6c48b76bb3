/// A source as plain bytes: what begins like gzip data is decompressed on the way.
struct PlainBytes<Source: ByteSource>: ByteSource {
  private static var gzipMark: [UInt8] { [0x1F, 0x8B] }

  private enum Mode {
    case unknown
    case plain
    case gzip(Inflater)
  }

  private var source: Source
  private var mode = Mode.unknown
  private var piece: [UInt8] = []
  private var place = 0

  init(_ source: Source) { self.source = source }

  /// Whether the bytes are decompressed; known after the first piece.
  var isCompressed: Bool {
    if case .gzip = mode { true } else { false }
  }

  /// Of the bytes as they are stored, which are spent about as evenly.
  var fraction: Double? { source.fraction }

  mutating func next() throws(TableError) -> [UInt8]? {
    if case .unknown = mode { try begin() }
    guard case .gzip(let inflater) = mode else {
      guard !piece.isEmpty else { return try source.next() }
      defer { piece = [] }
      return piece
    }
    while true {
      let output = try inflater.inflate(piece, from: &place)
      if !output.isEmpty { return output }
      guard let more = try source.next() else {
        try inflater.finish()
        return nil
      }
      piece = more
      place = 0
    }
  }

  /// Reads as far as the mark of gzip data would reach, to choose the mode.
  private mutating func begin() throws(TableError) {
    while piece.count < Self.gzipMark.count, let more = try source.next() {
      piece = piece.isEmpty ? more : piece + more
    }
    mode = piece.starts(with: Self.gzipMark) ? .gzip(try Inflater()) : .plain
  }
}
