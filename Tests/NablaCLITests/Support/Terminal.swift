import Foundation

/// The built program on a pseudo-terminal, with somebody who types and reads.
final class Terminal {
  /// Why a test cannot go on.
  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  private let master: CInt
  private var process: pid_t = 0
  private var hasExited = false
  /// What the program has shown and no test has looked at yet.
  private var unread: [UInt8] = []

  /// Starts the program in a home.
  init(
    _ arguments: [String] = [], in folder: TemporaryFolder, environment: [String: String] = [:]
  ) throws {
    var ends: (CInt, CInt) = (-1, -1)
    var name = [CChar](repeating: 0, count: 1024)
    var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
    guard openpty(&ends.0, &ends.1, &name, nil, &size) == 0 else {
      throw Failure(description: "no pseudo-terminal")
    }
    // The end of the program shows only when nobody else has its side open.
    for end in [ends.0, ends.1] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends.1) }
    master = ends.0
    let variables = folder.environment.merging(environment) { _, new in new }
    let path = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    try spawn(arguments, on: String(decoding: path, as: UTF8.self), variables)
  }

  deinit {
    if !hasExited {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    close(master)
  }

  /// Starts the program as the leader of a session, whose terminal is the first that it opens.
  private func spawn(
    _ arguments: [String], on terminal: String, _ variables: [String: String]
  ) throws {
    #if canImport(Darwin)
      let flags = POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      // Swift does not see POSIX_SPAWN_SETSID, which is 0x80.
      let flags = 0x80 | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    // The threads of tests may have signals blocked, and a shell may have Ctrl-C ignored.
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigaddset(&signals, SIGINT)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(flags))
    var argv = ([Program.path] + arguments).map { strdup($0) } + [nil]
    var envp = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in argv + envp { free(pointer) } }
    let error = posix_spawn(&process, Program.path, &actions, &attributes, &argv, &envp)
    guard error == 0 else {
      hasExited = true
      throw Failure(
        description: "cannot start \(Program.path): \(String(cString: strerror(error)))")
    }
  }

  private var shown: String { String(decoding: unread, as: UTF8.self).debugDescription }

  /// Types text, which may hold control characters and escape sequences.
  func type(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(master, bytes, bytes.count)
  }

  /// Types a line.
  func enter(_ line: String) { type(line + "\r") }

  /// Waits until the program shows a text, and returns what it showed up to its end.
  @discardableResult
  func wait(for text: String) throws -> String {
    let wanted = Array(text.utf8)
    return try wait(for: "`\(text)`") { unread in
      unread.firstRange(of: wanted).map(\.upperBound)
    }
  }

  /// Waits for the prompt, and until the keys that are typed then are keys of the editor.
  ///
  /// The editor shows its prompt before it switches the terminal to single keys, and then has to
  /// come to wait for one: Ctrl-C in between is not heard.
  func waitForPrompt(_ prompt: String = "> ") throws {
    try wait(for: prompt)
    let deadline = Date(timeIntervalSinceNow: 20)
    var mode = termios()
    while tcgetattr(master, &mode) != 0 || mode.c_lflag & tcflag_t(ICANON) != 0 {
      guard Date() < deadline else { throw Failure(description: "the prompt takes no keys") }
      usleep(1000)
    }
    usleep(20_000)
  }

  /// Waits until something is shown that `end` finds the end of.
  @discardableResult
  func wait(for what: String, until end: ([UInt8]) -> Int?) throws -> String {
    let deadline = Date(timeIntervalSinceNow: 20)
    while true {
      if let end = end(unread) {
        defer { unread.removeFirst(end) }
        return String(decoding: unread[..<end], as: UTF8.self)
      }
      guard Date() < deadline, try readMore() else {
        throw Failure(description: "waited for \(what), saw \(shown)")
      }
    }
  }

  /// Waits for the end of the program, and returns its exit status, or minus the signal.
  func waitForExit() throws -> Int32 {
    // A program whose output nobody reads might wait for ever.
    while try readMore() {}
    var status: CInt = 0
    waitpid(process, &status, 0)
    hasExited = true
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : -signal
  }

  /// Reads what is shown next; false when the program has left the terminal.
  private func readMore() throws -> Bool {
    var waiting = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&waiting, 1, 20_000) > 0 else {
      throw Failure(description: "the program waits, it showed \(shown)")
    }
    var chunk = [UInt8](repeating: 0, count: 4096)
    let count = read(master, &chunk, chunk.count)
    guard count > 0 else { return false }
    unread += chunk[..<count]
    return true
  }
}
