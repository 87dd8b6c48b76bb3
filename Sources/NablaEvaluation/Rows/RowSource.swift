import CKernels

/// The rows that a program runs over.
struct RowSource {
  let columns: [ColumnBlocks]
  /// The rows' numbers; `nil` for all.
  let rows: ArraySlice<Int32>?

  /// Copies the numbers of a column in a chunk of rows, which lies in one block of the column.
  func load(_ column: Int, _ start: Int, _ length: Int, into chunk: UnsafeMutablePointer<Double>) {
    if let rows {
      for (offset, row) in rows[(rows.startIndex + start)...].prefix(length).enumerated() {
        chunk[offset] = columns[column][Int(row)]
      }
      return
    }
    let place = start % ColumnBlocks.length
    columns[column].blocks[start / ColumnBlocks.length].withUnsafeBufferPointer { block in
      guard let source = block.baseAddress else { return }
      let following = min(RowProgram.chunkLength, block.count - place - length)
      ckernels_copy(chunk, source + place, length, following)
    }
  }
}
