/// The numbers of a column in blocks of a fixed length, the last one perhaps short; NaN where one is
/// missing.
///
/// Blocks are shared with whoever made them, not copied.
package struct ColumnBlocks: Sendable {
  /// How many numbers each block but the last one holds: a power of two, and whole chunks of rows.
  package static let length = 1 << 16

  package let blocks: [[Double]]
  package let count: Int
  /// Whether any number may be missing.
  package let hasMissing: Bool

  /// Takes blocks, all but the last of them `length` long.
  package init(_ blocks: [[Double]] = [], hasMissing: Bool) {
    self.blocks = blocks
    self.hasMissing = hasMissing
    count = max(0, blocks.count - 1) * Self.length + (blocks.last?.count ?? 0)
  }

  /// Cuts numbers into blocks.
  ///
  /// - Complexity: O(n).
  package init(_ numbers: [Double]) {
    let starts = stride(from: 0, to: numbers.count, by: Self.length)
    self.init(
      starts.map { Array(numbers[$0..<min($0 + Self.length, numbers.count)]) },
      hasMissing: numbers.contains(where: \.isNaN))
  }

  /// The number in a row.
  package subscript(row: Int) -> Double {
    blocks[row / Self.length][row % Self.length]
  }

  /// The first row whose number satisfies a condition; `nil` where there is none.
  package func firstRow(where condition: (Double) -> Bool) -> Int? {
    for (index, block) in blocks.enumerated() {
      if let place = block.firstIndex(where: condition) { return index * Self.length + place }
    }
    return nil
  }

  /// The numbers of some rows alone.
  func gathered(_ rows: [Int32]) -> ColumnBlocks {
    let starts = stride(from: 0, to: rows.count, by: Self.length)
    return ColumnBlocks(
      starts.map { start in
        rows[start..<min(start + Self.length, rows.count)].map { self[Int($0)] }
      },
      hasMissing: false)
  }
}
