import NablaAlgebra
import NablaTestSupport
import Testing

@Suite("Canonical form")
struct CanonicalFormTests {
  @Test("Sums and products do not depend on the order of their operands", arguments: 0..<50)
  func commutativity(_ seed: Int) {
    var random = SeededRandom(seed: UInt64(seed))
    let (a, b, c) = (random.sketch(size: 4), random.sketch(size: 4), random.sketch(size: 4))
    checkSame(a + b, b + a)
    checkSame(a * b, b * a)
    checkSame(a + b + c, c + b + a)
    checkSame(a - b, -b + a)
  }

  @Test("Sums group in any way", arguments: 0..<50)
  func associativity(_ seed: Int) {
    var random = SeededRandom(seed: UInt64(seed))
    let (a, b, c) = (random.sketch(size: 4), random.sketch(size: 4), random.sketch(size: 4))
    checkSame((a + b) + c, a + (b + c))
    checkSame((a - b) - c, a - (b + c))
    checkSame(-(-a), a)
  }

  @Test("The handle of a child is smaller than its parent's", arguments: 0..<20)
  func order(_ seed: Int) {
    var random = SeededRandom(seed: UInt64(seed))
    var graph = ExpressionGraph()
    let root = random.sketch(size: 60).build(&graph)
    for id in graph.nodes(below: [root]) {
      for operand in graph.operands(id) { #expect(operand < id) }
    }
  }

  @Test("Building keeps the value", arguments: 0..<100)
  func values(_ seed: Int) {
    // The value of the graph is compared with that of the same steps in plain doubles.
    var random = SeededRandom(seed: UInt64(seed))
    let terms = (0..<6).map { _ in random.sketch(size: 5) }
    let point = ["x": 1.25, "y": 0.5, "z": 2.0]
    func value(_ sketch: Sketch) -> Double {
      var graph = ExpressionGraph()
      let node = sketch.build(&graph)
      return Oracle(graph, at: point).value(node)
    }
    let parts = terms.map(value)
    checkNear(value(terms[0] + terms[1]), parts[0] + parts[1], within: 1e-11)
    checkNear(value(terms[2] * terms[3]), parts[2] * parts[3], within: 1e-11)
    checkNear(value(terms[4] - terms[5]), parts[4] - parts[5], within: 1e-11)
    checkNear(value(terms[0] ** 3), parts[0] * parts[0] * parts[0], within: 1e-11)
  }

  @Test("Like terms and powers are collected")
  func collection() {
    let (x, y) = (Sketch.x, Sketch.y)
    checkSame(x + x, 2 * x)
    checkSame(x - x, 0)
    checkSame(2 * x + 3 * x, 5 * x)
    checkSame(3 * x - x * 3, 0)
    checkSame(x * x, x ** 2)
    checkSame(x * x ** 2, x ** 3)
    checkSame(x ** 2 * x ** -3, x ** -1)
    checkSame((x ** 2) ** 3, x ** 6)
    checkSame((2 * x) ** 3, 8 * x ** 3)
    checkSame((x * y) ** 2, x ** 2 * y ** 2)
    checkSame(2 * (3 * x), 6 * x)
    checkSame(x * 1, x)
    checkSame(x + 0, x)
    checkSame(x ** 1, x)
    checkSame(x ** 0, 1)
    checkSame(0 * x, 0)
    checkSame(.fraction(1, 2) + .fraction(1, 3), .fraction(5, 6))
    checkSame(abs(x) ** 2, x ** 2)
    checkSame(x / y, x * y ** -1)
    checkSame(-(x - y), y - x)
    checkSame(log(exp(x)), x)
    checkSame(.e ** x, exp(x))
    checkSame(.e ** 1, .e)
  }

  @Test("The number stands first in a sum, and at most one", arguments: 0..<20)
  func numbersInSums(_ seed: Int) {
    var random = SeededRandom(seed: UInt64(seed))
    var graph = ExpressionGraph()
    let root = random.sketch(size: 60).build(&graph)
    for id in graph.nodes(below: [root]) {
      let operands = Array(graph.operands(id))
      switch graph.kind(id) {
      case .sum:
        #expect(operands.count > 1)
        #expect(operands.dropFirst().allSatisfy { graph.number($0) == nil })
      case .product:
        #expect(operands.count > 1)
        #expect(operands.allSatisfy { graph.number($0) == nil && graph.kind($0) != .scale })
      case .scale:
        #expect(graph.number(operands[0])?.isOne == false)
        #expect(graph.number(operands[1]) == nil && graph.kind(operands[1]) != .scale)
      case .number, .real, .pi, .e, .variable, .power, .call, .aggregate:
        break
      }
    }
  }

  @Test("Doubles are told apart by their bits")
  func reals() {
    checkSame(.real(0.5), .real(0.5))
    checkDifferent(.real(0.0), .real(-0.0))
    checkSame(.real(.nan), .real(.nan))
    checkDifferent(.real(.infinity), .real(-.infinity))
    var graph = ExpressionGraph()
    let zero = graph.real(-0.0)
    #expect(graph.real(zero)?.sign == .minus)
  }

  @Test("Long sums and products hold all of their operands", arguments: [2, 63, 64, 65, 66, 1_000])
  func long(_ count: Int) {
    var graph = ExpressionGraph()
    var (sum, product) = (graph.number(0), graph.number(1))
    for index in 0..<count {
      let variable = graph.variable("x\(index)")
      sum = graph.sum(sum, variable)
      product = graph.product(product, variable)
    }
    let point = Dictionary(uniqueKeysWithValues: (0..<count).map { ("x\($0)", $0 < 20 ? 2.0 : 1) })
    let values = Oracle(graph, at: point).values([sum, product])
    #expect(values[0] == Double(count + min(count, 20)))
    #expect(values[1] == (count < 20 ? Double(1 << count) : 1_048_576))
  }
}
