import NablaAlgebra
import Testing

/// Expressions so deep that whatever recurses would overflow the stack.
@Suite("Deep expressions")
struct DepthTests {
  static func nested(
    _ count: Int, in graph: inout ExpressionGraph,
    _ operation: (inout ExpressionGraph, NodeID) -> NodeID
  ) -> NodeID {
    var node = graph.variable("x")
    for _ in 0..<count { node = operation(&graph, node) }
    return node
  }

  @Test("A million nested functions are built, found, substituted and copied")
  func functions() {
    var graph = ExpressionGraph()
    let root = Self.nested(1_000_000, in: &graph) { $0.call(.sin, [$1]) }
    let count = graph.nodes(below: [root]).count
    #expect(count == 1_000_001)
    let zero = graph.substituting([graph.variable("x"): graph.number(0)], in: [root])
    #expect(graph.isNumber(zero[0], 0))
    var other = ExpressionGraph()
    let copy = other.copying([root], from: graph)
    #expect(other.count == 1_000_001)
    #expect(other.kind(copy[0]) == .call)
  }

  @Test("A million nested operations of every kind are built and differentiated")
  func operations() {
    var graph = ExpressionGraph()
    var step = 0
    let root = Self.nested(1_000_000, in: &graph) { graph, node in
      step += 1
      switch step % 4 {
      case 0: return graph.sum(node, graph.number(1))
      case 1: return graph.call(.atan, [node])
      case 2: return graph.product(node, graph.variable("y"))
      default: return graph.power(node, graph.number(-2))
      }
    }
    let symbols = ["x", "y"].map { graph.variable($0) }.compactMap { graph.symbol($0) }
    let before = graph.count
    let gradient = graph.gradient(of: root, by: symbols)
    #expect(gradient.count == 2)
    #expect(graph.count < 10 * before)
  }

  @Test("Nested powers, sums and choices neither overflow nor explode", arguments: 0..<4)
  func kinds(_ kind: Int) {
    var graph = ExpressionGraph()
    let root = Self.nested(100_000, in: &graph) { graph, node in
      let y = graph.variable("y")
      switch kind {
      case 0: return graph.power(node, y)
      case 1: return graph.negated(graph.sum(node, graph.product(node, y)))
      case 2: return graph.call(.conditional, [graph.call(.less, [node, y]), node, y])
      default: return graph.power(graph.sum(node, y), graph.number(Rational(1, 2) ?? .one))
      }
    }
    let symbols = ["x", "y"].map { graph.variable($0) }.compactMap { graph.symbol($0) }
    let gradient = graph.gradient(of: root, by: symbols)
    #expect(gradient.count == 2)
    #expect(graph.count < 5_000_000)
    #expect(graph.complexity(root) > 100_000)
  }

  @Test("A sum of a million terms is built and differentiated")
  func wide() {
    var graph = ExpressionGraph()
    let x = graph.variable("x")
    var sum = graph.number(0)
    for index in 0..<1_000_000 {
      sum = graph.sum(sum, graph.scaled(x, by: Rational(index % 7 - 3)))
    }
    let symbol = graph.variables(below: [x])[0]
    let derivative = graph.derivative(of: sum, by: symbol)
    // The weights -3 ... 3 cancel but for the last, incomplete round.
    #expect(graph.isNumber(derivative, -3))
  }
}
