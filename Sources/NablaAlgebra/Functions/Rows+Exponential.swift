extension Function {
  /// Exponentials, logarithms and roots, in the order of the cases.
  static let exponentialRows: [Row] = [
    Row(
      function: .exp, name: "exp", isNonnegative: true,
      shape: .everywhere(.strictlyConvex, .strictlyRising), kernel: .unary { libm(exp: $0) },
      partial: { graph, arguments, _ in graph.call(.exp, arguments) },
      documentation: "e^x", example: "exp(1)"),
    Row(
      function: .expm1, name: "expm1", shape: .everywhere(.strictlyConvex, .strictlyRising),
      kernel: .unary { libm(expm1: $0) },
      partial: { graph, arguments, _ in graph.call(.exp, arguments) },
      documentation: "e^x - 1, accurate near 0", example: "expm1(1e-10)"),
    Row(
      function: .log, name: "log", aliases: ["ln"], domain: .positive,
      shape: .everywhere(.strictlyConcave, .strictlyRising), kernel: .unary { libm(log: $0) },
      partial: { graph, arguments, _ in graph.reciprocal(arguments[0]) },
      documentation: "natural logarithm; ln is the same", example: "log(10)"),
    Row(
      function: .log1p, name: "log1p", domain: .aboveMinusOne,
      shape: .everywhere(.strictlyConcave, .strictlyRising), kernel: .unary { libm(log1p: $0) },
      partial: { graph, arguments, _ in graph.reciprocal(graph.sum(arguments[0], graph.number(1)))
      },
      documentation: "log(1 + x), accurate near 0", example: "log1p(1e-10)"),
    Row(
      function: .log2, name: "log2", domain: .positive,
      shape: .everywhere(.strictlyConcave, .strictlyRising), kernel: .unary { libm(log2: $0) },
      partial: { graph, arguments, _ in graph.logarithmPartial(arguments[0], base: 2) },
      documentation: "logarithm to base 2", example: "log2(8)"),
    Row(
      function: .log10, name: "log10", domain: .positive,
      shape: .everywhere(.strictlyConcave, .strictlyRising), kernel: .unary { libm(log10: $0) },
      partial: { graph, arguments, _ in graph.logarithmPartial(arguments[0], base: 10) },
      documentation: "logarithm to base 10", example: "log10(1000)"),
    Row(
      function: .sqrt, name: "sqrt", domain: .nonnegative, isNonnegative: true,
      shape: .everywhere(.strictlyConcave, .strictlyRising), kernel: .unary { $0.squareRoot() },
      partial: { graph, arguments, _ in
        let root = graph.call(.sqrt, arguments)
        return graph.scaled(graph.reciprocal(root), by: Rational(1, 2) ?? .one)
      },
      documentation: "square root, also written √x", example: "sqrt(2)"),
    Row(
      function: .cbrt, name: "cbrt",
      shape: .inflected(.strictlyConvex, .strictlyConcave, .strictlyRising),
      kernel: .unary { libm(cbrt: $0) },
      partial: { graph, arguments, _ in
        let root = graph.call(.cbrt, arguments)
        let square = graph.power(root, graph.number(-2))
        return graph.scaled(square, by: Rational(1, 3) ?? .one)
      },
      documentation: "cube root, of negative numbers too", example: "cbrt(-8)"),
  ]
}

extension ExpressionGraph {
  /// The derivative 1/(x log b) of the logarithm to base b.
  mutating func logarithmPartial(_ argument: NodeID, base: Int) -> NodeID {
    let logarithm = call(.log, [number(base)])
    return reciprocal(product(argument, logarithm))
  }
}
