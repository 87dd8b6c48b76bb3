#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// An open file, pipe or terminal.
struct Descriptor {
  /// What a file is opened for.
  enum Access {
    case read
    case write
    /// Written at the end, and made for its owner alone where it does not exist.
    case privateAppend

    fileprivate var flags: CInt {
      switch self {
      case .read: O_RDONLY
      case .write: O_WRONLY
      case .privateAppend: O_RDWR | O_APPEND | O_CREAT
      }
    }
  }

  /// The number by which the system knows it.
  let raw: CInt

  static let standardInput = Descriptor(raw: STDIN_FILENO)
  static let standardOutput = Descriptor(raw: STDOUT_FILENO)
  static let standardError = Descriptor(raw: STDERR_FILENO)

  fileprivate init(raw: CInt) { self.raw = raw }

  /// Opens a file.
  init(opening path: String, for access: Access) throws(SystemError) {
    raw = open(path, access.flags | O_CLOEXEC, 0o600)
    guard raw >= 0 else { throw .last }
  }

  /// Opens a file to read statements from; a folder is an error already here.
  init(script path: String) throws(SystemError) {
    try self.init(opening: path, for: .read)
    guard status()?.isFolder != true else {
      shut()
      throw SystemError(code: EISDIR)
    }
  }

  /// Makes a file of a name not in use that starts with `prefix`, for its owner alone.
  static func temporary(_ prefix: String) throws(SystemError) -> (Descriptor, path: String) {
    var template = Array(prefix.utf8CString.dropLast()) + "XXXXXX".utf8CString
    let raw = mkstemp(&template)
    guard raw >= 0 else { throw .last }
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return (Descriptor(raw: raw), path)
  }

  /// Waits until something is there, and reads at most as much as `buffer` holds; 0 at the end.
  func fill(_ buffer: inout [UInt8]) throws(SystemError) -> Int {
    while true {
      let count = buffer.withUnsafeMutableBytes { read(raw, $0.baseAddress, $0.count) }
      if count >= 0 { return count }
      guard SystemError.last.isBusy, isReady(POLLIN) else { throw .last }
    }
  }

  /// Reads to the end.
  func contents() throws(SystemError) -> [UInt8] {
    var all: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = try fill(&chunk)
      if count == 0 { return all }
      all += chunk[..<count]
    }
  }

  /// Writes all bytes, however often the system has to be asked.
  func writeAll(_ bytes: [UInt8]) throws(SystemError) {
    var start = 0
    while start < bytes.count {
      let written = bytes.withUnsafeBytes { buffer in
        let rest = UnsafeRawBufferPointer(rebasing: buffer[start...])
        return write(raw, rest.baseAddress, rest.count)
      }
      if written >= 0 {
        start += written
      } else if SystemError.last.isBusy {
        _ = isReady(POLLOUT)
      } else if !SystemError.last.isInterruption {
        throw .last
      }
    }
  }

  /// Waits until a call would not have to wait; false when a signal came first.
  private func isReady(_ event: CInt) -> Bool {
    var waiting = pollfd(fd: raw, events: Int16(event), revents: 0)
    return poll(&waiting, 1, -1) >= 0
  }

  /// Waits until everything is on the disk, which may then turn out to be full.
  func synchronize() throws(SystemError) {
    // A pipe or a terminal has no disk.
    if fsync(raw) < 0, errno != EINVAL, errno != EROFS, errno != ENOTSUP { throw .last }
  }

  /// Waits until no other process holds the lock on this file, and holds it until closed.
  func lockFile() throws(SystemError) {
    if flock(raw, LOCK_EX) < 0 { throw .last }
  }

  /// Closes it; errors of delayed writing are found by `synchronize`.
  func shut() { close(raw) }

  /// Whether it is a terminal.
  var isTerminal: Bool { isatty(raw) == 1 }

  /// The number of columns of a terminal; 80 where it does not tell.
  var columns: Int { size?.columns ?? 80 }

  /// The number of columns and rows of a terminal; `nil` where it does not tell.
  var size: (columns: Int, rows: Int)? {
    var size = winsize()
    guard ioctl(raw, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
      return nil
    }
    return (Int(size.ws_col), Int(size.ws_row))
  }
}
