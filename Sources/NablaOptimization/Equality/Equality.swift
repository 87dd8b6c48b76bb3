import NablaAlgebra

/// What is known of whether two expressions are equal on a box.
package struct Equality: Sendable {
  /// How it was proved that both have the same value wherever both are defined.
  package var identity: Identity?
  /// Whether both are known to be defined at the same points of the box.
  package var isSameDomain = false
  /// A point where they differ, one with two values if such a point was found.
  package var witness: Witness?
  /// At how many points both had values that proven bounds could not tell apart.
  package var agreements = 0
  package var isInterrupted = false

  /// Whether they are equal, `nil` where it is not known.
  package var isEqual: Bool? {
    if witness != nil { return false }
    return identity != nil && isSameDomain ? true : nil
  }

  /// By which rewriting two expressions turned out to be one.
  package enum Identity: Sendable {
    /// None: the canonical forms agree.
    case sameForm
    /// Simplified or multiplied out.
    case rewriting
    /// Over one denominator.
    case commonDenominator
  }

  /// A point where two expressions differ, proved in exact or interval arithmetic.
  package struct Witness: Sendable {
    package var point: [Rational]
    /// The values; `nil` where the expression is undefined.
    package var left: Chord.Sample?
    package var right: Chord.Sample?
  }
}
