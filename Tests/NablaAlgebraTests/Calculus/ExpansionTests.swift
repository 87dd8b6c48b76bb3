import NablaAlgebra
import NablaTestSupport
import Testing

@Suite("Multiplying out and simplifying")
struct ExpansionTests {
  private func check(
    _ sketch: Sketch, _ expected: Sketch, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    checkSame(
      Sketch { graph in
        let node = sketch.build(&graph)
        return graph.expanded(node) ?? node
      }, expected, sourceLocation: sourceLocation)
  }

  @Test("Products of sums are multiplied out")
  func products() {
    let (x, y, z) = (Sketch.x, Sketch.y, Sketch.z)
    check((x + 1) ** 3, x ** 3 + 3 * x ** 2 + 3 * x + 1)
    check((x + y) * (x - y), x ** 2 - y ** 2)
    check(2 * (x + 1), 2 * x + 2)
    check(x * (y + z) * 3, 3 * x * y + 3 * x * z)
    check((x + 1) * (y + 1) * (z + 1), x * y * z + x * y + x * z + y * z + x + y + z + 1)
    check(((x + 1) ** 2 + 1) ** 2, x ** 4 + 4 * x ** 3 + 8 * x ** 2 + 8 * x + 4)
    check(sin((x + 1) * (x - 1)), sin(x ** 2 - 1))
    check((x + 1) ** -2, (x + 1) ** -2)
    check((x + y) ** z, (x + y) ** z)
    check((sqrt(x) + 1) ** 2, sqrt(x) ** 2 + 2 * sqrt(x) + 1)
    check(.fraction(1, 2) * (x + 1) * (x - 1), .fraction(1, 2) * x ** 2 - .fraction(1, 2))
    check((x + .pi) ** 2, x ** 2 + 2 * .pi * x + .pi ** 2)
    check((x + 1) ** 2 - (x - 1) ** 2, 4 * x)
  }

  @Test("The coefficients of a power of a sum are the binomial ones", arguments: [1, 2, 10, 60])
  func binomial(_ degree: Int) throws {
    var graph = ExpressionGraph()
    let (x, y) = (graph.variable("x"), graph.variable("y"))
    let power = graph.power(graph.sum(x, y), graph.number(degree))
    let expanded = graph.expanded(power)
    var terms: [NodeID] = []
    // Pascal's rule in its multiplicative form.
    var coefficient = Rational.one
    for k in 0...degree {
      let (first, second) = (graph.number(k), graph.number(degree - k))
      let product = graph.product(graph.power(x, second), graph.power(y, first))
      terms.append(graph.scaled(product, by: coefficient))
      coefficient = coefficient * (try #require(Rational(degree - k, k + 1)))
    }
    #expect(expanded == graph.sum(terms))
  }

  @Test("Multiplying out keeps the value", arguments: 0..<60)
  func values(_ seed: Int) throws {
    var random = SeededRandom(seed: UInt64(seed))
    var graph = ExpressionGraph()
    let root = random.sketch(size: 9).build(&graph)
    let expanded = graph.expanded(root)
    let forms = [root, try #require(expanded), graph.simplified(root)]
    for point in DerivativeTests.points {
      let values = Oracle(graph, at: point).values(forms)
      // Terms of large powers cancel, so the bound is on the scale of the terms.
      checkNear(values[1], values[0], within: 1e-6, describe(root, in: graph))
      checkNear(values[2], values[0], within: 1e-6, describe(root, in: graph))
    }
  }

  @Test("What would not end is refused")
  func limits() {
    var graph = ExpressionGraph()
    let high = ((.x + 1) ** 1_000_000_000).build(&graph)
    let many = ((.x + .y + 1) ** 2_000 * .y).build(&graph)
    var sums: [NodeID] = []
    for letter in ["x", "y"] {
      var terms: [NodeID] = []
      for index in 0..<1_000 { terms.append(graph.variable("\(letter)\(index)")) }
      sums.append(graph.sum(terms))
    }
    let wide = graph.product(sums)
    for root in [high, many, wide, graph.sum([high, many, wide])] {
      let expanded = graph.expanded(root)
      #expect(expanded == nil)
      // What cannot be multiplied out is simplified as it stands.
      let simple = graph.simplified(root)
      #expect(simple == root)
    }
  }

  static let identities: [(Sketch, Sketch)] = [
    (sin(.x) ** 2 + cos(.x) ** 2, 1),
    (sin(.x * .y) ** 2 + cos(.x * .y) ** 2 + .x, .x + 1),
    (3 * sin(.x) ** 2 + 3 * cos(.x) ** 2, 3),
    (.y * sin(.x) ** 2 + .y * cos(.x) ** 2, .y),
    (.call(.cosh, .x) ** 2 - .call(.sinh, .x) ** 2, 1),
    (2 * .call(.cosh, .x) ** 2 - 2 * .call(.sinh, .x) ** 2 + .y, .y + 2),
    (exp(.x) * exp(.y), exp(.x + .y)),
    (exp(.x) * exp(-.x), 1),
    (exp(.x) ** 2 * exp(.y), exp(2 * .x + .y)),
    ((.x + 1) ** 2 - .x ** 2 - 2 * .x - 1, 0),
    ((.x + .y) ** 2 - (.x - .y) ** 2, 4 * .x * .y),
  ]

  @Test("Identities shorten an expression", arguments: identities.indices)
  func simplified(_ index: Int) {
    let (long, short) = Self.identities[index]
    checkSame(
      Sketch { graph in
        let node = long.build(&graph)
        return graph.simplified(node)
      }, short)
  }

  @Test("What only looks like an identity is kept")
  func notIdentities() {
    for sketch in [
      sin(.x) ** 2 + cos(.y) ** 2, sin(.x) ** 2 - cos(.x) ** 2, sin(.x) ** 2 + 2 * cos(.x) ** 2,
      .call(.cosh, .x) ** 2 + .call(.sinh, .x) ** 2, sin(.x) + cos(.x),
    ] {
      checkSame(
        Sketch { graph in
          let node = sketch.build(&graph)
          return graph.simplified(node)
        }, sketch)
    }
  }

  @Test("Simplifying never lengthens", arguments: 0..<60)
  func neverLonger(_ seed: Int) {
    var random = SeededRandom(seed: UInt64(seed))
    var graph = ExpressionGraph()
    let root = random.sketch(size: 9).build(&graph)
    let simple = graph.simplified(root)
    #expect(graph.complexity(simple) <= graph.complexity(root))
  }
}
