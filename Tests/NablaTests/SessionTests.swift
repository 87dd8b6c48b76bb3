import Foundation
import Nabla
import Testing

/// What a session remembers, and what it does not.
@Suite struct SessionTests {
  /// The texts that statements print, as in a pipe.
  private func texts(_ statements: String...) -> [String] {
    var transcript = Transcript()
    return statements.map { transcript.run($0, unicode: false).joined() }
  }

  private func last(_ statements: String...) -> String {
    var session = Session()
    var text = ""
    for statement in statements { text = session.run(statement).result(unicode: false).string }
    return text
  }

  /// Everything that a person could see of a session.
  private func state(_ session: Session) -> [String] {
    var session = session
    let statements = session.statements
    return statements + [session.run("vars").json(), session.run("ans").json()]
  }

  @Test("ans is the last value or expression")
  func ans() {
    #expect(last("2 + 3", "ans^2") == "25\n")
    #expect(last("x^2", "diff ans") == "2x\n")
    #expect(last("x^2", "1/0", "ans") == "x^2\n")
    #expect(last("6", "a = 7", "ans") == "6\n")
  }

  @Test("the derivative by a variable that does not occur is 0")
  func absentVariable() {
    #expect(last("diff y^3 by x") == "0\n")
    #expect(last("diff 5 by x") == "0\n")
    #expect(last("grad y^2 by x, y") == "[0, 2y]\n")
  }

  @Test("a name that is forgotten is a variable again")
  func forget() {
    #expect(last("a = 3", "2a") == "6\n")
    #expect(last("a = 3", "forget a", "2a") == "2a\n")
    #expect(last("a = 3", "b = 4", "forget a, b", "a b") == "a*b\n")
  }

  @Test(
    "a definition uses what names stand for when a function is called, values when they are set")
  func redefinition() {
    #expect(last("f(x) = x^2", "f(x) = x^3", "f(2)") == "8\n")
    #expect(last("g(x) = x + 1", "f(x) = 2g(x)", "g(x) = x + 10", "f(1)") == "22\n")
    #expect(last("a = 3", "b = 2a", "a = 5", "b") == "6\n")
    #expect(last("a = 3", "a = a + 1", "a") == "4\n")
    #expect(last("f(x) = x^2", "f = 5", "2f") == "10\n")
  }

  @Test("a reading never depends on later lines")
  func laterLines() {
    #expect(texts("3ab", "ab = 7", "3ab").first == "  note: read as 3*a*b\n3a*b\n")
    #expect(last("3ab", "ab = 7", "3ab") == "21\n")
  }

  @Test("a note tells a reading, and is an error in a strict session")
  func strict() throws {
    var session = Session()
    #expect(session.run("1/2x").notes == ["read as (1/2)·x; for 1/(2·x) write 1/(2x)"])
    session.isStrict = true
    let answer = session.run("1/2x")
    #expect(answer.isFailure)
    #expect(answer.failure?.message == "read as (1/2)·x; for 1/(2·x) write 1/(2x)")
    #expect(answer.failure?.hint != nil)
    #expect(!session.run("(1/2)*x").isFailure)
  }

  @Test("a note comes once for each construct of a statement")
  func notesOnce() {
    var session = Session()
    #expect(session.run("1/2x + 1/2x").notes.count <= 2)
    #expect(session.run("x/2").notes.isEmpty)
  }

  @Test(
    "a statement that fails changes nothing",
    arguments: Package.files(in: "examples/errors", extension: "nabla"))
  func failureChangesNothing(script: URL) throws {
    var transcript = Transcript()
    _ = transcript.run("p(x) = x^2 + 1; k1 = 3; p(2)", unicode: false)
    let lines = try Package.bytes(of: script)
    let before = transcript.session
    let answers = transcript.answers(lines)
    guard answers.count == 1 else { return }
    #expect(answers[0].isFailure)
    #expect(state(transcript.session) == state(before))
  }

  @Test(
    "what save writes brings the same session about",
    arguments: Package.files(in: "examples", extension: "nabla"))
  func replay(script: URL) throws {
    var original = Transcript()
    _ = original.answers(try Package.bytes(of: script))
    try checkReplay(of: original.session)
  }

  @Test(
    "statements over several lines, with comments, are saved on one",
    arguments: ["f(x) = (x + # one\n 1)", "g(x) =\n x^2 # square", "a = 1; b = 2", "[x,\r\n 2]"])
  func replayLines(text: String) throws {
    var original = Transcript()
    let answers = original.answers(Array(text.utf8))
    #expect(answers.allSatisfy { !$0.isFailure })
    try checkReplay(of: original.session)
  }

  private func checkReplay(
    of session: Session, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    var copy = Transcript()
    let answers = copy.answers(Array(session.statements.joined(separator: "\n").utf8))
    #expect(answers.count == session.statements.count, sourceLocation: sourceLocation)
    #expect(state(copy.session) == state(session), sourceLocation: sourceLocation)
  }

  @Test("statements that only look are not saved, nor those that failed")
  func saved() {
    var session = Session()
    for statement in ["a = 3", "vars", "help sin", "1/0", "a^2", "?cos"] {
      _ = session.run(statement)
    }
    #expect(session.statements == ["a = 3", "a^2"])
  }

  @Test("a session asks for files and never opens them")
  func requests() {
    var session = Session()
    #expect(session.run("save lecture.nabla").request == .save(path: "lecture.nabla"))
    #expect(session.run("run \"my lecture.nabla\"").request == .run(path: "my lecture.nabla"))
    #expect(session.run("history").request == .history)
    #expect(session.run("quit").request == .quit)
  }

  @Test("vars writes definitions as they read back, on Unicode terminals as people write them")
  func definitions() {
    var session = Session()
    for statement in ["L(θ) = θ² + a", "a = 1/3"] { _ = session.run(statement) }
    let answer = session.run("vars")
    #expect(answer.result(unicode: false).string == "  L(theta) = theta^2 + a\n  a = 1/3\n")
    #expect(answer.result(unicode: true).string == "  L(θ) = θ² + a\n  a = 1/3\n")
    #expect(answer.json().contains(#""definitions": ["L(theta) = theta^2 + a", "a = 1/3"]"#))
  }

  @Test(
    "words are completed: commands with a space behind them, methods, names, Greek letters",
    arguments: [
      ("mini", ["minimize "]), ("lb", ["lbfgs"]), ("qu", ["quantile", "quit"]), ("tot", ["total"]),
      ("\\thet", ["θ"]), ("zzz", []),
    ])
  func completions(prefix: String, words: [String]) {
    var session = Session()
    _ = session.run("total = 3")
    #expect(session.completions(for: prefix) == words)
  }

  @Test("the lines that history shows are in its JSON too")
  func historyLines() {
    var session = Session()
    let answer = session.run("history").listing(history: ["a = 1", "1/0"])
    #expect(answer.json().contains(#""lines": ["a = 1", "1/0"]"#))
    #expect(answer.result(unicode: false).string == "  1  a = 1\n  2  1/0\n")
  }

  @Test("an interrupted descent answers with the best point so far")
  func interruption() throws {
    var session = Session()
    let monitor = Monitor(isInterrupted: { true })
    let answer = session.run("minimize x^2 from 3 alpha 0.001", monitor: monitor)
    #expect(answer.isInterrupted)
    let minimum = try #require(answer.minimum)
    #expect(minimum.stop == "interrupted")
    #expect(minimum.fun <= 9)
  }
}
