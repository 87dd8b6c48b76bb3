/// What a statement yields: a result or an error, with the notes on how it was read.
public struct Answer: Sendable {
  /// What a statement asks of the program around the session, which alone has files and a terminal.
  public enum Request: Sendable, Equatable {
    case run(path: String)
    case save(path: String)
    case history
    case quit
  }

  /// The statement's text.
  public var input: String
  /// The line it starts on, from 1.
  public var line: Int
  /// Whether the statement failed, and so changed nothing.
  public var isFailure: Bool
  /// Whether it was stopped by `Monitor.isInterrupted`.
  public var isInterrupted: Bool
  /// What the program is asked to do, for `run`, `save`, `history` and `quit`.
  public var request: Request?

  /// One line of JSON without the newline, as `results.md` fixes it.
  public func json() -> String { "{}" }

  /// What goes to standard output, with its final newline; empty for an error.
  public func result(unicode: Bool) -> StyledText { StyledText() }

  /// The notes for standard error, with final newline; empty when there are none.
  public func notes(unicode: Bool) -> StyledText { StyledText() }

  /// The error block for standard error, with caret and hint; empty when the statement succeeded.
  public func error(unicode: Bool) -> StyledText { StyledText() }

  /// The answer to the same statement when the program could not do what it was asked for.
  public func failing(_ message: String, hint: String?) -> Answer {
    var answer = self
    answer.isFailure = true
    return answer
  }
}
