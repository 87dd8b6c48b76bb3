extension LaTeXPrinter {
  /// A literal, with powers of ten written out: `2.5e-8` is 2.5 · 10⁻⁸.
  package static func number(_ literal: String) -> String {
    guard let mark = literal.firstIndex(where: { $0 == "e" || $0 == "E" }) else { return literal }
    let mantissa = literal[..<mark]
    let exponent = Int(literal[literal.index(after: mark)...]).map(String.init) ?? "0"
    return (mantissa == "1" ? "" : mantissa + " \\cdot ") + "10^{\(exponent)}"
  }

  /// A text as LaTeX shows it letter by letter, outside mathematical mode.
  package static func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      switch character {
      case "\\": result += "\\textbackslash{}"
      case "~": result += "\\textasciitilde{}"
      case "^": result += "\\textasciicircum{}"
      case "<": result += "\\textless{}"
      case ">": result += "\\textgreater{}"
      case "|": result += "\\textbar{}"
      case "#", "$", "%", "&", "_", "{", "}": result += "\\" + String(character)
      default: result.append(character)
      }
    }
  }

  static func sign(of kind: SyntaxKind) -> String {
    switch kind {
    case .less: " < "
    case .lessOrEqual: " \\le "
    case .greater: " > "
    case .greaterOrEqual: " \\ge "
    case .equal: " = "
    case .notEqual: " \\ne "
    case .and: " \\land "
    case .or: " \\lor "
    case .number, .text, .name, .call, .negate, .factorial, .add, .subtract, .multiply, .divide,
      .matrixMultiply, .power, .not, .absolute, .conditional, .vector, .index,
      .derivative:
      " "
    }
  }
}

extension Name {
  /// The name in LaTeX's mathematical mode: `\theta_0`, `x_{12}`, `\mathrm{total\_bill}`.
  package var latex: String {
    switch ascii {
    case "pi": return "\\pi"
    case "inf": return "\\infty"
    case "nan": return "\\mathrm{NaN}"
    default: break
    }
    guard isLetter else { return Name.upright(ascii) }
    let digits = subscriptText
    let letter = Name.letter(base)
    if digits.isEmpty { return letter }
    return letter + (digits.utf8.count == 1 ? "_" + digits : "_{\(digits)}")
  }

  private static func letter(_ base: String) -> String {
    guard greekLetters[base] != nil else {
      return base.utf8.allSatisfy { $0 < 0x80 } ? base : upright(base)
    }
    let isCapital = base.first?.isUppercase == true
    // Letters that look like Latin ones have no command of their own.
    if base.lowercased() == "omicron" { return isCapital ? "\\mathrm{O}" : "o" }
    guard isCapital, let latin = latinCapitals[base] else { return "\\" + base }
    return "\\mathrm{\(latin)}"
  }

  private static let latinCapitals = [
    "Alpha": "A", "Beta": "B", "Epsilon": "E", "Zeta": "Z", "Eta": "H", "Iota": "I", "Kappa": "K",
    "Mu": "M", "Nu": "N", "Rho": "P", "Tau": "T", "Chi": "X",
  ]

  /// A word in upright letters; what no font of plain LaTeX has is written by its number.
  private static func upright(_ word: String) -> String {
    var hasAccents = false
    var text = ""
    for scalar in word.unicodeScalars {
      if scalar == "_" {
        text += "\\_"
      } else if scalar.isASCII {
        text.unicodeScalars.append(scalar)
      } else if (0xC0...0x17F).contains(scalar.value) {
        text.unicodeScalars.append(scalar)
        hasAccents = true
      } else {
        text += "u" + String(scalar.value, radix: 16)
      }
    }
    return hasAccents ? "\\textrm{\(text)}" : "\\mathrm{\(text)}"
  }
}

/// The letters for rows: how many there are, and which one, at each depth of nesting.
struct RowLetters: Sendable {
  let count: String
  private let indices: [String]

  /// Letters that do not occur in a tree.
  init(avoiding tree: SyntaxTree) {
    let all = (0..<tree.count).map { SyntaxID(raw: UInt32($0)) }
    let taken = Set(all.compactMap { tree.name($0)?.ascii })
    count = ["n", "N", "m", "M"].first { !taken.contains($0) } ?? "n_{\\mathrm{rows}}"
    indices = ["i", "j", "k", "l", "r", "s"].filter { !taken.contains($0) }
  }

  /// The letter of a row; that of an aggregate inside another is a different one.
  func index(_ depth: Int) -> String {
    depth < indices.count ? indices[depth] : "i_{\(depth)}"
  }
}
