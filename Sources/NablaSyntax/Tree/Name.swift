/// The name of a variable, value, function, constant or column, in its one canonical spelling.
///
/// `theta0`, `theta_0`, `θ0` and `θ₀` are one name, and so are `x0`, `x_0` and `x₀`: a digit tail of
/// one letter or a Greek name is a subscript. In longer words the underscore belongs to the name.
package struct Name: Hashable, Sendable {
  /// The spelling in ASCII, such as `theta0`, `x0`, `total_bill`; letters without a Latin or Greek
  /// name stay as they are.
  package let ascii: String

  /// The name of a word, brought into canonical spelling; the word is not checked.
  package init(_ word: String) {
    ascii = Name.canonical(word)
  }

  /// The spelling with Greek letters and subscript digits, such as `θ₀`.
  package var unicode: String {
    let (base, digits) = Name.split(ascii)
    let letter = Name.greekLetters[base] ?? base
    guard !digits.isEmpty, letter.count == 1 else { return letter + digits }
    return letter + String(digits.map { Name.subscriptDigits[$0] ?? $0 })
  }
}

extension Name: Comparable {
  /// Natural order: letters alphabetically, subscripts by number, so that θ2 precedes θ10.
  package static func < (a: Name, b: Name) -> Bool {
    NaturalKey(a) < NaturalKey(b)
  }
}

extension Sequence<Name> {
  /// The names in natural order.
  ///
  /// Complexity: O(n log n), with each name taken apart once.
  package var inNaturalOrder: [Name] {
    map { (key: NaturalKey($0), name: $0) }.sorted { $0.key < $1.key }.map(\.name)
  }
}

/// What the place of a name in natural order depends on.
package struct NaturalKey: Comparable, Sendable {
  private let base: String
  private let digits: String

  package init(_ name: Name) {
    (base, digits) = Name.split(name.ascii)
  }

  package static func < (a: NaturalKey, b: NaturalKey) -> Bool {
    if a.base != b.base { return a.base < b.base }
    if a.digits.utf8.count != b.digits.utf8.count {
      return a.digits.utf8.count < b.digits.utf8.count
    }
    return a.digits < b.digits
  }
}

extension Name {
  /// The Greek names and their small letters, then the capital ones.
  package static let greekLetters: [String: String] = {
    let small = [
      "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ",
      "eta": "η", "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν",
      "xi": "ξ", "omicron": "ο", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ",
      "upsilon": "υ", "phi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
    ]
    var result = small
    for (name, letter) in small {
      result[name.prefix(1).uppercased() + String(name.dropFirst())] = letter.uppercased()
    }
    return result
  }()

  /// The name of each Greek letter.
  package static let greekNames: [String: String] = Dictionary(
    uniqueKeysWithValues: greekLetters.map { ($1, $0) })

  static let subscriptDigits: [Character: Character] = [
    "0": "₀", "1": "₁", "2": "₂", "3": "₃", "4": "₄", "5": "₅", "6": "₆", "7": "₇", "8": "₈",
    "9": "₉",
  ]

  private static let plainDigits: [Character: Character] = Dictionary(
    uniqueKeysWithValues: subscriptDigits.map { ($1, $0) })

  private static func canonical(_ word: String) -> String {
    let isASCII = word.utf8.allSatisfy { $0 < 0x80 }
    let plain = isASCII ? word : String(word.map { plainDigits[$0] ?? $0 })
    var (base, digits) = split(plain)
    let hasUnderscore = base.last == "_" && !digits.isEmpty
    if hasUnderscore { base.removeLast() }
    if base.utf8.count == 1 { return base + digits }
    if let name = greekNames[base] { return name + digits }
    if base.count == 1 || greekLetters[base] != nil { return base + digits }
    return base + (hasUnderscore ? "_" : "") + digits
  }

  /// Cuts off the digits at the end.
  fileprivate static func split(_ word: String) -> (base: String, digits: String) {
    let digits = word.utf8.reversed().prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
    return (
      String(word.utf8.dropLast(digits.count)) ?? word,
      String(decoding: word.utf8.suffix(digits.count), as: UTF8.self)
    )
  }
}
