import NablaSyntax
import Testing

/// What is printed reads back as the same tree, and draws no note.
@Suite("Printing and reading back")
struct PrinterRoundTripTests {
  static let styles: [PrintStyle] = [.ascii, .unicode]

  private func check(
    _ tree: SyntaxTree, _ root: SyntaxID, _ style: PrintStyle,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let text = Printer.print(tree, root, style: style)
    let parsed = Parser.parse(Array(text.utf8), scope: RandomTree.scope)
    #expect(parsed.diagnostics == [], "\(text)", sourceLocation: sourceLocation)
    if style != .reading {
      #expect(parsed.notes == [], "\(text)", sourceLocation: sourceLocation)
    }
    guard case .expression(let id) = parsed.statement else {
      Issue.record("no expression: \(text)", sourceLocation: sourceLocation)
      return
    }
    #expect(
      SymbolicTree.text(parsed.tree, id) == SymbolicTree.text(tree, root), "\(text)",
      sourceLocation: sourceLocation)
  }

  @Test("The examples of the printer read back", arguments: PrinterTests.cases, PrintStyle.allCases)
  func examples(_ example: PrinterTests.Case, _ style: PrintStyle) {
    let symbolic = SymbolicTree(example.tree)
    check(symbolic.tree, symbolic.root, style)
  }

  @Test("Small random trees read back in every style", arguments: 0..<40)
  func small(_ seed: Int) {
    for round in 0..<50 {
      var random = RandomTree(seed: UInt64(seed * 1_000 + round))
      let root = random.grow(size: 1 + round % 5)
      for style in PrintStyle.allCases { check(random.tree, root, style) }
    }
  }

  @Test("Large random trees read back", arguments: 0..<40)
  func large(_ seed: Int) {
    var random = RandomTree(seed: UInt64(1_000_000 + seed))
    let root = random.grow(size: 300)
    for style in Self.styles { check(random.tree, root, style) }
  }

  @Test("What was read and printed once is printed the same again", arguments: 0..<40)
  func stable(_ seed: Int) {
    var random = RandomTree(seed: UInt64(2_000_000 + seed))
    let root = random.grow(size: 30)
    for style in Self.styles {
      let text = Printer.print(random.tree, root, style: style)
      let parsed = Parser.parse(Array(text.utf8), scope: RandomTree.scope)
      guard case .expression(let id) = parsed.statement else { continue }
      #expect(Printer.print(parsed.tree, id, style: style) == text)
    }
  }

  @Test(
    "Deep trees read back",
    arguments: [SyntaxKind.negate, .factorial, .absolute, .add, .subtract, .multiply, .power])
  func deep(_ kind: SyntaxKind) {
    var tree = SyntaxTree()
    let x = tree.append(name: Name("x"))
    var root = x
    let isUnary = [.negate, .factorial, .absolute].contains(kind)
    for _ in 0..<20_000 { root = tree.append(kind, isUnary ? [root] : [x, root]) }
    let text = Printer.print(tree, root, style: .ascii)
    let parsed = Parser.parse(Array(text.utf8), scope: RandomTree.scope)
    guard case .expression(let id) = parsed.statement else {
      Issue.record("no expression: \(parsed.diagnostics)")
      return
    }
    #expect(parsed.tree.nodes(below: [id]).count == (isUnary ? 20_001 : 40_001))
    let isSame = Printer.print(parsed.tree, id, style: .ascii) == text
    #expect(isSame)
  }
}
