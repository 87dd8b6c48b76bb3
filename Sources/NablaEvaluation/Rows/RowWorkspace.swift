import CKernels

/// What a row program needs while it runs.
struct RowWorkspace: Sendable {
  /// The numbers that are the same for all rows.
  var scalars: [Double] = []
  private var chunks: [Double] = []

  /// Calls `body` with the registers of the first of so many workers; those of the others follow.
  @inline(__always)
  mutating func withRegisters(
    chunkCount: Int, workers: Int, _ body: (RowRegisters) -> Void
  ) {
    let size = max(1, workers * chunkCount * RowProgram.chunkLength)
    if chunks.count < size { chunks = Array(repeating: 0, count: size) }
    chunks.withUnsafeMutableBufferPointer { chunks in
      scalars.withUnsafeBufferPointer { scalars in
        guard let chunks = chunks.baseAddress else { return }
        body(RowRegisters(chunks: chunks, scalars: scalars.baseAddress ?? UnsafePointer(chunks)))
      }
    }
  }
}

/// Where the numbers of a run are: columns in their blocks, other chunks in room of their own, and
/// the scalars.
struct RowRegisters {
  var chunks: UnsafeMutablePointer<Double>
  let scalars: UnsafePointer<Double>
  /// Where the numbers of each chunk are, the columns first.
  var places = UnsafeMutableBufferPointer<UnsafePointer<Double>?>(start: nil, count: 0)

  /// The room of a chunk.
  @inline(__always)
  func room(_ number: Int) -> UnsafeMutablePointer<Double> {
    chunks + number * RowProgram.chunkLength
  }

  /// An operand for kernels.
  @inline(__always)
  subscript(operand: RowOperand) -> ckernels_operand {
    if let scalar = operand.scalar {
      return ckernels_operand(values: scalars + scalar, is_scalar: true)
    }
    return ckernels_operand(values: places[operand.chunk], is_scalar: false)
  }
}
