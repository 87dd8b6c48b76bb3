import NablaAlgebra
import Testing

@Suite("Exact values")
struct ExactValueTests {
  static let cases: [(Sketch, Sketch)] = [
    (sin(.pi / 6), .fraction(1, 2)), (sin(0), 0), (sin(.pi), 0), (sin(.pi / 2), 1),
    (sin(3 * .pi / 2), -1), (sin(-.pi / 6), .fraction(-1, 2)), (sin(101 * .pi), 0),
    (cos(0), 1), (cos(.pi), -1), (cos(.pi / 3), .fraction(1, 2)), (cos(.pi / 2), 0),
    (cos(2 * .pi / 3), .fraction(-1, 2)), (cos(-7 * .pi / 3), .fraction(1, 2)),
    (.call(.tan, .pi / 4), 1), (.call(.tan, 3 * .pi / 4), -1), (.call(.tan, -.pi / 4), -1),
    (.call(.tan, .pi), 0), (.call(.tan, 5 * .pi / 4), 1),
    (exp(0), 1), (log(1), 0), (log(.e), 1), (log(.e ** 2), 2),
    (.call(.log2, 8), 3), (.call(.log2, .fraction(1, 1_024)), -10), (.call(.log2, 1), 0),
    (.call(.log10, 1_000), 3), (.call(.log10, .fraction(1, 100)), -2),
    (sqrt(16), 4), (sqrt(.fraction(4, 9)), .fraction(2, 3)), (sqrt(0), 0),
    (8 ** .fraction(1, 3), 2), (8 ** .fraction(-2, 3), .fraction(1, 4)),
    (.call(.cbrt, -8), -2), (.call(.cbrt, .fraction(27, 64)), .fraction(3, 4)),
    (.call(.factorial, 5), 120), (.call(.factorial, 0), 1), (.call(.gamma, 5), 24),
    (.call(.gamma, 1), 1), (.call(.hypot, 3, 4), 5), (.call(.hypot, 2, 3, 6), 7),
    (.call(.min, 3, 1, 2), 1), (.call(.max, 3, .fraction(7, 2), 2), .fraction(7, 2)),
    (.call(.mod, 7, 3), 1), (.call(.mod, -7, 3), 2), (.call(.mod, 7, -3), -2),
    (.call(.mod, .fraction(7, 2), 1), .fraction(1, 2)),
    (.call(.floor, .fraction(-7, 2)), -4), (.call(.ceil, .fraction(-7, 2)), -3),
    (.call(.ceil, 3), 3), (.call(.round, .fraction(5, 2)), 2), (.call(.round, .fraction(7, 2)), 4),
    (.call(.round, .fraction(-5, 2)), -2), (.call(.round, .fraction(-1, 2)), 0),
    (.call(.round, .fraction(26, 10)), 3), (.call(.round, .fraction(24, 10)), 2),
    (abs(.fraction(-3, 2)), .fraction(3, 2)), (.call(.sign, -7), -1), (.call(.sign, 0), 0),
    (sin(.pi / 4), sqrt(2) / 2), (sin(5 * .pi / 4), -sqrt(2) / 2), (cos(.pi / 4), sqrt(2) / 2),
    (sin(.pi / 3), sqrt(3) / 2), (sin(-2 * .pi / 3), -sqrt(3) / 2), (cos(.pi / 6), sqrt(3) / 2),
    (cos(5 * .pi / 6), -sqrt(3) / 2), (cos(3 * .pi / 4), -sqrt(2) / 2), (exp(1), .e),
    (.call(.tan, .pi / 3), sqrt(3)), (.call(.tan, .pi / 6), 3 ** .fraction(-1, 2)),
    (.call(.tan, 2 * .pi / 3), -sqrt(3)), (.call(.tan, -.pi / 6), -(3 ** .fraction(-1, 2))),
    (.call(.asin, .fraction(1, 2)), .pi / 6), (.call(.asin, -1), -.pi / 2),
    (.call(.acos, .fraction(-1, 2)), 2 * .pi / 3), (.call(.acos, -1), .pi),
    (.call(.atan, 1), .pi / 4), (.call(.atan, -1), -.pi / 4),
    (.call(.acos, 0), .pi / 2), (.call(.acos, 1), 0), (.call(.atan2, 0, 3), 0),
    (.call(.sigmoid, 0), .fraction(1, 2)), (.call(.erf, 0), 0), (.call(.erfc, 0), 1),
    (.call(.less, 1, 2), 1), (.call(.less, 2, 2), 0), (.call(.lessOrEqual, 2, 2), 1),
    (.call(.equal, .fraction(2, 4), .fraction(1, 2)), 1), (.call(.notEqual, 1, 2), 1),
    (.call(.and, 1, 0), 0), (.call(.or, 0, 1), 1), (.call(.or, 0, 0), 0), (.call(.not, 0), 1),
    (choice(1, .x, .y), .x), (choice(0, .x, .y), .y), (0 ** 0, 1), (2 ** 10, 1_024),
    (2 ** -2, .fraction(1, 4)), (0 ** 2, 0), (sqrt(8), 2 * sqrt(2)), (1 / sqrt(2), sqrt(2) / 2),
    (sqrt(.fraction(1, 2)), sqrt(2) / 2), (sqrt(12) * sqrt(3), 6), (sqrt(2) * sqrt(6), 2 * sqrt(3)),
    (sqrt(50) / sqrt(2), 5), (8 ** .fraction(3, 2), 16 * sqrt(2)), (sqrt(2) + sqrt(8), 3 * sqrt(2)),
    (sqrt(.fraction(3, 2)) * .x, sqrt(6) / 2 * .x),
  ]

  @Test("A value that is exact is found", arguments: cases.indices)
  func found(_ index: Int) {
    let (expression, value) = Self.cases[index]
    checkSame(expression, value)
  }

  @Test("A value found is the value in doubles", arguments: cases.indices)
  func agrees(_ index: Int) {
    // The table itself is checked: by the functions of the C library.
    let (expression, value) = Self.cases[index]
    var graph = ExpressionGraph()
    let nodes = [expression.build(&graph), value.build(&graph)]
    let values = Oracle(graph, at: ["x": 3, "y": 5]).values(nodes)
    checkNear(values[0], values[1], within: 1e-15)
  }

  @Test(
    "What has no exact value stays a call or a power",
    arguments: [
      sin(1), sin(.pi / 5), cos(.pi / 7), .call(.tan, .pi / 2), .call(.tan, -3 * .pi / 2), exp(2),
      log(2), log(0), log(-1), .call(.log2, 3), .call(.log2, 0), .call(.log10, -10), sqrt(2),
      sqrt(-4), 0 ** -1, .call(.factorial, -1), .call(.factorial, .fraction(1, 2)),
      .call(.factorial, 1_000_000), .call(.gamma, 0), .call(.gamma, -2), .call(.mod, 1, 0),
      .call(.atan2, 0, 0), (-8) ** .fraction(1, 3), 10 ** (10 ** 10), 2 ** 100_000_000,
    ])
  func inexact(_ expression: Sketch) {
    var graph = ExpressionGraph()
    let node = expression.build(&graph)
    #expect(graph.number(node) == nil && graph.real(node) == nil)
    #expect([.call, .power, .scale].contains(graph.kind(node)))
  }

  @Test("Functions of doubles are computed by their kernels")
  func reals() {
    var graph = ExpressionGraph()
    let sine = sin(.real(0.5)).build(&graph)
    checkNear(graph.real(sine) ?? .nan, 0.479425538604203, within: 1e-15)
    checkSame(.real(2) ** .real(0.5), .real(2.0.squareRoot()))
    checkSame(.real(.infinity) + 1, .real(.infinity))
    let difference = (.real(.infinity) - .real(.infinity)).build(&graph)
    #expect(graph.real(difference)?.isNaN == true)
  }
}
