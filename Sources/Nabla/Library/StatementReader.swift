import NablaSyntax

/// Cuts a stream of bytes into statements: at newlines and `;` outside brackets and comments.
///
/// An open bracket or a trailing operator continues a statement on the next line. Each byte is
/// looked at once, however the input is handed over.
public struct StatementReader: Sendable {
  /// A statement's bytes and where they stand.
  public struct Statement: Sendable {
    /// The text without what ends it.
    public var bytes: [UInt8]
    /// The line of its first character, from 1.
    public var line: Int
  }

  private var splitter = StatementSplitter()

  /// Makes a reader at line 1.
  public init() {}

  /// Hands over more input.
  public mutating func append(_ bytes: [UInt8]) {
    splitter.append(bytes)
  }

  /// The next whole statement, or `nil` when more input is needed.
  ///
  /// With `atEnd`, what is left is a statement even when brackets are open.
  public mutating func next(atEnd: Bool) -> Statement? {
    splitter.next(atEnd: atEnd).map { Statement(bytes: $0.bytes, line: $0.line) }
  }

  /// Whether a statement has begun and is not finished; a prompt then shows that it continues.
  public var isContinuing: Bool { splitter.isContinuing }

  /// Drops an unfinished statement.
  public mutating func reset() { splitter.reset() }
}
