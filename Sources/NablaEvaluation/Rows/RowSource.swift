import CKernels

/// The rows that a program runs over.
struct RowSource {
  let columns: [ColumnBlocks]
  /// The rows' numbers; `nil` for all.
  let rows: ArraySlice<Int32>?

  /// The numbers of a column in a chunk of rows, which lies in one block of the column; those of
  /// chosen rows are gathered in `room`.
  ///
  /// They are where they are for as long as the source holds the column: blocks never move.
  func numbers(
    _ column: Int, _ start: Int, _ length: Int, room: UnsafeMutablePointer<Double>
  ) -> UnsafePointer<Double> {
    if let rows {
      for (offset, row) in rows[(rows.startIndex + start)...].prefix(length).enumerated() {
        room[offset] = columns[column][Int(row)]
      }
      return UnsafePointer(room)
    }
    let place = start % ColumnBlocks.length
    return columns[column].blocks[start / ColumnBlocks.length].withUnsafeBufferPointer { block in
      guard let numbers = block.baseAddress else { return UnsafePointer(room) }
      let following = min(RowProgram.chunkLength, block.count - place - length)
      ckernels_fetch(numbers + place + length, following)
      return numbers + place
    }
  }
}
