/// What a statement yields: a result or an error, with the notes on how it was read.
public struct Answer: Sendable {
  /// What a statement asks of the program around the session, which alone has files and a terminal.
  public enum Request: Sendable, Equatable {
    /// Run the statements of a file in this session.
    case run(path: String)
    /// Hand the bytes of a file to `Session.load`, which reads them to their end.
    case load(path: String)
    /// Write `Answer.tableText`, or `Session.statements` where there is none, to a file.
    case save(path: String)
    /// Write a picture to a file, by running gnuplot unless the file is to hold the script.
    case plot(PlotFile)
    /// Write a text to a file, in one piece or not at all.
    case write(path: String, text: String)
    /// Show the lines typed so far.
    case history
    /// Leave.
    case quit
  }

  /// The statement's text.
  public var input: String
  /// The line it starts on, from 1.
  public var line: Int
  /// How the statement was read where careful readers might read it differently.
  public var notes: [String] = []
  /// Why the statement failed, and so changed nothing; `nil` where it worked.
  public var failure: Failure?
  /// The result of `minimize` and `maximize`.
  public var minimum: Minimum? {
    if case .minimum(let report) = content { return report.minimum }
    return nil
  }
  /// How fast a descent went through the rows of a table, where the monitor has a clock.
  public var pace: String? {
    if case .minimum(let report) = content { return report.pace }
    return nil
  }
  /// Whether a computation was stopped by `Monitor.isInterrupted`.
  public var isInterrupted = false
  /// Whether the statement asks how long it takes; the program has the clock.
  public internal(set) var isTimed = false
  /// How long the statement took, in seconds, where it was measured.
  public var seconds: Double?
  /// What the program is asked to do, for `run`, `load`, `save`, `history` and `quit`.
  public var request: Request?
  /// The table that `save table` asks to be written.
  public internal(set) var tableText: TableText?
  var content: Content = .nothing
  /// How the file that `load` asks for is to be read.
  var loadPlan: LoadPlan?

  /// Whether the statement failed.
  public var isFailure: Bool { failure != nil }

  /// The same statement's answer if it failed outside the session, as `save` does on a full disk.
  public func failing(_ message: String, hint: String? = nil) -> Answer {
    var answer = self
    answer.request = nil
    answer.failure = Failure(
      message: message, line: line, column: 1, length: max(1, input.unicodeScalars.count),
      hint: hint, excerpt: nil)
    return answer
  }

  /// The answer to `history`, whose lines the program keeps.
  public func listing(history: [String]) -> Answer {
    var answer = self
    let width = String(history.count).count
    let lines = history.enumerated().map { index, entry in
      let number = String(index + 1)
      let indent = String(repeating: " ", count: 2 + width - number.count)
      var line = StyledText("\(indent)\(number)  ", .dimmed)
      line.append(entry)
      return line
    }
    answer.content = .listing(
      ListingResult(kind: "history", key: "lines", lines: lines, items: history))
    return answer
  }

  /// One line of JSON without the newline.
  ///
  /// Keys are stable: adding one is allowed, changing one is not.
  public func json() -> String {
    var object = JSONObject()
    object.add("ok", failure == nil)
    object.add("kind", failure == nil ? content.kind(for: request) : "error")
    object.add("input", input)
    object.add("line", line)
    if !notes.isEmpty { object.add("notes", notes) }
    if let seconds { object.add("seconds", seconds) }
    if let failure {
      var error = JSONObject()
      error.add("message", failure.message)
      error.add("line", failure.line)
      error.add("column", failure.column)
      error.add("length", failure.length)
      if let hint = failure.hint { error.add("hint", hint) }
      object.add("error", raw: error.text)
    } else {
      content.addFields(to: &object)
    }
    return object.text
  }

  /// What goes to standard output, with its final newline; empty for an error.
  ///
  /// Without `unicode` the text is ASCII, and expressions parse back.
  public func result(unicode: Bool) -> StyledText {
    failure == nil ? content.text(unicode: unicode) : StyledText()
  }

  /// The notes for standard error, with final newline; empty when there are none.
  public func notes(unicode: Bool) -> StyledText {
    var text = StyledText()
    for note in notes {
      text.append("  note: ", .note)
      text.append((unicode ? note : ASCII.text(note)) + "\n", .dimmed)
    }
    return text
  }

  /// The measured time for standard error, with final newline; empty where there is none.
  public func timing(unicode: Bool) -> StyledText {
    guard let seconds else { return StyledText() }
    let (scale, unit) =
      seconds < 1e-3 ? (1e6, unicode ? "µs" : "us") : seconds < 1 ? (1e3, "ms") : (1, "s")
    let number = NumberText.significant(seconds * scale, 3)
    return StyledText("  took \(number) \(unit)\n", .dimmed)
  }

  /// The error block for standard error, with caret and hint; empty when the statement succeeded.
  public func error(unicode: Bool) -> StyledText {
    failure?.block(unicode: unicode) ?? StyledText()
  }
}
