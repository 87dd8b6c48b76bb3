import NablaAlgebra
import NablaEvaluation

extension ConvexityExamination {
  /// Eigenvalues below this part of the largest are not told from zero.
  private static let spectrumMargin = 1e-9

  /// A loss over the rows of a table: a Hessian that is the same at every point is a matrix of
  /// numbers from the data; else composition rules, in which a mean bends as its argument does.
  func overRows() -> Convexity {
    var result = overRowsByProofs()
    refute(&result)
    return result
  }

  /// Looks for the chord that was asked for; with it, where nothing is known, for one on the other
  /// side too.
  private func refute(_ result: inout Convexity) {
    let verdict = result.verdict
    guard side == .above ? !verdict.isConvex : !verdict.isConcave,
      var search = RowChordSearch(
        graph, root, by: variables, on: box.map(\.hull), data: data, isInterrupted: isInterrupted)
    else { return }
    var chords: [Chord.Side: Chord] = [:]
    let other: Chord.Side = side == .above ? .below : .above
    chords[side] = search.chord(side)
    if verdict == .unknown, chords[side] != nil { chords[other] = search.chord(other) }
    (result.above, result.below) = (chords[.above], chords[.below])
    if verdict == .unknown, chords.count == 2 {
      result.verdict = .neither
      result.reason = "chords lie on both sides of the graph"
    }
  }

  private func overRowsByProofs() -> Convexity {
    var result = byRules()
    result.isDefined =
      graph.flags(root).contains(.isTotal) || enclosures(of: [root])[0].isDefined
    guard
      var objective = RowObjective(graph, root: root, variables: variables, data: data),
      !graph.flags(root).contains(.isPiecewise), result.isDefined,
      let hessian = objective.constantHessian(), hessian.allSatisfy(\.isFinite),
      let eigen = symmetricEigen(hessian, variables.count)
    else { return result }
    let spectrum = Spectrum(values: eigen.values, vectors: eigen.vectors)
    // Sums over rows are right to a few roundings of the sum of magnitudes; a margin of millions of
    // them leaves room for terms that cancel.
    let rounding = Self.spectrumMargin * spectrum.radius
    let name = variables.count == 1 ? "second derivative" : "Hessian"
    let definite = variables.count == 1 ? "" : " definite"
    if spectrum.smallest > rounding {
      result.reason = result.verdict.isConvex ? "\(result.reason), and its" : "its"
      result.verdict = .strictlyConvex
      result.reason += " \(name) is constant and positive\(definite)"
    } else if spectrum.largest < -rounding {
      result.reason = result.verdict.isConcave ? "\(result.reason), and its" : "its"
      result.verdict = .strictlyConcave
      result.reason += " \(name) is constant and negative\(definite)"
    } else if spectrum.smallest < -rounding, spectrum.largest > rounding {
      result.verdict = .neither
      result.reason = "its Hessian is constant and indefinite"
    }
    return result
  }
}

extension ExpressionGraph {
  /// An expression with the number of rows in place of each count of them.
  mutating func countingRows(in root: NodeID, of data: ColumnData) -> NodeID {
    var numbers: [NodeID: NodeID] = [:]
    for id in nodes(below: [root]) where kind(id) == .aggregate && aggregate(id) == .count {
      let sample = sample(ofAggregate: id).compactMap { symbol($0) }
      let count = data.rows(in: sample)?.count ?? data.rowCount(of: sample)
      numbers[id] = number(Rational(count))
    }
    return numbers.isEmpty ? root : substituting(numbers, in: [root])[0]
  }
}
