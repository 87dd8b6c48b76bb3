import NablaAlgebra
import NablaEvaluation

/// Guesses at exact roots, and their test: the variable is replaced, and the expression must become
/// the number zero by itself.
struct ExactCandidates {
  let variable: Symbol
  let part: LinePart

  /// What the test says of a number.
  enum Verdict {
    case isRoot
    /// The expression has no value there.
    case isUndefined
    case isOutside
    case isUnknown
  }

  /// Largest denominator of a guess.
  private static let denominatorLimit = Rational(10_000)

  /// The zero of a factor that the bounds of a root hold, exactly: a fraction, a fraction of pi, the
  /// root of a fraction, a logarithm, a power of e or an end of the part; `nil` where none is one.
  func zero(in root: Roots.Root, of factor: NodeID, _ graph: inout ExpressionGraph) -> NodeID? {
    guard root.bounds.width <= 1e-6 * max(1, root.bounds.magnitude) else { return nil }
    // A zero elsewhere would say nothing of this one.
    return guesses(in: root.bounds, &graph).first { guess in
      boundsOfZero(guess, of: factor, &graph).map { root.territory.contains($0) } ?? false
    }
  }

  /// The bounds of a number if an expression is exactly zero there, else `nil`.
  func boundsOfZero(
    _ number: NodeID, of expression: NodeID, _ graph: inout ExpressionGraph
  ) -> Interval? {
    let image = value(of: expression, at: number, &graph)
    let outputs = IntervalProgram(graph, outputs: [image, number], inputs: []).evaluate([])
    return outputs[0] == Enclosure(.zero) && outputs[1].isDefined ? outputs[1].interval : nil
  }

  private func value(
    of expression: NodeID, at number: NodeID, _ graph: inout ExpressionGraph
  ) -> NodeID {
    let unknown = graph.variable(graph.name(variable))
    return graph.substituting([unknown: number], in: [expression])[0]
  }

  /// Short exact numbers in the bounds, or at least near them.
  func guesses(in bounds: Interval, _ graph: inout ExpressionGraph) -> [NodeID] {
    var guesses: [NodeID] = []
    for end in [part.lower, part.upper] where !end.bounds.intersection(bounds).isEmpty {
      if let own = end.node ?? end.exact.map({ graph.number($0) }) { guesses.append(own) }
    }
    guard bounds.isBounded else { return guesses }
    if let plain = simplest(bounds) { guesses.append(graph.number(plain)) }
    if let turns = simplest(bounds / .pi) {
      guesses.append(graph.scaled(graph.pi(), by: turns))
    }
    if let square = simplest(bounds.power(2)), square.signum > 0 {
      let half = graph.number(Rational(1, 2) ?? .one)
      let side = graph.power(graph.number(square), half)
      guesses.append(bounds.lower < 0 ? graph.negated(side) : side)
    }
    if let power = simplest(Enclosure.value(.exp, Enclosure(bounds)).interval), power.signum > 0 {
      guesses.append(graph.call(.log, [graph.number(power)]))
    }
    if let logarithm = simplest(Enclosure.value(.log, Enclosure(bounds)).interval) {
      guesses.append(graph.call(.exp, [graph.number(logarithm)]))
    }
    return guesses
  }

  /// The fraction with the smallest denominator in the bounds and a little around them.
  private func simplest(_ bounds: Interval) -> Rational? {
    guard bounds.isBounded else { return nil }
    let wide = Interval(bounds.lower.nextDown, bounds.upper.nextUp)
    guard let low = Rational(exactly: wide.lower), let high = Rational(exactly: wide.upper) else {
      return nil
    }
    let guess = Rational.simplest(between: low, and: high)
    return guess.denominatorIsAtMost(Self.denominatorLimit) ? guess : nil
  }

  /// What the expression is at a number.
  func verdict(
    on number: NodeID, of expression: NodeID, _ graph: inout ExpressionGraph
  ) -> Verdict {
    let image = value(of: expression, at: number, &graph)
    let outputs = IntervalProgram(graph, outputs: [image, number], inputs: []).evaluate([])
    if outputs[0].interval.isEmpty { return .isUndefined }
    guard outputs[0] == Enclosure(.zero) else { return .isUnknown }
    return isInside(number, outputs[1].interval, graph)
  }

  private func isInside(_ number: NodeID, _ own: Interval, _ graph: ExpressionGraph) -> Verdict {
    if own.upper < part.lower.bounds.lower || own.lower > part.upper.bounds.upper {
      return .isOutside
    }
    if part.inner.contains(own) || number == part.lower.node || number == part.upper.node {
      return .isRoot
    }
    guard let value = graph.number(number) else { return .isUnknown }
    if let lower = part.lower.exact, value < lower { return .isOutside }
    if let upper = part.upper.exact, value > upper { return .isOutside }
    let isAbove = part.lower.exact != nil || part.lower.bounds.upper <= own.lower
    let isBelow = part.upper.exact != nil || part.upper.bounds.lower >= own.upper
    return isAbove && isBelow ? .isRoot : .isUnknown
  }
}

extension Rational {
  fileprivate func denominatorIsAtMost(_ limit: Rational) -> Bool {
    Rational(denominator) <= limit
  }
}
