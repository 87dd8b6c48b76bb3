/// An operator or an open bracket whose operands are not complete.
struct Pending: Sendable {
  enum Kind: Sendable, Equatable {
    /// An operator between two operands, written with a sign.
    case binary(SyntaxKind)
    /// A product without a sign.
    case juxtaposition
    case negate
    case not
    /// `d/dx`; the position of its variable among the uses.
    case derivative
    /// A function whose argument follows without brackets.
    case application
    /// `else` with what follows; condition and first value are operands already.
    case otherwise
    // What follows are frames: they stay until their partner is read.
    case group
    case call
    case vector
    case index
    case bars
    case condition
    case consequence
  }

  var kind: Kind
  var power: BindingPower
  /// The place of the sign, word or bracket.
  var span: Span
  /// How many operands there were in front.
  var base = 0
  /// The position of the function or variable among the uses, for those kinds that have one.
  var use = 0
  /// Whether a comma may make it a point, `(0, 0)`.
  var mayBePoint = false

  /// Whether only a partner closes it.
  var isFrame: Bool { power == .frame }

  /// Whether its partner is `]`.
  var isSquare: Bool { kind == .vector || kind == .index }

  /// Whether it is a bracket or a pair of bars, inside which clause words are plain words.
  var isBracket: Bool {
    switch kind {
    case .group, .call, .vector, .index, .bars: true
    default: false
    }
  }
}

/// A complete operand.
struct Operand: Sendable {
  /// What the operand looks like, as far as it decides how its neighbour is read.
  enum Form: UInt8, Sendable {
    case other
    case number
    /// A name without brackets around it, so that a bracket behind it looks like a call.
    case name
    /// A user's function without argument, or a power of one.
    case bareFunction
    case bracketed
    /// A point in brackets, `(0, 0)`.
    case tuple
    /// A quotient without brackets; `mark` is where its denominator starts.
    case quotient
    /// A power of e, or one whose exponent is cut from a word; `mark` is where its exponent starts.
    case power
    /// A comparison without brackets; `mark` is where its right side starts.
    case comparison
    case factorial
    /// A power written with raised digits.
    case raised
  }

  var id: SyntaxID
  /// The place in the source, with brackets.
  var span: Span
  var form = Form.other
  var mark = 0
}

/// A function that was named, or the variable of `d/dx`.
struct FunctionUse: Sendable {
  var name: Name
  var span: Span
  var meaning: Scope.Meaning?
  var primes = 0
  /// The literal of `sin^2 x`.
  var exponent: Token?
}
