/// The names that words may be cut into, by their spellings.
struct PieceDictionary: Sendable {
  /// Names longer than this are no pieces of other words.
  static let longest = 64

  private struct Entry {
    var name: Name
    var meaning: Scope.Meaning?
  }

  private var entries: [String: Entry] = [:]
  private var longestEntry = 1

  init(_ scope: Scope) {
    for (name, letter) in Name.greekLetters {
      let entry = Entry(name: Name(name), meaning: scope[Name(name)])
      add(name, entry)
      add(letter, entry)
    }
    for name in scope.names {
      let entry = Entry(name: name, meaning: scope[name])
      add(name.ascii, entry)
      add(PieceDictionary.plain(name.unicode), entry)
    }
  }

  private mutating func add(_ spelling: String, _ entry: Entry) {
    guard spelling.count <= PieceDictionary.longest else { return }
    entries[spelling] = entry
    longestEntry = max(longestEntry, spelling.count)
  }

  /// The pieces of a segment, longest match first; what matches nothing is a letter by itself.
  func cut(_ segment: WordSegment) -> [WordReading.Piece] {
    var pieces: [WordReading.Piece] = []
    var (position, offset) = (0, segment.start)
    let tail = PieceDictionary.plain(segment.tail)
    while position < segment.letters.count {
      let rest = segment.letters.count - position
      var found: (entry: Entry, length: Int)?
      for length in stride(from: min(longestEntry, rest), to: 0, by: -1) where found == nil {
        let letters = String(segment.letters[position..<position + length])
        found = entries[length == rest ? letters + tail : letters].map { ($0, length) }
        // A Greek letter with a subscript need not be known to be one name.
        if found == nil, length == rest, Name.greekLetters[letters] != nil {
          found = (Entry(name: Name(letters + tail), meaning: nil), length)
        }
      }
      let length = found?.length ?? 1
      let isLast = length == rest
      let text =
        String(segment.letters[position..<position + length]) + (isLast ? segment.tail : "")
      let width = text.utf8.count
      pieces.append(
        .init(
          name: found?.entry.name ?? Name(text), meaning: found?.entry.meaning,
          range: offset..<offset + width))
      position += length
      offset += width
    }
    return pieces
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
