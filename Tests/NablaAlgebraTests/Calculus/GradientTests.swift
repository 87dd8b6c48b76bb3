import NablaAlgebra
import Testing

@Suite("Gradients")
struct GradientTests {
  /// Functions of n variables whose gradient is as large as n.
  enum Family: String, CaseIterable, Sendable {
    case rosenbrock
    case product
    case logSumExp

    func build(_ graph: inout ExpressionGraph, _ count: Int) -> (NodeID, [Symbol]) {
      var variables: [NodeID] = []
      for index in 0..<count { variables.append(graph.variable("x\(index)")) }
      let symbols = variables.compactMap { graph.symbol($0) }
      switch self {
      case .product:
        return (graph.product(variables), symbols)
      case .logSumExp:
        let powers = variables.map { graph.call(.exp, [$0]) }
        let total = graph.sum(powers)
        return (graph.call(.log, [total]), symbols)
      case .rosenbrock:
        var terms: [NodeID] = []
        for (x, next) in zip(variables, variables.dropFirst()) {
          let square = graph.power(x, graph.number(2))
          let valley = graph.power(graph.difference(next, square), graph.number(2))
          terms.append(graph.scaled(valley, by: Rational(100)))
          terms.append(graph.power(graph.difference(graph.number(1), x), graph.number(2)))
        }
        return (graph.sum(terms), symbols)
      }
    }
  }

  private func nodeCount(_ family: Family, _ count: Int) -> Int {
    var graph = ExpressionGraph()
    let (root, symbols) = family.build(&graph, count)
    let gradient = graph.gradient(of: root, by: symbols)
    #expect(gradient.count == count)
    return graph.count
  }

  @Test(
    "Twice the variables give about twice the nodes", arguments: Family.allCases,
    [100, 1_000, 4_000])
  func linear(_ family: Family, _ count: Int) {
    let ratio = Double(nodeCount(family, 2 * count)) / Double(nodeCount(family, count))
    #expect(ratio <= 2.2)
  }

  @Test("A long part that all partial derivatives share is not copied into each")
  func longCommonPart() {
    func size(_ count: Int) -> Int {
      var graph = ExpressionGraph()
      let variables = (0..<count).map { graph.variable("x\($0)") }
      let two = graph.number(2)
      let squares = graph.sum(variables.map { graph.power($0, two) })
      let root = graph.product(graph.call(.exp, [graph.sum(variables)]), squares)
      let gradient = graph.gradient(of: root, by: variables.compactMap { graph.symbol($0) })
      return graph.nodes(below: gradient).reduce(0) { $0 + graph.operandCount($1) }
    }
    #expect(Double(size(800)) / Double(size(400)) <= 2.2)
  }

  @Test(
    "The gradient is right for any number of variables", arguments: Family.allCases, [3, 12, 90])
  func values(_ family: Family, _ count: Int) {
    var graph = ExpressionGraph()
    let (root, symbols) = family.build(&graph, count)
    let gradient = graph.gradient(of: root, by: symbols)
    var point: [String: Double] = [:]
    for index in 0..<count { point["x\(index)"] = 0.9 + 0.3 * Double(index % 5) / 4 }
    let values = Oracle(graph, at: point).values(gradient)
    for index in Set([0, 1, count / 2, count - 1]) {
      let name = "x\(index)"
      let expected = differenceQuotient(at: point[name] ?? .nan) { value in
        var place = point
        place[name] = value
        return Oracle(graph, at: place).value(root)
      }
      checkNear(values[index], expected, within: 1e-8, "\(family) by \(name)")
    }
  }

  @Test("The order of the variables does not matter, and foreign ones give zero")
  func variables() {
    var graph = ExpressionGraph()
    let node = (.x ** 2 * .y + sin(.y)).build(&graph)
    let symbols = ["x", "y", "z"].map { graph.variable($0) }.compactMap { graph.symbol($0) }
    let forward = graph.gradient(of: node, by: symbols)
    let backward = graph.gradient(of: node, by: symbols.reversed())
    #expect(forward == backward.reversed())
    #expect(graph.isNumber(forward[2], 0))
    let none = graph.gradient(of: node, by: [])
    #expect(none.isEmpty)
  }

  @Test("A factor in front of the whole stays in front of the derivative")
  func factor() {
    var graph = ExpressionGraph()
    let node = (.fraction(1, 10) * (.x ** 2 + .x)).build(&graph)
    let symbol = graph.variables(below: [node])[0]
    let expected = (.fraction(1, 10) * (2 * .x + 1)).build(&graph)
    let gradient = graph.gradient(of: node, by: [symbol])
    #expect(gradient == [expected])
  }

  /// The whole matrix from the rows that `hessian` gives from the diagonal on.
  static func matrix(
    of root: NodeID, by symbols: [Symbol], in graph: inout ExpressionGraph
  ) -> [[NodeID]] {
    let zero = graph.number(0)
    let size = symbols.count
    var matrix = Array(repeating: Array(repeating: zero, count: size), count: size)
    for (row, entries) in graph.hessian(of: root, by: symbols).enumerated() {
      for (column, node) in entries {
        #expect(column >= row)
        matrix[row][column] = node
        matrix[column][row] = node
      }
    }
    return matrix
  }

  static let curved: [Sketch] = [
    8 * .x ** 2 + 3 * .x * .y, .x * .y * .z, exp(.x * .y) + sin(.z * .x), .x ** .y + .z,
    log(exp(.x) + exp(.y) + exp(.z)), .call(.max, .x * .y, .z ** 2) * .x,
    choice(.call(.less, .x, .y), .x ** 3 * .z, .y ** 2), .x / .y + .y / .z,
    .call(.hypot, .x, .y, .z),
    .call(.atan2, .x, .y) * .z, (.x + .y) / 7,
  ]

  @Test(
    "The Hessian is the derivative of the gradient, from either side",
    arguments: curved.indices)
  func hessian(_ index: Int) {
    var graph = ExpressionGraph()
    let root = Self.curved[index].build(&graph)
    let symbols = ["x", "y", "z"].map { graph.variable($0) }.compactMap { graph.symbol($0) }
    let matrix = Self.matrix(of: root, by: symbols, in: &graph)
    let gradient = graph.gradient(of: root, by: symbols)
    for point in DerivativeTests.points {
      for row in 0..<3 {
        let derivatives = graph.gradient(of: gradient[row], by: symbols)
        let values = Oracle(graph, at: point).values(derivatives + matrix[row])
        for column in 0..<3 {
          checkNear(values[3 + column], values[column], within: 1e-11, "\(row), \(column)")
        }
      }
    }
  }

  @Test("The Hessian of Rosenbrock's function has about three entries a row")
  func sparse() {
    var graph = ExpressionGraph()
    let (root, symbols) = Family.rosenbrock.build(&graph, 2_000)
    let before = graph.count
    let rows = graph.hessian(of: root, by: symbols)
    let entries = rows.reduce(0) { $0 + $1.count }
    let growth = graph.count - before
    #expect(entries == 3_999)
    #expect(growth < 80_000)
  }
}
