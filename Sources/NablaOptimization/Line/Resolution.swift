import NablaAlgebra
import NablaEvaluation

extension ExpressionGraph {
  /// The smooth expression that a piecewise one equals near a point and as far as none of its
  /// pieces ends: `-x` for `abs(x)` at a negative point.
  ///
  /// Pieces that cannot be told apart at the point stay as they are.
  mutating func resolvingPieces(
    of root: NodeID, by variable: Symbol, at point: Rational
  ) -> NodeID {
    guard flags(root).contains(.isPiecewise) else { return root }
    let nodes = nodes(below: [root])
    let values = IntervalProgram(self, outputs: nodes, inputs: [variable])
      .evaluate([Interval(point)])
    let known = Dictionary(uniqueKeysWithValues: zip(nodes, values.map(\.interval)))
    return mapping([root]) { graph, id, operands in
      let rebuilt = graph.rebuilt(id, operands)
      guard graph.kind(id) == .call else { return rebuilt }
      let ranges = graph.operands(id).map { known[$0] ?? .entire }
      return graph.piece(graph.function(id), operands, ranges, known[id] ?? .entire) ?? rebuilt
    }[0]
  }

  /// The piece of a call at a point where its arguments lie in `ranges` and its value in `value`.
  private mutating func piece(
    _ function: Function, _ operands: [NodeID], _ ranges: [Interval], _ value: Interval
  ) -> NodeID? {
    switch function {
    case .abs:
      return ranges[0].lower > 0
        ? operands[0] : ranges[0].upper < 0 ? negated(operands[0]) : nil
    case .min, .max:
      let isMinimum = function == .min
      let position = ranges.indices.first { index in
        ranges.indices.allSatisfy { other in
          other == index || operands[other] == operands[index]
            || (isMinimum
              ? ranges[index].upper < ranges[other].lower
              : ranges[index].lower > ranges[other].upper)
        }
      }
      return position.map { operands[$0] }
    case .sign, .floor, .ceil, .round, .less, .lessOrEqual, .equal, .notEqual, .and, .or, .not:
      guard value.isPoint, let number = Rational(exactly: value.lower) else { return nil }
      return self.number(number)
    case .conditional:
      guard !ranges[0].contains(0) else { return ranges[0].isPoint ? operands[2] : nil }
      return operands[1]
    case .mod:
      let quotient = (ranges[0] / ranges[1]).lower.rounded(.down)
      guard quotient == (ranges[0] / ranges[1]).upper.rounded(.down), quotient.isFinite,
        let count = Rational(exactly: quotient)
      else { return nil }
      return difference(operands[0], scaled(operands[1], by: count))
    case .exp, .expm1, .log, .log1p, .log2, .log10, .sqrt, .cbrt, .sin, .cos, .tan, .sec, .csc,
      .cot,
      .asin, .acos, .atan, .atan2, .sinh, .cosh, .tanh, .asinh, .acosh, .atanh, .erf, .erfc, .gamma,
      .lgamma, .digamma, .polygamma, .factorial, .sigmoid, .softplus, .hypot:
      return nil
    }
  }
}
