extension Function {
  /// Choice, comparisons and connectives, in the order of the cases; truth is 1, falsehood 0.
  static let logicRows: [Row] = [
    Row(
      function: .conditional, name: "?", arity: 3...3, smoothness: .kinked, kernel: .choice,
      partial: { graph, arguments, position in
        switch position {
        case 1: graph.call(.conditional, [arguments[0], graph.number(1), graph.number(0)])
        case 2: graph.call(.conditional, [arguments[0], graph.number(0), graph.number(1)])
        default: graph.number(0)
        }
      },
      documentation: "if c then a else b", example: "if 2 > 1 then 5 else 7"),
    comparison(.less, "<", "1 < 2") { $0 < $1 },
    comparison(.lessOrEqual, "<=", "2 <= 2") { $0 <= $1 },
    comparison(.equal, "==", "1 == 2") { $0 == $1 },
    comparison(.notEqual, "!=", "1 != 2") { $0 != $1 },
    Row(
      function: .and, name: "&", arity: 2...Int.max, smoothness: .kinked, isNonnegative: true,
      kernel: .folded { truth($0 != 0 && $1 != 0, $0, $1) }, partial: flat,
      documentation: "1 where all conditions hold", example: "1 < 2 and 2 < 3"),
    Row(
      function: .or, name: "|", arity: 2...Int.max, smoothness: .kinked, isNonnegative: true,
      kernel: .folded { truth($0 != 0 || $1 != 0, $0, $1) }, partial: flat,
      documentation: "1 where some condition holds", example: "1 > 2 or 2 < 3"),
    Row(
      function: .not, name: "!", smoothness: .kinked, isNonnegative: true,
      kernel: .unary { truth($0 == 0, $0, 0) }, partial: flat,
      documentation: "1 where the condition does not hold", example: "not 1 > 2"),
  ]

  private static func comparison(
    _ function: Function, _ sign: String, _ example: String,
    _ holds: @escaping @Sendable (Double, Double) -> Bool
  ) -> Row {
    Row(
      function: function, name: sign, arity: 2...2, smoothness: .kinked, isNonnegative: true,
      kernel: .binary { truth(holds($0, $1), $0, $1) }, partial: flat,
      documentation: "1 where the comparison holds, else 0", example: example)
  }

  /// The number of a truth value; NaN where an operand is NaN, so that nothing undefined passes.
  private static func truth(_ value: Bool, _ a: Double, _ b: Double) -> Double {
    a.isNaN || b.isNaN ? .nan : value ? 1 : 0
  }
}
