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

/// What stands around a word, as far as it decides how the word is read.
struct WordContext: Hashable, Sendable {
  /// Whether the word touches a number in front of it.
  var isAfterNumber: Bool
  var follower: WordFollower
}

/// The bytes of a short word and its context, to find it again without making a text of it.
struct WordKey: Hashable, Sendable {
  private let bits: UInt64

  /// Packs a word of at most seven bytes; a longer one has no key.
  init?(_ bytes: ArraySlice<UInt8>, _ context: WordContext) {
    guard bytes.count <= 7 else { return nil }
    let packed = bytes.reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
    let flags = context.follower.rawValue << 1 | (context.isAfterNumber ? 1 : 0)
    bits = packed << 8 | UInt64(flags)
  }
}

/// A function's name with what is glued to it, perhaps its argument: `sinx`.
struct GluedFunction: Sendable {
  var name: String
  var rest: String
}

/// Why a word cannot be read.
enum WordProblem: Error {
  /// Neither a name nor a product; `pieces` is how the product would be written, `glued` a function
  /// that the word starts with.
  case unknown(pieces: [String], glued: GluedFunction?)
  /// A word that would be a product if a function were a factor: `fx`.
  case functionInProduct(GluedFunction)
  /// A verb of the language stands where a name is wanted.
  case verb
}
