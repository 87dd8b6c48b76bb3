import NablaSyntax
import Testing

@Suite("Bytes and tokens")
struct LexerTests {
  private func problem(_ bytes: [UInt8]) -> Diagnostic? {
    Parser.parse(bytes, scope: .standard).diagnostics.first
  }

  @Test("an invalid byte is found at every position of a text")
  func invalidBytes() {
    let sample = Array("f(x) = sin θ₀² # ≤ é".utf8)
    for position in 0...sample.count {
      for byte in [0xC0, 0xC1, 0xF5, 0xFF] as [UInt8] {
        var bytes = sample
        bytes.insert(byte, at: position)
        let found = problem(bytes)
        #expect(found?.message.hasPrefix("invalid UTF-8") == true)
        // A byte inside a character spoils the character from its first byte on.
        #expect((position - 3...position).contains(found?.span.lower ?? -1))
      }
    }
  }

  @Test(
    "sequences that no character has",
    arguments: [
      [0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0xC0, 0xAF], [0xE0, 0x80, 0xAF],
      [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF0, 0x80, 0x80, 0x80], [0xC3, 0x28],
    ] as [[UInt8]])
  func sequences(_ bytes: [UInt8]) {
    let found = problem(Array("x + ".utf8) + bytes)
    #expect(found?.message.hasPrefix("invalid UTF-8") == true)
    #expect(found?.span == Span(4, 5))
  }

  @Test("NUL and control characters", arguments: [0, 1, 7, 8, 0x0B, 0x0C, 0x1B, 0x7F] as [UInt8])
  func controlCharacters(_ byte: UInt8) {
    let found = problem(Array("x + ".utf8) + [byte] + Array("y".utf8))
    #expect(found?.span == Span(4, 5))
    let message = byte == 0 ? "NUL character" : "control character U+00"
    #expect(found?.message.hasPrefix(message) == true)
    #expect(problem(Array("x # ".utf8) + [byte])?.span == Span(4, 5))
  }

  @Test("a control character of two bytes")
  func longControlCharacter() {
    #expect(problem(Array("x\u{85}".utf8))?.message == "control character U+0085")
    #expect(problem(Array("x\u{85}".utf8))?.span == Span(1, 3))
  }

  @Test("white space of all kinds separates and nothing more")
  func whiteSpace() {
    for space in [" ", "\t", "\n", "\r\n", "\u{A0}", "\u{202F}", "\u{2009}", " # comment\n"] {
      checkTree("a\(space)b", "(* a b)")
      checkTree("\(space)f(\(space)x\(space))\(space)", with: "f(1)", "(f x)")
    }
  }

  @Test("statements without content", arguments: ["", "  ", "# comment", "\n\n", "\u{A0}"])
  func empty(_ text: String) {
    let parsed = parse(text)
    #expect(parsed.diagnostics.isEmpty)
    guard case .empty = parsed.statement else {
      Issue.record("\(parsed.statement)")
      return
    }
  }

  @Test("literals keep their text")
  func literals() {
    for text in ["0", "007", "1.50", ".5", "5.", "1e3", "1E+3", "2.5e-10", "12345678901234567890"] {
      let parsed = parse(text)
      #expect(parsed.root.map { parsed.tree.literal($0) } == text)
    }
  }

  @Test("the end of a number")
  func numbers() {
    checkTree("2e", "(* 2 e)")
    checkTree("2e+x", "(+ (* 2 e) x)")
    checkTree("2e3e", "(* 2e3 e)")
    checkTree("5.x", "(* 5. x)")
    checkError("1⟦.⟧.2", "unexpected `.`")
    checkError("⟦a.b⟧", "unknown name `a.b`")
    checkError("a⟦.⟧ b", "unexpected `.`")
  }

  @Test("pasted characters")
  func pasted() {
    checkTree("a − b × c · d ⋅ x ÷ y", "(- a (/ (* (* (* b c) d) x) y))")
    checkTree("a ≤ b", "(<= a b)")
    checkTree("a ≥ b", "(>= a b)")
    checkTree("a ≠ b", "(!= a b)")
    checkTree("f′(x)", with: "f(1)", "(f' x)")
    checkTree("√π", "(sqrt pi)")
    checkTree("µ + ϵ + ϑ + ϕ", "(+ (+ (+ mu epsilon) theta) phi)")
    checkTree("x¹²³", "(^ x 123)")
    checkTree("x⁻⁴", "(^ x (neg 4))")
    checkTree("ΩΩ", "(* Ω Ω)", notes: ["read as Ω·Ω"])
  }

  @Test("a word of any length is answered")
  func longWords() {
    let word = String(repeating: "a", count: 5_000)
    #expect(parse(word).diagnostics.first?.message == "a word of more than 1000 bytes is no name")
    #expect(parse(word).diagnostics.first?.span == Span(0, 5_000))
    #expect(parse(word + " = 3").diagnostics.count == 1)
    let known = String(repeating: "xy", count: 400)
    #expect(parse(known, with: "x y").diagnostics.isEmpty)
  }

  @Test("plain and lowered digits do not mix")
  func mixedDigits() {
    checkError("⟦x₁2⟧", "a number stands behind `x₁`")
    checkError("x1⟦₂⟧", "unexpected `₂`")
  }
}
