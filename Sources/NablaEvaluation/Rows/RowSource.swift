import CKernels

/// The rows that a program runs over.
struct RowSource {
  let columns: [ColumnBlocks]
  /// The rows' numbers; `nil` for all.
  let rows: ArraySlice<Int32>?

  /// Puts the places of the columns' numbers from a row on in front of the registers' places; those
  /// of chosen rows are gathered.
  ///
  /// They stay where they are for as long as the source holds the columns: blocks never move. They
  /// reach to the end of the block; those that were gathered are `length`.
  func place(_ start: Int, _ length: Int, _ registers: RowRegisters) {
    for (number, column) in columns.enumerated() {
      if let rows {
        let room = registers.room(number)
        for (offset, row) in rows[(rows.startIndex + start)...].prefix(length).enumerated() {
          room[offset] = column[Int(row)]
        }
        registers.places[number] = UnsafePointer(room)
      } else {
        column.blocks[start / ColumnBlocks.length].withUnsafeBufferPointer { block in
          guard let numbers = block.baseAddress else { return }
          registers.places[number] = numbers + start % ColumnBlocks.length
        }
      }
    }
  }
}
