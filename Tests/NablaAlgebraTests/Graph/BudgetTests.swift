import NablaAlgebra
import Testing

@Suite("Computations that go too far")
struct BudgetTests {
  private static func tower(_ graph: inout ExpressionGraph) -> (root: NodeID, symbol: Symbol) {
    let x = graph.variable("x")
    return (graph.power(x, x), graph.symbol(named: "x"))
  }

  @Test("A derivative that outgrows the budget is given up soon after")
  func size() {
    var graph = ExpressionGraph()
    graph.budget = Budget(size: 5_000)
    let (root, symbol) = Self.tower(&graph)
    _ = graph.derivative(of: root, by: symbol, order: 1_000)
    #expect(graph.halt == .tooLarge)
    #expect(graph.count < 10_000)
  }

  @Test("A computation within its budget is not given up")
  func within() {
    var graph = ExpressionGraph()
    let (root, symbol) = Self.tower(&graph)
    _ = graph.derivative(of: root, by: symbol, order: 5)
    #expect(graph.halt == nil)
  }

  @Test("A long computation asks whether it is interrupted")
  func interruption() {
    var graph = ExpressionGraph()
    graph.budget = Budget(isInterrupted: { true })
    let (root, symbol) = Self.tower(&graph)
    _ = graph.derivative(of: root, by: symbol, order: 1_000)
    #expect(graph.halt == .interrupted)
    #expect(graph.count < 200_000)
  }

  @Test("Multiplying out can be interrupted")
  func expansion() {
    var graph = ExpressionGraph()
    graph.budget = Budget(isInterrupted: { true })
    let names = ["a", "b", "c", "d"]
    let sum = graph.sum(names.map { graph.variable($0) })
    #expect(graph.expanded(graph.power(sum, graph.number(60))) == nil)
    #expect(graph.halt == .interrupted)
  }

  @Test("A sum of fractions goes on in doubles where the exact one is too long")
  func longSum() throws {
    var graph = ExpressionGraph()
    // The denominators 10^k + n have no common factors to speak of.
    var terms: [NodeID] = []
    var expected = 0.0
    for exponent in 1...500 {
      let power = try #require(Rational(10).power(exponent % 250))
      let term = try #require((power + Rational(exponent)).inverse)
      terms.append(graph.number(term))
      expected += term.double
    }
    let sum = graph.sum(terms)
    checkNear(try #require(graph.real(sum)), expected, within: 1e-15)
    #expect(graph.halt == nil)
  }

  @Test("A product beyond what is kept exact, and beyond doubles, is given up", arguments: [1, -1])
  func longProduct(_ sign: Int) throws {
    var graph = ExpressionGraph()
    let factor = graph.number(try #require(Rational(10).power(9_000 * sign)))
    let square = graph.product([factor, factor])
    #expect(graph.number(square) != nil)
    #expect(graph.halt == nil)
    _ = graph.product([factor, factor, factor])
    #expect(graph.halt == .longNumber)
  }

  @Test("A coefficient beyond what is kept exact is given up")
  func longCoefficient() throws {
    var graph = ExpressionGraph()
    let factor = try #require(Rational(10).power(9_000))
    var term = graph.variable("x")
    for _ in 0..<3 { term = graph.scaled(term, by: factor) }
    #expect(graph.halt == .longNumber)
    _ = graph.product(term, term)
    _ = graph.sum(term, term)
  }

  @Test("The logarithm of a number beyond doubles is a double")
  func logarithm() throws {
    var graph = ExpressionGraph()
    let large = graph.number(try #require(Rational(10).power(5_000)))
    let small = graph.number(try #require(Rational(10).power(-5_000)))
    let expected = 11_512.925464970228
    let logarithms = [large, small].map { graph.call(.log, [$0]) }
    checkNear(graph.real(logarithms[0]) ?? .nan, expected, within: 1e-11)
    checkNear(graph.real(logarithms[1]) ?? .nan, -expected, within: 1e-11)
    let whole = graph.call(.log10, [graph.number(Rational(10).power(1_000) ?? .one)])
    #expect(graph.isNumber(whole, 1_000))
  }

  @Test("A continued fraction of thousands of levels is exact")
  func continuedFraction() throws {
    var graph = ExpressionGraph()
    var node = graph.number(1)
    var fibonacci = (Rational(1), Rational(1))
    for _ in 0..<5_000 {
      node = graph.sum(graph.number(1), graph.reciprocal(node))
      fibonacci = (fibonacci.1, fibonacci.0 + fibonacci.1)
    }
    let ratio = fibonacci.1 * (try #require(fibonacci.0.inverse))
    #expect(graph.number(node) == ratio)
  }
}
