import NablaSyntax

/// Text for terminals and files that take ASCII only.
enum ASCII {
  /// The text with Greek letters, subscripts, superscripts and signs spelled in ASCII; any other
  /// letter stays.
  static func text(_ text: String) -> String {
    var result = ""
    for character in text {
      if let name = Name.greekNames[String(character)] {
        result += name
      } else {
        result += signs[character] ?? String(character)
      }
    }
    return result
  }

  private static let signs: [Character: String] = [
    "·": "*", "×": "*", "÷": "/", "−": "-", "≤": "<=", "≥": ">=", "≠": "!=", "≈": "~", "∞": "inf",
    "√": "sqrt", "∂": "d", "∇": "grad", "…": "...", "±": "+-", "←": "<-", "→": "->", "₀": "0",
    "₁": "1", "₂": "2", "₃": "3",
    "₄": "4", "₅": "5", "₆": "6", "₇": "7", "₈": "8", "₉": "9", "⁰": "^0", "¹": "^1", "²": "^2",
    "³": "^3", "⁴": "^4", "⁵": "^5", "⁶": "^6", "⁷": "^7", "⁸": "^8", "⁹": "^9",
  ]
}
