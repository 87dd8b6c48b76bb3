import NablaAlgebra

/// How an expression bends as a function of all variables together, as far as rules tell.
enum Bend: Sendable {
  case constant
  case affine
  case convex
  case concave
  case unknown

  var isConvex: Bool { self == .constant || self == .affine || self == .convex }
  var isConcave: Bool { self == .constant || self == .affine || self == .concave }
  var isAffine: Bool { self == .constant || self == .affine }

  /// The bend of the negative.
  var flipped: Bend {
    switch self {
    case .convex: .concave
    case .concave: .convex
    case .constant, .affine, .unknown: self
    }
  }
}

/// What rules find out about one expression.
struct RuleFinding: Sendable {
  var bend: Bend
  /// Linear forms such that the expression bends strictly along every line on which one of them
  /// varies; they span the space where it bends strictly everywhere.
  var strict = LinearSpan()
  /// Linear forms such that the expression is constant on no segment along which one of them
  /// varies.
  var varying = LinearSpan()
  /// The coefficients of an affine expression, where they are exact.
  var form: [Rational]?
  /// How the logarithm of a positive expression bends.
  var logarithm = Bend.unknown
  /// How an explanation calls it.
  var phrase: Phrase

  static func unknown(_ phrase: Phrase = Phrase("a term")) -> RuleFinding {
    RuleFinding(bend: .unknown, phrase: phrase)
  }
}

/// A noun phrase with its plural.
struct Phrase: Sendable, Equatable {
  var singular: String
  var plural: String

  init(_ singular: String, _ plural: String? = nil) {
    self.singular = singular
    self.plural = plural ?? singular
  }
}
