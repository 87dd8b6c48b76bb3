import NablaAlgebra
import NablaEvaluation
import Testing

@Suite("One-sided derivatives")
struct OneSidedTests {
  private static let x = Formula("x")

  @Test(
    "differ at kinks and agree elsewhere",
    arguments: [
      ("|x|", abs(x), 0, -1, 1), ("|x|", abs(x), -2, -1, -1),
      ("max(x, 2x)", call(.max, x, 2 * x), 0, 1, 2),
      ("min(x, 2x, 3x)", call(.min, x, 2 * x, 3 * x), 0, 3, 1),
      ("if x > 0 then x^2 else x", choice(0, x, x ^ 2, x), 0, 1, 0),
      ("|x^3|", abs(x ^ 3), 0, 0, 0), ("x^(4/3)^2", call(.cbrt, x) ^ 4, 0, 0, 0),
      ("||x| - 1| at 1", abs(abs(x) - 1), 1, -1, 1), ("||x| - 1| at 0", abs(abs(x) - 1), 0, 1, -1),
      ("|sin(x)|", abs(sin(x)), 0, -1, 1), ("|sin(x) - x|", abs(sin(x) - x), 0, 0, 0),
      ("sqrt(x^2)", sqrt(x ^ 2), 0, -1, 1), ("hypot(x, 0)", call(.hypot, x, 0), 0, -1, 1),
      ("|x|^(3/2)", abs(x) ^ half(3), 0, 0, 0), ("|x|*x", abs(x) * x, 0, 0, 0),
      ("exp(|x|)", exp(abs(x)), 0, -1, 1), ("log(1 + |x|)", log(1 + abs(x)), 0, -1, 1),
      ("max(x^2, x^4)", call(.max, x ^ 2, x ^ 4), 1, 2, 4),
      ("max(0, x)^2", call(.max, 0, x) ^ 2, 0, 0, 0),
      ("acos(cos(x))", call(.acos, call(.cos, x)), 0, -1, 1),
      ("sin(x)/x", sin(x) / x, 0, 0, 0), ("mod(x, 2)", call(.mod, x, 2), 1, 1, 1),
      ("x*|x - 1|", x * abs(x - 1), 1, -1, 1), ("atan2(|x|, 1)", call(.atan2, abs(x), 1), 0, -1, 1),
      ("2^|x|", 2 ^ abs(x), 0, -0.6931471805599453, 0.6931471805599453),
      ("x^3 - 2x", (x ^ 3) - 2 * x, 2, 10, 10), ("tanh(x)", call(.tanh, x), 0, 1, 1),
      ("gamma(x)", call(.gamma, x), 1, -0.5772156649015329, -0.5772156649015329),
      ("exp(-1/x^2)", exp(-(1 / (x ^ 2))), 0, 0, 0),
    ] as [(String, Formula, Double, Double, Double)])
  func slopes(name: String, formula: Formula, point: Double, left: Double, right: Double) throws {
    let sides = oneSided(formula, at: point)
    let slopes = (try #require(sides.left.slope), try #require(sides.right.slope))
    #expect(abs(slopes.0 - left) < 1e-14)
    #expect(abs(slopes.1 - right) < 1e-14)
    #expect(!sides.jumps)
    #expect(sides.isKink == (left != right))
  }

  @Test(
    "of functions that jump come with the limits on both sides",
    arguments: [
      ("sign(x)", call(.sign, x), 0, -1, 1), ("sign(x^3)", call(.sign, x ^ 3), 0, -1, 1),
      ("floor(x)", call(.floor, x), 3, 2, 3), ("ceil(x)", call(.ceil, x), 3, 3, 4),
      ("round(x)", call(.round, x), 2.5, 2, 3), ("mod(x, 2)", call(.mod, x, 2), 2, 2, 0),
      ("|x|/x", abs(x) / x, 0, -1, 1), ("floor(-x^2)", call(.floor, -(x ^ 2)), 0, -1, -1),
      ("if x > 0 then x else 1", choice(0, x, x, 1), 0, 1, 0),
      ("atan(1/x)", call(.atan, 1 / x), 0, -.pi / 2, .pi / 2),
      ("atan2(x, -1)", call(.atan2, x, -1), 0, -.pi, .pi),
      ("1/x", 1 / x, 0, -.infinity, .infinity),
    ] as [(String, Formula, Double, Double, Double)])
  func jumps(name: String, formula: Formula, point: Double, left: Double, right: Double) {
    let sides = oneSided(formula, at: point)
    #expect(sides.jumps)
    #expect(!sides.isKink)
    #expect(sides.left.limit == left)
    #expect(sides.right.limit == right)
  }

  @Test(
    "are undefined outside the domain and may be infinite at its end",
    arguments: [
      ("sqrt(x)", sqrt(x), 0, 0, .infinity),
      ("x^(4/3)", x ^ Formula { $0.number(Rational(4, 3) ?? .one) }, 0, 0, 0),
      ("log(x)", log(x), 0, -.infinity, .infinity), ("acosh(x)", call(.acosh, x), 1, 0, .infinity),
      ("sqrt(x)*x", sqrt(x) * x, 0, 0, 0), ("sqrt(sin(x))^2", sqrt(sin(x)) ^ 2, 0, 0, 1),
    ] as [(String, Formula, Double, Double, Double)])
  func rightSideOnly(name: String, formula: Formula, point: Double, limit: Double, slope: Double) {
    let sides = oneSided(formula, at: point)
    #expect(sides.left == .undefined)
    #expect(sides.right == .value(limit: limit, slope: slope))
  }

  @Test("of asin at 1 are infinite on the left and undefined on the right")
  func inverseSine() {
    let sides = oneSided(call(.asin, Self.x), at: 1)
    #expect(sides.left == .value(limit: .pi / 2, slope: .infinity))
    #expect(sides.right == .undefined)
  }

  @Test("of a cube root at 0 are infinite on both sides")
  func cubeRoot() {
    let sides = oneSided(call(.cbrt, Self.x), at: 0)
    #expect(sides.left == .value(limit: 0, slope: .infinity))
    #expect(sides.right == .value(limit: 0, slope: .infinity))
  }

  @Test("leave open what the computed orders do not decide")
  func undecided() {
    let tiny = sin(Self.x) - Self.x + ((Self.x ^ 3) / 6) - ((Self.x ^ 5) / 120)
    let sides = oneSided(call(.sign, tiny), at: 0)
    #expect(sides.left == .undecided)
    #expect(sides.right == .undecided)
    // The magnitude of something beyond all computed orders still has the derivative 0.
    #expect(oneSided(abs(tiny), at: 0).right == .value(limit: 0, slope: 0))
  }

  @Test(
    "equal the derivative of random expressions away from kinks",
    arguments: UInt64(1)...100)
  func agreesWithDerivative(seed: UInt64) {
    var generator = ExpressionGenerator(seed: seed)
    var graph = ExpressionGraph()
    let x = graph.variable("x")
    let root = generator.expression(size: 8, leaves: [x, graph.number(2)], in: &graph)
    let inputs = graph.variables(below: [x])
    let point = generator.coordinate() + 0.000_3
    let sides = graph.oneSidedDerivatives(of: root, inputs: inputs, at: [point], along: inputs[0])
    let partial = graph.derivative(of: root, by: inputs[0])
    let results = Program(&graph, outputs: [root, partial], inputs: inputs).evaluate([point])
    let exact = results[1]
    guard results.allSatisfy({ abs($0) < 1e9 }) else { return }
    #expect(abs((sides.right.slope ?? .nan) - exact) <= 1e-9 * max(1, abs(exact)))
    #expect(abs((sides.left.slope ?? .nan) - exact) <= 1e-9 * max(1, abs(exact)))
  }

  private static func half(_ numerator: Int) -> Formula {
    Formula { $0.number(Rational(numerator, 2) ?? .one) }
  }

  private static func choice(
    _ a: Formula, _ b: Formula, _ then: Formula, _ otherwise: Formula
  ) -> Formula {
    call(.conditional, call(.less, a, b), then, otherwise)
  }

  private func oneSided(_ formula: Formula, at point: Double) -> OneSided {
    var graph = ExpressionGraph()
    let variable = graph.variable("x")
    let root = formula.build(&graph)
    let inputs = graph.variables(below: [variable])
    return graph.oneSidedDerivatives(of: root, inputs: inputs, at: [point], along: inputs[0])
  }
}
