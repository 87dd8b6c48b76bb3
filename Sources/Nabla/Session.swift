/// A calculator's memory: the definitions so far, and the statements that made them.
public struct Session: Sendable {
  /// Whether notes on readings are errors.
  public var isStrict = false

  /// The statements that worked so far and changed or answered something, for `save`.
  public private(set) var statements: [String] = []

  /// Makes a session that knows the built-ins only.
  public init() {}

  /// Runs one statement; a statement that fails changes nothing.
  public mutating func run(
    _ statement: [UInt8], line: Int = 1, monitor: Monitor = Monitor()
  ) -> Answer {
    Answer(
      input: String(decoding: statement, as: UTF8.self), line: line, isFailure: false,
      isInterrupted: false, request: nil)
  }

  /// The words that may be completed after `prefix`: commands, functions, constants, names;
  /// for a prefix that starts with a backslash (`\theta`), the letter that replaces it.
  public func completions(for prefix: String) -> [String] { [] }
}
