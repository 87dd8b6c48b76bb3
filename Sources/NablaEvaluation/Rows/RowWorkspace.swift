/// What a row program needs while it runs.
struct RowWorkspace: Sendable {
  /// The numbers that are the same for all rows.
  var scalars: [Double] = []
  private var chunks: [Double] = []

  /// Calls `body` with room for so many chunks, and the scalars.
  @inline(__always)
  mutating func withPointers(
    chunkCount: Int, _ body: (UnsafeMutablePointer<Double>, UnsafePointer<Double>) -> Void
  ) {
    let size = max(1, chunkCount * RowProgram.chunkLength)
    if chunks.count < size { chunks = Array(repeating: 0, count: size) }
    chunks.withUnsafeMutableBufferPointer { chunks in
      scalars.withUnsafeBufferPointer { scalars in
        guard let chunks = chunks.baseAddress else { return }
        body(chunks, scalars.baseAddress ?? UnsafePointer(chunks))
      }
    }
  }
}
