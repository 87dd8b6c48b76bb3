import CKernels

/// The numbers of some rows in a row, those of each side by side, so that a row costs one or two
/// cache lines.
struct PackedRows: Sendable {
  /// How many rows are packed column by column before the next ones are, within the nearest cache; a
  /// part of the blocks of columns.
  private static let blockLength = 256
  /// How many rows are packed at least where they are to come in order.
  private static let windowLength = 4 * blockLength
  /// How many blocks are worth a thread.
  private static let leastBlocks = 64
  /// How many numbers are there behind the last row, for kernels that read four at a time.
  private static let padding = 3

  private(set) var rows: Range<Int>
  private(set) var numbers: [Double]

  /// No rows.
  init() {
    rows = 0..<0
    numbers = []
  }

  /// All rows.
  init(_ packing: RowPacking) {
    rows = 0..<packing.count
    let size = packing.stride * packing.count + Self.padding
    numbers = Array(unsafeUninitializedCapacity: size) { room, filled in
      guard let start = room.baseAddress else { return }
      ckernels_prefer_large_pages(start, size * MemoryLayout<Double>.stride)
      Self.pack(0..<packing.count, packing, start)
      (start + size - Self.padding).update(repeating: 0, count: Self.padding)
      filled = size
    }
  }

  /// Packs some rows and those behind them in place of what is here, unless they are here.
  mutating func move(to wanted: Range<Int>, _ packing: RowPacking) {
    if rows.lowerBound <= wanted.lowerBound, wanted.upperBound <= rows.upperBound { return }
    let end = max(wanted.upperBound, wanted.lowerBound + Self.windowLength)
    rows = wanted.lowerBound..<min(packing.count, end)
    let size = packing.stride * rows.count + Self.padding
    if numbers.count < size { numbers = Array(repeating: 0, count: size) }
    numbers.withUnsafeMutableBufferPointer { numbers in
      if let start = numbers.baseAddress { Self.pack(rows, packing, start) }
    }
  }

  private static func pack(
    _ rows: Range<Int>, _ packing: RowPacking, _ numbers: UnsafeMutablePointer<Double>
  ) {
    let first = rows.lowerBound / blockLength
    let blocks = (rows.upperBound + blockLength - 1) / blockLength - first
    Parallel.forEach(blocks, workers: min(packing.threads, blocks / leastBlocks)) { _, block in
      let start = max(rows.lowerBound, (first + block) * blockLength)
      let end = min(rows.upperBound, (first + block + 1) * blockLength)
      packing.fill(start..<end, numbers + (start - rows.lowerBound) * packing.stride)
    }
  }
}
