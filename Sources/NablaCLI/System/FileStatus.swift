import CEditLine

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What kind of file something is.
struct FileStatus {
  private let status: stat

  fileprivate init(_ status: stat) { self.status = status }

  /// Whether it is a folder.
  var isFolder: Bool { status.st_mode & S_IFMT == S_IFDIR }

  /// Whether it is a file on a disk, and no pipe, terminal or device.
  var isRegular: Bool { status.st_mode & S_IFMT == S_IFREG }

  /// Who may read and write it.
  var permissions: mode_t { status.st_mode & 0o7777 }

  /// How many bytes a file on a disk has; `nil` for a pipe, a terminal or a device.
  var length: Int? { isRegular ? Int(status.st_size) : nil }

  /// Whether both were written to last at the same time.
  func wasWritten(with other: FileStatus) -> Bool {
    written.tv_sec == other.written.tv_sec && written.tv_nsec == other.written.tv_nsec
  }

  /// When it was written to last.
  private var written: timespec {
    #if canImport(Darwin)
      status.st_mtimespec
    #else
      status.st_mtim
    #endif
  }

  /// Whether both are one file under any number of names.
  func isSameFile(as other: FileStatus) -> Bool {
    status.st_dev == other.status.st_dev && status.st_ino == other.status.st_ino
  }

  /// The status of the file at a path, following links; `nil` where there is none.
  static func of(_ path: String) -> FileStatus? {
    var status = stat()
    return stat(path, &status) == 0 ? FileStatus(status) : nil
  }
}

extension Descriptor {
  /// What is open; `nil` where the system does not tell.
  func status() -> FileStatus? {
    var status = stat()
    return fstat(raw, &status) == 0 ? FileStatus(status) : nil
  }
}

/// Paths of files, and what is done to files by name.
enum FileSystem {
  /// A path with a leading `~/` replaced by the user's home, as shells do.
  static func expand(_ path: String) -> String {
    guard path.hasPrefix("~/"), let home = System.environment("HOME") else { return path }
    return home + path.dropFirst()
  }

  /// The path of the file that a chain of links ends at; `path` itself where it is no link.
  static func resolve(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Makes a folder and those above it, for their owner alone, as the XDG rules ask.
  static func makeFolders(_ path: String) {
    var made = ""
    for part in path.split(separator: "/") {
      made += "/" + part
      mkdir(made, 0o700)
    }
  }

  /// Replaces the content of a file by pieces of bytes, or makes it, at once and whole: on any error,
  /// and on Ctrl-C, the old file is as it was.
  ///
  /// What is no file on a disk (a pipe, a terminal) is written to as it is.
  static func replace(
    _ path: String, with pieces: some Sequence<[UInt8]>
  ) throws(SystemError) {
    let old = FileStatus.of(path)
    if let old, !old.isRegular {
      let file = try Descriptor(opening: path, for: .write)
      defer { file.shut() }
      return try write(pieces, to: file)
    }
    // Renaming would also replace a file that nobody may write to.
    guard old == nil || access(path, W_OK) == 0 else { throw .last }
    let target = resolve(path)
    let (file, temporary) = try Descriptor.temporary(target + ".")
    do {
      defer { file.shut() }
      try write(pieces, to: file)
      try file.synchronize()
      fchmod(file.raw, old?.permissions ?? 0o666 & ~currentMask())
    } catch {
      unlink(temporary)
      throw error
    }
    guard rename(temporary, target) == 0 else {
      let error = SystemError.last
      unlink(temporary)
      throw error
    }
  }

  private static func write(
    _ pieces: some Sequence<[UInt8]>, to file: Descriptor
  ) throws(SystemError) {
    for piece in pieces {
      guard !ceditline_interrupts_raised() else { throw SystemError(code: EINTR) }
      try file.writeAll(piece)
    }
  }

  /// The permissions that this process takes from the files it makes.
  private static func currentMask() -> mode_t {
    let mask = umask(0)
    umask(mask)
    return mask
  }
}
