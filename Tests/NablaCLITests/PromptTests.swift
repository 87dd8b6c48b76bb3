import Foundation
import Testing

@Suite("The prompt")
struct PromptTests {
  private static let left = "\u{1B}[D"
  private static let up = "\u{1B}[A"
  private static let backspace = "\u{7F}"
  private static let interrupt = "\u{3}"
  private static let endOfFile = "\u{4}"
  /// Runs far longer than any test waits.
  private static let endless = "minimize (x^2 - 2)^2 from 3 alpha 0.00000000001 steps 1000000000"

  private func prompt(
    _ arguments: [String] = [], in folder: TemporaryFolder, environment: [String: String] = [:]
  ) throws -> Terminal {
    let terminal = try Terminal(arguments, in: folder, environment: environment)
    try terminal.waitForPrompt()
    return terminal
  }

  /// Types a line and waits for its result and the next prompt.
  private func check(
    _ terminal: Terminal, _ line: String, shows result: String
  ) throws {
    terminal.enter(line)
    try terminal.wait(for: result + "\r\n")
    try terminal.waitForPrompt()
  }

  private func leave(_ terminal: Terminal, status: Int32 = 0) throws {
    terminal.type(Self.endOfFile)
    #expect(try terminal.waitForExit() == status)
  }

  @Test("It greets, answers in Unicode, and leaves with Ctrl-D")
  func greets() throws {
    let terminal = try Terminal(in: TemporaryFolder())
    try terminal.wait(for: "nabla ")
    try terminal.wait(for: "help")
    try terminal.waitForPrompt()
    try check(terminal, "1/3", shows: "1/3 ≈ 0.333333333333")
    try leave(terminal)
  }

  @Test("An error ends neither the session nor the exit status")
  func survivesErrors() throws {
    let terminal = try prompt(in: TemporaryFolder())
    terminal.enter("3 4")
    try terminal.wait(for: "error")
    try terminal.waitForPrompt()
    try check(terminal, "42", shows: "\n  42")
    terminal.enter("quit")
    #expect(try terminal.waitForExit() == 0)
  }

  @Test("Typed letters are edited one by one, whatever the locale", arguments: ["C.UTF-8", "C"])
  func editsCharacters(locale: String) throws {
    let terminal = try prompt(in: TemporaryFolder(), environment: ["LANG": locale])
    // Only where the locale can show more than ASCII are results set in.
    let result = locale == "C" ? "\n42" : "\n  42"
    terminal.enter("θφ\(Self.backspace) = 421\(Self.backspace)")
    try terminal.wait(for: "\r\n")
    try terminal.waitForPrompt()
    try check(terminal, "θ", shows: result)
    terminal.type("2θ")
    terminal.type(Self.left + Self.left + Self.left + "φ" + Self.left + Self.backspace)
    try check(terminal, "\u{4}\u{4}\u{5}", shows: result)
    try leave(terminal)
  }

  @Test("Tab completes, lists what is ambiguous, and turns a Greek name into its letter")
  func completes() throws {
    let terminal = try prompt(in: TemporaryFolder())
    terminal.enter("abacist = 41")
    try terminal.waitForPrompt()
    terminal.enter("abacus = 42")
    try terminal.waitForPrompt()
    // The editor shows only what is new on its line.
    terminal.type("aba\t")
    try terminal.wait(for: "c")
    terminal.type("\t")
    try terminal.wait(for: "abacist  abacus")
    try terminal.waitForPrompt()
    terminal.type("u\t\r")
    try terminal.wait(for: "\n  42\r\n")
    try terminal.waitForPrompt()
    terminal.enter("\\theta\t = 43")
    try terminal.wait(for: "θ")
    try terminal.waitForPrompt()
    try check(terminal, "θ", shows: "\n  43")
    try leave(terminal)
  }

  @Test("Tab completes the names of files, also those in folders")
  func completesFiles() throws {
    let folder = try TemporaryFolder()
    try folder.write("x\n41\n42\n", to: "sample rows.csv")
    let terminal = try prompt(in: folder)
    terminal.type("load \"\(folder.path)/sam\t\r")
    try terminal.wait(for: "2 rows: x")
    try terminal.waitForPrompt()
    try leave(terminal)
  }

  @Test("An open bracket continues, and the whole comes back as one line")
  func continues() throws {
    let folder = try TemporaryFolder()
    let terminal = try prompt(in: folder)
    terminal.enter("(40 + # forty")
    try terminal.waitForPrompt(". ")
    try check(terminal, "  2)", shows: "42")
    #expect(folder.historyLines() == ["(40 + 2)"])
    terminal.type(Self.up)
    try terminal.wait(for: "(40 + 2)")
    try check(terminal, "", shows: "42")
    try leave(terminal)
  }

  @Test("Ctrl-D inside brackets ends the statement, not the session")
  func endsContinuation() throws {
    let terminal = try prompt(in: TemporaryFolder())
    terminal.enter("(40 +")
    try terminal.waitForPrompt(". ")
    terminal.type(Self.endOfFile)
    try terminal.wait(for: "error")
    try terminal.waitForPrompt()
    try leave(terminal)
  }

  @Test("Ctrl-C drops what is typed, also of a statement that continues")
  func dropsLine() throws {
    let folder = try TemporaryFolder()
    let terminal = try prompt(in: folder)
    terminal.type("3 4")
    try terminal.wait(for: "3 4")
    terminal.type(Self.interrupt)
    try terminal.waitForPrompt()
    terminal.enter("(40 +")
    try terminal.waitForPrompt(". ")
    terminal.type(Self.interrupt)
    try terminal.waitForPrompt()
    try check(terminal, "42", shows: "\n  42")
    #expect(folder.historyLines() == ["42"])
    try leave(terminal)
  }

  @Test("Ctrl-C stops a statement, not the session, nor what is typed later")
  func stopsStatement() throws {
    let terminal = try prompt(in: TemporaryFolder())
    terminal.enter("a = 42; \(Self.endless); a = 43")
    try terminal.wait(for: "42\r\n")
    try waitForProgress(terminal)
    terminal.type(Self.interrupt)
    try terminal.wait(for: "interrupted")
    try terminal.waitForPrompt()
    try check(terminal, "a", shows: "\n  42")
    try leave(terminal)
  }

  @Test("Ctrl-C outside the prompt shows the answer so far and ends with 130")
  func stopsScript() throws {
    let terminal = try Terminal(["-e", Self.endless, "-e", "42"], in: TemporaryFolder())
    try waitForProgress(terminal)
    terminal.type(Self.interrupt)
    try terminal.wait(for: "interrupted")
    #expect(try terminal.waitForExit() == 130)
  }

  @Test("Ctrl-C while a script waits for input ends it with 130")
  func stopsWaiting() throws {
    let terminal = try Terminal(["-e", "42", "-"], in: TemporaryFolder())
    terminal.enter("41")
    try terminal.wait(for: "41\r\n  41\r\n")
    terminal.type(Self.interrupt)
    #expect(try terminal.waitForExit() == 130)
  }

  /// Progress is what is written after a carriage return that no newline follows.
  private func waitForProgress(_ terminal: Terminal) throws {
    try terminal.wait(for: "progress") { shown in
      shown.indices.dropLast().first { shown[$0] == 0x0D && shown[$0 + 1] > 0x20 }
    }
  }

  @Test("-i shows the prompt after the script, in its session, and keeps its exit status")
  func interactive() throws {
    let folder = try TemporaryFolder()
    let good = try prompt(["-i", "-e", "a = 42"], in: folder)
    try check(good, "a", shows: "\n  42")
    try leave(good)
    let bad = try prompt(["-i", "-e", "a = 42", "-e", "3 4"], in: folder)
    try check(bad, "a", shows: "\n  42")
    try leave(bad, status: 1)
  }

  @Test(
    "Colour is for terminals whose user wants it",
    arguments: [
      ([], ["NO_COLOR": "1"], false), ([], ["TERM": "dumb", "NO_COLOR": ""], false),
      (["--no-color"], ["NO_COLOR": ""], false), ([], ["NO_COLOR": ""], true),
    ])
  func colors(arguments: [String], environment: [String: String], isColored: Bool) throws {
    let terminal = try Terminal(
      arguments + ["-e", "3 4"], in: TemporaryFolder(), environment: environment)
    let shown = try terminal.wait(for: "error")
    #expect(shown.contains("\u{1B}[") == isColored)
    #expect(try terminal.waitForExit() == 1)
  }

  @Test("--json answers each statement with one line at the prompt too")
  func json() throws {
    let terminal = try prompt(["--json"], in: TemporaryFolder())
    terminal.enter("42")
    let answer = try terminal.wait(for: "}\r\n")
    #expect(answer.contains(/\{.*"ok": ?true/))
    try terminal.waitForPrompt()
    try leave(terminal)
  }

  @Test("Ctrl-C drops the line with an editor that ~/.editrc has switched off too")
  func dropsUneditedLine() throws {
    let folder = try TemporaryFolder()
    try folder.write("edit off\n", to: ".editrc")
    let terminal = try Terminal(in: folder)
    try terminal.wait(for: "> ")
    terminal.type("3 4")
    try terminal.wait(for: "3 4")
    // The signal is lost if it comes before the program waits for input.
    usleep(50_000)
    terminal.type(Self.interrupt)
    try terminal.wait(for: "\n> ")
    terminal.enter("42")
    try terminal.wait(for: "\n  42\r\n")
  }

  @Test("~/.editrc is respected, and completion outlives a change to vi keys")
  func editrc() throws {
    let folder = try TemporaryFolder()
    try folder.write("nabla:bind -v\nnabla:bind -s ^O \"42\"\n", to: ".editrc")
    let terminal = try prompt(in: folder)
    terminal.enter("\u{F}")
    try terminal.wait(for: "\n  42\r\n")
    try terminal.waitForPrompt()
    terminal.type("hessi\t")
    try terminal.wait(for: "an")
  }
}
