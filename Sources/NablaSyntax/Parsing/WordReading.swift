/// A word as it was read: one name, or several that it was cut into.
struct WordReading: Sendable {
  /// A name in a word.
  struct Piece: Sendable {
    var name: Name
    /// What the name stands for; `nil` for a variable that is nowhere defined.
    var meaning: Scope.Meaning?
    /// The place in the word, in bytes.
    var range: Range<Int>

    var isFunction: Bool { meaning?.isFunction ?? false }
  }

  var pieces: [Piece]
  /// Whether rule 5 cut the word and one of its pieces is a new variable.
  var makesVariable = false
  /// Whether a letter behind a digit tail began a new factor.
  var isCutBehindDigits = false
  /// Whether the word is a user's name that would be a product if it were not known.
  var mightBeProduct = false
}

/// What stands behind a word, as far as it decides how the word is read.
enum WordFollower: UInt8, Sendable {
  /// Nothing that an argument can begin with.
  case nothing
  /// An opening parenthesis or a prime, so that any function may stand in front.
  case bracket
  /// Something that can be the argument of a built-in function without brackets.
  case argument
}

/// Why a word cannot be read.
enum WordProblem: Error {
  /// Neither a name nor a product; `pieces` is how the product would be written.
  case unknown(pieces: [String])
  /// A function's name is glued to what may be its argument: `sinx`, `fx`.
  case gluedFunction(name: String, rest: String)
  /// A verb of the language stands where a name is wanted.
  case verb
}
