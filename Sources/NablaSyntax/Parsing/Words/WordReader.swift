/// Decides what words mean, by the six rules of `grammar.md`, first match first.
///
/// Complexity: a word is read once and remembered; reading takes time linear in its length.
struct WordReader: Sendable {
  private(set) var scope: Scope
  private var cache: [WordKey: WordReading] = [:]
  /// What single letters of ASCII mean, by their byte.
  private var letters: [WordReading.Piece?] = Array(repeating: nil, count: 128)
  private var dictionary: PieceDictionary

  init(_ scope: Scope) {
    self.scope = scope
    dictionary = PieceDictionary(scope)
  }

  /// Makes names known from here on.
  mutating func define(_ names: [Name], as meaning: Scope.Meaning) {
    // The dictionary must let go of the scope first, or writing would copy all of it.
    dictionary = PieceDictionary(Scope())
    for name in names { scope[name] = meaning }
    cache.removeAll()
    letters = Array(repeating: nil, count: 128)
    dictionary = PieceDictionary(scope)
  }

  /// The reading of one letter of ASCII, which needs no rule but the first and the third.
  mutating func piece(letter: UInt8) -> WordReading.Piece {
    if let known = letters[Int(letter)] { return known }
    let name = Name(String(Unicode.Scalar(letter)))
    let piece = WordReading.Piece(name: name, meaning: scope[name], range: 0..<1)
    letters[Int(letter)] = piece
    return piece
  }

  /// The reading of a word that was read before.
  func remembered(_ key: WordKey) -> WordReading? { cache[key] }

  /// Reads a word and remembers it by its key.
  mutating func read(
    _ text: String, _ context: WordContext, key: WordKey?
  ) throws(WordProblem) -> WordReading {
    let reading = try read(text, context)
    if let key { cache[key] = reading }
    return reading
  }

  /// The name that a word is as a whole, by rules 1 to 3, or `nil` if it is none.
  func wholeName(_ text: String) -> Name? {
    let name = Name(text)
    if scope[name] != nil { return name }
    if text.hasDot { return nil }
    let segments = WordSegment.split(text)
    guard segments.count == 1, let segment = segments.first else { return nil }
    return segment.isVariable ? name : nil
  }

  private mutating func read(
    _ text: String, _ context: WordContext
  ) throws(WordProblem) -> WordReading {
    let name = Name(text)
    if let meaning = scope[name] {
      var reading = WordReading(pieces: [
        .init(name: name, meaning: meaning, range: 0..<text.utf8.count)
      ])
      reading.mightBeProduct =
        context.isAfterNumber && meaning == .value && name.ascii != "ans"
        && (2...3).contains(text.count)
        && Name.greekLetters[name.ascii] == nil && text.allSatisfy(\.isLetter)
      return reading
    }
    if Verb.named(text) != nil { throw .verb }
    // Only a table that is loaded makes a column's name of it.
    if text.hasDot { throw .unknown(pieces: [], glued: nil) }
    if text.isLetterWithDigits {
      return WordReading(pieces: [.init(name: name, meaning: nil, range: 0..<text.utf8.count)])
    }
    let segments = WordSegment.split(text)
    var reading = WordReading(pieces: [])
    reading.isCutBehindDigits = segments.count > 1
    for (index, segment) in segments.enumerated() {
      let isLast = index == segments.count - 1
      let own = WordContext(
        isAfterNumber: context.isAfterNumber && index == 0,
        follower: isLast ? context.follower : .nothing)
      try read(segment, of: text, own, into: &reading)
    }
    return reading
  }

  private mutating func read(
    _ segment: WordSegment, of word: String, _ context: WordContext,
    into reading: inout WordReading
  ) throws(WordProblem) {
    let name = Name(segment.text)
    if let meaning = scope[name] {
      reading.pieces.append(.init(name: name, meaning: meaning, range: segment.range))
    } else if segment.isVariable {
      reading.pieces.append(.init(name: name, meaning: nil, range: segment.range))
    } else if let split = functionAtEnd(of: segment, follower: context.follower) {
      let own = WordContext(isAfterNumber: context.isAfterNumber, follower: .nothing)
      try read(split.prefix, of: word, own, into: &reading)
      reading.pieces.append(split.function)
    } else {
      try cut(segment, of: word, isAfterNumber: context.isAfterNumber, into: &reading)
    }
  }

  /// Rule 4: the longest function's name that the segment ends in, if an argument follows.
  private func functionAtEnd(
    of segment: WordSegment, follower: WordFollower
  ) -> (prefix: WordSegment, function: WordReading.Piece)? {
    guard follower != .nothing else { return nil }
    for start in max(1, segment.letters.count - PieceDictionary.longest)..<segment.letters.count {
      let suffix = segment.suffix(from: start)
      let name = Name(suffix.text)
      guard let meaning = scope[name], meaning.isFunction,
        follower == .bracket || meaning.isUnaryBuiltin
      else { continue }
      return (
        segment.prefix(upTo: start), .init(name: name, meaning: meaning, range: suffix.range)
      )
    }
    return nil
  }

  /// Rule 5: longest match first into known names, constants and single letters.
  private mutating func cut(
    _ segment: WordSegment, of word: String, isAfterNumber: Bool,
    into reading: inout WordReading
  ) throws(WordProblem) {
    let pieces = dictionary.cut(segment)
    let count = CutCount(pieces, of: segment, isAfterNumber: isAfterNumber)
    guard count.isAllowed else {
      throw .unknown(
        pieces: pieces.contains(where: \.isFunction)
          ? [] : pieces.map { segment.text(of: $0.range) },
        glued: glued(pieces[0], segment, of: word))
    }
    if let function = pieces.first(where: \.isFunction) {
      let isInFront = function.range.lowerBound == segment.start
      throw .functionInProduct(
        GluedFunction(
          name: segment.text(of: function.range),
          rest: isInFront ? segment.text(from: function.range.upperBound) : ""))
    }
    if pieces.contains(where: { $0.meaning == nil }) { reading.makesVariable = true }
    reading.pieces.append(contentsOf: pieces)
  }

  /// The function that the segment starts with, if what follows may be its argument: `sinx`,
  /// `sqrt2`, and `sin2x` with the `x` behind the segment.
  private func glued(
    _ first: WordReading.Piece, _ segment: WordSegment, of word: String
  ) -> GluedFunction? {
    let rest = String(decoding: word.utf8.dropFirst(segment.range.upperBound), as: UTF8.self)
    let whole = String(segment.letters)
    if !segment.tail.isEmpty, scope[Name(whole)]?.isFunction == true {
      return GluedFunction(name: whole, rest: segment.tail + rest)
    }
    guard first.isFunction, first.range.count > 1 else { return nil }
    let argument = segment.text(from: first.range.upperBound)
    guard argument.count <= 2 || wholeName(argument) != nil else { return nil }
    return GluedFunction(name: segment.text(of: first.range), rest: argument + rest)
  }
}

/// What rule 5 counts before it allows a cut.
private struct CutCount {
  var isAllowed: Bool

  init(_ pieces: [WordReading.Piece], of segment: WordSegment, isAfterNumber: Bool) {
    var letters = 0
    var isSomeKnown = false
    for piece in pieces {
      let base = segment.letterCount(in: piece.range)
      guard let meaning = piece.meaning else {
        letters += base
        continue
      }
      let isNamedLetter = Name.greekLetters[piece.name.base] != nil && meaning != .constant
      letters += isNamedLetter ? 1 : base
      // The constant e vouches for nothing, or `age` would be a product.
      if meaning != .constant || base > 1 { isSomeKnown = true }
    }
    let all = segment.letters.count
    isAllowed =
      pieces.allSatisfy { $0.meaning != nil } || isSomeKnown && letters <= 3
      || !isSomeKnown && (all == 2 || all == 3 && isAfterNumber)
  }
}

extension Scope.Meaning {
  /// Whether this is a built-in function that may take its argument without brackets.
  var isUnaryBuiltin: Bool {
    if case .builtin(let arity) = self { return arity == 1...1 }
    return false
  }
}

extension String {
  /// Whether this is the name of a column behind that of its table, `t.x`.
  var hasDot: Bool { utf8.contains(UInt8(ascii: ".")) }

  /// Whether this is a letter of ASCII with digits behind it, the commonest variable with a tail.
  fileprivate var isLetterWithDigits: Bool {
    utf8.first?.isLetter == true && utf8.count > 1 && utf8.dropFirst().allSatisfy(\.isDigit)
  }
}
