import NablaAlgebra
import NablaOptimization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Minimizes Rosenbrock's function of 100 variables by BFGS, in here, as a whole process of nabla, and
/// by `scipy.optimize.minimize` with the exact gradient as a whole process of Python.
enum BFGSSuite {
  private static let dimension = 100
  /// Where the release build puts the program that is timed from start to exit.
  private static let program = ".build/release/nabla"
  private static let folder = "/tmp"

  static func run() {
    let start = (0..<dimension).map { $0.isMultiple(of: 2) ? -1.2 : 1.0 }
    var rows = [inside(start)]
    if let row = nabla(start) {
      rows.append(row)
    } else {
      print("  skipped nabla as a process: no \(program); build it by swift build -c release")
    }
    if let row = scipy(start) {
      rows.append(row)
    } else {
      print("  skipped SciPy: no python3 with scipy here")
    }
    Table.print(["BFGS", "median ms", "iterations", "evaluations", "value"], rows)
  }

  /// The descent alone, with the verdict behind it, compiled beforehand.
  private static func inside(_ start: [Double]) -> [String] {
    var graph = ExpressionGraph()
    let (root, variables) = TestFunction.rosenbrock.build(dimension, in: &graph)
    var objective = ProgramObjective(graph, root: root, variables: variables)
    var descent: Descent?
    let timing = Stopwatch.compare(
      rounds: 9, [{ descent = try? BFGS().minimize(&objective, from: start) }])
    guard let descent else { return ["nabla, descent alone", "-", "-", "-", "-"] }
    return [
      "nabla, descent alone", (timing[0].median / 1e6).text(1), String(descent.nit),
      String(descent.nfev), descent.fun.description,
    ]
  }

  private static func nabla(_ start: [Double]) -> [String]? {
    guard access(program, X_OK) == 0 else { return nil }
    let terms = (1..<dimension).map { "100(x\($0 + 1) - x\($0)^2)^2 + (1 - x\($0))^2" }
    let names = (1...dimension).map { "x\($0)" }.joined(separator: ", ")
    let point = start.map(\.description).joined(separator: ", ")
    let script = """
      r(\(names)) = \(terms.joined(separator: " + "))
      minimize r from (\(point))

      """
    return measure("nabla, process", script, [program, "--json"]) { output in
      guard let line = output.split(separator: "\n").last.map(String.init) else { return nil }
      return ["nit", "nfev", "fun"].map { value(of: $0, in: line) }
    }
  }

  private static func scipy(_ start: [Double]) -> [String]? {
    let point = start.map(\.description).joined(separator: ", ")
    let script = """
      from scipy.optimize import minimize, rosen, rosen_der
      r = minimize(rosen, [\(point)], jac=rosen_der, method="BFGS", options={"gtol": 1e-8})
      print(r.nit, r.nfev, r.fun)

      """
    return measure("SciPy, process", script, ["python3"]) { output in
      let words = output.split(whereSeparator: \.isWhitespace).map(String.init)
      return words.count == 3 ? words : nil
    }
  }

  /// Times a program that reads a script, and gives a row with the three numbers in its output.
  private static func measure(
    _ name: String, _ script: String, _ arguments: [String],
    numbers: (String) -> [String]?
  ) -> [String]? {
    let input = "\(folder)/nabla-bench-input.\(getpid())"
    let output = "\(folder)/nabla-bench-output.\(getpid())"
    defer {
      unlink(input)
      unlink(output)
    }
    guard write(script, to: input), ChildProcess.run(arguments, input: input, output: output) == 0,
      let found = numbers(read(output))
    else { return nil }
    let timing = Stopwatch.compare(
      rounds: 7, clock: .wall,
      [{ _ = ChildProcess.run(arguments, input: input, output: output) }])
    return [name, (timing[0].median / 1e6).text(1)] + found
  }

  /// The number behind a key of a JSON object on one line.
  private static func value(of key: String, in line: String) -> String {
    let mark = Array("\"\(key)\": ".utf8)
    let bytes = Array(line.utf8)
    for place in bytes.indices.dropLast(mark.count) where bytes[place...].starts(with: mark) {
      let digits = bytes[(place + mark.count)...].prefix { $0 != UInt8(ascii: ",") }
      return String(decoding: digits, as: UTF8.self)
    }
    return "-"
  }

  private static func write(_ text: String, to path: String) -> Bool {
    guard let file = fopen(path, "w") else { return false }
    defer { fclose(file) }
    return fputs(text, file) >= 0
  }

  private static func read(_ path: String) -> String {
    guard let file = fopen(path, "r") else { return "" }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    while case let byte = getc(file), byte >= 0 { bytes.append(UInt8(byte)) }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Other programs, run to their end.
enum ChildProcess {
  /// Runs a program with files for input and output and waits for it; its exit status, or nil.
  static func run(_ arguments: [String], input: String, output: String) -> Int32? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, input, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(
      &actions, STDOUT_FILENO, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    pointers.append(nil)
    var pid = pid_t()
    guard posix_spawnp(&pid, arguments[0], &actions, nil, pointers, environ) == 0 else {
      return nil
    }
    var status: Int32 = 0
    waitpid(pid, &status, 0)
    return status
  }
}
