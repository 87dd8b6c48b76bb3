import NablaAlgebra
import NablaEvaluation

extension RootSearch {
  /// Most guesses at exact roots of higher order.
  private static let guessLimit = 40
  /// Highest order of a root that is proved.
  private static let orderLimit = 10

  /// Finds an exact root of higher order near an interval where rounding hides the signs, with a
  /// territory in which it is the only one; `false` where none is found.
  ///
  /// Where all derivatives below the k-th are zero at r and the k-th is nowhere zero around it, the
  /// value is a number other than zero times (x - r)^k there (Taylor's theorem).
  mutating func findMultipleRoot(near box: Interval) -> Bool {
    guard guessCount < Self.guessLimit, box.isBounded,
      !graph.flags(factor).contains(.isPiecewise)
    else { return false }
    guessCount += 1
    let reach = 0.01 * max(1, box.magnitude)
    let around = Interval(box.lower - reach, box.upper + reach)
    let candidates = ExactCandidates(variable: variable, part: part)
    for guess in candidates.guesses(in: around, &graph) {
      guard let own = candidates.boundsOfZero(guess, of: factor, &graph),
        !regions.contains(where: { $0.contains(own) }), part.hull.contains(own),
        let region = territory(around: guess, own), region.contains(own)
      else { continue }
      addRegion(region)
      found.append(
        Roots.Root(bounds: own, territory: region, exact: guess, exists: true, isAlone: true))
      // Else the same interval would be looked at again and again.
      return !region.intersection(box).isEmpty
    }
    return false
  }

  /// An interval around an exact zero that holds no other one.
  private mutating func territory(around zero: NodeID, _ own: Interval) -> Interval? {
    let candidates = ExactCandidates(variable: variable, part: part)
    var derivatives = [factor]
    for _ in 1...Self.orderLimit {
      guard let last = derivatives.last else { return nil }
      let next = graph.derivative(of: last, by: variable)
      guard graph.halt == nil, graph.nodes(below: [next]).count < 20_000 else { return nil }
      derivatives.append(next)
      if candidates.boundsOfZero(zero, of: next, &graph) == nil { break }
    }
    let program = IntervalProgram(graph, outputs: derivatives, inputs: [variable])
    let scale = max(own.magnitude, part.hull.isBounded ? part.hull.width : 1)
    for exponent in [-1, -2, -4, -6, -9, -12, -16, -20] {
      let margin = scale * Double(sign: .plus, exponent: exponent, significand: 1)
      let region = Interval(own.lower - margin, own.upper + margin)
      let values = program.evaluate([region])
      if values.allSatisfy(\.isContinuous), values.last?.interval.contains(0) == false {
        return region
      }
    }
    return nil
  }
}
