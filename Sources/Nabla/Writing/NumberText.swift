import NablaAlgebra

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Doubles as text.
enum NumberText {
  /// The shortest text that reads back as the same double, without a fraction where it is whole.
  static func roundTrip(_ value: Double) -> String {
    if value.isNaN { return "nan" }
    if value.isInfinite { return value < 0 ? "-inf" : "inf" }
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// The text with at most `digits` significant digits, trailing zeros dropped.
  static func significant(_ value: Double, _ digits: Int) -> String {
    if !value.isFinite { return roundTrip(value) }
    // No person writes the sign of a zero.
    return formatted("%.*g", Int32(digits), value == 0 ? 0 : value)
  }

  /// The text with at most `places` decimal places, trailing zeros dropped.
  static func decimals(_ value: Double, _ places: Int) -> String {
    if !value.isFinite { return roundTrip(value) }
    var text = formatted("%.*f", Int32(places), value)
    guard text.contains("." as Character) else { return text }
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }

  private static func formatted(_ format: String, _ digits: Int32, _ value: Double) -> String {
    var buffer = [CChar](repeating: 0, count: 64)
    let length = withVaList([digits, value]) {
      vsnprintf(&buffer, buffer.count, format, $0)
    }
    let bytes = buffer.prefix(Swift.max(0, Int(length))).map { UInt8(bitPattern: $0) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// An exact number of any size to `digits` significant digits, beyond the range of doubles too.
  static func approximation(_ value: Rational, _ digits: Int) -> String {
    let double = value.double
    if double.isFinite, double != 0 || value.isZero { return significant(double, digits) }
    guard double.isInfinite else { return significant(double, digits) }
    let text = value.magnitude.floor.numeratorText
    let leading = Array(text.prefix(digits))
    let mantissa = String(leading[0]) + "." + String(leading.dropFirst())
    return (value.isNegative ? "-" : "") + mantissa + "e+\(text.count - 1)"
  }
}
