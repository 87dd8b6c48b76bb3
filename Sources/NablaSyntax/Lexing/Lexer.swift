/// Cuts a statement's bytes into tokens, one at a time.
///
/// The bytes have passed `Encoding.check`, so they are UTF-8. Complexity: every byte is looked at
/// once.
struct Lexer: Sendable {
  /// A longer run of letters, in bytes, is no word.
  static let longestWord = 1_000

  let source: [UInt8]
  private(set) var offset = 0

  init(_ source: [UInt8]) {
    self.source = source
  }

  /// The next token; at the end of the text `.end`, as often as asked.
  mutating func next() -> Token {
    let isSpaced = skipBlanks() || offset == 0
    let lower = offset
    guard lower < source.count else {
      return Token(kind: .end, lower: lower, upper: lower, isSpaced: isSpaced)
    }
    let kind = readToken(source[lower])
    return Token(kind: kind, lower: lower, upper: offset, isSpaced: isSpaced)
  }

  /// Goes on at another place in the text.
  mutating func skip(to offset: Int) { self.offset = offset }

  /// The byte `distance` behind the current one, 0 beyond the end.
  private func byte(_ distance: Int) -> UInt8 {
    offset + distance < source.count ? source[offset + distance] : 0
  }

  private mutating func take(_ count: Int, _ kind: TokenKind) -> TokenKind {
    offset += count
    return kind
  }

  private mutating func readToken(_ byte: UInt8) -> TokenKind {
    if byte.isLetter { return readWord() }
    if byte.isDigit { return readNumber() }
    if byte >= 0x80 { return readBeyondASCII() }
    let follower = self.byte(1)
    let isFollowedByEqual = follower == UInt8(ascii: "=")
    switch byte {
    case UInt8(ascii: "."): return follower.isDigit ? readNumber() : take(1, .stray)
    case UInt8(ascii: "+"): return take(1, .plus)
    case UInt8(ascii: "-"): return take(1, .minus)
    case UInt8(ascii: "*"): return follower == byte ? take(2, .stray) : take(1, .times)
    case UInt8(ascii: "/"): return take(1, .divide)
    case UInt8(ascii: "@"): return take(1, .at)
    case UInt8(ascii: "^"): return take(1, .caret)
    case UInt8(ascii: "'"): return take(1, .prime)
    case UInt8(ascii: ","): return take(1, .comma)
    case UInt8(ascii: "|"): return take(1, .bar)
    case UInt8(ascii: "("): return take(1, .leftParenthesis)
    case UInt8(ascii: ")"): return take(1, .rightParenthesis)
    case UInt8(ascii: "["): return take(1, .leftBracket)
    case UInt8(ascii: "]"): return take(1, .rightBracket)
    case UInt8(ascii: "?"): return take(1, .question)
    case UInt8(ascii: "\""): return readText()
    case UInt8(ascii: "!"): return isFollowedByEqual ? take(2, .notEqual) : take(1, .bang)
    case UInt8(ascii: "<"): return isFollowedByEqual ? take(2, .lessOrEqual) : take(1, .less)
    case UInt8(ascii: ">"): return isFollowedByEqual ? take(2, .greaterOrEqual) : take(1, .greater)
    case UInt8(ascii: "="): return isFollowedByEqual ? take(2, .equal) : take(1, .assign)
    case UInt8(ascii: "~"): return take(1, .tilde)
    case UInt8(ascii: "&"): return take(follower == byte ? 2 : 1, .stray)
    case UInt8(ascii: ":"): return take(isFollowedByEqual ? 2 : 1, .stray)
    default: return take(1, .stray)
    }
  }

  /// All up to the closing quotation mark; without one, all that is left of the line is stray.
  private mutating func readText() -> TokenKind {
    let mark = UInt8(ascii: "\"")
    offset += 1
    while offset < source.count, source[offset] != UInt8(ascii: "\n") {
      offset += 1
      guard source[offset - 1] == mark else { continue }
      guard byte(0) == mark else { return .text }
      offset += 1
    }
    return .stray
  }

  private mutating func skipBlanks() -> Bool {
    let start = offset
    while offset < source.count {
      switch source[offset] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"):
        offset += 1
      case UInt8(ascii: "#"):
        while offset < source.count, source[offset] != UInt8(ascii: "\n") { offset += 1 }
      case 0x80...:
        let (scalar, length) = scalar(at: offset)
        guard scalar.isBlank else { return offset > start }
        offset += length
      default:
        return offset > start
      }
    }
    return offset > start
  }

  /// Digits, a fraction, and an exponent only where a digit follows: `2e` is 2·e.
  private mutating func readNumber() -> TokenKind {
    skipDigits()
    if byte(0) == UInt8(ascii: "."), byte(1) != UInt8(ascii: ".") {
      offset += 1
      skipDigits()
    }
    if byte(0) | 0x20 == UInt8(ascii: "e") {
      let hasSign = byte(1) == UInt8(ascii: "+") || byte(1) == UInt8(ascii: "-")
      if byte(hasSign ? 2 : 1).isDigit {
        offset += hasSign ? 2 : 1
        skipDigits()
      }
    }
    return .number
  }

  private mutating func skipDigits() {
    while byte(0).isDigit { offset += 1 }
  }

  /// Letters, digits, underscores and lowered digits; plain and lowered digits do not mix.
  private mutating func readWord() -> TokenKind {
    let start = offset
    var isAfterPlainDigit = false
    var isAfterLoweredDigit = false
    while offset < source.count {
      let byte = source[offset]
      if byte.isDigit {
        if isAfterLoweredDigit { break }
        isAfterPlainDigit = true
        offset += 1
      } else if byte.isLetter || byte == UInt8(ascii: "_") {
        (isAfterPlainDigit, isAfterLoweredDigit) = (false, false)
        offset += 1
      } else if byte == UInt8(ascii: "."), isColumnBehindDot() {
        (isAfterPlainDigit, isAfterLoweredDigit) = (false, false)
        offset += 1
      } else {
        guard byte >= 0x80 else { break }
        let (scalar, length) = scalar(at: offset)
        if scalar.isLoweredDigit {
          if isAfterPlainDigit { break }
          isAfterLoweredDigit = true
        } else if scalar.isWordLetter || scalar.isMark {
          (isAfterPlainDigit, isAfterLoweredDigit) = (false, false)
        } else {
          break
        }
        offset += length
      }
    }
    guard offset - start <= Lexer.longestWord else { return .stray }
    return keyword(source[start..<offset]) ?? .word
  }

  /// Whether a dot in a word joins a table's name and a column's, as in `t.x`.
  private func isColumnBehindDot() -> Bool {
    guard offset + 1 < source.count else { return false }
    return source[offset + 1].isLetter
      || source[offset + 1] >= 0x80 && scalar(at: offset + 1).0.isWordLetter
  }

  private func keyword(_ word: ArraySlice<UInt8>) -> TokenKind? {
    guard word.count <= 4, word.count > 1 else { return nil }
    return word.reduce(0 as UInt32) { $0 << 8 | UInt32($1) }.keyword
  }

  private mutating func readBeyondASCII() -> TokenKind {
    let (scalar, length) = scalar(at: offset)
    if scalar.isWordLetter { return readWord() }
    if scalar.isRaised {
      while offset < source.count, source[offset] >= 0x80 {
        let (next, width) = self.scalar(at: offset)
        guard next.isRaised else { break }
        offset += width
      }
      return .superscript
    }
    offset += length
    return Lexer.signs[scalar] ?? .stray
  }

  /// The signs that people paste from PDF files and web pages.
  private static let signs: [Unicode.Scalar: TokenKind] = [
    "−": .minus, "×": .times, "·": .times, "⋅": .times, "÷": .divide, "≤": .lessOrEqual,
    "≥": .greaterOrEqual, "≠": .notEqual, "√": .root, "∂": .partial, "∇": .nabla,
    "′": .prime, "∞": .word,
  ]

  /// The Unicode scalar that starts at `offset`, and its length in bytes.
  private func scalar(at offset: Int) -> (Unicode.Scalar, length: Int) {
    let first = source[offset]
    let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard length > 1, offset + length <= source.count else { return (Unicode.Scalar(first), 1) }
    var value = UInt32(first) & (0x7F >> UInt32(length))
    for index in offset + 1..<offset + length { value = value << 6 | UInt32(source[index] & 0x3F) }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
  }
}

extension UInt32 {
  /// The keyword whose letters are the bytes of this number.
  fileprivate var keyword: TokenKind? {
    switch self {
    case 0x69_66: .if
    case 0x6F_72: .or
    case 0x61_6E_64: .and
    case 0x6E_6F_74: .not
    case 0x74_68_65_6E: .then
    case 0x65_6C_73_65: .else
    default: nil
    }
  }
}
