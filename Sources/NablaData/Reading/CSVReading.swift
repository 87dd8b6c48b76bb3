/// A table read from CSV, with how it was written and what is to be told of it.
package struct CSVReading: Sendable, Equatable {
  package let table: Table
  package let dialect: CSVDialect
  package fileprivate(set) var notes: [TableNote]

  /// How the file is written is told by at most so many of its first bytes.
  private static let headLength = 1 << 20

  /// Reads a table to the end of its source: CSV as RFC 4180 has it and as people write it, plain or
  /// compressed by gzip.
  ///
  /// Takes linear time, and beside the columns themselves little more memory than a piece of the
  /// source and the first mebibyte.
  package static func read(
    _ source: some ByteSource, name: String, _ options: CSVOptions = CSVOptions()
  ) throws(TableError) -> CSVReading {
    var source = PlainBytes(source)
    var head = try source.next() ?? []
    var isWhole = false
    while head.count < headLength, !isWhole {
      if let more = try source.next() { head += more } else { isWhole = true }
    }
    let mark = try checkedMark(head)
    let dialect = head.withUnsafeBufferPointer { bytes in
      CSVDialect.detect(
        UnsafeBufferPointer(rebasing: bytes[mark..<min(bytes.count, headLength)]),
        isWhole: isWhole && head.count <= headLength, isCompressed: source.isCompressed, options)
    }
    var reader = CellReader(separator: dialect.separator, comment: options.comment)
    var builder = TableBuilder(options, dialect)
    head.withUnsafeBufferPointer { bytes in
      reader.read(UnsafeBufferPointer(rebasing: bytes[mark...]), into: &builder)
    }
    head = []
    builder.expectRows(after: source.fraction)
    while builder.failure == nil, let piece = try source.next() {
      piece.withUnsafeBufferPointer { reader.read($0, into: &builder) }
      builder.expectRows(after: source.fraction)
    }
    reader.finish(into: &builder)
    var reading = try builder.reading(name: name, dialect, reader)
    if options.header == .detected, !dialect.hasHeader {
      reading.notes.insert(.noHeader(columns: reading.table.columns.count), at: 0)
    }
    return reading
  }

  /// The length of a byte order mark in front; fails if the bytes are no text of UTF-8.
  private static func checkedMark(_ head: [UInt8]) throws(TableError) -> Int {
    guard !head.starts(with: [0xFF, 0xFE]), !head.starts(with: [0xFE, 0xFF]) else {
      throw .utf16
    }
    if let offset = head.prefix(headLength).firstIndex(of: 0) { throw .binary(offset: offset) }
    return head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }
}

extension TableBuilder {
  /// The table of all rows, after the last one.
  fileprivate mutating func reading(
    name: String, _ dialect: CSVDialect, _ reader: CellReader
  ) throws(TableError) -> CSVReading {
    if let failure { throw failure }
    guard !columns.isEmpty else { throw .empty }
    guard rowCount > 0 else { throw .headerOnly(columns: columns.count) }
    var notes: [TableNote] = []
    if reader.commentCount > 0 { notes.append(.comments(reader.commentCount)) }
    if reader.blankCount > 0 { notes.append(.blankLines(reader.blankCount)) }
    for (place, original) in originals.enumerated() where columns[place].name != original {
      notes.append(
        .renamed(column: place + 1, original: original, name: columns[place].name))
    }
    let table = Table(name: name, known: try finishedColumns(&notes))
    if table.columns.count == 1, table.columns[0].isDividedBySpaces(rules) {
      notes.append(.spaces(name: table.columns[0].name))
    }
    return CSVReading(table: table, dialect: dialect, notes: notes)
  }
}

extension Column {
  /// Whether the first text is several numbers with spaces between.
  fileprivate func isDividedBySpaces(_ rules: CellRules) -> Bool {
    let parts = levels.first?.split(whereSeparator: \.isWhitespace) ?? []
    return parts.count > 1
      && parts.allSatisfy { part in
        Array(part.utf8).withUnsafeBufferPointer { rules.number($0) != nil }
      }
  }
}
