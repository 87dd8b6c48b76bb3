import NablaAlgebra
import Testing

/// Roots of polynomials against the factors they were multiplied from.
@Suite("Real roots of polynomials")
struct RealRootTests {
  private func polynomial(_ coefficients: [Int]) -> Polynomial {
    Polynomial(coefficients.map { Rational($0) })
  }

  private func fraction(_ numerator: Int, _ denominator: Int = 1) throws -> Rational {
    try #require(Rational(numerator, denominator))
  }

  @Test("rational roots are exact, with their multiplicities")
  func rational() throws {
    // (3x - 1)(x - 2)^2 (x + 5)^3 times a factor without real roots.
    let product =
      polynomial([-1, 3]) * polynomial([-2, 1]).power(2) * polynomial([5, 1]).power(3)
      * polynomial([1, 0, 1])
    let roots = product.realRoots(from: nil, to: nil)
    #expect(roots.map(\.exact) == [Rational(-5), try fraction(1, 3), Rational(2)])
    #expect(roots.map(\.multiplicity) == [3, 1, 2])
  }

  @Test("irrational roots lie in narrow intervals across which the sign changes")
  func irrational() throws {
    let roots = polynomial([-2, 0, 1]).realRoots(from: nil, to: nil)
    #expect(roots.map { $0.lower.double } == [-2.0.squareRoot(), 2.0.squareRoot()])
    for root in roots {
      #expect(root.lower < root.upper)
      let squares = [root.lower * root.lower, root.upper * root.upper].sorted()
      #expect(squares[0] < Rational(2) && squares[1] > Rational(2))
    }
  }

  @Test(
    "roots at the ends of a range belong to it, those outside do not",
    arguments: [(0, 3, [0, 1, 3]), (1, 3, [1, 3]), (-9, 0, [0]), (4, 9, []), (3, 3, [3])])
  func range(lower: Int, upper: Int, expected: [Int]) {
    let product = polynomial([0, 1]) * polynomial([-1, 1]) * polynomial([-3, 1])
    let roots = product.realRoots(from: Rational(lower), to: Rational(upper))
    #expect(roots.map(\.exact) == expected.map { Rational($0) })
  }

  @Test("Wilkinson's polynomial has the roots 1 to 20")
  func wilkinson() {
    let product = (1...20).map { polynomial([-$0, 1]) }.reduce(polynomial([1])) { $0 * $1 }
    let roots = product.realRoots(from: nil, to: nil)
    #expect(roots.map(\.exact) == (1...20).map { Rational($0) })
  }

  @Test("close roots are told apart, and tiny ones keep their digits")
  func close() throws {
    let gap = try #require(Rational(decimal: "1e-20"))
    let product = Polynomial([-gap, .one]) * Polynomial([gap + gap, .minusOne])
    let roots = product.realRoots(from: nil, to: nil)
    #expect(roots.count == 2)
    let width = try #require(Rational(2).power(-60))
    #expect(roots.allSatisfy { $0.upper - $0.lower <= width * $0.upper })
    #expect(roots.map { $0.upper.double } == [1e-20, 2e-20])
  }

  @Test("x^8 - 3x + 1 has two real roots, as its derivative has one")
  func trinomial() {
    let roots = polynomial([1, -3, 0, 0, 0, 0, 0, 0, 1]).realRoots(from: nil, to: nil)
    // By mpmath.polyroots.
    #expect(roots.count == 2)
    #expect(abs(roots[0].upper.double - 0.33338420065375884) < 1e-16)
    #expect(abs(roots[1].upper.double - 1.1118576221522137) < 1e-15)
  }

  @Test(
    "the simplest fraction between two numbers",
    arguments: [
      (1, 3, 1, 2, 2, 5), (-1, 2, 1, 2, 0, 1), (5, 2, 9, 2, 3, 1), (-7, 3, -9, 4, -16, 7),
      (314, 100, 315, 100, 22, 7),
    ])
  func simplest(a: Int, b: Int, c: Int, d: Int, numerator: Int, denominator: Int) throws {
    let found = Rational.simplest(between: try fraction(a, b), and: try fraction(c, d))
    #expect(found == (try fraction(numerator, denominator)))
  }

  @Test("an expression is a polynomial in whatever it is built from")
  func form() throws {
    var graph = ExpressionGraph()
    let x = graph.variable("x")
    let wave = graph.call(.sin, [x])
    let shifted = graph.sum(wave, graph.number(-2))
    let cube = graph.power(shifted, graph.number(3))
    #expect(graph.polynomial(of: cube, in: wave) == polynomial([-8, 12, -6, 1]))
    #expect(graph.polynomial(of: cube, in: x) == nil)
    let inverse = graph.reciprocal(x)
    #expect(graph.polynomial(of: inverse, in: x) == nil)
  }
}
