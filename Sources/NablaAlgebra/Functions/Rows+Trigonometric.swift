extension Function {
  /// Trigonometric functions and their inverses, in the order of the cases; angles in radians.
  static let trigonometricRows: [Row] = [
    Row(
      function: .sin, name: "sin", kernel: .unary { libm(sin: $0) },
      partial: { graph, arguments, _ in graph.call(.cos, arguments) },
      documentation: "sine of an angle in radians", example: "sin(pi/6)"),
    Row(
      function: .cos, name: "cos", kernel: .unary { libm(cos: $0) },
      partial: { graph, arguments, _ in graph.negated(graph.call(.sin, arguments)) },
      documentation: "cosine of an angle in radians", example: "cos(pi/3)"),
    Row(
      function: .tan, name: "tan", domain: .except("cos(x) != 0"), kernel: .unary { libm(tan: $0) },
      partial: { graph, arguments, _ in
        graph.power(graph.call(.cos, arguments), graph.number(-2))
      },
      documentation: "tangent of an angle in radians", example: "tan(pi/4)"),
    Row(
      function: .sec, name: "sec", domain: .except("cos(x) != 0"),
      kernel: .unary { 1 / libm(cos: $0) },
      partial: { graph, arguments, _ in
        graph.product(graph.call(.sec, arguments), graph.call(.tan, arguments))
      },
      documentation: "secant, 1/cos(x)", example: "sec(pi/3)"),
    Row(
      function: .csc, name: "csc", domain: .except("sin(x) != 0"),
      kernel: .unary { 1 / libm(sin: $0) },
      partial: { graph, arguments, _ in
        let product = graph.product(graph.call(.csc, arguments), graph.call(.cot, arguments))
        return graph.negated(product)
      },
      documentation: "cosecant, 1/sin(x)", example: "csc(pi/6)"),
    Row(
      function: .cot, name: "cot", domain: .except("sin(x) != 0"),
      kernel: .unary { 1 / libm(tan: $0) },
      partial: { graph, arguments, _ in
        graph.negated(graph.power(graph.call(.sin, arguments), graph.number(-2)))
      },
      documentation: "cotangent, cos(x)/sin(x)", example: "cot(pi/4)"),
    Row(
      function: .asin, name: "asin", aliases: ["arcsin"], domain: .unitInterval,
      shape: .inflected(.strictlyConcave, .strictlyConvex, .strictlyRising),
      kernel: .unary { libm(asin: $0) },
      partial: { graph, arguments, _ in
        graph.power(graph.oneMinusSquare(arguments[0]), graph.half(-1))
      },
      documentation: "inverse sine, between -pi/2 and pi/2", example: "asin(1/2)"),
    Row(
      function: .acos, name: "acos", aliases: ["arccos"], domain: .unitInterval,
      shape: .inflected(.strictlyConvex, .strictlyConcave, .strictlyFalling),
      kernel: .unary { libm(acos: $0) },
      partial: { graph, arguments, _ in
        graph.negated(graph.power(graph.oneMinusSquare(arguments[0]), graph.half(-1)))
      },
      documentation: "inverse cosine, between 0 and pi", example: "acos(1/2)"),
    Row(
      function: .atan, name: "atan", aliases: ["arctan"],
      shape: .inflected(.strictlyConvex, .strictlyConcave, .strictlyRising),
      kernel: .unary { libm(atan: $0) },
      partial: { graph, arguments, _ in
        let square = graph.power(arguments[0], graph.number(2))
        return graph.reciprocal(graph.sum(square, graph.number(1)))
      },
      documentation: "inverse tangent, between -pi/2 and pi/2", example: "atan(1)"),
    Row(
      function: .atan2, name: "atan2", arity: 2...2, domain: .except("not both arguments zero"),
      smoothness: .kinked, kernel: .binary { libm(atan2: $0, $1) },
      partial: { graph, arguments, position in
        let squares = arguments.map { graph.power($0, graph.number(2)) }
        let slope = graph.quotient(
          arguments[1 - position], graph.sum(squares[0], squares[1]))
        return position == 0 ? slope : graph.negated(slope)
      },
      documentation: "the angle of the point (x, y), written atan2(y, x)", example: "atan2(1, -1)"),
  ]
}

extension ExpressionGraph {
  mutating func oneMinusSquare(_ argument: NodeID) -> NodeID {
    let square = power(argument, number(2))
    return sum(number(1), negated(square))
  }

  /// The number `numerator / 2`.
  mutating func half(_ numerator: Int) -> NodeID {
    number(Rational(numerator, 2) ?? .zero)
  }
}
