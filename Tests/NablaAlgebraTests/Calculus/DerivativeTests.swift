import NablaAlgebra
import NablaTestSupport
import Testing

@Suite("Derivatives")
struct DerivativeTests {
  static let points = [
    ["x": 1.3, "y": 0.7, "z": 2.1], ["x": 0.4, "y": 1.9, "z": 0.6], ["x": 2.2, "y": 2.6, "z": 1.1],
  ]

  /// Compares the gradient by x, y and z with difference quotients of the same graph.
  static func check(
    _ sketch: Sketch, at points: [[String: Double]] = points, within tolerance: Double = 1e-8,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    var graph = ExpressionGraph()
    let names = ["x", "y", "z"]
    let symbols = names.map { graph.variable($0) }.compactMap { graph.symbol($0) }
    let node = sketch.build(&graph)
    let gradient = graph.gradient(of: node, by: symbols)
    for point in points {
      let values = Oracle(graph, at: point).values(gradient)
      for (name, value) in zip(names, values) {
        let expected = differenceQuotient(at: point[name] ?? .nan, step: 0.005) { moved in
          var place = point
          place[name] = moved
          return Oracle(graph, at: place).value(node)
        }
        checkNear(
          value, expected, within: tolerance, "by \(name) at \(point)",
          sourceLocation: sourceLocation)
      }
    }
  }

  @Test("Powers of every kind")
  func powers() {
    let (x, y, z) = (Sketch.x, Sketch.y, Sketch.z)
    Self.check(x ** y)
    Self.check(x ** x)
    Self.check(x ** (x ** y))
    Self.check((x ** x) ** x)
    Self.check((x * y) ** (y + z))
    Self.check(2 ** x)
    Self.check(x ** .pi)
    Self.check(.e ** (x * y))
    Self.check(x ** .fraction(-2, 3))
    Self.check(x ** -3)
    Self.check(sqrt(x) * sqrt(x) * y)
    Self.check(1 / (1 + x ** 2 + y ** 2))
    Self.check((x ** 2 + y ** 2) ** .fraction(3, 2))
  }

  @Test("Whole powers of negative numbers")
  func negativeBases() {
    let points = [["x": -1.3, "y": 2, "z": 0.5], ["x": -0.4, "y": -1.5, "z": -2]]
    Self.check(.x ** 3 + .y ** 2 * .x, at: points)
    Self.check(.x ** -2, at: points)
    Self.check((.x * .y) ** 3, at: points)
  }

  @Test("Products, quotients and sums", arguments: 0..<60)
  func random(_ seed: Int) {
    var random = SeededRandom(seed: UInt64(seed))
    Self.check(random.sketch(size: 7), within: 1e-7)
  }

  @Test("Choices: min, max, abs and if, nested in each other")
  func choices() {
    let (x, y, z) = (Sketch.x, Sketch.y, Sketch.z)
    Self.check(.call(.max, x * y, y * z, z * x) ** 2)
    Self.check(.call(.min, x, .call(.max, y, z)) * x)
    Self.check(abs(x - y) * abs(y - z))
    Self.check(choice(.call(.less, x, y), x ** 2 * y, sin(x) + z))
    Self.check(choice(.call(.less, x, y), choice(.call(.less, y, z), x * y, z), x) * y)
    Self.check(x * choice(.call(.and, .call(.less, 1, x), .call(.less, y, 2)), x * z, y / z))
    Self.check(.call(.max, x, y) + .call(.min, x, y))
    Self.check(exp(.call(.max, x, y, z)) + .call(.hypot, x, y, z))
  }

  @Test("The branch that is not taken may be undefined", arguments: [-2.0, -0.5, 0.5, 2])
  func undefinedBranch(_ value: Double) {
    let point = [["x": value, "y": 1, "z": 1]]
    let isPositive = Sketch.call(.less, 0, .x)
    Self.check(choice(isPositive, log(.x), .x ** 2), at: point)
    Self.check(3 * choice(isPositive, sqrt(.x) * log(.x), .x) + .x, at: point)
    Self.check(
      choice(isPositive, log(.x) ** 2, choice(.call(.less, .x, -1), .x, .x ** 3)), at: point)
  }

  @Test("At a tie the derivatives of min and max add up to one")
  func ties() {
    var graph = ExpressionGraph()
    let names = ["x", "y", "z"]
    let variables = names.map { graph.variable($0) }
    let symbols = variables.compactMap { graph.symbol($0) }
    for function in [Function.min, .max] {
      let gradient = graph.gradient(of: graph.call(function, variables), by: symbols)
      let oracle = Oracle(graph, at: ["x": 2, "y": 2, "z": 2])
      #expect(oracle.values(gradient) == [1, 0, 0])
    }
  }

  @Test("A derivative of higher order is that of the order below")
  func orders() {
    var graph = ExpressionGraph()
    let node = (sin(.x) * .x ** 3).build(&graph)
    let symbol = graph.variables(below: [node])[0]
    var stepwise = node
    for order in 0...6 {
      let derivative = graph.derivative(of: node, by: symbol, order: order)
      #expect(derivative == stepwise)
      stepwise = graph.derivative(of: stepwise, by: symbol)
    }
    let polynomial = (.x ** 3 + .x).build(&graph)
    let vanished = graph.derivative(of: polynomial, by: symbol, order: 1_000_000)
    #expect(graph.isNumber(vanished, 0))
  }

  @Test("Known derivatives have the form that is expected")
  func forms() {
    func check(
      _ sketch: Sketch, _ expected: Sketch, sourceLocation: SourceLocation = #_sourceLocation
    ) {
      checkSame(
        Sketch { graph in
          let node = sketch.build(&graph)
          let variable = graph.variable("x")
          return graph.symbol(variable).map { graph.derivative(of: node, by: $0) } ?? node
        }, expected, sourceLocation: sourceLocation)
    }
    let x = Sketch.x
    check(x ** 2, 2 * x)
    check(x ** x, x ** x * (log(x) + 1))
    check(x * log(x), log(x) + 1)
    check(log(sqrt(x)), 1 / (2 * x))
    check(x / (x + 1), 1 / (x + 1) ** 2)
    check((2 * x + 3) / (4 * x - 5), -22 / (4 * x - 5) ** 2)
    check(x / sqrt(x ** 2 + 1), (x ** 2 + 1) ** .fraction(-3, 2))
    check((x + 1) ** 2 * (x - 1) ** 3, (x + 1) * (x - 1) ** 2 * (5 * x + 1))
    check(exp(x) / (1 + exp(x)), exp(x) / (1 + exp(x)) ** 2)
    check((x - 1) / 2 * (x + 3), x + 1)
    check(log(.call(.sigmoid, x)), .call(.sigmoid, -x))
    check(log(1 - .call(.sigmoid, x)), -.call(.sigmoid, x))
    check(
      (x ** 4 - 15 * x ** 3 + 80 * x ** 2 - 180 * x + 144) / 10,
      .fraction(1, 10) * (4 * x ** 3 - 45 * x ** 2 + 160 * x - 180))
    check(x * sin(x), x * cos(x) + sin(x))
    check(.y ** 2, 0)
    check(log(x), 1 / x)
  }
}
