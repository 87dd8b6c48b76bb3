import NablaSyntax
import Testing

/// Trees so deep or so wide that a recursive or quadratic printer would not end.
@Suite("Printing large trees")
struct PrinterDepthTests {
  static let count = 100_000

  @Test(
    "Operations nested 100,000 deep are printed",
    arguments: [
      (SyntaxKind.negate, "-(", "-x", ")"), (.not, "not ", "not x", ""),
      (.factorial, "(", "x!", ")!"), (.absolute, "abs(", "abs(x)", ")"), (.vector, "[", "[x]", "]"),
    ])
  func nested(_ kind: SyntaxKind, _ opening: String, _ core: String, _ closing: String) {
    var tree = SyntaxTree()
    var id = tree.append(name: Name("x"))
    for _ in 0..<Self.count { id = tree.append(kind, [id]) }
    let expected =
      String(repeating: opening, count: Self.count - 1) + core
      + String(repeating: closing, count: Self.count - 1)
    let isEqual = Printer.print(tree, id, style: .ascii) == expected
    #expect(isEqual)
  }

  @Test(
    "100,000 operands are printed, however they are grouped",
    arguments: [SyntaxKind.add, .multiply, .power], [true, false])
  func chained(_ kind: SyntaxKind, _ growsLeft: Bool) {
    var tree = SyntaxTree()
    let x = tree.append(name: Name("x"))
    var id = x
    for _ in 0..<Self.count { id = tree.append(kind, growsLeft ? [id, x] : [x, id]) }
    let sign = kind == .add ? " + " : kind == .multiply ? "*" : "^"
    // The side on which the operator groups by itself needs no brackets.
    let expected: String
    if growsLeft == (kind != .power) {
      expected = "x" + String(repeating: sign + "x", count: Self.count)
    } else if growsLeft {
      expected =
        String(repeating: "(", count: Self.count - 1) + "x" + sign + "x"
        + String(repeating: ")" + sign + "x", count: Self.count - 1)
    } else {
      expected =
        String(repeating: "x" + sign + "(", count: Self.count - 1) + "x" + sign + "x"
        + String(repeating: ")", count: Self.count - 1)
    }
    let isEqual = Printer.print(tree, id, style: .ascii) == expected
    #expect(isEqual)
  }

  @Test("A node with 100,000 operands is printed")
  func wide() {
    var tree = SyntaxTree()
    let x = tree.append(name: Name("x"))
    let list = tree.append(.vector, Array(repeating: x, count: Self.count))
    let text = Printer.print(tree, list, style: .unicode)
    let isEqual = text == "[x" + String(repeating: ", x", count: Self.count - 1) + "]"
    #expect(isEqual)
  }

  @Test("A sum of a million products is printed")
  func millionTerms() {
    var tree = SyntaxTree()
    let product = tree.append(
      .multiply, [tree.append(number: "2"), tree.append(name: Name("x0"))])
    var id = product
    for _ in 1..<1_000_000 { id = tree.append(.add, [id, product]) }
    let isEqual =
      Printer.print(tree, id, style: .unicode)
      == "2x₀" + String(repeating: " + 2x₀", count: 999_999)
    #expect(isEqual)
  }
}
