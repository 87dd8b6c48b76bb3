/// What Tab does to a line: complete the word before the cursor, or show how it may go on.
package struct Completion: Equatable {
  /// How many characters (Unicode scalars) before the cursor are replaced.
  package private(set) var deleted = 0
  /// What replaces them.
  package private(set) var inserted = ""
  /// The words to choose from, where the line is left as it is.
  package private(set) var alternatives: [String] = []

  /// Whether there is nothing to do.
  package var isEmpty: Bool { deleted == 0 && inserted.isEmpty && alternatives.isEmpty }

  /// Completes the last word of `text`, or the file's name that it ends in; `candidates` tells what
  /// a word may become, `paths` what a file's name may.
  package init(
    of text: String, candidates: (String) -> [String], paths: (String) -> [String]
  ) {
    if let path = Self.openPath(of: text) {
      complete(path, as: paths(path))
      // Nothing can follow but the quotation mark, unless it is a folder.
      if alternatives.isEmpty, paths(path).count == 1, inserted.last != "/" { inserted += "\"" }
      return
    }
    let word = Self.lastWord(of: text)
    if word.isEmpty, !text.isEmpty {
      // A Tab inside a pasted line stands for a space.
      inserted = " "
      return
    }
    complete(word, as: candidates(word))
  }

  /// Extends a word as far as all of `words` agree, or shows them.
  private mutating func complete(_ word: String, as words: [String]) {
    let common = Self.commonPrefix(of: words)
    if words.count == 1 || (common.count > word.count && common.hasPrefix(word)) {
      guard common != word else { return }
      deleted = word.unicodeScalars.count
      inserted = common
    } else {
      alternatives = words
    }
  }

  /// The file's name behind a quotation mark that is still open; `nil` elsewhere, and where a text
  /// is compared with something.
  private static func openPath(of text: String) -> String? {
    let parts = text.split(separator: "\"", omittingEmptySubsequences: false)
    guard parts.count.isMultiple(of: 2), let path = parts.last else { return nil }
    let front = parts[parts.count - 2].last { !$0.isWhitespace }
    return front == "=" || front == "≠" ? nil : String(path)
  }

  /// The name that ends at the cursor, with the backslash before it if there is one.
  private static func lastWord(of text: String) -> String {
    let isPart = { (scalar: Unicode.Scalar) in
      scalar.properties.isAlphabetic || scalar == "_" || ("0"..."9").contains(scalar)
        || ("\u{2080}"..."\u{2089}").contains(scalar)
    }
    let scalars = text.unicodeScalars
    var tail = scalars.reversed().prefix(while: isPart).count
    if scalars.dropLast(tail).last == "\\" { tail += 1 }
    // In `3si` the digits are a factor.
    let word = scalars.suffix(tail).drop { !$0.properties.isAlphabetic && $0 != "\\" }
    return String(word)
  }

  private static func commonPrefix(of words: [String]) -> String {
    guard var common = words.first?[...] else { return "" }
    for word in words.dropFirst() {
      let length = zip(common, word).prefix { $0 == $1 }.count
      common = common.prefix(length)
    }
    return String(common)
  }

  /// Words in columns that go down, as `ls` shows files.
  package static func columns(_ words: [String], width: Int) -> String {
    let cell = (words.map(\.count).max() ?? 0) + 2
    let columns = max(1, width / cell)
    let rows = (words.count + columns - 1) / columns
    var text = ""
    for row in 0..<rows {
      var line = ""
      for index in stride(from: row, to: words.count, by: rows) {
        let word = words[index]
        let isLast = index + rows >= words.count
        line += isLast ? word : word + String(repeating: " ", count: cell - word.count)
      }
      text += line + "\n"
    }
    return text
  }
}
