import NablaSyntax
import Testing

/// Texts in double quotes.
@Suite("Texts in quotes")
struct ReadingTextTests {
  @Test(
    "what is between the quotes is data",
    arguments: [
      (#""Sun""#, "Sun"), (#""""#, ""), (#""a ""b"" c""#, #"a "b" c"#), (#""""""#, #"""#),
      (#""a; # b""#, "a; # b"), (#""Süd θ₀""#, "Süd θ₀"), (#"" x ""#, " x "),
      (#""if then 'x'""#, "if then 'x'"), (#""\n""#, #"\n"#),
    ])
  func content(literal: String, text: String) throws {
    let parsed = parse("(day) == \(literal)", with: "day:")
    #expect(parsed.diagnostics.isEmpty)
    let found = (0..<parsed.tree.count).compactMap {
      parsed.tree.text(SyntaxID(raw: UInt32($0)))
    }
    #expect(found == [text])
    guard case .expression(let root) = parsed.statement else {
      Issue.record("no expression")
      return
    }
    for style in PrintStyle.allCases {
      #expect(Printer.print(parsed.tree, root, style: style) == "day == \(literal)")
    }
  }

  @Test(
    "a comparison with a text groups like any other",
    arguments: [
      ("a (day == \"Sun\")^2", "a·(day == \"Sun\")²"),
      ("day == \"Sun\" and a > 2", "day == \"Sun\" and a > 2"),
      ("\"Sun\" != day or not day == \"Sat\"", "\"Sun\" ≠ day or not day == \"Sat\""),
      ("if day==\"Sun\"then a else 2", "if day == \"Sun\" then a else 2"),
    ])
  func grouping(text: String, reading: String) {
    #expect(parse(text, with: "day: a").reading == reading)
  }

  @Test(
    "texts that are not closed, or stand where none can",
    arguments: [
      ("abs(day == \"Sun)", "a text opens here and is not closed"),
      ("\"", "a text opens here and is not closed"),
      ("\"a\"\"", "a text opens here and is not closed"),
      ("day \"Sun\"", "a text stands behind an operand"),
      ("2\"Sun\"", "a text stands behind an operand"),
      ("day == 'Sun'", "unexpected `'`"),
    ])
  func mistakes(text: String, message: String) {
    #expect(parse(text, with: "day:").diagnostics.first?.message == message)
  }
}
