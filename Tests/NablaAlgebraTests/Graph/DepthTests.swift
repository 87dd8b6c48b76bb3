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

  @Test("200,000 nested functions are built, found, substituted and copied")
  func functions() {
    var graph = ExpressionGraph()
    let root = Self.nested(200_000, in: &graph) { $0.call(.sin, [$1]) }
    let count = graph.nodes(below: [root]).count
    #expect(count == 200_001)
    let zero = graph.substituting([graph.variable("x"): graph.number(0)], in: [root])
    #expect(graph.isNumber(zero[0], 0))
    var other = ExpressionGraph()
    let copy = other.copying([root], from: graph)
    #expect(other.count == 200_001)
    #expect(other.kind(copy[0]) == .call)
  }

  @Test("5,000 nested operations of each kind are built and differentiated", arguments: 0..<5)
  func kinds(_ kind: Int) {
    var graph = ExpressionGraph()
    let count = 5_000
    let root = Self.nested(count, in: &graph) { graph, node in
      let y = graph.variable("y")
      switch kind {
      case 0: return graph.power(node, y)
      case 1: return graph.negated(graph.sum(node, graph.product(node, y)))
      case 2: return graph.call(.conditional, [graph.call(.less, [node, y]), node, y])
      case 3: return graph.reciprocal(graph.sum(node, y))
      default: return graph.call(.atan, [graph.product(node, y)])
      }
    }
    let symbols = ["x", "y"].map { graph.variable($0) }.compactMap { graph.symbol($0) }
    let gradient = graph.gradient(of: root, by: symbols)
    #expect(gradient.count == 2)
    #expect(graph.count < 20 * count)
    #expect(graph.complexity(root) > Double(count))
  }

  @Test("A million nested operations are built")
  func million() {
    var graph = ExpressionGraph()
    let root = Self.nested(1_000_000, in: &graph) { $0.call(.atan, [$1]) }
    #expect(graph.count == 1_000_001)
    #expect(graph.kind(root) == .call)
  }

  @Test("A sum of a million terms is built and differentiated")
  func wide() {
    var graph = ExpressionGraph()
    let x = graph.variable("x")
    var terms: [NodeID] = []
    for index in 0..<1_000_000 {
      terms.append(graph.scaled(x, by: Rational(index % 7 - 3)))
      if index % 1_000 == 0 { terms.append(graph.variable("y\(index)")) }
    }
    let sum = graph.sum(terms)
    #expect(graph.operandCount(sum) == 1_001)
    let symbol = graph.variables(below: [x])[0]
    let derivative = graph.derivative(of: sum, by: symbol)
    // The weights -3 ... 3 cancel but for the last round, which has only -3.
    #expect(graph.isNumber(derivative, -3))
  }
}
