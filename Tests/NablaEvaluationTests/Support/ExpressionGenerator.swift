import NablaAlgebra

/// Makes random expressions from a seed, the same ones on every platform.
struct ExpressionGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
  }

  /// A number below `bound`, by a xorshift generator (Marsaglia, Xorshift RNGs, 2003).
  mutating func next(below bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state >> 33) % bound
  }

  /// A number between -2 and 2.
  mutating func coordinate() -> Double { Double(next(below: 4001) - 2000) / 1000 }

  /// An expression of about `size` operations on the given leaves.
  mutating func expression(size: Int, leaves: [NodeID], in graph: inout ExpressionGraph) -> NodeID {
    var pool = leaves
    for _ in 0..<size {
      let a = pool[next(below: pool.count)]
      let b = pool[next(below: pool.count)]
      pool.append(operation(a, b, in: &graph))
    }
    return pool[pool.count - 1]
  }

  private mutating func operation(
    _ a: NodeID, _ b: NodeID, in graph: inout ExpressionGraph
  ) -> NodeID {
    let smooth: [Function] = [
      .sin, .cos, .tanh, .atan, .erf, .sigmoid, .softplus, .exp, .asinh, .cosh, .sinh,
    ]
    switch next(below: 16) {
    case 0, 1: return graph.sum(a, b)
    case 2: return graph.difference(a, b)
    case 3, 4: return graph.product(a, b)
    case 5: return graph.power(a, graph.number(next(below: 5) - 1))
    case 6: return graph.sum(a, graph.number(next(below: 5) - 2))
    case 7: return graph.call([.min, .max, .hypot][next(below: 3)], [a, b])
    case 8:
      let condition = graph.call(.less, [a, b])
      return graph.call(.conditional, [condition, b, graph.negated(a)])
    case 9: return graph.quotient(a, b)
    case 10: return graph.sum(graph.call(.exp, [a]), graph.call(.exp, [b]))
    case 11: return graph.call(.log, [a])
    case 12:
      let exponent = Rational(next(below: 2) == 0 ? 1 : -1, 2) ?? .one
      return graph.power(a, graph.number(exponent))
    case 13:
      let unit = graph.number(next(below: 2) == 0 ? 1 : -1)
      return graph.sum(graph.call(smooth[next(below: smooth.count)], [a]), unit)
    default: return graph.call(smooth[next(below: smooth.count)], [a])
    }
  }
}
