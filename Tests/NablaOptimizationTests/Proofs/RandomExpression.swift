import NablaAlgebra
import NablaEvaluation

/// Random expressions with kinks, jumps and gaps, the same ones for a seed on every platform.
struct RandomExpression {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  /// The generator SplitMix64 (Steele, Lea and Flood, 2014).
  mutating func next(below bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) >> 33) % bound
  }

  /// A number between two others.
  mutating func number(in range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * Double(next(below: 100_001)) / 1e5
  }

  /// An expression of about `size` operations.
  mutating func expression(
    size: Int, leaves: [NodeID], in graph: inout ExpressionGraph
  ) -> NodeID {
    var pool = leaves
    for _ in 0..<size {
      let a = pool[next(below: pool.count)]
      let b = pool[pool.count - 1]
      pool.append(operation(a, b, in: &graph))
    }
    return pool[pool.count - 1]
  }

  private mutating func operation(
    _ a: NodeID, _ b: NodeID, in graph: inout ExpressionGraph
  ) -> NodeID {
    let smooth: [Function] = [.sin, .cos, .exp, .atan, .tanh, .sigmoid]
    let kinked: [Function] = [.abs, .floor, .sign, .round]
    let partial: [Function] = [.log, .tan, .asin, .gamma, .digamma, .acosh]
    switch next(below: 18) {
    case 0, 1: return graph.sum(a, b)
    case 2, 3: return graph.difference(a, b)
    case 4, 5: return graph.product(a, b)
    case 6, 7: return graph.power(b, graph.number(next(below: 4) + 1))
    case 8: return graph.sum(b, graph.number(Rational(next(below: 9) - 4, 3) ?? .one))
    case 9: return graph.call(next(below: 2) == 0 ? .min : .max, [a, b])
    case 10: return graph.quotient(a, b)
    case 11:
      let condition = graph.call(next(below: 2) == 0 ? .less : .lessOrEqual, [a, graph.number(0)])
      return graph.call(.conditional, [condition, graph.negated(b), b])
    case 12: return graph.call(kinked[next(below: kinked.count)], [b])
    case 13: return graph.call(partial[next(below: partial.count)], [b])
    case 14: return graph.power(b, graph.number(Rational(1, 2) ?? .one))
    default: return graph.call(smooth[next(below: smooth.count)], [b])
    }
  }
}
