import NablaPlot
import NablaSyntax

extension Session {
  /// A statement behind `plot`, or the expressions that it draws.
  ///
  /// The statement is run as it would be alone, with all its errors; what it found is then drawn.
  mutating func plot(
    _ command: Command, behind prefix: Prefix, in tree: SyntaxTree, monitor: Monitor,
    answer: inout Answer
  ) throws(Diagnostic) {
    let options = try PlotOptions(command)
    let sketch = try sketch(command, behind: prefix, options, in: tree, monitor, &answer)
    guard sketch.plot.panels.contains(where: { !$0.layers.isEmpty }) else {
      throw Diagnostic("there is nothing to draw", at: command.verbSpan)
    }
    try show(sketch, options, in: &answer)
  }

  private mutating func sketch(
    _ command: Command, behind prefix: Prefix, _ options: PlotOptions, in tree: SyntaxTree,
    _ monitor: Monitor, _ answer: inout Answer
  ) throws(Diagnostic) -> Sketch {
    if prefix.words.first?.text == "loss" {
      return try lossSketch(command, options, in: tree, monitor, &answer)
    }
    if command.verb == .plot { return try sketch(ofExpressions: command, options, in: tree) }
    return try sketch(ofStatement: command, options, in: tree, monitor, &answer)
  }

  /// Puts a picture into the answer, as text or as a request for a file.
  func show(_ sketch: Sketch, _ options: PlotOptions, in answer: inout Answer) throws(Diagnostic) {
    answer.notes += sketch.notes
    var result = PlotResult(plot: sketch.plot, size: plotSize, form: plotForm)
    result.captions = sketch.captions
    if let path = options.path, let format = try options.format() {
      result.file = path
      answer.request = .plot(PlotFile(path: path, format: format, plot: sketch.plot))
    }
    answer.content = .plot(result)
  }

  /// `set plot ascii`.
  mutating func set(_ command: Command) throws(Diagnostic) -> Content {
    let words = (command.words.first?.text ?? "").split(whereSeparator: \.isWhitespace)
    guard words.first == "plot", words.count == 2,
      let form = PlotResult.Form(rawValue: String(words[1]))
    else {
      throw Diagnostic(
        "there is nothing to set by this", at: command.words.first?.span ?? command.verbSpan,
        hint: "write \(command.verb.row.usage)")
    }
    plotForm = form
    let manner = form == .auto ? "as the output takes them" : "in \(form.rawValue)"
    return .listing(
      ListingResult(
        kind: "set", key: "plot", lines: [StyledText("  pictures are drawn \(manner)")],
        items: [form.rawValue]))
  }
}

/// A picture with what is told beside it.
struct Sketch {
  var plot: Plot
  /// The lines that stand under it.
  var captions: [String] = []
  var notes: [String] = []
}
