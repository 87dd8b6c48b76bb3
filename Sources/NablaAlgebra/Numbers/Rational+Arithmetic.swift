import BigInt

extension Rational: Comparable {
  /// The sum, in the order of operations that keeps intermediate numbers small
  /// (Knuth, The Art of Computer Programming, volume 2, section 4.5.1).
  package static func + (a: Rational, b: Rational) -> Rational {
    if case .small(let an, let ad) = a.storage, case .small(let bn, let bd) = b.storage {
      if ad == 1, bd == 1 {
        let (sum, overflow) = an.addingReportingOverflow(bn)
        if !overflow { return Rational(storage: .small(sum, 1)) }
      } else if let sum = smallSum(an, ad, bn, bd) {
        return sum
      }
    }
    return largeSum(a, b)
  }

  private static func smallSum(_ an: Int64, _ ad: Int64, _ bn: Int64, _ bd: Int64) -> Rational? {
    let divisor = Int64(greatestCommonDivisor(ad.magnitude, bd.magnitude))
    let (left, overflow1) = an.multipliedReportingOverflow(by: bd / divisor)
    let (right, overflow2) = bn.multipliedReportingOverflow(by: ad / divisor)
    let (top, overflow3) = left.addingReportingOverflow(right)
    let (bottom, overflow4) = (ad / divisor).multipliedReportingOverflow(by: bd)
    if overflow1 || overflow2 || overflow3 || overflow4 { return nil }
    return reduced(top, bottom)
  }

  private static func largeSum(_ a: Rational, _ b: Rational) -> Rational {
    let (ad, bd) = (a.denominator, b.denominator)
    let divisor = BigInt(greatestCommonDivisor(ad.magnitude, bd.magnitude))
    // Without a common factor the sum is in lowest terms, which saves four long divisions.
    if divisor == 1 {
      let top = a.numerator * bd + b.numerator * ad
      return top.isZero ? .zero : Rational(storage: normalized(top, ad * bd))
    }
    let reduced = ad / divisor
    let top = a.numerator * (bd / divisor) + b.numerator * reduced
    if top.isZero { return .zero }
    let rest = BigInt(greatestCommonDivisor(divisor.magnitude, top.magnitude))
    if rest == 1 { return Rational(storage: normalized(top, reduced * bd)) }
    return Rational(storage: normalized(top / rest, reduced * (bd / rest)))
  }

  /// The product; common factors are cancelled crosswise before multiplying.
  package static func * (a: Rational, b: Rational) -> Rational {
    if case .small(let an, let ad) = a.storage, case .small(let bn, let bd) = b.storage {
      if ad == 1, bd == 1 {
        let (product, overflow) = an.multipliedReportingOverflow(by: bn)
        if !overflow { return Rational(storage: .small(product, 1)) }
      } else {
        let (top, overflow1) = an.multipliedReportingOverflow(by: bn)
        let (bottom, overflow2) = ad.multipliedReportingOverflow(by: bd)
        if !overflow1, !overflow2 { return reduced(top, bottom) }
      }
    }
    let left = reduced(a.numerator, b.denominator)
    let right = reduced(b.numerator, a.denominator)
    return Rational(
      storage: normalized(
        left.numerator * right.numerator, left.denominator * right.denominator))
  }

  package static prefix func - (a: Rational) -> Rational {
    if case .small(let numerator, let denominator) = a.storage, numerator != .min {
      return Rational(storage: .small(-numerator, denominator))
    }
    return Rational(storage: normalized(-a.numerator, a.denominator))
  }

  package static func - (a: Rational, b: Rational) -> Rational { a + -b }

  /// The reciprocal, or `nil` for zero.
  ///
  /// The parts have no common factor, so none is looked for.
  package var inverse: Rational? {
    if isZero { return nil }
    let isFlipped = isNegative
    let (top, bottom) = (denominator, numerator)
    return Rational(
      storage: Rational.normalized(isFlipped ? -top : top, isFlipped ? -bottom : bottom))
  }

  package var magnitude: Rational { isNegative ? -self : self }

  package static func < (a: Rational, b: Rational) -> Bool { (a - b).isNegative }

  /// The largest integer that is not above the value.
  package var floor: Rational {
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    return Rational(remainder.sign == .minus && !remainder.isZero ? quotient - 1 : quotient)
  }

  /// The integer power, or `nil` for a negative power of zero and where a part of the result would
  /// be longer than `bitLimit` bits.
  package func power(_ exponent: Int, bitLimit: Int = Rational.bitLimit) -> Rational? {
    if exponent == 0 || isOne { return .one }
    if isZero { return exponent > 0 ? .zero : nil }
    let count = exponent.magnitude
    let isUnit = bitWidth == 1
    guard isUnit || count.multipliedReportingOverflow(by: UInt(bitWidth - 1)).overflow == false,
      isUnit || count * UInt(bitWidth - 1) <= UInt(bitLimit)
    else { return nil }
    if isUnit { return count.isMultiple(of: 2) ? .one : self }
    let top = numerator.power(Int(count))
    let bottom = denominator.power(Int(count))
    let result = Rational(storage: Rational.normalized(top, bottom))
    return exponent > 0 ? result : result.inverse
  }

  /// The exact non-negative root of degree `degree` of a non-negative value, or `nil` where it is
  /// irrational.
  package func root(_ degree: Int) -> Rational? {
    guard !isNegative, degree > 0, bitWidth <= 4096 else { return nil }
    guard let top = Rational.integerRoot(numerator, degree),
      let bottom = Rational.integerRoot(denominator, degree)
    else { return nil }
    return Rational(storage: Rational.normalized(top, bottom))
  }

  /// The exact integer root, by bisection on the bits of the result.
  private static func integerRoot(_ value: BigInt, _ degree: Int) -> BigInt? {
    if value <= 1 { return value }
    guard degree < value.magnitude.bitWidth else { return nil }
    var low: BigInt = 1
    var high = BigInt(1) << (value.magnitude.bitWidth / degree + 1)
    while high - low > 1 {
      let middle = (low + high) >> 1
      if middle.power(degree) <= value { low = middle } else { high = middle }
    }
    return low.power(degree) == value ? low : nil
  }

  /// Longest part, in bits, of a power that is kept exact: some 20,000 decimal digits.
  package static let bitLimit = 65_536

  /// Whether a part is longer than anything that sums and products keep exact, which is a little
  /// more than a literal or a power may be.
  package var isTooLong: Bool {
    if case .small = storage { return false }
    return bitWidth > Rational.bitLimit + Rational.bitLimit / 4
  }
}
