/// Lines of text for people that are no mathematics: help, definitions, what was forgotten.
struct ListingResult: Sendable {
  /// The word under `kind` in JSON.
  var kind: String
  /// The key under which JSON has the lines.
  var key: String
  var lines: [StyledText]
  /// The lines for Unicode terminals, where they differ.
  var unicodeLines: [StyledText]?
  /// What JSON has instead of the lines, where that differs.
  var items: [String]?

  func addFields(to object: inout JSONObject) {
    object.add(key, items ?? lines.map(\.string))
  }

  func text(unicode: Bool) -> StyledText {
    var text = StyledText()
    for line in unicode ? unicodeLines ?? lines : lines {
      text.append(line)
      text.append("\n")
    }
    return text
  }
}
