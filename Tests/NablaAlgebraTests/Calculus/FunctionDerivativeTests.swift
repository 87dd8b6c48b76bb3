import NablaAlgebra
import Testing

@Suite("Derivatives of the built-in functions")
struct FunctionDerivativeTests {
  private static func names(_ count: Int) -> [String] { (0..<count).map { "x\($0)" } }

  @Test(
    "Every derivative is the limit of difference quotients, by every argument",
    arguments: Function.allCases)
  func rule(_ function: Function) {
    for point in function.samplePoints {
      var graph = ExpressionGraph()
      let names = Self.names(point.count)
      let variables = names.map { graph.variable($0) }
      let node = graph.call(function, variables)
      let symbols = variables.compactMap { graph.symbol($0) }
      let gradient = graph.gradient(of: node, by: symbols)
      let values = Oracle(graph, at: Dictionary(uniqueKeysWithValues: zip(names, point)))
        .values(gradient)
      for position in point.indices where !function.isSelector(position) {
        let expected = differenceQuotient(at: point[position]) { value in
          var moved = point
          moved[position] = value
          return Oracle.value(function, moved)
        }
        checkNear(
          values[position], expected, within: 1e-8, "\(function) at \(point) by \(position)")
      }
    }
  }

  @Test("Every derivative obeys the chain rule", arguments: Function.allCases)
  func chainRule(_ function: Function) {
    // Each argument is u + c*sin(t), with c so small that the domain is not left.
    for point in function.samplePoints {
      var graph = ExpressionGraph()
      let t = graph.variable("t")
      let wave = graph.call(.sin, [t])
      var arguments: [NodeID] = []
      for (position, value) in point.enumerated() {
        let base = graph.number(Rational(exactly: value) ?? .zero)
        let weight = Rational(function.isSelector(position) ? 0 : position + 1, 100) ?? .zero
        arguments.append(graph.sum(base, graph.scaled(wave, by: weight)))
      }
      let node = graph.call(function, arguments)
      guard let symbol = graph.symbol(t) else { continue }
      let derivative = graph.derivative(of: node, by: symbol)
      let value = Oracle(graph, at: ["t": 0.8]).value(derivative)
      let expected = differenceQuotient(at: 0.8, step: 0.05) { t in
        Oracle(graph, at: ["t": t]).value(node)
      }
      checkNear(value, expected, within: 1e-8, "\(function) at \(point)")
    }
  }

  @Test("Every second derivative is the derivative of the first", arguments: Function.allCases)
  func second(_ function: Function) {
    for point in function.samplePoints {
      var graph = ExpressionGraph()
      let names = Self.names(point.count)
      let variables = names.map { graph.variable($0) }
      let node = graph.call(function, variables)
      for (position, name) in names.enumerated() where !function.isSelector(position) {
        guard let symbol = graph.symbol(variables[position]) else { continue }
        let first = graph.derivative(of: node, by: symbol)
        let second = graph.derivative(of: node, by: symbol, order: 2)
        var place = Dictionary(uniqueKeysWithValues: zip(names, point))
        let value = Oracle(graph, at: place).value(second)
        let expected = differenceQuotient(at: point[position]) { x in
          place[name] = x
          return Oracle(graph, at: place).value(first)
        }
        checkNear(value, expected, within: 1e-7, "\(function) at \(point) by \(position)")
      }
    }
  }

  @Test("There is no derivative by the order of polygamma")
  func order() {
    var graph = ExpressionGraph()
    let (n, x) = (graph.variable("n"), graph.variable("x"))
    let node = graph.call(.polygamma, [n, x])
    let gradient = graph.gradient(of: node, by: [n, x].compactMap { graph.symbol($0) })
    #expect(Oracle(graph, at: ["n": 1, "x": 2]).value(gradient[0]).isNaN)
  }

  @Test("Every kernel agrees with other formulas", arguments: Function.allCases)
  func kernel(_ function: Function) {
    for point in function.samplePoints {
      checkNear(
        function.evaluate(point), Oracle.value(function, point), within: 2e-13,
        "\(function) at \(point)")
    }
  }

  @Test("Every row is complete", arguments: Function.allCases)
  func row(_ function: Function) {
    let row = function.row
    #expect(row.function == function)
    #expect(!row.documentation.isEmpty && !row.example.isEmpty && !row.name.isEmpty)
    for point in function.samplePoints { #expect(row.arity.contains(point.count)) }
    if row.isNonnegative {
      for point in function.samplePoints { #expect(Oracle.value(function, point) >= 0) }
    }
    if row.name.first?.isLetter == true {
      for name in [row.name] + row.aliases { #expect(Function.named(name) == function) }
    }
  }
}
