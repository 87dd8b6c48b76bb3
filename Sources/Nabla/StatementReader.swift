/// Cuts a stream of bytes into statements: at newlines and `;` outside brackets and comments.
///
/// An open bracket or a trailing operator continues a statement on the next line. Each byte is
/// looked at once, however the input is handed over.
public struct StatementReader: Sendable {
  /// A statement's bytes and the line it starts on, from 1.
  public struct Statement: Sendable {
    public var bytes: [UInt8]
    public var line: Int
  }

  /// Makes a reader at line 1.
  public init() {}

  /// Hands over more input.
  public mutating func append(_ bytes: [UInt8]) {}

  /// The next whole statement, or `nil` when more input is needed.
  ///
  /// With `atEnd`, what is left is a statement even when brackets are open.
  public mutating func next(atEnd: Bool) -> Statement? { nil }

  /// Whether a statement has begun and is not finished (the prompt then shows that it continues).
  public var isContinuing: Bool { false }

  /// Drops an unfinished statement.
  public mutating func reset() {}
}
