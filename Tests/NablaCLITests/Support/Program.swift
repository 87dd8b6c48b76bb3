import Foundation

/// The built program, run without a terminal.
enum Program {
  /// What a run left behind.
  struct Result: Equatable {
    var status: Int32
    var wasKilled: Bool
    var output: String
    var errors: String

    var lines: [String] { output.split(separator: "\n").map(String.init) }
  }

  /// The executable, which is built beside the bundle of tests.
  static let path: String = {
    #if os(macOS)
      let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") } ?? .main
      return bundle.bundleURL.deletingLastPathComponent().appendingPathComponent("nabla").path
    #else
      return Bundle.main.bundleURL.appendingPathComponent("nabla").path
    #endif
  }()

  /// Runs the program to its end, with `input` as standard input.
  static func run(
    _ arguments: [String], input: String = "", in folder: TemporaryFolder? = nil
  ) throws -> Result {
    try run(path, arguments, input: Data(input.utf8), in: folder)
  }

  /// Runs a shell command in which `nabla` is the program.
  static func shell(_ command: String, in folder: TemporaryFolder) throws -> Result {
    let script = "nabla() { \(path) \"$@\"; }; \(command)"
    return try run("/bin/sh", ["-c", script], input: Data(), in: folder)
  }

  /// Runs the program with bytes as standard input.
  static func run(_ arguments: [String], bytes: [UInt8]) throws -> Result {
    try run(path, arguments, input: Data(bytes), in: nil)
  }

  /// Runs the program with standard output in other hands; the result holds only the errors.
  static func run(_ arguments: [String], writingTo output: FileHandle) throws -> Result {
    try run(path, arguments, input: Data(), in: nil, output: output)
  }

  // Files instead of pipes: no amount of output blocks them.
  private static func run(
    _ executable: String, _ arguments: [String], input: Data, in folder: TemporaryFolder?,
    output: FileHandle? = nil
  ) throws -> Result {
    let scratch = try TemporaryFolder()
    let folder = try folder ?? TemporaryFolder()
    let names = ["in", "out", "err"].map { URL(fileURLWithPath: scratch.path + "/" + $0) }
    try input.write(to: names[0])
    try Data().write(to: names[1])
    try Data().write(to: names[2])
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    process.environment = folder.environment
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    process.standardInput = try FileHandle(forReadingFrom: names[0])
    process.standardOutput = try output ?? FileHandle(forWritingTo: names[1])
    process.standardError = try FileHandle(forWritingTo: names[2])
    try process.run()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, wasKilled: process.terminationReason != .exit,
      output: String(decoding: try Data(contentsOf: names[1]), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: names[2]), as: UTF8.self))
  }
}
