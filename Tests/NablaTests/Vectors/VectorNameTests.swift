import Nabla
import Testing

/// Names that are found to be vectors, and how their lengths are found.
@Suite struct VectorNameTests {
  private func check(
    _ statements: String, _ text: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    var transcript = Transcript()
    let output = transcript.run(statements, unicode: false).last
    #expect(output == text, sourceLocation: sourceLocation)
  }

  @Test(
    "the length follows from what stands beside a name",
    arguments: [
      ("[1, 2] @ x", "x0 + 2x1"), ("x @ [1, 2]", "x0 + 2x1"), ("dot([1, 2], x)", "x0 + 2x1"),
      ("[1, 2] @ (-x/2)", "-x0/2 - x1"), ("[[1, 2], [3, 4]] @ x", "[x0 + 2x1, 3x0 + 4x1]"),
      ("x @ [[1, 2], [3, 4]]", "[x0 + 3x1, 2x0 + 4x1]"), ("norm(x - [0, 0])", "sqrt(x0^2 + x1^2)"),
      ("dot(x, x) + [1, 2] @ x", "x0^2 + x0 + x1^2 + 2x1"), ("x[0] + x[1]^2", "x0 + x1^2"),
    ])
  func lengths(_ statement: String, _ text: String) {
    check(statement, "  note: x is a vector of 2: x0, x1\n" + text + "\n")
  }

  @Test("an element is the variable of its index")
  func elements() {
    check("w1 @ [1, 2]", "  note: w1 is a vector of 2: w1_0, w1_1\nw1_0 + 2w1_1\n")
    check("x0 = 5\n[1, 2] @ x", "  note: x is a vector of 2: x0, x1\n2x1 + 5\n")
    check("f(θ) = [1, 2] @ θ + θ0\nf(1, 2)", "6\n")
  }

  @Test("a function's parameter has the length that follows where the function is used")
  func lateLengths() {
    let start = "X = [a, b]\nf(θ) = X @ θ\n"
    check(start + "f(1, 2)", "a + 2b\n")
    check(start + "X = [a, b, c]\nf(1, 2, 3)", "a + 2b + 3c\n")
    check(start + "g(w) = f(2w)\ng([1, 2])", "2a + 4b\n")
    check(start + "f([1, 2]) - f(1, 2)", "0\n")
  }

  @Test("functions of one number go over the elements")
  func elementwise() {
    check("f(x) = max(x, 0)\nf([-1, 2])", "[0, 2]\n")
    check("f(x) = [x, x^2]\nf'(3)", "[1, 6]\n")
    check("f(x) = [x, x^2]\nf(3)[1]", "9\n")
  }

  @Test("values and formulas of vectors are JSON arrays")
  func json() throws {
    var session = Session()
    let value = try JSON.object(session.run("[[1, 1/3], [0.5, 2]]"))
    #expect(value["kind"] as? String == "value")
    #expect(value["value"] as? [[Double]] == [[1, 1.0 / 3], [0.5, 2]])
    #expect(value["exact"] as? [[String]] == [["1", "1/3"], ["0.5", "2"]])
    let formula = try JSON.object(session.run("[x, 2y]"))
    #expect(formula["kind"] as? String == "expression")
    #expect(formula["text"] as? [String] == ["x", "2y"])
  }

  @Test("formulas of the library know the elements of their vectors")
  func library() throws {
    let formula = try Formula("x @ [1, 2] + x[0]^2")
    #expect(formula.variables == ["x0", "x1"])
    #expect(formula(3, 4) == 20)
  }
}
