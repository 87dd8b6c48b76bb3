/// The columns of a table while its rows come in.
struct TableBuilder: CellSink {
  private enum Phase {
    case header
    /// The first row where there is no header, which makes the columns.
    case firstRow
    case rows
  }

  let rules: CellRules
  private let textColumns: Set<String>
  private let separator: UInt8
  /// Whether no number holds the separator, so that one may be read before its end is looked for.
  private let dividesNumbers: Bool
  private var phase: Phase
  private(set) var columns: [ColumnBuilder] = []
  /// What the header calls the columns.
  private(set) var originals: [String] = []
  private(set) var rowCount = 0
  /// About how many rows there are in all; 0 as long as that is not known.
  private var expectedRowCount = 0
  /// The place from 0 of the next cell in its row.
  private var position = 0
  private var staging = NumberStaging()
  private(set) var failure: TableError? { didSet { isDone = true } }
  /// Kept beside the failure, as it is asked for with every cell.
  private(set) var isDone = false

  init(_ options: CSVOptions, _ dialect: CSVDialect) {
    rules = CellRules(options)
    textColumns = Set(options.textColumns)
    separator = dialect.separator
    dividesNumbers = !rules.isPartOfNumbers(dialect.separator)
    phase = dialect.hasHeader ? .header : .firstRow
  }

  /// Concludes from the part of the file that was read how many rows there are in all, and a few
  /// more lest the last ones make a column grow.
  mutating func expectRows(after fraction: Double?) {
    guard let fraction, fraction > 0 else { return }
    expectedRowCount = Int(min(1.03 * Double(rowCount) / fraction, 1e15))
  }

  mutating func takeNumbers(_ bytes: UnsafePointer<UInt8>, count: Int) -> NumberRun {
    guard position < columns.count, dividesNumbers else { return NumberRun() }
    let run = staging.take(
      bytes, count: count, separator: separator, decimal: rules.decimal, from: position)
    if rules.hasMissingNumbers {
      for place in position..<position + run.count where rules.isMissing(staging[place]) {
        staging[place] = .nan
        columns[place].countMissing(1)
      }
    }
    position += run.count
    return run
  }

  mutating func append(_ cell: Cell) {
    do throws(TableError) {
      switch phase {
      case .header: try appendName(cell)
      case .firstRow:
        addColumn("x\(columns.count + 1)", original: "")
        try appendData(cell)
      case .rows: try appendData(cell)
      }
    } catch {
      failure = error
    }
    position += 1
  }

  mutating func fail(_ fault: CellFault, _ cell: Cell) {
    let place = place(of: position, line: cell.line)
    switch fault {
    case .textBehindQuote: failure = .textBehindQuote(place, cell: Excerpt.text(cell.bytes))
    case .unclosedQuote: failure = .unclosedQuote(place)
    }
  }

  mutating func endRow(after last: Cell) {
    guard !isDone else { return }
    if phase == .rows {
      guard position == columns.count else {
        failure = .ragged(
          place(of: position - 1, line: last.line), cell: Excerpt.text(last.text),
          found: position, expected: columns.count)
        return
      }
      rowCount += 1
    } else {
      endFirstRow()
    }
    position = 0
    if staging.endRow() { flush() }
  }

  private mutating func endFirstRow() {
    do throws(TableError) {
      if phase == .header {
        try nameColumns()
      } else {
        rowCount = 1
        try checkWishes()
      }
    } catch {
      failure = error
    }
    phase = .rows
    let sampleSize = ColumnBuilder.sampleSize(columnCount: columns.count)
    for place in columns.indices { columns[place].sampleSize = sampleSize }
    staging = NumberStaging(columnCount: columns.count)
  }

  /// Hands the numbers of the last rows over to their columns.
  private mutating func flush() {
    for place in columns.indices where columns[place].kind == .numbers {
      staging.withRows(of: place) { columns[place].append($0, expecting: expectedRowCount) }
    }
    staging.restart(columns.lazy.map { $0.kind == .numbers })
  }

  private mutating func appendName(_ cell: Cell) throws(TableError) {
    try cell.text.checkText(at: place(of: position, line: cell.line))
    originals.append(String(decoding: cell.text, as: UTF8.self))
  }

  private mutating func appendData(_ cell: Cell) throws(TableError) {
    guard position < columns.count else {
      throw .ragged(
        place(of: position, line: cell.line), cell: Excerpt.text(cell.text),
        found: position + 1, expected: columns.count)
    }
    if columns[position].kind == .numbers {
      staging[position] = try columns[position].number(cell, row: rowCount + 1, rules)
    } else {
      try columns[position].append(cell, row: rowCount + 1, rules)
      if columns[position].kind == .numbers { staging.begin(position) }
    }
  }

  private mutating func nameColumns() throws(TableError) {
    var places: [String: Int] = [:]
    for (place, name) in originals.enumerated() where !name.isEmpty {
      if let first = places.updateValue(place, forKey: name) {
        throw .twoColumns(name: name, first: first + 1, second: place + 1)
      }
    }
    for (name, original) in zip(ColumnName.usable(originals), originals) {
      addColumn(name, original: original)
    }
    try checkWishes()
  }

  private mutating func addColumn(_ name: String, original: String) {
    var column = ColumnBuilder(position: columns.count + 1, name: name)
    if textColumns.contains(name) || textColumns.contains(original) { column.makeText() }
    columns.append(column)
  }

  /// Fails if a column was to be text that is not there.
  private func checkWishes() throws(TableError) {
    let names = columns.map(\.name)
    let known = Set(names).union(originals)
    if let stranger = textColumns.subtracting(known).min() {
      throw .noColumn(stranger, names: names)
    }
  }

  private func place(of position: Int, line: Int) -> CellPlace {
    CellPlace(
      row: phase == .header ? 0 : rowCount + 1, line: line, column: position + 1,
      name: position < columns.count ? columns[position].name : nil)
  }
}

extension TableBuilder {
  /// All columns, each finished in turn and let go, so that none is there twice.
  mutating func finishedColumns(_ notes: inout [TableNote]) throws(TableError) -> [Column] {
    flush()
    var finished: [Column] = []
    finished.reserveCapacity(columns.count)
    for place in columns.indices {
      var column = try columns[place].column(rules, &notes)
      if place < originals.count, !originals[place].isEmpty { column.header = originals[place] }
      finished.append(column)
      columns[place] = ColumnBuilder(position: place + 1, name: "")
    }
    return finished
  }
}
