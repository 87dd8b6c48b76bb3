import NablaSyntax
import NablaTestSupport
import Testing

@Suite("Splitting into statements")
struct SplitterTests {
  /// A script and its statements, each as `line:text`.
  struct Case: Sendable, CustomTestStringConvertible {
    var script: String
    var statements: [String]

    init(_ script: String, _ statements: [String]) {
      self.script = script
      self.statements = statements
    }

    var testDescription: String { String(reflecting: script) }
  }

  static let cases: [Case] = [
    Case("", []),
    Case("\n \n\t\n", []),
    Case("# only a comment", []),
    Case("x", ["1:x"]),
    Case("x\n", ["1:x"]),
    Case("\n\n  x + 1  \n", ["3:x + 1"]),
    Case("a = 1; b = 2\nc", ["1:a = 1", "1:b = 2", "2:c"]),
    Case(";;a;;\n;b", ["1:a", "2:b"]),
    Case("a # a note; with (\nb", ["1:a", "2:b"]),
    Case("# first\n# second\nx # third", ["3:x"]),
    Case("f(x,\n  y) = x\nz", ["1:f(x,\n  y) = x", "3:z"]),
    Case("[1;\n2]\nx", ["1:[1;\n2]", "3:x"]),
    Case("(a # in brackets\n + b)", ["1:(a # in brackets\n + b)"]),
    Case("(a\n\n\nb)\nc", ["1:(a\n\n\nb)", "5:c"]),
    Case("a)\nb", ["1:a)", "2:b"]),
    Case("(a", ["1:(a"]),
    Case("((a\nb\n", ["1:((a\nb"]),
    Case("a +\nb\nc", ["1:a +\nb", "3:c"]),
    Case("a + # why\n\n b\nc", ["1:a + # why\n\n b", "4:c"]),
    Case("a +; b", ["1:a +", "1:b"]),
    Case("f(x) =\nx^2", ["1:f(x) =\nx^2"]),
    Case("x!\ny'\n|z|\nw", ["1:x!", "2:y'", "3:|z|", "4:w"]),
    Case("a !=\nb", ["1:a !=\nb"]),
    Case("if a then\nb else\nc\nd", ["1:if a then\nb else\nc", "4:d"]),
    Case("a and\nnot\nb", ["1:a and\nnot\nb"]),
    Case("band\nfor\nx_and\nand2\nc", ["1:band", "2:for", "3:x_and", "4:and2", "5:c"]),
    Case("xxxxxxxxxand\nb", ["1:xxxxxxxxxand", "2:b"]),
    Case("θand\nb", ["1:θand", "2:b"]),
    Case("2and\nb", ["1:2and\nb"]),
    Case("save \"a;b #c\"; d", ["1:save \"a;b #c\"", "1:d"]),
    Case("sum(a == \"(;#\"\"\"); b", ["1:sum(a == \"(;#\"\"\")", "1:b"]),
    Case("load -\nload t.csv as t +\nb", ["1:load -", "2:load t.csv as t +", "3:b"]),
    Case("save \"open\nb", ["1:save \"open", "2:b"]),
    Case("run examples/\nb", ["1:run examples/", "2:b"]),
    Case("save my(file\nb; c", ["1:save my(file", "2:b", "2:c"]),
    Case(
      "help ^\nhelp <=\n? +\n?and\nhelp if\nb",
      ["1:help ^", "2:help <=", "3:? +", "4:?and", "5:help if", "6:b"]),
    Case("savex +\nb\n(run +\nc)", ["1:savex +\nb", "3:(run +\nc)"]),
    Case("a\r\nb +\r\nc\r\n", ["1:a", "2:b +\r\nc"]),
    Case("\u{FEFF}a\nb", ["1:a", "2:b"]),
    Case("\u{FEFF}# a note\nb", ["2:b"]),
    Case("grad a by a,\nb\nc", ["1:grad a by a,\nb", "3:c"]),
    Case("x and\u{A0}\ny\nz", ["1:x and\u{A0}\ny", "3:z"]),
    Case("x +\u{202F}\ny", ["1:x +\u{202F}\ny"]),
    Case("é\n²\nx₁\n∂", ["1:é", "2:²", "3:x₁", "4:∂"]),
  ]

  static let operators = Array("+-*/^@,=<>·×⋅÷−≤≥≠√").map(String.init)

  @Test("A script falls into statements with their lines", arguments: cases)
  func whole(_ example: Case) {
    var splitter = StatementSplitter()
    splitter.append(example.script.utf8)
    #expect(drain(&splitter, atEnd: true) == example.statements)
    #expect(!splitter.isContinuing)
  }

  @Test("It does not matter where the input is cut", arguments: cases)
  func cut(_ example: Case) {
    let bytes = Array(example.script.utf8)
    for position in 0...bytes.count {
      var splitter = StatementSplitter()
      splitter.append(bytes[..<position])
      var found = drain(&splitter, atEnd: false)
      splitter.append(bytes[position...])
      found += drain(&splitter, atEnd: true)
      #expect(found == example.statements, "cut at \(position)")
    }
    var splitter = StatementSplitter()
    var found: [String] = []
    for byte in bytes {
      splitter.append(CollectionOfOne(byte))
      found += drain(&splitter, atEnd: false)
    }
    found += drain(&splitter, atEnd: true)
    #expect(found == example.statements, "byte by byte")
  }

  @Test("A trailing operator continues the statement", arguments: operators)
  func trailing(_ sign: String) {
    var splitter = StatementSplitter()
    splitter.append("a \(sign) \nb\nc\n".utf8)
    #expect(drain(&splitter, atEnd: true) == ["1:a \(sign) \nb", "3:c"])
  }

  @Test(
    "An unfinished statement shows",
    arguments: [
      ("", false), ("# note", false), ("\n  \n", false), ("x\n", false), ("x", true),
      ("(x\n", true), ("x +\n", true), ("x; \n", false), ("if a then\n", true),
    ])
  func continuing(_ input: String, _ expected: Bool) {
    var splitter = StatementSplitter()
    splitter.append(input.utf8)
    _ = drain(&splitter, atEnd: false)
    #expect(splitter.isContinuing == expected)
  }

  @Test("After a reset an unfinished statement is gone and lines go on")
  func reset() {
    var splitter = StatementSplitter()
    splitter.append("a\n(b\n".utf8)
    #expect(drain(&splitter, atEnd: false) == ["1:a"])
    splitter.reset()
    #expect(!splitter.isContinuing)
    splitter.append("c\n".utf8)
    #expect(drain(&splitter, atEnd: true) == ["3:c"])
  }

  @Test("Any bytes are taken, and none is lost outside comments", arguments: 0..<100)
  func anyBytes(_ seed: Int) {
    var random = SeededRandom(seed: UInt64(seed))
    let alphabet = Array("ab1 ()[]\";#\n\r+and·θ\u{0}".utf8) + [0x80, 0xC2, 0xE2, 0xFF]
    let bytes = (0..<200).map { _ in random.pick(alphabet) }
    var whole = StatementSplitter()
    whole.append(bytes)
    let expected = drain(&whole, atEnd: true)
    var pieces = StatementSplitter()
    var found: [String] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = Int.random(in: 1...9, using: &random)
      pieces.append(rest.prefix(count))
      rest = rest.dropFirst(count)
      found += drain(&pieces, atEnd: false)
    }
    found += drain(&pieces, atEnd: true)
    #expect(found == expected)
  }

  @Test("A hundred thousand statements and one of a megabyte, in small pieces")
  func large() {
    var splitter = StatementSplitter()
    var count = 0
    for _ in 0..<100_000 {
      splitter.append("f(x) = x^2 + 1 # note\n".utf8)
      while splitter.next(atEnd: false) != nil { count += 1 }
    }
    #expect(count == 100_000)
    for _ in 0..<100_000 {
      splitter.append("a + b + \n".utf8)
      #expect(splitter.next(atEnd: false) == nil)
    }
    let last = splitter.next(atEnd: true)
    #expect(last?.line == 100_001)
    #expect(last?.bytes.count == 900_000 - 2)
  }

  private func drain(_ splitter: inout StatementSplitter, atEnd: Bool) -> [String] {
    var result: [String] = []
    while let (bytes, line) = splitter.next(atEnd: atEnd) {
      result.append("\(line):" + String(decoding: bytes, as: UTF8.self))
    }
    return result
  }
}
