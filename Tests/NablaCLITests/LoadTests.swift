import Foundation
import Testing

/// What `load` may be pointed at.
@Suite("load")
struct LoadTests {
  private static let text = "x,y\n1,2\n3,4\n"

  @Test(
    "load reads files, standard input and pipes, plain and compressed",
    arguments: [
      "nabla -e 'load t.csv' -e 'mean(x*y)'",
      "nabla -e 'load -' -e 'mean(x*y)' < t.csv",
      "cat t.csv | nabla -e 'load -' -e 'mean(x*y)'",
      "gzip t.csv; nabla -e 'load t.csv.gz' -e 'mean(x*y)'",
      "gzip < t.csv | nabla -e 'load -' -e 'mean(x*y)'",
      "mkfifo f; cat t.csv > f & nabla -e 'load f' -e 'mean(x*y)'",
      "ln -s t.csv link; printf 'load link\\nmean(x*y)' | nabla",
      "mv t.csv 'a; # b.csv'; nabla -e 'load \"a; # b.csv\"; mean(x*y)'",
    ])
  func sources(command: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.text, to: "t.csv")
    let result = try Program.shell(command, in: folder)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.lines.last == "7")
  }

  @Test(
    "what cannot be loaded is named, with the reason",
    arguments: [
      ("no.csv", "there is no such file"), (".", "it is a folder"),
      ("/dev/null", "there is nothing in it"), ("header.csv", "there is a header of 2 columns"),
      ("binary", "it is not text: there is a zero byte at offset 3"),
      ("cut.gz", "its gzip data end too early"),
    ])
  func unloadable(path: String, reason: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("x,y\n", to: "header.csv")
    let make =
      "printf 'x,y\\0\\n' > binary; seq 1000 | gzip | head -c 100 > cut.gz; nabla -e 'load \(path)'"
    let result = try Program.shell(make, in: folder)
    #expect(result.status == 1)
    let lines = result.errors.split(separator: "\n")
    #expect(lines.first?.hasPrefix("error: cannot load `\(path)`: \(reason)") == true)
    #expect(lines.count == 2, "a hint")
  }

  @Test("a file that changes while it is read is an error, and no table")
  func change() throws {
    let folder = try TemporaryFolder()
    let command = """
      { echo x; seq 400000; } > t.csv
      while :; do echo 1 >> t.csv; done & writer=$!
      nabla --keep-going -e 'load t.csv' -e 'describe'; status=$?
      kill $writer; exit $status
      """
    let result = try Program.shell(command, in: folder)
    #expect(result.status == 1)
    #expect(result.errors.contains("cannot load `t.csv`: it changed while it was read"))
    #expect(result.errors.contains("no table is loaded"))
  }

  @Test(
    "statements on standard input cannot be a table too",
    arguments: ["printf 'load -\\nx\\n1\\n' | nabla", "printf 'run a.nabla\\nx\\n1\\n' | nabla"])
  func statements(command: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("load -\n", to: "a.nabla")
    let result = try Program.shell(command, in: folder)
    #expect(result.status == 1)
    #expect(result.errors.contains("standard input holds the statements"))
  }

  @Test("Ctrl-C ends a load that waits, and what was loaded before is still there")
  func interruption() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.text, to: "t.csv")
    _ = try Program.shell("mkfifo f", in: folder)
    // Opened for both sides, so that reading waits, and opening does not.
    let keeper = try #require(FileHandle(forUpdatingAtPath: folder.path + "/f"))
    defer { try? keeper.close() }
    try keeper.write(contentsOf: Data("x,y\n5,6\n".utf8))
    let terminal = try Terminal(["-i", "-e", "load \(folder.path)/t.csv"], in: folder)
    try terminal.waitForPrompt()
    terminal.enter("load \(folder.path)/f")
    try terminal.wait(for: "/f\r\n")
    // Nothing tells when the program waits for more.
    Thread.sleep(forTimeInterval: 0.3)
    terminal.type("\u{3}")
    try terminal.wait(for: "interrupted")
    try terminal.waitForPrompt()
    terminal.enter("mean(x*y)")
    try terminal.wait(for: "\n  7")
  }
}
