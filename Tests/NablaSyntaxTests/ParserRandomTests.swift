import NablaSyntax
import NablaTestSupport
import Testing

@Suite("Random input")
struct ParserRandomTests {
  private static let pieces = [
    "x", "y", "a", "ab", "2", "3.5", "1e3", "x1", "x2", "theta", "θ0", "pi", "e", "f", "g", "sin",
    "ln", "max", "xsin", "2x", "+", "-", "*", "/", "@", "^", "²", "⁻¹", "!", "'", "(", ")", "(",
    ")",
    "[", "]", "|", ",", "=", "==", "<", "and", "not", "if", "then", "else", "√", "d/dx", "∂/∂y",
    "grad",
    "minimize", "from", "at", "by", "alpha", "trace", "all", "?", "$", "\"", "#c\n", "total_bill",
  ]

  private static let scope = Scope.standard(with: "f(1) g(2)")

  private func read(_ text: String) -> ParsedStatement {
    Parser.parse(Array(text.utf8), scope: Self.scope)
  }

  private func checkSpans(_ parsed: ParsedStatement, count: Int) {
    let spans =
      parsed.diagnostics.map(\.span) + parsed.notes.map(\.span)
      + (0..<parsed.tree.count).map { parsed.tree.span(SyntaxID(raw: UInt32($0))) }
    for span in spans {
      #expect(0 <= span.lower && span.lower <= span.upper && span.upper <= count)
    }
  }

  @Test("random bytes are answered, with places inside the text")
  func bytes() {
    var random = SeededRandom(seed: 1)
    for _ in 0..<5_000 {
      let length = Int.random(in: 0...40, using: &random)
      let bytes = (0..<length).map { _ in
        random.next() % 4 == 0
          ? UInt8.random(in: 0...255, using: &random) : UInt8.random(in: 32...126, using: &random)
      }
      checkSpans(Parser.parse(bytes, scope: .standard(with: "f(1) x")), count: length)
    }
  }

  @Test("random tokens are answered, and what is read is printed back")
  func tokens() {
    var random = SeededRandom(seed: 2)
    var readCount = 0
    for _ in 0..<4_000 {
      let text = (0..<Int.random(in: 1...9, using: &random)).map { _ in
        random.pick(Self.pieces) + (random.next() % 2 == 0 ? " " : "")
      }.joined()
      let parsed = read(text)
      checkSpans(parsed, count: text.utf8.count)
      guard parsed.diagnostics.isEmpty, let root = parsed.root else { continue }
      readCount += 1
      checkPrinted(parsed.tree, root, of: text)
    }
    #expect(readCount > 200)
  }

  private func checkPrinted(_ tree: SyntaxTree, _ root: SyntaxID, of text: String) {
    var scope = Self.scope
    scope.seen = Set(tree.names(below: [root]))
    for style in [PrintStyle.ascii, .unicode] {
      let printed = Printer.print(tree, root, style: style)
      let again = Parser.parse(Array(printed.utf8), scope: scope)
      guard let other = again.root else {
        Issue.record("\(text) is printed as \(printed): \(again.diagnostics)")
        return
      }
      #expect(
        SymbolicTree.text(again.tree, other) == SymbolicTree.text(tree, root), "\(text): \(printed)"
      )
      #expect(again.notes.isEmpty, "\(text): \(printed)")
    }
  }

  @Test("white space between tokens never gives another reading")
  func whiteSpace() {
    var random = SeededRandom(seed: 3)
    var compared = 0
    for _ in 0..<4_000 {
      let parts = (0..<Int.random(in: 2...7, using: &random)).map { _ in random.pick(Self.pieces) }
      let tight = parts.joined()
      let tokens = Self.tokens(of: tight)
      let loose = tokens.map { $0 + (random.next() % 2 == 0 ? " " : "") }.joined()
      let (a, b) = (read(tight), read(loose))
      guard a.diagnostics.isEmpty, b.diagnostics.isEmpty else { continue }
      compared += 1
      #expect(a.reading == b.reading, "\(tight) and \(loose)")
    }
    #expect(compared > 100)
  }

  /// The tokens of a text, cut by plain rules of the test's own: words, numbers, comments, signs.
  private static func tokens(of text: String) -> [String] {
    var result: [String] = []
    var rest = text[...]
    while let first = rest.first {
      var length = 1
      if first.isLetter {
        length = rest.prefix { $0.isLetter || $0 == "_" || $0.isASCII && $0.isNumber }.count
      } else if first.isASCII && first.isNumber {
        let digits = rest.prefix { $0.isASCII && $0.isNumber || $0 == "." }
        length = digits.count
        let tail = rest.dropFirst(length)
        if tail.first == "e", tail.dropFirst().first?.isASCII == true,
          tail.dropFirst().first?.isNumber == true
        {
          length += 1 + tail.dropFirst().prefix { $0.isASCII && $0.isNumber }.count
        }
      } else if first == "#" {
        length = rest.prefix { $0 != "\n" }.count + 1
      } else if first == "\"" || first == "?" {
        length = rest.count
      } else if ["==", "!=", "<=", "**"].contains(where: { rest.hasPrefix($0) }) {
        length = 2
      } else if "²⁻¹".contains(first) {
        length = rest.prefix { "²⁻¹".contains($0) }.count
      }
      result.append(String(rest.prefix(length)))
      rest = rest.dropFirst(length)
    }
    return result
  }
}
