extension String {
  /// The text as a line shows it beside others: at most 40 characters, control characters replaced.
  var excerpt: String {
    let length = 40
    let shown = unicodeScalars.prefix(length).map { scalar in
      scalar.value < 0x20 || scalar.value == 0x7F ? "�" : Character(scalar)
    }
    return String(shown) + (unicodeScalars.dropFirst(length).isEmpty ? "" : "...")
  }
}
