extension Name {
  /// The name without its subscript, in ASCII: `theta` of `theta0`.
  package var base: String {
    String(decoding: ascii.utf8.dropLast(subscriptText.utf8.count), as: UTF8.self)
  }

  /// The digits of the subscript, or an empty text.
  package var subscriptText: String {
    let digits = ascii.utf8.reversed().prefix { $0.isDigit }
    return String(decoding: ascii.utf8.suffix(digits.count), as: UTF8.self)
  }

  /// Whether the name is one letter, Latin, Greek or other, with or without a subscript.
  package var isLetter: Bool {
    let base = base
    return base.utf8.count == 1 || base.count == 1 || Name.greekLetters[base] != nil
  }
}
