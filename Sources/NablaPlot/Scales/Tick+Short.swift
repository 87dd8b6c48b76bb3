#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Tick {
  /// A number with as few digits as tell it to four significant ones.
  static func short(_ value: Double) -> String {
    guard value != 0, value.isFinite else { return value == 0 ? "0" : "\(value)" }
    var exponent = Int(log10(abs(value)).rounded(.down)) - 3
    var digits = (exponent < 0 ? value * power(-exponent) : value / power(exponent)).rounded()
    guard abs(digits) < 1e15 else { return "\(value)" }
    while digits != 0, (digits / 10).rounded() * 10 == digits {
      digits /= 10
      exponent += 1
    }
    return [Tick(digits: Int(digits), exponent: exponent)].labels[0]
  }
}
