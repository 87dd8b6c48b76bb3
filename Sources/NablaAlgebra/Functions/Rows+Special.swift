extension Function {
  private static let poles = "x not 0, -1, -2, ..."

  /// Error function, gamma function and their kin, in the order of the cases.
  static let specialRows: [Row] = [
    Row(
      function: .erf, name: "erf",
      shape: .inflected(.strictlyConvex, .strictlyConcave, .strictlyRising),
      kernel: .unary { libm(erf: $0) },
      partial: { graph, arguments, _ in graph.gaussian(arguments[0]) },
      documentation: "error function, 2/sqrt(pi) times the integral of exp(-t^2) from 0 to x",
      example: "erf(1)"),
    Row(
      function: .erfc, name: "erfc", isNonnegative: true,
      shape: .inflected(.strictlyConcave, .strictlyConvex, .strictlyFalling),
      kernel: .unary { libm(erfc: $0) },
      partial: { graph, arguments, _ in graph.negated(graph.gaussian(arguments[0])) },
      documentation: "1 - erf(x), accurate for large x", example: "erfc(3)"),
    Row(
      function: .gamma, name: "gamma", domain: .except(poles),
      shape: .onPositives(.strictlyConvex), kernel: .unary { SpecialFunctions.gamma($0) },
      partial: { graph, arguments, _ in
        graph.product(graph.call(.gamma, arguments), graph.call(.digamma, arguments))
      },
      documentation: "gamma function; gamma(n + 1) is n!", example: "gamma(1/2)"),
    Row(
      function: .lgamma, name: "lgamma", domain: .except(poles),
      shape: .onPositives(.strictlyConvex), kernel: .unary { SpecialFunctions.logGamma($0) },
      partial: { graph, arguments, _ in graph.call(.digamma, arguments) },
      documentation: "log(|gamma(x)|)", example: "lgamma(100)"),
    Row(
      function: .digamma, name: "digamma", domain: .except(poles),
      shape: .onPositives(.strictlyConcave, .strictlyRising),
      kernel: .unary { SpecialFunctions.digamma($0) },
      partial: { graph, arguments, _ in graph.call(.polygamma, [graph.number(1), arguments[0]]) },
      documentation: "derivative of lgamma", example: "digamma(1)"),
    Row(
      function: .polygamma, name: "polygamma", arity: 2...2,
      domain: .except("n a whole number from 0 on, " + poles),
      kernel: .binary { SpecialFunctions.polygamma($0, $1) },
      // The order is a whole number, so there is no derivative by it.
      partial: { graph, arguments, position in
        if position == 0 { return graph.real(.nan) }
        let next = graph.sum(arguments[0], graph.number(1))
        return graph.call(.polygamma, [next, arguments[1]])
      },
      documentation: "polygamma(n, x), the n-th derivative of digamma", example: "polygamma(1, 2)"),
    Row(
      function: .factorial, name: "factorial", domain: .except("x not -1, -2, ..."),
      kernel: .unary { SpecialFunctions.gamma($0 + 1) },
      partial: { graph, arguments, _ in
        let next = graph.sum(arguments[0], graph.number(1))
        return graph.product(graph.call(.factorial, arguments), graph.call(.digamma, [next]))
      },
      documentation: "factorial, also written x!; gamma(x + 1) between the integers",
      example: "factorial(5)"),
    Row(
      function: .sigmoid, name: "sigmoid", isNonnegative: true,
      shape: .inflected(.strictlyConvex, .strictlyConcave, .strictlyRising),
      kernel: .unary { SpecialFunctions.sigmoid($0) },
      // s(1 - s) would lose every digit for large x; s(x)s(-x) loses none.
      partial: { graph, arguments, _ in
        let mirrored = graph.call(.sigmoid, [graph.negated(arguments[0])])
        return graph.product(graph.call(.sigmoid, arguments), mirrored)
      },
      documentation: "logistic function, 1/(1 + exp(-x))", example: "sigmoid(0)"),
    Row(
      function: .softplus, name: "softplus", isNonnegative: true,
      shape: .everywhere(.strictlyConvex, .strictlyRising),
      kernel: .unary { SpecialFunctions.softplus($0) },
      partial: { graph, arguments, _ in graph.call(.sigmoid, arguments) },
      documentation: "log(1 + exp(x)), a smooth max(x, 0)", example: "softplus(0)"),
  ]
}

extension ExpressionGraph {
  /// The derivative 2 exp(-x^2)/sqrt(pi) of the error function.
  mutating func gaussian(_ argument: NodeID) -> NodeID {
    let square = power(argument, number(2))
    let bell = call(.exp, [negated(square)])
    let root = power(pi(), half(-1))
    return scaled(product(bell, root), by: Rational(2))
  }
}
