import NablaAlgebra
import Testing

/// Rewrites that would change where an expression is defined are not made.
@Suite("Domains")
struct DomainTests {
  @Test("What is undefined somewhere is not simplified to what is defined there")
  func kept() {
    let x = Sketch.x
    checkDifferent(x / x, 1)
    checkDifferent(x ** 3 * x ** -3, 1)
    checkDifferent(x ** 3 * x ** -2, x)
    checkDifferent(0 * log(x), 0)
    checkDifferent(log(x) - log(x), 0)
    checkDifferent(0 / x, 0)
    checkDifferent(log(x) ** 0, 1)
    checkDifferent(sqrt(x) ** 2, x)
    checkDifferent(sqrt(x) * sqrt(x), x)
    checkDifferent(sqrt(x) / sqrt(x), 1)
    checkDifferent((x ** -1) ** -1, x)
    checkDifferent(exp(log(x)), x)
    checkDifferent(0 * .call(.tan, x), 0)
    checkDifferent(0 * .call(.gamma, x), 0)
    checkDifferent(0 * (x / x), 0)
    checkDifferent((0 * log(x)) ** -1, 0 * log(x))
    checkDifferent(sqrt(x) + 1 / x - 1 / x, sqrt(x))
    checkDifferent(x ** 2 + log(x) - log(x), x ** 2)
    checkDifferent(sqrt(-1) * sqrt(-1), 1)
    checkDifferent(sqrt(-2) * sqrt(-8), 4)
  }

  @Test("What differs in value is not simplified")
  func different() {
    let (x, y) = (Sketch.x, Sketch.y)
    checkDifferent(sqrt(x ** 2), x)
    checkDifferent(sqrt(x ** 2), abs(x))
    checkDifferent((x ** 2) ** .fraction(1, 2), x)
    checkDifferent(sqrt(x * y), sqrt(x) * sqrt(y))
    checkDifferent((x ** y) ** 2, x ** (2 * y))
    checkDifferent(x ** .fraction(1, 3), .call(.cbrt, x))
  }

  @Test("What is the same everywhere is simplified")
  func simplified() {
    let x = Sketch.x
    checkSame(0 * x, 0)
    checkSame(log(x) * .y + log(x) - log(x), log(x) * .y)
    checkSame(.y / x + 2 / x - 2 / x, .y / x)
    checkSame(0 * sqrt(x ** 2 + 1), 0)
    checkSame(0 * sin(x), 0)
    checkSame(0 * exp(x), 0)
    checkSame(exp(x) ** 0, 1)
    checkSame(sqrt(x) ** 3, x ** .fraction(3, 2))
    checkSame((x ** 2) ** -1, x ** -2)
    checkSame((x ** -1) ** 2, x ** -2)
    checkSame(sqrt(x) ** -1, x ** .fraction(-1, 2))
    checkSame(sqrt(8) * sqrt(8), 8)
    checkSame(.pi / .pi, 1)
    checkSame(sqrt(.pi) ** 2, .pi)
    checkSame(sqrt(2) ** 2, 2)
  }

  /// Expressions with the variable x that have holes.
  static let holed: [Sketch] = [
    .x / .x, .x ** 2 * .x ** -2, .x ** -3 * .x * .x ** 2, 0 * log(.x), sqrt(.x) ** 2,
    sqrt(.x) * sqrt(.x) * .x, sqrt(.x) / sqrt(.x), (.x ** -1) ** -1, log(.x) - log(.x) + 1,
    (.x + 1) / (.x + 1), sqrt(.x ** 2), sqrt(.x) ** 4, (.x * sqrt(.x)) ** 2, log(.x ** 2),
    (.x ** .fraction(2, 3)) ** 3, (.x ** .fraction(-1, 2)) ** -2, exp(log(.x)), 0 ** .x,
    .x ** .x / .x ** .x, (2 * .x) ** .fraction(1, 2), (-.x) ** .fraction(3, 2),
  ]

  @Test(
    "Multiplying out, simplifying and substituting change neither the domain nor the value",
    arguments: holed.indices)
  func transformations(_ index: Int) throws {
    var graph = ExpressionGraph()
    let root = Self.holed[index].build(&graph)
    let expanded = graph.expanded(root)
    let forms = [try #require(expanded), graph.simplified(root)]
    for x in [-1.5, -1, 0, 0.25, 1, 2] {
      let oracle = Oracle(graph, at: ["x": x])
      let expected = oracle.value(root)
      for form in forms {
        let value = oracle.value(form)
        #expect(value.isFinite == expected.isFinite, "at \(x): \(describe(form, in: graph))")
        if expected.isFinite { checkNear(value, expected, within: 1e-12, "at \(x)") }
      }
    }
  }

  @Test("The canonical form is finite exactly where the written form is", arguments: [-1.0, 0, 2])
  func holes(_ x: Double) {
    // Written forms as plain arithmetic in doubles.
    let root = x.squareRoot()
    let cases: [(Sketch, Double)] = [
      (.x / .x, x / x), (.x ** 3 * .x ** -3, x * x * x / (x * x * x)),
      (.x * .x ** -2, x / (x * x)), (sqrt(.x) ** 2, root * root),
      (sqrt(.x) * sqrt(.x) * sqrt(.x), root * root * root),
      (.x ** -1 * .x ** -1 * .x ** 2, 1 / x / x * x * x),
      (0 / .x, 0 / x), (.x / sqrt(.x), x / root), (sqrt(.x) ** 2 * .x, root * root * x),
    ]
    for (sketch, expected) in cases {
      var graph = ExpressionGraph()
      let node = sketch.build(&graph)
      let value = Oracle(graph, at: ["x": x]).value(node)
      #expect(value.isFinite == expected.isFinite, "\(describe(node, in: graph)) at \(x)")
      if expected.isFinite { checkNear(value, expected, within: 1e-12) }
    }
  }
}
