import NablaSyntax

/// A statement as text in another language.
struct ExportResult: Sendable {
  var target: ExportTarget
  /// The text, with its final newline.
  var text: String
  /// The file that it goes to; `nil` where it is shown.
  var file: String?

  func addFields(to object: inout JSONObject) {
    object.add("target", target.rawValue)
    if let file { object.add("file", file) } else { object.add("text", text) }
  }

  /// Nothing but the text itself, so that it can be piped on.
  func text(unicode: Bool) -> StyledText { file == nil ? StyledText(text) : StyledText() }
}
