import NablaSyntax
import Testing

@Suite("Lines and columns")
struct LexerSourceTextTests {
  private let text = SourceText(Array("θ = (1 +\r\n  é2)\n".utf8))

  @Test("lines count from 1")
  func lines() {
    #expect(text.line(at: 0) == 1)
    #expect(text.line(at: 10) == 1)
    #expect(text.line(at: 11) == 2)
    #expect(text.line(at: 18) == 3)
  }

  @Test("columns count characters")
  func columns() {
    #expect(text.column(at: 0) == 1)
    #expect(text.column(at: 2) == 2)
    #expect(text.column(at: 3) == 3)
    #expect(text.column(at: 11) == 1)
    #expect(text.column(at: 15) == 4)
    #expect(text.length(of: Span(0, 3)) == 2)
  }

  @Test("a line's text has no newline")
  func lineTexts() {
    #expect(text.lineText(at: 4) == "θ = (1 +")
    #expect(text.lineText(at: 13) == "  é2)")
    #expect(text.text(Span(13, 16)) == "é2")
  }

  @Test("offsets beyond the end are taken to the end")
  func beyond() {
    #expect(text.lineText(at: 99) == "")
    #expect(text.column(at: 99) == 1)
    #expect(text.text(Span(16, 99)) == ")\n")
    #expect(SourceText([0xFF, 0x61]).column(at: 1) == 2)
    #expect(SourceText([]).column(at: 0) == 1)
  }
}
