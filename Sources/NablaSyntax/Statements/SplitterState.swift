/// What the bytes of a statement read so far mean for where it ends.
struct SplitterState: Sendable {
  /// What a byte is to the statement around it.
  enum Role {
    /// A part of the statement.
    case text
    /// White space or a comment, which is dropped at both ends of a statement.
    case blank
    /// The newline or semicolon that ends it.
    case end
  }

  private var depth = 0
  private var isInString = false
  private var isInComment = false
  /// Whether the last thing read wants an operand.
  private var endsWithOperator = false
  /// The letters of the word under way, eight bits each, the last eight of them.
  private var word: UInt64 = 0
  private var hasText = false
  private var isFirstWord = true
  /// Whether the statement's operand is a file's name or a topic, where signs mean nothing.
  private var takesBareWord = false
  /// The bytes of the character under way that is not ASCII, and the state in front of it.
  private var character: UInt32 = 0
  private var before: (word: UInt64, endsWithOperator: Bool) = (0, false)

  /// Takes the next byte.
  mutating func read(_ byte: UInt8) -> Role {
    if byte == UInt8(ascii: "\n") { return readNewline() }
    if isInComment { return .blank }
    if isInString {
      isInString = byte != UInt8(ascii: "\"")
      return .text
    }
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
      endWord(isBlank: true)
      return .blank
    case UInt8(ascii: "#"):
      endWord(isBlank: true)
      isInComment = true
      return .blank
    case UInt8(ascii: ";") where depth == 0:
      return .end
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "_"):
      readLetter(byte)
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      // Digits belong to the word in front of them; a number begins none.
      if word != 0 { readLetter(byte) } else { readSign(byte) }
    case 0x80...:
      readPartOfCharacter(byte)
    default:
      readSign(byte)
    }
    hasText = true
    return .text
  }

  private mutating func readNewline() -> Role {
    endWord(isBlank: true)
    isInComment = false
    isInString = false
    return depth > 0 || endsWithOperator ? .blank : .end
  }

  private mutating func readLetter(_ byte: UInt8) {
    word = word << 8 | UInt64(byte)
    endsWithOperator = false
  }

  private mutating func readSign(_ byte: UInt8) {
    endWord(isBlank: false)
    isFirstWord = false
    if byte == UInt8(ascii: "?"), !hasText { takesBareWord = true }
    if byte == UInt8(ascii: "\"") { isInString = true }
    guard !takesBareWord else { return }
    switch byte {
    case UInt8(ascii: "("), UInt8(ascii: "["):
      depth += 1
      endsWithOperator = false
    case UInt8(ascii: ")"), UInt8(ascii: "]"):
      depth = max(0, depth - 1)
      endsWithOperator = false
    case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "/"),
      UInt8(ascii: "^"), UInt8(ascii: "@"), UInt8(ascii: ","), UInt8(ascii: "="),
      UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "~"):
      endsWithOperator = true
    default:
      endsWithOperator = false
    }
  }

  /// A character beyond ASCII is an operator, a space or else a letter.
  ///
  /// It may be cut anywhere, so every part counts as a letter until the character is whole.
  private mutating func readPartOfCharacter(_ byte: UInt8) {
    if byte >= 0xC0 {
      before = (word, endsWithOperator)
      character = 0
    }
    character = character << 8 | UInt32(byte)
    switch character {
    case 0xC2B7, 0xC397, 0xC3B7, 0xE28892, 0xE28B85, 0xE289A0, 0xE289A4, 0xE289A5, 0xE2889A:
      // · × ÷ − ⋅ ≠ ≤ ≥ √
      word = before.word
      endWord(isBlank: false)
      endsWithOperator = !takesBareWord
    case 0xC2A0, 0xE280AF:
      // The no-break spaces.
      (word, endsWithOperator) = before
      endWord(isBlank: true)
    default:
      readLetter(byte)
    }
  }

  private mutating func endWord(isBlank: Bool) {
    guard word != 0 else { return }
    if isFirstWord, isBlank, SplitterState.verbsOfBareWords.contains(word) { takesBareWord = true }
    // Words of two to four letters only, so that most need no search.
    if word > 0xFF, word <= UInt64(UInt32.max), !takesBareWord,
      SplitterState.operatorWords.contains(word)
    {
      endsWithOperator = true
    }
    isFirstWord = false
    word = 0
  }
}

extension SplitterState {
  private static let operatorWords = Set(["and", "or", "not", "if", "then", "else"].map(packed))

  private static let verbsOfBareWords: Set<UInt64> = Set(
    Verb.allRows.filter { [.path, .savedFile, .table, .optionalWord].contains($0.operand) }
      .flatMap { [$0.verb.rawValue] + $0.aliases }.map(packed))

  private static func packed(_ word: String) -> UInt64 {
    word.utf8.reduce(0) { $0 << 8 | UInt64($1) }
  }
}
