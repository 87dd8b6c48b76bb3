import NablaData

/// A table as CSV in pieces of whole lines, for the file that `save table` asks for.
public struct TableText: Sequence, IteratorProtocol, Sendable {
  private var writer: TableWriter
  /// How many rows there are below the header.
  public let rowCount: Int
  /// How many columns there are.
  public let columnCount: Int

  init(_ table: Table, separator: UInt8) {
    writer = TableWriter(table, separator: separator)
    rowCount = table.rowCount
    columnCount = table.columns.count
  }

  /// The next piece; `nil` after the last row.
  public mutating func next() -> [UInt8]? { writer.next() }
}
