import NablaSyntax

/// The names in an exported text: each is one of the target language, and no two are the same.
struct Identifiers {
  /// A name that had to become another one.
  struct Renaming: Sendable {
    var original: String
    var used: String
    /// Whether the target language has the original for something else.
    var isReserved: Bool
  }

  private let reserved: Set<String>
  /// Whether large and small letters are the same to the target.
  private let foldsCase: Bool
  private var taken: Set<String> = []
  /// What had to be renamed, in the order of asking.
  private(set) var renamings: [Renaming] = []

  init(reserved: Set<String>, foldsCase: Bool = false) {
    self.reserved = reserved
    self.foldsCase = foldsCase
  }

  /// An identifier for a name of the session: in ASCII, and with an underscore behind it where the
  /// language has the word for something else.
  mutating func identifier(for name: Name) -> String {
    let plain = name.identifier
    let isReserved = reserved.contains(folded(plain))
    var result = isReserved ? plain + "_" : plain
    while isTaken(result) { result += "_" }
    taken.insert(folded(result))
    if result != plain || plain.utf8.count > 1 && plain != name.spelledOut {
      renamings.append(Renaming(original: name.ascii, used: result, isReserved: isReserved))
    }
    return result
  }

  /// An identifier for something that the session has no name for: `stem`, or with a number where
  /// that is taken.
  mutating func fresh(_ stem: String) -> String {
    var result = stem
    var number = 1
    while isTaken(result) {
      number += 1
      result = "\(stem)_\(number)"
    }
    taken.insert(folded(result))
    return result
  }

  /// Keeps a word from being used as a name.
  mutating func reserve(_ word: String) { taken.insert(folded(word)) }

  private func isTaken(_ word: String) -> Bool {
    reserved.contains(folded(word)) || taken.contains(folded(word))
  }

  private func folded(_ word: String) -> String { foldsCase ? word.lowercased() : word }
}

extension Name {
  /// The name as programming languages take it: `theta_0`, `x_0`, `total_bill`, `t_x` for `t.x`.
  var identifier: String {
    spelledOut.unicodeScalars.reduce(into: "") { result, scalar in
      if scalar.isASCII, scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        result.unicodeScalars.append(scalar)
      } else if scalar.isASCII {
        result += "_"
      } else {
        result += "u" + String(scalar.value, radix: 16)
      }
    }
  }

  /// The name in ASCII with the subscript behind an underscore.
  fileprivate var spelledOut: String {
    let digits = subscriptText
    guard isLetter, !digits.isEmpty else { return ascii }
    return base + "_" + digits
  }
}
