import NablaSyntax
import Testing

@Suite("Deep and long input")
struct ParserDepthTests {
  private static let million = 1_000_000

  private func repeated(_ text: String, _ count: Int = million) -> String {
    String(repeating: text, count: count)
  }

  @Test("a million nested brackets")
  func nested() {
    let parsed = parse(repeated("(") + "x" + repeated(")"))
    #expect(parsed.diagnostics.isEmpty)
    #expect(parsed.root.map { parsed.tree.kind($0) } == .name)
  }

  @Test("a million unclosed brackets")
  func unclosed() {
    let problem = parse(repeated("(")).diagnostics.first
    #expect(problem?.message == "`(` is not closed")
    #expect(problem?.span == Span(Self.million - 1, Self.million))
  }

  @Test("a million closing brackets")
  func closing() {
    #expect(parse("x" + repeated(")")).diagnostics.first?.span == Span(1, 2))
  }

  @Test("a sum of a million terms")
  func sum() {
    let parsed = parse(repeated("x + ", Self.million - 1) + "x")
    #expect(parsed.diagnostics.isEmpty)
    #expect(parsed.tree.count == 2 * Self.million - 1)
  }

  @Test(
    "deep towers of every kind",
    arguments: ["-", "not ", "2^", "sin ", "sin(", "d/dx ", "√", "if ", "if a then ", "[", "|("])
  func towers(_ text: String) {
    let parsed = parse(repeated(text, 50_000) + "x")
    let isOpen = text.contains { "([".contains($0) } || text.hasPrefix("if")
    #expect(parsed.diagnostics.isEmpty == !isOpen)
  }

  @Test(
    "long chains of every kind", arguments: ["x ", "(x)", "|x|", "x!^", "if x then y else ", "x1y"])
  func chains(_ text: String) {
    let count = 200_000 / text.utf8.count / (text == "x1y" ? 1_000 : 1)
    #expect(parse(repeated(text, count) + "x").diagnostics.isEmpty)
  }

  @Test("lists of a hundred thousand names")
  func lists() {
    let names = (0..<100_000).map { "x\($0)" }
    let list = names.joined(separator: ", ")
    let point = names.map { $0 + " = 1" }.joined(separator: ", ")
    for text in ["f(\(list)) = x0", "grad x0 by \(list)", "minimize x0 from \(point)"] {
      #expect(parse(text).diagnostics.isEmpty)
    }
  }

  @Test("a line of ten megabytes")
  func longLine() {
    #expect(parse(repeated("1", 10 * Self.million)).diagnostics.isEmpty)
    #expect(parse(repeated(" ", 10 * Self.million) + "x").diagnostics.isEmpty)
    #expect(parse(repeated("a", 10 * Self.million)).diagnostics.count == 1)
    #expect(parse("grad x + loss" + repeated(" x", 5 * Self.million)).diagnostics.count == 1)
  }
}
