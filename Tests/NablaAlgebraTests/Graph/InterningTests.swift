import NablaAlgebra
import Testing

@Suite("Interning")
struct InterningTests {
  @Test(
    "Equal nodes have equal handles, however many use an operand",
    arguments: [1, 3, 4, 5, 9, 40, 1_000])
  func manyUses(count: Int) {
    var graph = ExpressionGraph()
    let shared = graph.variable("s")
    let others = (0..<count).map { graph.variable("x\($0)") }
    let products = others.map { graph.product(shared, $0) }
    let sums = others.map { graph.sum($0, shared) }
    let size = graph.count
    #expect(Set(products).count == count)
    #expect(Set(sums).count == count)
    #expect(others.reversed().map { graph.product($0, shared) } == products.reversed())
    #expect(others.reversed().map { graph.sum(shared, $0) } == sums.reversed())
    #expect(graph.count == size)
  }

  @Test("Every pair of a few operands has one node")
  func pairs() {
    var graph = ExpressionGraph()
    let leaves = (0..<30).map { graph.variable("x\($0)") }
    var products: Set<NodeID> = []
    for (position, a) in leaves.enumerated() {
      for b in leaves[(position + 1)...] {
        let product = graph.product(a, b)
        #expect(graph.product(b, a) == product)
        #expect(Array(graph.operands(product)) == [a, b])
        products.insert(product)
      }
    }
    #expect(products.count == 30 * 29 / 2)
  }

  @Test("Nodes that differ in function, in kind or in the number of operands alone are different")
  func alike() {
    var graph = ExpressionGraph()
    let (x, y) = (graph.variable("x"), graph.variable("y"))
    let z = graph.variable("z")
    let nodes = [
      graph.call(.sin, [x]), graph.call(.cos, [x]), graph.call(.tan, [x]), graph.call(.exp, [x]),
      graph.call(.erf, [x]), graph.call(.abs, [x]), graph.sum(x, y), graph.product(x, y),
      graph.call(.less, [x, y]), graph.call(.less, [y, x]), graph.sum([x, y, z]), graph.power(x, y),
      graph.power(y, x), graph.call(.max, [x, y]), graph.call(.max, [x, y, z]),
    ]
    #expect(Set(nodes).count == nodes.count)
  }
}
