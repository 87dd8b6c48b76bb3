#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The process's surroundings: environment, clock, exit.
enum System {
  /// The value of an environment variable; `nil` where it is not set or empty.
  static func environment(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }

  /// Seconds on a clock that never goes back.
  static var seconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Whether the user's locale writes UTF-8.
  ///
  /// Read from the environment, since a static executable may find no locale data.
  static var isUTF8: Bool {
    let locale = environment("LC_ALL") ?? environment("LC_CTYPE") ?? environment("LANG") ?? ""
    let name = locale.lowercased()
    return name.contains("utf-8") || name.contains("utf8")
  }

  /// Makes a closed output and a full file size limit errors of the write instead of signals,
  /// and occupies closed standard descriptors, lest a file that is opened later becomes one.
  static func prepare() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    for raw in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(raw, F_GETFD) < 0 {
      // Opened the wrong way round, so that its use is the error that it was.
      _ = open("/dev/null", raw == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }

  /// Ends the process.
  static func leave(_ status: ExitStatus) -> Never { exit(status.rawValue) }
}

/// How the program ends.
enum ExitStatus: Int32 {
  case success = 0
  case failure = 1
  /// `EX_USAGE` of sysexits.h.
  case unusableArguments = 64
  /// 128 + SIGINT, as shells count.
  case interrupted = 130
}

/// What the system says of a call that failed.
struct SystemError: Error {
  /// The error number.
  let code: CInt

  /// The error of the call that failed just now.
  static var last: SystemError { SystemError(code: errno) }

  /// Whether whoever reads our output has gone.
  var isClosedPipe: Bool { code == EPIPE }

  /// Whether there is no such file or folder.
  var isMissing: Bool { code == ENOENT }

  /// Whether it is a folder, where a file was wanted.
  var isFolder: Bool { code == EISDIR }

  /// Whether a signal ended the call.
  var isInterruption: Bool { code == EINTR }

  /// Whether the call would have had to wait, on a terminal or pipe that some other program which
  /// shares it made non-blocking.
  var isBusy: Bool { code == EAGAIN }

  /// Words for people, without a capital letter or a full stop.
  var message: String {
    switch code {
    case ENOENT: "there is no such file"
    case EISDIR: "it is a folder"
    case EACCES, EPERM: "permission denied"
    case EBADF: "it is closed"
    case EINTR: "interrupted"
    case ENOSPC: "no space left on the device"
    default: String(cString: strerror(code))
    }
  }
}
