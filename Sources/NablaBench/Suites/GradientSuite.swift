import NablaAlgebra

/// Builds the gradients of three functions of n variables by the reverse sweep.
enum GradientSuite {
  static func run() {
    var rows: [[String]] = []
    for function in TestFunction.allCases {
      for size in [10, 100, 1_000, 10_000, 100_000] {
        rows.append(measure(function, size))
      }
    }
    Table.print(["function", "n", "new nodes", "function ms", "gradient ms", "ns a node"], rows)
  }

  /// Builds the function and then its gradient in a fresh graph each round.
  private static func measure(_ function: TestFunction, _ size: Int) -> [String] {
    var graph = ExpressionGraph()
    var parts: (root: NodeID, variables: [Symbol])?
    var before = 0
    let timings = Stopwatch.compare(
      rounds: max(5, min(200, 200_000 / size)),
      [
        {
          graph = ExpressionGraph()
          parts = function.build(size, in: &graph)
          before = graph.count
        },
        {
          guard let parts else { return }
          _ = graph.gradient(of: parts.root, by: parts.variables)
        },
      ])
    let count = graph.count - before
    return [
      function.rawValue, String(size), String(count), (timings[0].median / 1e6).text(3),
      (timings[1].median / 1e6).text(3), (timings[1].median / Double(count)).text(0),
    ]
  }
}

/// Functions of any number of variables.
enum TestFunction: String, CaseIterable {
  /// The sum of 100(x[i+1] - x[i]^2)^2 + (1 - x[i])^2.
  case rosenbrock
  /// x1 x2 ... xn.
  case product
  /// log(exp(x1 + x2) + exp(x2 + x3) + ...).
  case logSumExp = "log-sum-exp"

  func build(_ n: Int, in graph: inout ExpressionGraph) -> (NodeID, [Symbol]) {
    let variables = (1...n).map { graph.variable("x\($0)") }
    let symbols = variables.compactMap { graph.symbol($0) }
    switch self {
    case .rosenbrock:
      let two = graph.number(2)
      var terms: [NodeID] = []
      for i in 0..<n - 1 {
        let square = graph.power(variables[i], two)
        let valley = graph.power(graph.difference(variables[i + 1], square), two)
        terms.append(graph.scaled(valley, by: Rational(100)))
        terms.append(graph.power(graph.difference(graph.number(1), variables[i]), two))
      }
      return (graph.sum(terms), symbols)
    case .product:
      return (graph.product(variables), symbols)
    case .logSumExp:
      var terms: [NodeID] = []
      for i in 0..<n {
        let sum = graph.sum(variables[i], variables[(i + 1) % n])
        terms.append(graph.call(.exp, [sum]))
      }
      return (graph.call(.log, [graph.sum(terms)]), symbols)
    }
  }
}
