import Foundation
import Nabla
import Testing

@Suite("What export says and refuses")
struct ExportTests {
  @Test("JSON holds the target, and the text or the file that it goes to")
  func json() throws {
    var session = Session()
    let shown = try JSON.object(session.run("export c x^2"))
    #expect(shown["kind"] as? String == "export")
    #expect(shown["target"] as? String == "c")
    #expect((shown["text"] as? String)?.contains("double f(double x)") == true)
    let written = session.run("export c x^2 to \"a folder/f.c\"")
    #expect(try JSON.object(written)["file"] as? String == "a folder/f.c")
    guard case .write("a folder/f.c", let text) = written.request else {
      Issue.record("no request to write")
      return
    }
    #expect(text == shown["text"] as? String)
    #expect(written.result(unicode: true).string.isEmpty)
  }

  @Test(
    "reserved words of the target get an underscore, and the comment says so",
    arguments: [
      ("c", "for"), ("swift", "let"), ("python", "lambda"), ("sql", "Order"), ("duckdb", "SELECT"),
    ])
  func reserved(target: String, word: String) throws {
    // A word is a variable where it is a parameter.
    let text = try Export.text("f(\(word)) = \(word)^2\nexport \(target) grad f")
    #expect(text.contains("`\(word)` means something else in"))
    #expect(text.contains("\(word)_"))
  }

  @Test("Greek names are spelled out")
  func greek() throws {
    let text = try Export.text("export c θ₀^2 + σ*θ_1")
    #expect(text.contains("double f(double sigma, double theta_0, double theta_1)"))
  }

  @Test(
    "what a target cannot say is refused at its place",
    arguments: [
      ("export c x + polygamma(2, x)", "C has no `polygamma`", 14),
      ("export sqlite x*erf(x)", "SQLite has no `erf`", 17),
      ("export swift convex x^2", "`export swift` takes no `convex`", 14),
      ("export c fit y ~ x", "`export c` takes no `fit`", 10),
      ("export python grad x^2 at 3", "code is for any point, so `at` is no part of it", 24),
      ("export sql minimize x^2 from 3", "SQL has no words for this method of descent", 21),
      ("export c minimize x^2 on [0, 1]", "`on` is not exported as code", 23),
    ])
  func refused(statement: String, message: String, column: Int) throws {
    var session = Session()
    let failure = try #require(session.run(statement).failure)
    #expect(failure.message == message)
    #expect(failure.column == column)
    #expect(failure.hint != nil)
  }
}
