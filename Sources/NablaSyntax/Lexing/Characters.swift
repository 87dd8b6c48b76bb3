extension UInt8 {
  /// Whether the byte is a letter of ASCII.
  var isLetter: Bool {
    let small = self | 0x20
    return small >= UInt8(ascii: "a") && small <= UInt8(ascii: "z")
  }

  /// Whether the byte is a digit of ASCII.
  var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
}

extension Unicode.Scalar {
  /// Space beyond ASCII: no-break and typographic spaces.
  var isBlank: Bool {
    switch value {
    case 0xA0, 0x2002...0x200A, 0x202F, 0x205F: true
    default: false
    }
  }

  /// A letter of any script; raised letters such as `ⁿ` and `ª` are none.
  var isWordLetter: Bool {
    if isASCII { return UInt8(value).isLetter }
    // Most letters beyond ASCII are Greek, and looking up properties takes long.
    if value >= 0x3B1 && value <= 0x3C9 { return true }
    if value == 0xAA || value == 0xBA { return false }
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .otherLetter: return true
    default: return false
    }
  }

  /// A mark that changes the letter in front of it, as in `x̄`.
  var isMark: Bool {
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark: true
    default: false
    }
  }

  /// Whether this is one of `₀` to `₉`.
  var isLoweredDigit: Bool { value >= 0x2080 && value <= 0x2089 }

  /// Whether this is one of `⁰` to `⁹`, or the raised minus sign.
  var isRaised: Bool { raised != nil }

  /// The plain character of a raised digit or minus sign.
  var raised: Character? {
    switch self {
    case "¹": "1"
    case "²": "2"
    case "³": "3"
    case "⁰", "⁴"..."⁹": Unicode.Scalar(value - 0x2070 + 0x30).map(Character.init)
    case "⁻": "-"
    default: nil
    }
  }

  /// The letter that a look-alike stands for: the micro sign and the Greek symbols of old code
  /// pages are the Greek letters.
  var withoutLookAlike: Unicode.Scalar {
    switch value {
    case 0xB5: "μ"
    case 0x3D1: "θ"
    case 0x3D5: "φ"
    case 0x3D6: "π"
    case 0x3F0: "κ"
    case 0x3F1: "ρ"
    case 0x3F5: "ε"
    default: self
    }
  }
}
