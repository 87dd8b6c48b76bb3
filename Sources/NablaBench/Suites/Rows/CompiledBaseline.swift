#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The loops in C, compiled with certain flags.
struct CompiledBaseline {
  static let flags = ["-O3 -march=native", "-O3 -march=native -ffast-math"]

  let flags: String
  private let library: UnsafeMutableRawPointer

  /// Compiles the loops with each of the sets of flags, where there is a compiler.
  static var all: [CompiledBaseline] { flags.compactMap { CompiledBaseline($0) } }

  private init?(_ flags: String) {
    self.flags = flags
    let folder = "/tmp"
    let path = "\(folder)/nabla-bench-\(getpid())-\(flags.count).so"
    defer { unlink(path) }
    let here = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4)
    let sources = (here + ["CBaseline"]).joined(separator: "/")
    let arguments =
      ["cc"] + flags.split(separator: " ").map(String.init)
      + ["-shared", "-fPIC", "-I\(sources)/include", "\(sources)/Rows.c", "-o", path, "-lm"]
    guard ChildProcess.run(arguments, input: "/dev/null", output: "/dev/null") == 0,
      let library = dlopen(path, RTLD_NOW)
    else { return nil }
    self.library = library
  }

  func function(_ loss: RowLoss) -> RowLoss.Baseline? {
    dlsym(library, "cbaseline_\(loss.rawValue)").map {
      unsafeBitCast($0, to: RowLoss.Baseline.self)
    }
  }
}
