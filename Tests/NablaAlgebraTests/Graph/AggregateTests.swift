import NablaAlgebra
import Testing

/// Means and sums over rows: their canonical form and their derivatives, told by form.
@Suite struct AggregateTests {
  private var graph = ExpressionGraph()
  private let x: NodeID
  private let y: NodeID
  private let t: NodeID

  init() {
    x = graph.column("x")
    y = graph.column("y")
    t = graph.variable("t")
  }

  @Test("A column is no variable, whatever it is called")
  mutating func columns() {
    let parameter = graph.variable("x")
    #expect(parameter != x)
    let sum = graph.sum([x, parameter])
    #expect(graph.variables(below: [sum]).count == 1)
    #expect(graph.columns(below: [sum]).count == 1)
    #expect(graph.isRowwise(sum) && !graph.isRowwise(parameter))
  }

  @Test("What is the same in every row stands in front of a mean")
  mutating func factors() {
    let scaled = graph.scaled(graph.product([t, x]), by: Rational(3))
    let mean = graph.aggregate(.mean, of: scaled)
    let inner = graph.aggregate(.mean, of: x)
    #expect(mean == graph.scaled(graph.product([t, inner]), by: Rational(3)))
    #expect(graph.aggregate(.mean, of: t) == t)
    #expect(!graph.isRowwise(mean))
  }

  @Test("A sum of what is the same in every row counts the rows")
  mutating func sums() {
    let sum = graph.aggregate(.sum, of: t, over: [x])
    let count = graph.aggregate(.count, of: x, over: [x])
    #expect(sum == graph.product(t, count))
  }

  @Test("Means over different samples are different")
  mutating func samples() {
    #expect(graph.aggregate(.mean, of: x) != graph.aggregate(.mean, of: x, over: [y]))
    #expect(
      graph.aggregate(.mean, of: x, over: [x, y]) == graph.aggregate(.mean, of: x, over: [y, x]))
  }

  @Test("The derivative of a mean is the mean of the derivative, over the same sample")
  mutating func derivative() {
    let residual = graph.difference(y, graph.product(t, x))
    let loss = graph.aggregate(.mean, of: graph.power(residual, graph.number(2)), over: [y])
    let symbols = [graph.symbol(named: "t")]
    let slope = graph.gradient(of: loss, by: symbols)[0]
    let inner = graph.aggregate(.mean, of: graph.product(x, residual), over: [y])
    #expect(slope == graph.scaled(inner, by: Rational(-2)))
    let second = graph.gradient(of: slope, by: symbols)[0]
    let square = graph.aggregate(.mean, of: graph.power(x, graph.number(2)), over: [y])
    #expect(second == graph.scaled(square, by: Rational(2)))
  }

  @Test("A mean inside another is differentiated too, and outside functions by the chain rule")
  mutating func nested() {
    // d/dt exp(mean((t*x - mean(t*x))^2)) with mean(t*x) = t*mean(x).
    let product = graph.product(t, x)
    let mean = graph.aggregate(.mean, of: product)
    let centred = graph.power(graph.difference(product, mean), graph.number(2))
    let variance = graph.aggregate(.mean, of: centred)
    let root = graph.call(.exp, [variance])
    let slope = graph.gradient(of: root, by: [graph.symbol(named: "t")])[0]
    let flat = graph.aggregate(.mean, of: x)
    let deviation = graph.difference(x, flat)
    let expected = graph.aggregate(
      .mean, of: graph.product([graph.difference(product, mean), deviation]))
    #expect(slope == graph.scaled(graph.product(root, expected), by: Rational(2)))
  }

  @Test("A median of what depends on a variable has no derivative, of data alone it is a number")
  mutating func median() {
    let data = graph.product(t, graph.aggregate(.median, of: x))
    #expect(
      graph.gradient(of: data, by: [graph.symbol(named: "t")])[0] == graph.aggregate(.median, of: x)
    )
    #expect(graph.halt == nil)
    let moving = graph.aggregate(.median, of: graph.product(t, x))
    _ = graph.gradient(of: moving, by: [graph.symbol(named: "t")])
    #expect(graph.halt == .noDerivative(.median))
  }
}
