/// The bytes of a file that `load` asks for, pulled piece by piece, so that the whole file is never
/// in memory.
public struct TableBytes {
  /// Why there are no more bytes although the file has not ended.
  public struct Failure: Error, Sendable, Equatable {
    /// What is wrong, without the file's name.
    public var message: String
    /// The way out, where there is one.
    public var hint: String?

    /// Makes the reason of a failure.
    public init(_ message: String, hint: String? = nil) {
      self.message = message
      self.hint = hint
    }
  }

  /// How many bytes there are in all, compressed as they may be; `nil` where that is not known.
  public var count: Int?
  /// Hands out the next piece, which may be empty; `nil` at the end.
  public var next: () throws(Failure) -> [UInt8]?

  /// Makes a source of what `next` hands out.
  public init(count: Int? = nil, next: @escaping () throws(Failure) -> [UInt8]?) {
    self.count = count
    self.next = next
  }

  /// Makes a source of bytes that are in memory.
  public init(_ bytes: [UInt8]) {
    var rest: [UInt8]? = bytes
    self.init(count: bytes.count) { () throws(Failure) in
      defer { rest = nil }
      return rest
    }
  }
}
