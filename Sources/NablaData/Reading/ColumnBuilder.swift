/// A column while its cells come in.
///
/// A column that was not said to be text keeps both readings of its first cells. After `sampleSize`
/// of them it is text if most are no numbers; else it is numbers, and from then on no text of it is
/// kept. At the end all cells count: a few that are no numbers are an error, or missing if allowed.
struct ColumnBuilder {
  enum Kind {
    case undecided
    case numbers
    case text
  }

  /// A cell that is no number.
  struct Word {
    let place: CellPlace
    let cell: String

    var error: TableError { .notNumber(place, cell: cell) }
  }

  /// How many cells that are there settle what a column is kept as: fewer where there are thousands
  /// of columns, as each cell takes longer until then.
  static func sampleSize(columnCount: Int) -> Int {
    max(16, min(256, 262_144 / max(1, columnCount)))
  }

  let position: Int
  var name: String
  private(set) var kind = Kind.undecided
  var sampleSize = sampleSize(columnCount: 1)
  private(set) var isTextByWish = false
  private(set) var numbers = Blocks<Double>()
  private(set) var missingCount = 0
  /// How many cells are no numbers, as long as the column is not text.
  private(set) var wordCount = 0
  private(set) var firstWord: Word?
  private(set) var levels = LevelTable()
  private(set) var codes = Blocks<Int32>()
  private var sample: [UInt8] = []
  /// The rows of the sample's cells from 0, and where each ends in `sample`.
  private var sampleEnds: [(row: Int, end: Int)] = []

  init(position: Int, name: String) {
    self.position = position
    self.name = name
  }

  /// Makes the column text whatever its cells are; only before the first one.
  mutating func makeText() {
    kind = .text
    isTextByWish = true
  }

  /// Takes numbers that were read by `number`, of perhaps so many rows in all.
  mutating func append(_ more: UnsafeBufferPointer<Double>, expecting rowCount: Int) {
    numbers.append(contentsOf: more, expecting: rowCount)
  }

  /// Counts cells missing that a caller found to be so by their numbers.
  mutating func countMissing(_ count: Int) { missingCount += count }

  /// Takes any cell; fails if no later cell can make it right.
  mutating func append(_ cell: Cell, row: Int, _ rules: CellRules) throws(TableError) {
    if kind == .text {
      try appendText(cell, row: row, rules)
      return
    }
    let missing = missingCount
    numbers.append(try number(cell, row: row, rules))
    guard kind == .undecided, missingCount == missing else { return }
    sample.append(contentsOf: cell.text)
    sampleEnds.append((numbers.count - 1, sample.count))
    if sampleEnds.count == sampleSize { try decide(rules) }
  }

  /// What a cell is among numbers: its number, or NaN, which is counted as missing or as a word.
  mutating func number(_ cell: Cell, row: Int, _ rules: CellRules) throws(TableError) -> Double {
    let text = cell.bytes.trimmed
    if rules.isMissing(text) {
      missingCount += 1
      return .nan
    }
    if let number = rules.number(text) {
      guard rules.isMissing(number) else { return number }
      missingCount += 1
      return .nan
    }
    let place = place(of: cell, row: row)
    try cell.text.checkText(at: place)
    wordCount += 1
    let word = firstWord ?? Word(place: place, cell: Excerpt.text(cell.text))
    firstWord = word
    if kind == .numbers, !rules.allowsMissing { throw word.error }
    return .nan
  }

  private mutating func appendText(
    _ cell: Cell, row: Int, _ rules: CellRules
  ) throws(TableError) {
    let trimmed = cell.bytes.trimmed
    guard !rules.isMissing(trimmed) else {
      codes.append(Column.missingCode)
      missingCount += 1
      return
    }
    let text = cell.isQuoted ? cell.bytes : trimmed
    let count = levels.count
    let code = levels.code(of: text)
    codes.append(code)
    if code == count { try text.checkText(at: place(of: cell, row: row)) }
  }

  /// Settles by the cells so far whether this is text or numbers.
  mutating func decide(_ rules: CellRules) throws(TableError) {
    guard kind == .undecided else { return }
    if 2 * wordCount > sampleEnds.count {
      becomeText()
    } else if let firstWord, !rules.allowsMissing {
      throw firstWord.error
    } else {
      kind = .numbers
    }
    sample = []
    sampleEnds = []
  }

  private mutating func becomeText() {
    kind = .text
    codes = numbers.mapped { _ in Column.missingCode }
    numbers = Blocks()
    var start = 0
    for (row, end) in sampleEnds {
      codes[row] = sample.withUnsafeBufferPointer {
        levels.code(of: UnsafeBufferPointer(rebasing: $0[start..<end]))
      }
      start = end
    }
  }

  private func place(of cell: Cell, row: Int) -> CellPlace {
    CellPlace(row: row, line: cell.line, column: position, name: name)
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Fails if these bytes are no text.
  func checkText(at place: CellPlace) throws(TableError) {
    guard !contains(0) else { throw .binary(offset: nil) }
    guard String(validating: self, as: UTF8.self) != nil else { throw .notUTF8(place) }
  }
}
