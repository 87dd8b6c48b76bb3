extension Name {
  /// The name without its subscript, in ASCII: `theta` of `theta0`.
  package var base: String {
    String(ascii.reversed().drop { $0.isASCII && $0.isNumber }.reversed())
  }

  /// The digits of the subscript, or an empty text.
  package var subscriptText: String { String(ascii.dropFirst(base.count)) }
}
