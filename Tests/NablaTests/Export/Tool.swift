import Foundation

/// Programs that exported texts are handed to.
enum Tool {
  static let hasC = run(["cc", "--version"]) != nil
  static let hasSwift = run(["swiftc", "--version"]) != nil
  static let hasLaTeX = run(["pdflatex", "--version"]) != nil
  static let hasSQLite = runPython("import sqlite3") != nil
  static let hasSciPy = runPython("import numpy, scipy") != nil
  static let hasDuckDB = runPython("import duckdb") != nil
  static let hasSpark =
    runPython("import pyspark, numpy, scipy") != nil && run(["java", "-version"]) != nil

  /// What a program prints, run in a folder; `nil` if it fails.
  static func run(_ arguments: [String], in folder: URL? = nil) -> String? {
    let output = FileManager.default.temporaryDirectory
      .appendingPathComponent("nabla-tool-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: output) }
    do {
      try Data().write(to: output)
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = arguments
      process.currentDirectoryURL = folder
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = try FileHandle(forWritingTo: output)
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      guard process.terminationStatus == 0 else { return nil }
      return String(decoding: try Data(contentsOf: output), as: UTF8.self)
    } catch {
      return nil
    }
  }

  static func runPython(_ script: String, in folder: URL? = nil) -> String? {
    run(["python3", "-c", script], in: folder)
  }

  /// Hands a new folder with some files to `body`, and removes it.
  static func withFolder<Result>(
    _ files: [String: String], _ body: (URL) throws -> Result
  ) throws -> Result {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("nabla-export-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files {
      try Data(text.utf8).write(to: folder.appendingPathComponent(name))
    }
    return try body(folder)
  }

  /// The numbers in a text.
  static func numbers(_ text: String) -> [Double] {
    text.split { $0.isWhitespace || "[],()".contains($0) }.compactMap { Double($0) }
  }
}
