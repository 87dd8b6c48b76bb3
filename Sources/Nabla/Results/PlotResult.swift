import NablaPlot

/// A picture, made of characters or in a file.
struct PlotResult: Sendable {
  /// The characters that are asked for by `set plot`.
  enum Form: String, Sendable, CaseIterable {
    /// As the output takes them.
    case auto
    case unicode
    case ascii
  }

  var plot: Plot
  var size: PlotSize
  var form: Form
  /// The lines that stand under the picture.
  var captions: [String] = []
  /// The file that it is written to, in place of a text.
  var file: String?

  func addFields(to object: inout JSONObject) {
    if let file {
      object.add("file", file)
    } else {
      object.add("text", text(unicode: false).string)
    }
  }

  func text(unicode: Bool) -> StyledText {
    if let file { return StyledText("  wrote \(file)\n", .dimmed) }
    let isUnicode = form == .unicode || form == .auto && unicode
    let indent = Layout.indent(unicode && size.columns > 40)
    let shown = isUnicode ? plot : plot.spelled(ASCII.text)
    let picture = shown.text(
      columns: size.columns - indent.count, rows: size.rows - captions.count,
      isUnicode ? .unicode : .ascii)
    var text = StyledText()
    for line in picture.lines {
      if !line.isEmpty { text.append(indent) }
      for run in line { text.append(run.text, run.ink.role) }
      text.append("\n")
    }
    for caption in captions { text.append("  " + (unicode ? caption : ASCII.text(caption)) + "\n") }
    return text
  }
}

extension Ink {
  /// The role of what is drawn with it.
  fileprivate var role: StyledText.Role {
    switch self {
    case .plain: .plain
    case .emphasis: .emphasis
    case .dimmed: .dimmed
    case .series(let number): .series(number)
    case .level(let number): .level(number)
    }
  }
}
