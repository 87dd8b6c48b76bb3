import NablaAlgebra
import NablaEvaluation
import NablaTestSupport

/// Random expressions with kinks, jumps and gaps, the same ones for a seed on every platform.
struct RandomExpression {
  private var random: SeededRandom

  init(seed: UInt64) {
    random = SeededRandom(seed: seed)
  }

  mutating func next(below bound: Int) -> Int { Int(random.next() >> 33) % bound }

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
