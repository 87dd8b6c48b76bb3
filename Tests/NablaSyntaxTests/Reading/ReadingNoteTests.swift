import NablaSyntax
import Testing

@Suite("Notes on readings")
struct ReadingNoteTests {
  private func check(
    _ text: String, with names: String = "", _ notes: [String],
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let parsed = parse(text, with: names)
    #expect(parsed.diagnostics.isEmpty, sourceLocation: sourceLocation)
    #expect(parsed.notes.map(\.message) == notes, sourceLocation: sourceLocation)
  }

  private func subscriptNote(_ letter: String, _ digit: String, _ name: String) -> String {
    "\(letter)\(digit) is the variable \(name); write \(letter)^\(digit) for a power, "
      + "\(digit)\(letter) for a product"
  }

  @Test("one echo for the whole expression")
  func echo() {
    check("grad 8a^2 + 3ab", ["read as 8·a² + 3·a·b"])
    check("ab + cd + x(y + 1)", ["read as a·b + c·d + x·(y + 1)"])
    check("f(x) = ax + b", ["read as a·x + b"])
    check("f(x, y) = xy + 2x", [])
    check("a + b", [])
  }

  @Test("only the construct where the echo would be long")
  func longEcho() {
    let long = String(repeating: "total_bill + ", count: 30)
    check(long + "ab + ab + x(y)", ["`ab` read as a·b", "`x(...)` read as x·(...)"])
  }

  @Test("an echo stands at the expression, a note at its construct")
  func places() {
    #expect(parse("grad 8a^2 + 3ab").notes.first?.span == Span(5, 15))
    #expect(parse("y + x2").notes.first?.span == Span(4, 6))
    #expect(parse("y + 1/2x").notes.first?.span == Span(4, 8))
  }

  @Test("digit tails that might be powers")
  func subscripts() {
    check("x2 + x2", [subscriptNote("x", "2", "x₂")])
    check("x2 + y3", [subscriptNote("x", "2", "x₂"), subscriptNote("y", "3", "y₃")])
    check("theta2", [subscriptNote("theta", "2", "θ₂")])
    check("x12", [subscriptNote("x", "12", "x₁₂")])
    for text in ["x0", "x1", "x_2", "x₂", "x1^2 + x2^2", "x2 + x3", "x2 + x_2"] {
      check(text, [])
    }
    check("x2", with: "x2", [])
    check("x2", with: "x2=", [])
    check("grad x2^2 by x2", [])
    check("minimize x2^2 from x2 = 1", [])
    check("f(x2) = x2^2", [])
  }

  @Test("a variable of an earlier statement is not noted again")
  func seen() {
    var scope = Scope.standard
    scope.seen = [Name("x2")]
    #expect(Parser.parse(Array("x2 + 1".utf8), scope: scope).notes.isEmpty)
  }

  @Test("each kind of grouping once in a statement")
  func grouping() {
    check("1/2x + 1/3y", ["read as (1/2)·x; for 1/(2·x) write 1/(2x)"])
    check("e^2x + e^3y", ["read as e²·x; for e^(2·x) write e^(2x)"])
    check("2^3x", [])
    check("e^2*x", [])
    check("e^(2)x", [])
    check("(e^2)x", [])
    check("e^-2x", ["read as e⁻²·x; for e^(-2·x) write e^(-2x)"])
    let long = String(repeating: "x", count: 1) + String(repeating: "+1", count: 30)
    check(
      "1/(\(long))y",
      ["a factor behind a quotient is read as in (a/b)·c; for a/(b·c) write a/(b c)"])
  }

  @Test("the end of an argument without brackets")
  func arguments() {
    check(
      "sin x/2",
      [
        "the argument in `sin x/` ends in front of `/`; for a longer one write brackets"
      ])
    check("sin x / 2", [])
    check("sin x + 2", [])
    check("sin(x)/2", [])
  }

  @Test("a derivative where d is known")
  func derivative() {
    check(
      "d/dx x", with: "d",
      ["`d/dx` read as the derivative; for the quotient write d/(...)"])
  }
}
