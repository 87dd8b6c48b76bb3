import NablaAlgebra
import NablaTestSupport
import Testing

@Suite("Substitution and copying")
struct SubstitutionTests {
  @Test("Variables are replaced all at once")
  func simultaneous() {
    var graph = ExpressionGraph()
    let (x, y) = (graph.variable("x"), graph.variable("y"))
    let root = (.x ** 2 + 3 * .y).build(&graph)
    let swapped = graph.substituting([x: y, y: x], in: [root])
    #expect(swapped == [(.y ** 2 + 3 * .x).build(&graph)])
  }

  @Test("Any node can be replaced, and the result is canonical")
  func nodes() {
    var graph = ExpressionGraph()
    let root = (sin(.x) ** 2 + sin(.x) + .y).build(&graph)
    let sine = sin(.x).build(&graph)
    let y = graph.variable("y")
    let replaced = graph.substituting([sine: y], in: [root, y])
    #expect(replaced == [(.y ** 2 + 2 * .y).build(&graph), y])
    let half = (.pi / 6).build(&graph)
    let number = graph.substituting([graph.variable("x"): half, y: graph.number(0)], in: [root])
    #expect(graph.number(number[0]) == Rational(3, 4))
  }

  @Test("Substituting values gives the value", arguments: 0..<30)
  func values(_ seed: Int) {
    var random = SeededRandom(seed: UInt64(seed))
    var graph = ExpressionGraph()
    let root = random.sketch(size: 8).build(&graph)
    let point = ["x": 1.25, "y": 0.5, "z": 2.0]
    var replacements: [NodeID: NodeID] = [:]
    for (name, value) in point {
      let exact = Rational(exactly: value) ?? .zero
      replacements[graph.variable(name)] = graph.number(exact)
    }
    let image = graph.substituting(replacements, in: [root])
    #expect(graph.variables(below: image).isEmpty)
    let values = Oracle(graph, at: point).values([root, image[0]])
    checkNear(values[1], values[0], within: 1e-11)
  }

  @Test(
    "A copy has the same form in its graph, and copying back gives the original", arguments: 0..<30)
  func copying(_ seed: Int) {
    var random = SeededRandom(seed: UInt64(seed))
    let sketch = random.sketch(size: 20) + .real(0.1) * .call(.max, .x, .y)
    var graph = ExpressionGraph()
    let root = sketch.build(&graph)
    // The other graph numbers its variables the other way round.
    var other = ExpressionGraph()
    for name in ["z", "y", "x"] { _ = other.variable(name) }
    let copy = other.copying([root, root], from: graph)
    #expect(copy == [copy[0], copy[0]])
    #expect(copy[0] == sketch.build(&other))
    let back = graph.copying(copy, from: other)
    #expect(back == [root, root])
  }

  @Test("The variables below some nodes are found once each")
  func variables() {
    var graph = ExpressionGraph()
    let root = (.y * sin(.x) + .x ** .y).build(&graph)
    let other = Sketch.z.build(&graph)
    #expect(graph.variables(below: [root]).map { graph.name($0) }.sorted() == ["x", "y"])
    #expect(graph.variables(below: [root, other, root]).count == 3)
    #expect(graph.variables(below: []).isEmpty)
  }
}
