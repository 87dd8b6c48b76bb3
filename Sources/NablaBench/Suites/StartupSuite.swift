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
        { spawn(["/bin/sh", "-c", "echo '16*2+3*5' | bc"]) },
        { spawn(["/bin/sh", "-c", "echo '16*2+3*5' | cat"]) },
      ])
    let names = ["nabla -e 'grad 8a^2+3ab'", "echo ... | bc", "echo ... | cat"]
    let rows = zip(names, timings).map {
      [$0, ($1.median / 1e6).text(2), ($1.minimum / 1e6).text(2)]
    }
    Table.print(["process", "median ms", "minimum ms"], rows)
    print("  nabla to bc: \((timings[0].median / timings[1].median).text(2))")
  }

  /// Runs a program with its output thrown away and waits for it.
  private static func spawn(_ arguments: [String]) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
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
