import BigInt

extension Rational {
  /// Longest decimal literal, in digits or in decimal places of its exponent, that is read.
  package static let digitLimit = 10_000

  /// The exact value of a decimal literal such as `0.1` or `6.02e23`, or `nil` when it is not one
  /// or is longer than `digitLimit`.
  package init?(decimal text: String) {
    // Most literals are small whole numbers, and are read without arbitrary precision.
    if text.utf8.count <= 18, let value = Int(text), text.utf8.first != UInt8(ascii: "-") {
      self = Rational(value)
      return
    }
    let parts = text.split(
      maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: { $0 == "e" || $0 == "E" })
    let mantissa = parts[0].split(
      separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let whole = mantissa[0]
    let fraction = mantissa.count > 1 ? mantissa[1] : ""
    guard whole.utf8.count + fraction.utf8.count <= Rational.digitLimit,
      let digits = BigInt(String(whole + fraction), radix: 10)
    else { return nil }
    var exponent = 0
    if parts.count > 1 {
      guard let value = Int(parts[1]), value.magnitude <= UInt(Rational.digitLimit) else {
        return nil
      }
      exponent = value
    }
    exponent -= fraction.utf8.count
    if digits.isZero {
      self = .zero
    } else if exponent >= 0 {
      self = Rational(digits * BigInt(10).power(exponent))
    } else {
      self = Rational.reduced(digits, BigInt(10).power(-exponent))
    }
  }

  /// The exact value of a finite double, or `nil` for infinities and NaN.
  package init?(exactly value: Double) {
    guard value.isFinite else { return nil }
    if value == 0 {
      self = .zero
      return
    }
    // The significand times 2^52 is an integer for normal and subnormal numbers alike.
    let mantissa = BigInt(Int64((value.significand * 0x1p52).rounded()))
    let exponent = Int(value.exponent) - 52
    let signed = value.sign == .minus ? -mantissa : mantissa
    self =
      exponent >= 0
      ? Rational(signed << exponent) : Rational.reduced(signed, BigInt(1) << -exponent)
  }

  /// The nearest double, ties to even; beyond the largest double an infinity.
  package var double: Double {
    if case .small(let numerator, let denominator) = storage,
      numerator.magnitude <= 1 << 53, denominator <= 1 << 53
    {
      return Double(numerator) / Double(denominator)
    }
    let magnitude = Rational.nearestDouble(numerator.magnitude, denominator.magnitude)
    return isNegative ? -magnitude : magnitude
  }

  /// Divides with two bits to spare and a sticky bit, then rounds once, also among the subnormals.
  private static func nearestDouble(_ top: BigUInt, _ bottom: BigUInt) -> Double {
    let exponent = top.bitWidth - bottom.bitWidth
    if exponent > 1_025 { return .infinity }
    if exponent < -1_080 { return 0 }
    // The last kept bit is worth 2^-shift; 1076 is two places below the least subnormal.
    let shift = min(55 - exponent, 1_076)
    let (scaledTop, scaledBottom) = shift >= 0 ? (top << shift, bottom) : (top, bottom << -shift)
    let (quotient, remainder) = scaledTop.quotientAndRemainder(dividingBy: scaledBottom)
    guard var bits = UInt64(exactly: quotient) else { return .infinity }
    // A quotient of 56 bits has one place more to drop than one of 55.
    let dropped = max(2, 64 - bits.leadingZeroBitCount - 53)
    var sticky: UInt64 = remainder.isZero ? 0 : 1
    let half: UInt64 = 1 << (dropped - 1)
    let tail = bits & (2 * half - 1)
    bits >>= dropped
    if tail & (half - 1) != 0 { sticky = 1 }
    if tail & half != 0, sticky == 1 || bits & 1 == 1 { bits += 1 }
    return Double(sign: .plus, exponent: dropped - shift, significand: Double(bits))
  }

  /// The finite decimal expansion such as `-0.21504`, or `nil` where there is none or it is longer
  /// than `maximumDigits` digits.
  package func decimal(maximumDigits: Int = 21) -> String? {
    var rest = denominator.magnitude
    var twos = 0
    var fives = 0
    while rest.isMultiple(of: 2) {
      rest >>= 1
      twos += 1
      if twos > maximumDigits { return nil }
    }
    while true {
      let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: 5)
      guard remainder.isZero else { break }
      rest = quotient
      fives += 1
      if fives > maximumDigits { return nil }
    }
    guard rest == 1 else { return nil }
    let places = max(twos, fives)
    let scaled = numerator.magnitude * BigUInt(10).power(places) / denominator.magnitude
    var digits = String(scaled)
    if places > 0 {
      digits = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
      digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -places))
    }
    guard places == 0 || digits.count <= maximumDigits + 1 else { return nil }
    return (isNegative ? "-" : "") + digits
  }
}

extension Rational: CustomStringConvertible {
  package var description: String {
    isInteger ? String(numerator) : "\(numerator)/\(denominator)"
  }
}
