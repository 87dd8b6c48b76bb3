import CEditLine

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Another program that is run on some input and hands back what it writes.
///
/// It is started as it is, without a shell, in a process group of its own, so that it ends with all
/// that it has started.
struct ChildProgram {
  /// The program's name, which is looked for in `PATH`.
  let name: String
  let arguments: [String]
  /// After so many seconds in which nothing was read or written it is ended.
  let patience: Double

  /// Runs it and waits for its end.
  ///
  /// - Returns: what it wrote to its standard output.
  func run(input: [UInt8]) throws(ProgramError) -> [UInt8] {
    let pipes = try Pipes()
    let process: pid_t
    do throws(ProgramError) {
      process = try spawn(pipes)
    } catch {
      pipes.shut()
      throw error
    }
    var exchange = Exchange(pipes, input, patience)
    do throws(ProgramError) {
      try exchange.run()
    } catch {
      kill(-process, SIGKILL)
      _ = Self.status(of: process)
      throw error
    }
    let status = Self.status(of: process)
    guard status == 0, !exchange.output.isEmpty else {
      throw .failed(String(decoding: exchange.errors, as: UTF8.self))
    }
    return exchange.output
  }

  private func spawn(_ pipes: Pipes) throws(ProgramError) -> pid_t {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    for (raw, target) in [
      (pipes.input.reading, STDIN_FILENO), (pipes.output.writing, STDOUT_FILENO),
      (pipes.errors.writing, STDERR_FILENO),
    ] {
      posix_spawn_file_actions_adddup2(&actions, raw, target)
    }
    // What this program ignores, its children would ignore as well.
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGPIPE, SIGXFSZ, SIGINT] { sigaddset(&signals, signal) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))
    var process: pid_t = 0
    var words: [UnsafeMutablePointer<CChar>?] = ([name] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    let code = posix_spawnp(&process, name, &actions, &attributes, &words, environ)
    guard code == 0 else {
      throw code == ENOENT || code == EACCES ? .missing : .system(SystemError(code: code))
    }
    return process
  }

  /// Waits for the end of a process, and tells the status that it ended with.
  private static func status(of process: pid_t) -> CInt {
    var status: CInt = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return status
  }
}

/// Why a program gave no result.
enum ProgramError: Error {
  /// It is not installed.
  case missing
  /// It ended with an error, and said this.
  case failed(String)
  /// It neither read nor wrote for too long.
  case hanging
  case interrupted
  case system(SystemError)
}

/// The three pipes between this program and a child.
private struct Pipes {
  typealias Ends = (reading: CInt, writing: CInt)
  let input: Ends
  let output: Ends
  let errors: Ends

  init() throws(ProgramError) {
    input = try Self.make()
    output = try Self.make()
    errors = try Self.make()
    for raw in [input.writing, output.reading, errors.reading] {
      _ = fcntl(raw, F_SETFL, O_NONBLOCK)
    }
  }

  private static func make() throws(ProgramError) -> Ends {
    var ends: [CInt] = [0, 0]
    guard pipe(&ends) == 0 else { throw .system(.last) }
    for raw in ends { _ = fcntl(raw, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  /// Closes the ends that the child has.
  func shutChildEnds() {
    for raw in [input.reading, output.writing, errors.writing] { close(raw) }
  }

  /// Closes everything.
  func shut() {
    shutChildEnds()
    for raw in [input.writing, output.reading, errors.reading] { close(raw) }
  }
}

/// Hands input to a child while it takes what the child writes, so that neither waits for the other.
private struct Exchange {
  private(set) var output: [UInt8] = []
  private(set) var errors: [UInt8] = []
  private let input: [UInt8]
  private let patience: Double
  private var sent = 0
  /// The ends of this program; -1 where one is closed.
  private var ends: [pollfd]

  init(_ pipes: Pipes, _ input: [UInt8], _ patience: Double) {
    self.input = input
    self.patience = patience
    pipes.shutChildEnds()
    ends = [
      pollfd(fd: pipes.input.writing, events: Int16(POLLOUT), revents: 0),
      pollfd(fd: pipes.output.reading, events: Int16(POLLIN), revents: 0),
      pollfd(fd: pipes.errors.reading, events: Int16(POLLIN), revents: 0),
    ]
  }

  /// Goes on until the child has closed its outputs.
  mutating func run() throws(ProgramError) {
    defer { for index in ends.indices { shut(index) } }
    while ends[1].fd >= 0 || ends[2].fd >= 0 {
      let count = poll(&ends, nfds_t(ends.count), CInt(patience * 1_000))
      if ceditline_interrupts_raised() { throw .interrupted }
      if count == 0 { throw .hanging }
      if count < 0 {
        if errno == EINTR { continue }
        throw .system(.last)
      }
      if ends[0].revents != 0 { send() }
      if ends[1].revents != 0, let bytes = receive(1) { output += bytes }
      if ends[2].revents != 0, let bytes = receive(2) { errors += bytes.prefix(10_000) }
    }
  }

  /// Sends as much as the pipe takes; a child that reads no more is no error by itself.
  private mutating func send() {
    let count = input[sent...].withUnsafeBytes { write(ends[0].fd, $0.baseAddress, $0.count) }
    if count > 0 { sent += count }
    if count < 0 && errno != EAGAIN && errno != EINTR || sent == input.count { shut(0) }
  }

  private mutating func receive(_ index: Int) -> [UInt8]? {
    var chunk = [UInt8](repeating: 0, count: 65_536)
    let count = chunk.withUnsafeMutableBytes { read(ends[index].fd, $0.baseAddress, $0.count) }
    if count > 0 { return Array(chunk[..<count]) }
    if count == 0 || errno != EAGAIN && errno != EINTR { shut(index) }
    return nil
  }

  private mutating func shut(_ index: Int) {
    guard ends[index].fd >= 0 else { return }
    close(ends[index].fd)
    ends[index].fd = -1
  }
}
