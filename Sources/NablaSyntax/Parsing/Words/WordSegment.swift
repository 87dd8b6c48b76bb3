/// A part of a word: letters with the digit tail behind them, or a long name with underscores.
struct WordSegment: Sendable {
  /// The letters, each with its marks.
  let letters: ArraySlice<Character>
  /// The digits behind the letters, with an underscore in front if one is written.
  let tail: String
  /// Where the segment starts in its word, in bytes.
  let start: Int
  /// Whether rule 2 makes it one variable.
  let hasUnderscore: Bool

  var text: String { String(letters) + tail }

  /// The place in the word, in bytes.
  var range: Range<Int> { start..<start + text.utf8.count }

  /// Whether rules 1 to 3 make it a variable although the scope does not know it.
  var isVariable: Bool {
    hasUnderscore || letters.count == 1 || Name.greekLetters[String(letters)] != nil
  }

  /// The first letters, without the tail.
  func prefix(upTo count: Int) -> WordSegment {
    WordSegment(
      letters: letters.prefix(count), tail: "", start: start, hasUnderscore: false)
  }

  /// What is left behind the first letters, with the tail.
  func suffix(from count: Int) -> WordSegment {
    suffix(from: count, at: start + String(letters.prefix(count)).utf8.count)
  }

  /// What is left behind the first letters, which is known to start at a byte of the word.
  func suffix(from count: Int, at start: Int) -> WordSegment {
    WordSegment(
      letters: letters.dropFirst(count), tail: tail, start: start, hasUnderscore: hasUnderscore)
  }

  /// The text of a part, which is given by its place in the word.
  func text(of range: Range<Int>) -> String {
    String(
      decoding: Array(text.utf8)[range.lowerBound - start..<range.upperBound - start], as: UTF8.self
    )
  }

  /// The text from a place in the word on.
  func text(from offset: Int) -> String { text(of: offset..<range.upperBound) }

  /// How many letters stand in a part.
  func letterCount(in range: Range<Int>) -> Int { text(of: range).count { $0.isLetter } }
}

extension WordSegment {
  /// Cuts a word behind each digit tail.
  ///
  /// A long word keeps what follows its first underscore, as in
  /// `total_bill`, but a letter's subscript ends with its digits: `x_1y` is x₁·y.
  static func split(_ word: String) -> [WordSegment] {
    var segments: [WordSegment] = []
    var rest = word[...]
    var start = 0
    while !rest.isEmpty {
      let letters = rest.prefix { !$0.isTail && $0 != "_" }
      var tail = rest[letters.endIndex...].prefix { $0.isTail }
      var hasUnderscore = false
      if rest[letters.endIndex...].first == "_" {
        hasUnderscore = true
        let behind = rest[letters.endIndex...].dropFirst()
        let digits = behind.prefix { $0.isTail }
        let isLetter = letters.count == 1 || Name.greekLetters[String(letters)] != nil
        let isSubscript = isLetter && !digits.isEmpty && behind[digits.endIndex...].first != "_"
        tail = rest[letters.endIndex..<(isSubscript ? digits.endIndex : rest.endIndex)]
      } else if rest[tail.endIndex...].first == "_" {
        hasUnderscore = true
        tail = rest[letters.endIndex...]
      }
      let segment = WordSegment(
        letters: Array(letters)[...], tail: String(tail), start: start, hasUnderscore: hasUnderscore
      )
      segments.append(segment)
      start = segment.range.upperBound
      rest = rest[tail.endIndex...]
    }
    return segments
  }
}

extension Character {
  /// Whether this is a plain or lowered digit.
  fileprivate var isTail: Bool {
    guard let scalar = unicodeScalars.first else { return false }
    return scalar.isLoweredDigit || scalar.isASCII && UInt8(scalar.value).isDigit
  }
}
