import Foundation
import Testing

@Suite("The prompt's history")
struct PromptHistoryTests {
  private static let up = "\u{1B}[A"

  private func prompt(in folder: TemporaryFolder) throws -> Terminal {
    let terminal = try Terminal(in: folder)
    try terminal.waitForPrompt()
    return terminal
  }

  private func enter(_ line: String, _ terminal: Terminal) throws {
    terminal.enter(line)
    try terminal.wait(for: "\r\n")
    try terminal.waitForPrompt()
  }

  @Test("What was typed comes back in the next session")
  func acrossSessions() throws {
    let folder = try TemporaryFolder()
    let first = try prompt(in: folder)
    try enter("40 + 1", first)
    try enter("40 + 2", first)
    first.type("\u{4}")
    #expect(try first.waitForExit() == 0)
    let second = try prompt(in: folder)
    second.enter(Self.up + Self.up)
    try second.wait(for: "\n  41\r\n")
    #expect(folder.historyLines() == ["40 + 2", "40 + 1"])
  }

  @Test("Two sessions at once keep each other's lines, each as soon as it is typed")
  func twoSessions() throws {
    let folder = try TemporaryFolder()
    let first = try prompt(in: folder)
    let second = try prompt(in: folder)
    try enter("41", first)
    try enter("42", second)
    try enter("43", first)
    try enter("41", second)
    #expect(folder.historyLines() == ["42", "43", "41"])
  }

  @Test("A line that is typed again is there once")
  func duplicates() throws {
    let folder = try TemporaryFolder()
    let terminal = try prompt(in: folder)
    for line in ["41", "42", "41", "41", ""] { try enter(line, terminal) }
    #expect(folder.historyLines() == ["42", "41"])
    terminal.enter(Self.up + Self.up)
    try terminal.wait(for: "\n  42\r\n")
  }

  @Test("history lists what was typed, numbered")
  func lists() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.path + "/state/nabla", withIntermediateDirectories: true)
    try folder.write("41\nθ = 42\n", to: "state/nabla/history")
    let terminal = try prompt(in: folder)
    terminal.enter("history")
    try terminal.wait(for: "  1  41\r\n  2  θ = 42\r\n  3  history\r\n")
    let script = try Program.run(["-e", "history"], in: folder)
    #expect(script.lines == ["  1  41", "  2  θ = 42", "  3  history"])
  }

  @Test("A home that cannot be written to is no error", arguments: ["/dev/null", "", "/missing"])
  func noHome(home: String) throws {
    let folder = try TemporaryFolder()
    let terminal = try Terminal(
      in: folder, environment: ["HOME": home, "XDG_STATE_HOME": home])
    try terminal.waitForPrompt()
    terminal.enter("40 + 2")
    let answer = try terminal.wait(for: "\n  42\r\n")
    #expect(!answer.contains("error"))
  }
}
