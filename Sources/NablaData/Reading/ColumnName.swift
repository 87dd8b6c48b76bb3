/// Names that the language reads as one word.
enum ColumnName {
  /// How many letters of a name count; the language takes no words that are much longer.
  private static let longest = 200

  /// The names of columns as they are used, one for each original.
  ///
  /// What is no letter, digit or underscore becomes an underscore, runs of them one, and none is
  /// left at an end. A name that begins with a digit gets `x` in front, an empty one is `x` and the
  /// column's number. Where two different originals come to one name, the later gets a number.
  ///
  /// - Complexity: O(length of all names).
  static func usable(_ originals: [String]) -> [String] {
    let wished = originals.enumerated().map { usable($1, position: $0 + 1) }
    // A name that needs no change keeps it, whichever column comes first.
    var taken = Set(zip(originals, wished).filter { $0 == $1 }.map(\.1))
    var tails: [String: Int] = [:]
    return zip(originals, wished).map { original, wish in
      if original == wish { return wish }
      var name = wish
      while taken.contains(name) {
        let tail = (tails[wish] ?? 1) + 1
        tails[wish] = tail
        name = "\(wish)_\(tail)"
      }
      taken.insert(name)
      return name
    }
  }

  private static func usable(_ original: String, position: Int) -> String {
    var name = String.UnicodeScalarView()
    for scalar in original.unicodeScalars.prefix(longest) {
      if scalar.isWordPart {
        name.append(scalar)
      } else if let last = name.last, last != "_" {
        name.append("_")
      }
    }
    // An underscore that the user wrote stays.
    if name.last == "_", original.unicodeScalars.last != "_" { name.removeLast() }
    guard let first = name.first else { return "x\(position)" }
    if first.isDigit { return "x" + String(name) }
    return first == "_" ? "x" + String(name) : String(name)
  }
}

extension Unicode.Scalar {
  fileprivate var isDigit: Bool { value >= 0x30 && value <= 0x39 }

  fileprivate var isWordPart: Bool {
    if self == "_" || isDigit || (value >= 0x2080 && value <= 0x2089) { return true }
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter: return true
    case .otherLetter: return value != 0xAA && value != 0xBA
    default: return false
    }
  }
}
