extension Function {
  /// A derivative that is zero wherever it exists.
  static let flat: Partial = { graph, _, _ in graph.number(0) }

  /// Absolute value, rounding and choice among values, in the order of the cases.
  static let roundingRows: [Row] = [
    Row(
      function: .abs, name: "abs", smoothness: .kinked, isNonnegative: true,
      shape: .bowl(.convex), kernel: .unary { Swift.abs($0) },
      partial: { graph, arguments, _ in graph.call(.sign, arguments) },
      documentation: "absolute value, also written |x|", example: "abs(-3)"),
    Row(
      function: .sign, name: "sign", smoothness: .kinked,
      kernel: .unary { $0 > 0 ? 1 : $0 < 0 ? -1 : $0 },
      partial: flat,
      documentation: "-1, 0 or 1 as x is negative, zero or positive", example: "sign(-3)"),
    Row(
      function: .floor, name: "floor", smoothness: .kinked, kernel: .unary { $0.rounded(.down) },
      partial: flat, documentation: "the largest integer not above x", example: "floor(2.7)"),
    Row(
      function: .ceil, name: "ceil", smoothness: .kinked, kernel: .unary { $0.rounded(.up) },
      partial: flat, documentation: "the smallest integer not below x", example: "ceil(2.3)"),
    Row(
      function: .round, name: "round", smoothness: .kinked,
      kernel: .unary { $0.rounded(.toNearestOrEven) }, partial: flat,
      documentation: "the nearest integer; halves go to the even one, as in NumPy",
      example: "round(2.5)"),
    Row(
      function: .min, name: "min", arity: 2...Int.max, smoothness: .kinked,
      shape: .everywhere(.concave, .rising),
      kernel: .folded { $0.isNaN || $1.isNaN ? .nan : Swift.min($0, $1) },
      partial: { graph, arguments, position in
        graph.selectionPartial(arguments, position, isMinimum: true)
      },
      documentation: "the least of its arguments", example: "min(3, 1, 2)"),
    Row(
      function: .max, name: "max", arity: 2...Int.max, smoothness: .kinked,
      shape: .everywhere(.convex, .rising),
      kernel: .folded { $0.isNaN || $1.isNaN ? .nan : Swift.max($0, $1) },
      partial: { graph, arguments, position in
        graph.selectionPartial(arguments, position, isMinimum: false)
      },
      documentation: "the greatest of its arguments", example: "max(3, 1, 2)"),
    Row(
      function: .mod, name: "mod", arity: 2...2, domain: .except("y != 0"), smoothness: .kinked,
      kernel: .binary { x, y in x - y * (x / y).rounded(.down) },
      partial: { graph, arguments, position in
        if position == 0 { return graph.number(1) }
        let quotient = graph.quotient(arguments[0], arguments[1])
        return graph.negated(graph.call(.floor, [quotient]))
      },
      documentation: "remainder of x/y with the sign of y, as in NumPy", example: "mod(-7, 3)"),
    Row(
      function: .hypot, name: "hypot", arity: 2...Int.max, isNonnegative: true,
      shape: .bowl(.convex), kernel: .folded { libm(hypot: $0, $1) },
      partial: { graph, arguments, position in
        graph.quotient(arguments[position], graph.call(.hypot, arguments))
      },
      documentation: "sqrt(x^2 + y^2 + ...) without overflow on the way", example: "hypot(3, 4)"),
  ]
}

extension ExpressionGraph {
  /// The derivative of `min` or `max` by one argument: 1 where that argument is selected, the first
  /// of several equal ones, else 0.
  mutating func selectionPartial(
    _ arguments: [NodeID], _ position: Int, isMinimum: Bool
  ) -> NodeID {
    let own = arguments[position]
    var conditions: [NodeID] = []
    for (index, other) in arguments.enumerated() where index != position {
      let comparison: Function = index < position ? .less : .lessOrEqual
      conditions.append(call(comparison, isMinimum ? [own, other] : [other, own]))
    }
    let condition = conditions.count == 1 ? conditions[0] : call(.and, conditions)
    return call(.conditional, [condition, number(1), number(0)])
  }
}
