import Nabla
import Testing

/// Vectors and matrices of numbers; expected values by hand.
@Suite struct VectorTests {
  private func check(
    _ statements: String, _ text: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    var transcript = Transcript()
    let last = transcript.answers(Array(statements.utf8)).last
    #expect(
      last?.result(unicode: false).string == text + "\n", "\(last?.failure?.message ?? "")",
      sourceLocation: sourceLocation)
  }

  @Test(
    "operations on vectors of numbers",
    arguments: [
      ("[1, 2] + [3, 5]", "[4, 7]"), ("[1, 2] - [3, 5]", "[-2, -3]"), ("-[1, 2]", "[-1, -2]"),
      ("3*[1, 2][1]", "6"), ("[1, 2]*3/2", "[1.5, 3]"),
      ("[1, 2, 3] @ [4, 5, 6]", "32"), ("dot([1, 2], [3, 4])", "11"), ("norm([3, 4])", "5"),
      ("norm([1, 1])^2", "2"), ("[[1, 2], [3, 4]] @ [5, 6]", "[17, 39]"),
      ("[5, 6] @ [[1, 2], [3, 4]]", "[23, 34]"),
      ("[[1, 2], [3, 4]] @ [[0, 1], [1, 0]]", "[[2, 1], [4, 3]]"),
      ("[5, 6] @ [[1, 2], [3, 4]] @ [5, 6]", "319"), ("2*[[1, 2], [3, 4]][1]", "[6, 8]"),
      ("[[1, 2], [3, 4]][1, 0]", "3"), ("[[1, 2], [3, 4]][1][0]", "3"),
      ("[[1, 2], [3, 4]] - [[1, 1], [1, 1]]", "[[0, 1], [2, 3]]"),
      ("sqrt([4, 9])", "[2, 3]"), ("if 1 < 2 then [1, 2] else [3, 4]", "[1, 2]"),
      ("d/dx [x, x^2]", "[1, 2x]"), ("[x, x^2][1]", "x^2"),
      ("[1, 2](x + 1)", "[x + 1, 2(x + 1)]"),
    ])
  func numbers(_ statement: String, _ text: String) {
    check(statement, text)
  }
}
