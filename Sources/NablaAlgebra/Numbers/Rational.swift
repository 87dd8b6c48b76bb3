import BigInt

/// An exact fraction in lowest terms with a positive denominator.
///
/// Fractions whose parts fit in 64 bits are held inline and computed with overflow-reporting
/// machine arithmetic; all others fall back to arbitrary precision. The form is unique: a value
/// that fits is never held in the large form, so equality and hashing compare parts.
package struct Rational: Hashable, Sendable {
  enum Storage: Hashable, Sendable {
    case small(Int64, Int64)
    /// Indirect, so that a number that is small, as most are, takes 17 bytes and no counting.
    indirect case large(BigInt, BigInt)
  }

  let storage: Storage

  init(storage: Storage) {
    self.storage = storage
  }

  /// The integer `value`.
  package init(_ value: Int) {
    storage = .small(Int64(value), 1)
  }

  /// The fraction `numerator / denominator`, or `nil` when the denominator is zero.
  package init?(_ numerator: Int, _ denominator: Int) {
    guard denominator != 0 else { return nil }
    self = Rational.reduced(Int64(numerator), Int64(denominator))
  }

  /// An integer of any size.
  package init(_ value: BigInt) {
    storage = Rational.normalized(value, 1)
  }

  package static let zero = Rational(0)
  package static let one = Rational(1)
  package static let minusOne = Rational(-1)

  package var isZero: Bool {
    if case .small(0, _) = storage { return true }
    return false
  }

  package var isOne: Bool {
    if case .small(1, 1) = storage { return true }
    return false
  }

  package var isInteger: Bool {
    switch storage {
    case .small(_, let denominator): denominator == 1
    case .large(_, let denominator): denominator == 1
    }
  }

  /// -1, 0 or 1.
  package var signum: Int {
    switch storage {
    case .small(let numerator, _): Int(numerator.signum())
    case .large(let numerator, _): numerator.sign == .minus ? -1 : 1
    }
  }

  package var isNegative: Bool { signum < 0 }

  /// The value as a machine integer, or `nil` when it is a fraction or too large.
  package var integer: Int? {
    if case .small(let numerator, 1) = storage { return Int(numerator) }
    return nil
  }

  /// The numerator, with the sign.
  package var numerator: BigInt {
    switch storage {
    case .small(let numerator, _): BigInt(numerator)
    case .large(let numerator, _): numerator
    }
  }

  /// The denominator, positive.
  package var denominator: BigInt {
    switch storage {
    case .small(_, let denominator): BigInt(denominator)
    case .large(_, let denominator): denominator
    }
  }

  /// The number of bits of the longer of the two parts.
  package var bitWidth: Int {
    switch storage {
    case .small(let numerator, let denominator):
      64
        - min(
          numerator.magnitude.leadingZeroBitCount, denominator.magnitude.leadingZeroBitCount)
    case .large(let numerator, let denominator):
      max(numerator.magnitude.bitWidth, denominator.magnitude.bitWidth)
    }
  }

  /// A word that depends on the value alone.
  var mixed: UInt32 {
    switch storage {
    case .small(let numerator, let denominator):
      let word = UInt64(bitPattern: numerator &+ denominator &* 0x5851_F42D_4C95_7F2D)
      return UInt32(truncatingIfNeeded: word ^ (word >> 32))
    case .large(let numerator, let denominator):
      return UInt32(
        truncatingIfNeeded: numerator.magnitude.words.reduce(0, ^)
          ^ denominator.magnitude.words.reduce(0, ^))
    }
  }

  /// Reduces to lowest terms; `denominator` is not zero.
  static func reduced(_ numerator: Int64, _ denominator: Int64) -> Rational {
    let divisor = greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
    guard divisor > 1 || denominator < 0 else {
      return Rational(storage: .small(numerator, denominator))
    }
    let top = numerator.magnitude / divisor
    let bottom = denominator.magnitude / divisor
    let isNegative = (numerator < 0) != (denominator < 0)
    if top <= Int64.max.magnitude, bottom <= Int64.max.magnitude {
      let value = Int64(top)
      return Rational(storage: .small(isNegative ? -value : value, Int64(bottom)))
    }
    let value = BigInt(top)
    return Rational(storage: normalized(isNegative ? -value : value, BigInt(bottom)))
  }

  /// Reduces to lowest terms; `denominator` is not zero.
  static func reduced(_ numerator: BigInt, _ denominator: BigInt) -> Rational {
    let divisor = BigInt(greatestCommonDivisor(numerator.magnitude, denominator.magnitude))
    let sign: BigInt = denominator.sign == .minus ? -1 : 1
    return Rational(
      storage: normalized(sign * numerator / divisor, sign * denominator / divisor))
  }

  /// The storage of a fraction already in lowest terms: the small form wherever it fits.
  static func normalized(_ numerator: BigInt, _ denominator: BigInt) -> Storage {
    if let top = Int64(exactly: numerator), let bottom = Int64(exactly: denominator) {
      return .small(top, bottom)
    }
    return .large(numerator, denominator)
  }
}

/// The greatest common divisor of two machine words, by Euclid's algorithm.
func greatestCommonDivisor(_ a: UInt64, _ b: UInt64) -> UInt64 {
  var (a, b) = (a, b)
  while b != 0 { (a, b) = (b, a % b) }
  return a
}

/// The greatest common divisor by Euclid's algorithm with whole divisions, which drops to machine
/// words as soon as both numbers fit: the library's own goes bit by bit.
func greatestCommonDivisor(_ a: BigUInt, _ b: BigUInt) -> BigUInt {
  var (a, b) = (a, b)
  while !b.isZero {
    if let small = UInt64(exactly: b) {
      let rest = a % b
      return BigUInt(greatestCommonDivisor(small, UInt64(rest)))
    }
    (a, b) = (b, a % b)
  }
  return a
}
