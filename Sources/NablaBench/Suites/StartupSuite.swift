#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Times whole processes from start to exit.
enum StartupSuite {
  /// Where the release build puts the static executable, as the README builds it.
  private static let program = ".build-static/release/nabla"

  static func run() {
    guard access(program, X_OK) == 0 else {
      print("  no \(program): build it as the README says, and run this from the package's folder")
      return
    }
    let timings = Stopwatch.compare(
      rounds: 101, clock: .wall,
      [
        { spawn([program, "-e", "grad 8a^2+3ab"]) },
        { spawn([program], input: "grad 8a^2+3ab\n") },
        { spawn(["bc"], input: "16*2+3*5\n") },
        { spawn(["cat"], input: "16*2+3*5\n") },
      ])
    let names = ["nabla -e 'grad 8a^2+3ab'", "the same from a pipe", "bc", "cat"]
    let rows = zip(names, timings).map {
      [$0, ($1.median / 1e6).text(2), ($1.minimum / 1e6).text(2)]
    }
    Table.print(["process", "median ms", "minimum ms"], rows)
    print("  nabla to bc: \((timings[0].median / timings[2].median).text(2))")
  }

  /// Runs a program on a short input, with its output thrown away, and waits for it.
  private static func spawn(_ arguments: [String], input: String = "") {
    // A pipe holds far more than a line, so it may be filled before anyone reads.
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return }
    _ = write(ends[1], input, input.utf8.count)
    close(ends[1])
    defer { close(ends[0]) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO)
    for descriptor in [STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0)
    }
    var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    pointers.append(nil)
    var pid = pid_t()
    guard posix_spawnp(&pid, arguments[0], &actions, nil, pointers, environ) == 0 else { return }
    var status: Int32 = 0
    waitpid(pid, &status, 0)
  }
}
