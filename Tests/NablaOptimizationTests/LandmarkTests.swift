import NablaAlgebra
import NablaOptimization
import Testing

@Suite("Landmarks of a function")
struct LandmarkTests {
  private typealias Build = (inout ExpressionGraph, NodeID) -> NodeID

  private func check(
    _ expected: [Double], sourceLocation: SourceLocation = #_sourceLocation, _ build: Build
  ) {
    var graph = ExpressionGraph()
    let x = graph.variable("x")
    let root = build(&graph, x)
    let symbol = graph.symbol(named: "x")
    let points = Landmarks(of: root, in: graph, by: symbol, on: .line).points
    #expect(points.count == expected.count, "\(points)", sourceLocation: sourceLocation)
    for (point, value) in zip(points, expected) {
      #expect(abs(point - value) <= 1e-9 * max(1, abs(value)), sourceLocation: sourceLocation)
    }
  }

  @Test("zeros, turning points and inflections of a polynomial, near and far")
  func polynomials() {
    check([-3.0.squareRoot(), -1, 0, 1, 3.0.squareRoot()]) {
      $0.sum($0.power($1, $0.number(3)), $0.product($0.number(-3), $1))
    }
    check([1_000, 1_000.5, 1_001]) {
      $0.product($0.sum($1, $0.number(-1_000)), $0.sum($1, $0.number(-1_001)))
    }
    check([1e6]) { $0.power($0.sum($1, $0.number(-1_000_000)), $0.number(2)) }
  }

  @Test("poles, edges and kinks")
  func breaks() {
    check([0]) { $0.power($1, $0.number(-1)) }
    check([0]) { $0.power($1, $0.number(-2)) }
    check([0, 1]) { $0.call(.log, [$1]) }
    // |3x - 1| + 2x falls and rises without another kink.
    check([1.0 / 3]) {
      let inside = $0.sum($0.product($0.number(3), $1), $0.number(-1))
      return $0.sum($0.call(.abs, [inside]), $0.product($0.number(2), $1))
    }
  }

  @Test("rounding errors are no landmarks, and endless ones are left out")
  func noise() {
    check([]) {
      let root = $0.call(.sqrt, [$0.sum($0.power($1, $0.number(2)), $0.number(1))])
      return $0.difference(root, $1)
    }
    check([]) { $0.call(.sin, [$1]) }
    check([]) { $0.call(.tan, [$1]) }
  }
}
