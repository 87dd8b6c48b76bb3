extension Function {
  /// Hyperbolic functions and their inverses, in the order of the cases.
  static let hyperbolicRows: [Row] = [
    Row(
      function: .sinh, name: "sinh",
      shape: .inflected(.strictlyConcave, .strictlyConvex, .strictlyRising),
      kernel: .unary { libm(sinh: $0) },
      partial: { graph, arguments, _ in graph.call(.cosh, arguments) },
      documentation: "hyperbolic sine", example: "sinh(1)"),
    Row(
      function: .cosh, name: "cosh", isNonnegative: true, shape: .bowl(.strictlyConvex),
      kernel: .unary { libm(cosh: $0) },
      partial: { graph, arguments, _ in graph.call(.sinh, arguments) },
      documentation: "hyperbolic cosine", example: "cosh(1)"),
    Row(
      function: .tanh, name: "tanh",
      shape: .inflected(.strictlyConvex, .strictlyConcave, .strictlyRising),
      kernel: .unary { libm(tanh: $0) },
      // 1 - tanh(x)^2 would lose every digit for large x.
      partial: { graph, arguments, _ in
        graph.power(graph.call(.cosh, arguments), graph.number(-2))
      },
      documentation: "hyperbolic tangent", example: "tanh(1)"),
    Row(
      function: .asinh, name: "asinh", aliases: ["arsinh"],
      shape: .inflected(.strictlyConvex, .strictlyConcave, .strictlyRising),
      kernel: .unary { libm(asinh: $0) },
      partial: { graph, arguments, _ in
        let square = graph.power(arguments[0], graph.number(2))
        return graph.power(graph.sum(square, graph.number(1)), graph.half(-1))
      },
      documentation: "inverse hyperbolic sine", example: "asinh(1)"),
    Row(
      function: .acosh, name: "acosh", aliases: ["arcosh"], domain: .atLeastOne,
      isNonnegative: true, shape: .everywhere(.strictlyConcave, .strictlyRising),
      kernel: .unary { libm(acosh: $0) },
      // One root for x - 1 and one for x + 1: x^2 - 1 would lose digits near 1.
      partial: { graph, arguments, _ in
        let factors = [-1, 1].map {
          graph.power(graph.sum(arguments[0], graph.number($0)), graph.half(-1))
        }
        return graph.product(factors[0], factors[1])
      },
      documentation: "inverse hyperbolic cosine", example: "acosh(2)"),
    Row(
      function: .atanh, name: "atanh", aliases: ["artanh"], domain: .openUnitInterval,
      shape: .inflected(.strictlyConcave, .strictlyConvex, .strictlyRising),
      kernel: .unary { libm(atanh: $0) },
      partial: { graph, arguments, _ in graph.reciprocal(graph.oneMinusSquare(arguments[0])) },
      documentation: "inverse hyperbolic tangent", example: "atanh(1/2)"),
  ]
}
