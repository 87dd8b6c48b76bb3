/// Finds the names that a word may be cut into.
struct PieceDictionary: Sendable {
  /// Names longer than this are no pieces of other words.
  static let longest = 64

  /// A name that may be a piece.
  struct Entry: Sendable {
    var name: Name
    /// What it stands for; `nil` for a Greek name that is nowhere defined.
    var meaning: Scope.Meaning?
  }

  private let scope: Scope
  /// The spellings of all names, for words that are long enough to be worth the making of it.
  private var entries: [String: Entry]?
  private var longestEntry = PieceDictionary.longest

  private static let longestWithoutEntries = 8

  init(_ scope: Scope) {
    self.scope = scope
  }

  /// The pieces of a segment, longest match first; what matches nothing is a letter by itself.
  ///
  /// Complexity: linear in the letters, with the longest known name as the factor.
  mutating func cut(_ segment: WordSegment) -> [WordReading.Piece] {
    if segment.letters.count > PieceDictionary.longestWithoutEntries { makeEntries() }
    var pieces: [WordReading.Piece] = []
    var (position, offset) = (0, segment.start)
    while position < segment.letters.count {
      let rest = segment.suffix(from: position, at: offset)
      let piece = firstPiece(of: rest, isWhole: position == 0)
      pieces.append(piece.piece)
      position += piece.length
      offset = piece.piece.range.upperBound
    }
    return pieces
  }

  private func firstPiece(
    of rest: WordSegment, isWhole: Bool
  ) -> (piece: WordReading.Piece, length: Int) {
    let longest = min(longestEntry, rest.letters.count)
    for length in stride(from: longest, to: 0, by: -1) {
      let text = String(rest.letters.prefix(length))
      let isAll = length == rest.letters.count
      // The whole word was looked up before it was cut.
      guard !(isWhole && isAll), let entry = entry(text, tail: isAll ? rest.tail : "") else {
        continue
      }
      let width = text.utf8.count + (isAll ? rest.tail.utf8.count : 0)
      let range = rest.start..<rest.start + width
      return (.init(name: entry.name, meaning: entry.meaning, range: range), length)
    }
    let text = String(rest.letters.prefix(1)) + (rest.letters.count == 1 ? rest.tail : "")
    let range = rest.start..<rest.start + text.utf8.count
    return (.init(name: Name(text), meaning: nil, range: range), 1)
  }

  private func entry(_ letters: String, tail: String) -> Entry? {
    let plainTail = PieceDictionary.plain(tail)
    if let entries {
      if let known = entries[letters + plainTail] { return known }
    } else {
      let name = Name(letters + plainTail)
      if let meaning = scope[name] { return Entry(name: name, meaning: meaning) }
    }
    guard Name.greekLetters[letters] != nil else { return nil }
    return Entry(name: Name(letters + plainTail), meaning: nil)
  }

  private mutating func makeEntries() {
    guard entries == nil else { return }
    var entries: [String: Entry] = [:]
    longestEntry = Name.greekLetters.keys.reduce(1) { max($0, $1.count) }
    for name in scope.names {
      let entry = Entry(name: name, meaning: scope[name])
      for spelling in [name.ascii, PieceDictionary.plain(name.unicode)]
      where spelling.count <= PieceDictionary.longest {
        entries[spelling] = entry
        longestEntry = max(longestEntry, spelling.count)
      }
    }
    self.entries = entries
  }

  /// The text with plain digits for lowered ones.
  private static func plain(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          scalar.isLoweredDigit ? Unicode.Scalar(UInt8(scalar.value - 0x2080) + 0x30) : scalar
        }))
  }
}
