import BigInt

/// A fraction by the rules of school, never reduced on the way: what `Rational` is checked against.
struct NaiveFraction {
  var top: BigInt
  var bottom: BigInt

  static func + (a: Self, b: Self) -> Self {
    Self(top: a.top * b.bottom + b.top * a.bottom, bottom: a.bottom * b.bottom)
  }

  static func - (a: Self, b: Self) -> Self {
    Self(top: a.top * b.bottom - b.top * a.bottom, bottom: a.bottom * b.bottom)
  }

  static func * (a: Self, b: Self) -> Self {
    Self(top: a.top * b.top, bottom: a.bottom * b.bottom)
  }

  /// The numerator and the positive denominator in lowest terms.
  var lowest: (BigInt, BigInt) {
    let divisor = top.greatestCommonDivisor(with: bottom)
    let sign: BigInt = bottom < 0 ? -1 : 1
    return (sign * top / divisor, sign * bottom / divisor)
  }
}
