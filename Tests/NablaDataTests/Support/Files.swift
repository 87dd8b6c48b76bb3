import Foundation

/// Files of the package, and other programs that know tables.
enum Files {
  static let tips = root.appendingPathComponent("examples/tips.csv")

  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
}

/// Python, where it is installed.
enum Python {
  static let isInstalled = run("") != nil
  static let hasPandas = run("import pandas") != nil

  /// What a script prints that reads `input`; nil if it fails.
  static func run(_ script: String, input: [UInt8] = []) -> [UInt8]? {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("nabla-data-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("input")
    let output = folder.appendingPathComponent("output")
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(input).write(to: file)
      try Data().write(to: output)
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = ["python3", "-c", script]
      process.standardInput = try FileHandle(forReadingFrom: file)
      process.standardOutput = try FileHandle(forWritingTo: output)
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      return process.terminationStatus == 0 ? Array(try Data(contentsOf: output)) : nil
    } catch {
      return nil
    }
  }
}
