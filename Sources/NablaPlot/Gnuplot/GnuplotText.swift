/// Text and numbers as they stand in a script for gnuplot.
enum GnuplotText {
  /// A string in double quotes, in which all that could mean something to gnuplot, quotes of both
  /// kinds, backslashes, backquotes, `$`, `@`, `%` and braces, is written by its octal code.
  ///
  /// Single quotes would not do: a string that begins with one, `'''...`, ends there for gnuplot.
  /// Characters that end a line, and other control characters, become spaces.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029: result += " "
      case 0x80...: result.unicodeScalars.append(scalar)
      default:
        if Self.plain.contains(scalar) {
          result.unicodeScalars.append(scalar)
        } else {
          let code = String(scalar.value, radix: 8)
          result += "\\" + String(repeating: "0", count: 3 - code.count) + code
        }
      }
    }
    return result + "\""
  }

  /// The characters of ASCII that stand for themselves.
  private static let plain = Set(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 ()[]+-*/=.,:_|<>".unicodeScalars
  )

  /// A number with all its digits; gnuplot reads no infinities.
  static func number(_ value: Double) -> String {
    value.isFinite ? "\(value)" : value.isNaN ? "NaN" : value < 0 ? "-1e308" : "1e308"
  }
}
