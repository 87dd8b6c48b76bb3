import BigInt

// What other layers ask of the parts of a fraction, so that they need not know the type of these.
extension Rational {
  /// Whether the numerator is even.
  package var hasEvenNumerator: Bool { numerator.isMultiple(of: 2) }

  /// Whether the numerator is 1.
  package var hasUnitNumerator: Bool { numerator == 1 }

  /// The digits of the numerator, with the sign.
  package var numeratorText: String { String(numerator) }

  /// The digits of the denominator.
  package var denominatorText: String { String(denominator) }

  /// Whether both parts are below 1000 in magnitude.
  package var hasShortParts: Bool { numerator.magnitude < 1_000 && denominator < 1_000 }
}
