import Foundation
import Nabla
import Testing

/// How results are written: exact before decimal, and in ASCII so that they read back.
@Suite struct OutputTests {
  private func text(_ statement: String, unicode: Bool) -> String {
    var session = Session()
    return session.run(statement).result(unicode: unicode).string
  }

  @Test(
    "a number is exact, and its decimal stands beside it where they differ",
    arguments: [
      ("1/3", "1/3  # 0.333333333333", "  1/3 ≈ 0.333333333333"),
      ("1/4", "0.25", "  0.25"),
      ("0.1 + 0.2", "0.3", "  0.3"),
      ("sqrt(2)", "sqrt(2)  # 1.41421356237", "  sqrt(2) ≈ 1.41421356237"),
      ("pi", "pi  # 3.14159265359", "  π ≈ 3.14159265359"),
      ("2^100", "1267650600228229401496703205376", "  1267650600228229401496703205376"),
      ("sin(pi/6)", "0.5", "  0.5"),
      ("0^0", "1", "  1"),
      ("-7/2", "-3.5", "  -3.5"),
    ])
  func number(statement: String, ascii: String, unicode: String) {
    #expect(text(statement, unicode: false) == ascii + "\n")
    #expect(text(statement, unicode: true) == unicode + "\n")
  }

  @Test("a definition shows the decimal that was written")
  func definition() {
    #expect(text("alpha = 0.1", unicode: false) == "alpha = 0.1\n")
    #expect(text("a = 1/3", unicode: false) == "a = 1/3  # 0.333333333333\n")
  }

  @Test(
    "what is printed in ASCII reads back as itself, without a note",
    arguments: Package.files(in: "examples", extension: "nabla"))
  func readsBack(script: URL) throws {
    var transcript = Transcript()
    var reader = StatementReader()
    reader.append(try Package.bytes(of: script))
    while let statement = reader.next(atEnd: true) {
      let answer = transcript.session.run(statement.bytes)
      // What was exported is of another language, and `set plot unicode` asks for its pictures.
      let kind = try JSON.object(answer)["kind"] as? String
      if kind == "plot" || kind == "export" { continue }
      #expect(!answer.result(unicode: false).string.contains { !$0.isASCII })
      for text in try expressions(in: answer) {
        checkReadsBack(text, in: transcript.session)
      }
    }
  }

  /// The expressions in an answer's JSON: one, a row of them or rows.
  private func expressions(in answer: Answer) throws -> [String] {
    let object = try JSON.object(answer)
    if let text = object["text"] as? String { return [text] }
    if let row = object["text"] as? [String] { return row }
    return (object["text"] as? [[String]] ?? []).flatMap { $0 }
  }

  private func checkReadsBack(
    _ text: String, in session: Session, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    var strict = session
    strict.isStrict = true
    let answer = strict.run(text)
    #expect(!answer.isFailure, "\(text)", sourceLocation: sourceLocation)
    #expect(answer.notes.isEmpty, "\(text)", sourceLocation: sourceLocation)
    let again = (try? expressions(in: answer)) ?? []
    // A subdifferential reads back as a vector.
    let joined = text.first == "[" ? "[" + again.joined(separator: ", ") + "]" : again.joined()
    #expect(joined == text, sourceLocation: sourceLocation)
  }

  @Test("a name of the help is looked up with its function, command or definition")
  func help() {
    #expect(text("help sin", unicode: true).contains("cos(x)"))
    #expect(text("?minimize", unicode: true).contains("from"))
    #expect(text("help", unicode: true).contains("grad"))
  }

  @Test("a short run shows every step, a long one its ends, and trace all shows all")
  func trace() {
    let short = text("minimize x^2 from 1 alpha 0.45", unicode: false)
    let long = text("minimize x^2 from 1 alpha 0.1", unicode: false)
    let all = text("minimize x^2 from 1 alpha 0.1 trace all", unicode: false)
    #expect(!short.contains("...\n"))
    #expect(long.contains("...\n"))
    #expect(!all.contains("...\n"))
    var session = Session()
    let steps = session.run("minimize x^2 from 1 alpha 0.1").minimum?.nit ?? 0
    #expect(
      all.components(separatedBy: "\n").count == long.components(separatedBy: "\n").count
        - 5 + steps + 1)
  }
}
