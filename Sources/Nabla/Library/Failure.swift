/// Why a statement failed, where, and the way out.
public struct Failure: Error, Sendable, Equatable {
  /// What is wrong, in one line.
  public var message: String
  /// The line of the input, from 1.
  public var line: Int
  /// The column in that line, in characters, from 1.
  public var column: Int
  /// How many characters are meant; at least 1.
  public var length: Int
  /// What to do instead, where that is known.
  public var hint: String?
  /// The text of that line; `nil` where the failure has no place in the statement.
  var excerpt: String?

  /// The error block: message, the line, and a caret with the hint.
  func block(unicode: Bool) -> StyledText {
    var text = StyledText("error", .error)
    text.append(": \(message)\n", .emphasis)
    let bar = unicode ? "  │ " : "  | "
    if let excerpt {
      let (shown, offset) = Failure.window(excerpt, around: column, length)
      text.append(bar, .dimmed)
      text.append(shown + "\n")
      text.append(bar, .dimmed)
      text.append(String(repeating: " ", count: column - 1 - offset))
      let carets = max(1, min(length, shown.count - (column - 1 - offset)))
      text.append(String(repeating: "^", count: carets), .error)
      if let hint { text.append(" " + hint, .hint) }
      text.append("\n")
    } else if let hint {
      text.append(bar, .dimmed)
      text.append(hint + "\n", .hint)
    }
    return text
  }

  /// At most some 100 characters of a long line, and how many were cut off before them.
  private static func window(
    _ line: String, around column: Int, _ length: Int
  ) -> (text: String, offset: Int) {
    let width = 100
    let visible = line.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? "\u{FFFD}" : $0 }
    let count = visible.count
    guard count > width else { return (text(of: visible[...]), 0) }
    let start = max(0, min(column - 1 - width / 3, count - width))
    return (text(of: visible[start..<start + width]), start)
  }

  private static func text(of scalars: ArraySlice<Unicode.Scalar>) -> String {
    var result = String.UnicodeScalarView()
    result.append(contentsOf: scalars)
    return String(result)
  }
}
