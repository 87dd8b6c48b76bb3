import NablaAlgebra
import NablaEvaluation

/// The search for a verdict on how a function bends on a box, by three engines: composition rules,
/// proofs by exact arithmetic and intervals, and chords that refute.
package struct ConvexityExamination {
  var graph: ExpressionGraph
  let root: NodeID
  let variables: [Symbol]
  let box: [LinePart]
  let isInterrupted: () -> Bool
  /// The columns that means and sums go over.
  let data: ColumnData
  /// On which side of a chord the graph must not be: where passes over rows are dear, chords with it
  /// on the other side are looked for only to round off a refutation.
  package var side = Chord.Side.above

  /// Most nodes for which the range of each is asked for by itself, as rules do.
  private static let sizeLimit = 100_000
  /// Most variables for which second derivatives are sampled.
  private static let sampleDimensionLimit = 30

  /// How many points are tried in search of one where the function is undefined.
  private static let definitionSamples = 100

  private var sides: [Interval] { box.map(\.hull) }

  /// Prepares to look at `root` as a function of `variables` on a box with a side for each, of
  /// which none is a point.
  package init(
    _ graph: ExpressionGraph, _ root: NodeID, by variables: [Symbol], on box: [LinePart],
    data: ColumnData = ColumnData(), isInterrupted: @escaping () -> Bool
  ) {
    var graph = graph
    self.root = graph.countingRows(in: root, of: data)
    self.graph = graph
    self.data = data
    self.variables = variables
    self.box = box
    self.isInterrupted = isInterrupted
  }

  /// Finds the verdict; each but `unknown` is proved.
  package mutating func result() -> Convexity {
    var result = graph.hasAggregates ? overRows() : withoutRows()
    guard isInterrupted() else { return result }
    result.isInterrupted = true
    if result.verdict == .unknown { result.reason = "interrupted before more was known" }
    return result
  }

  private mutating func withoutRows() -> Convexity {
    var result = byConstantHessian() ?? byRules()
    if result.verdict == .unknown, let known = byBlocks() { result = known }
    if let line = lineConvexity() { refine(&result, by: line) } else { refineInSpace(&result) }
    result.isDefined = result.isDefined || isDefined()
    return result
  }

  /// A quadratic function, whose Hessian is one matrix of exact numbers.
  private mutating func byConstantHessian() -> Convexity? {
    guard variables.count <= 100,
      let matrix = graph.constantHessian(of: root, by: variables)
    else { return nil }
    let congruence = Congruence(matrix)
    let (rises, falls) = (
      congruence.diagonal.count { $0.signum > 0 }, congruence.diagonal.count { $0.isNegative }
    )
    let name = variables.count == 1 ? "second derivative" : "Hessian"
    let definite = variables.count == 1 ? "" : " definite"
    switch (rises, falls) {
    case (0, 0): return Convexity(verdict: .affine, reason: "it has no terms of second order")
    case (variables.count, 0):
      return Convexity(
        verdict: .strictlyConvex, reason: "its \(name) is constant and positive\(definite)")
    case (0, variables.count):
      return Convexity(
        verdict: .strictlyConcave, reason: "its \(name) is constant and negative\(definite)")
    case (_, 0):
      return Convexity(
        verdict: .convex, reason: "its Hessian is constant and positive semidefinite")
    case (0, _):
      return Convexity(
        verdict: .concave, reason: "its Hessian is constant and negative semidefinite")
    default:
      var result = Convexity(
        verdict: .neither, reason: "its Hessian is constant and indefinite")
      var search = ChordSearch(graph, root, by: variables, on: sides)
      let middle = SamplePoints(of: sides, count: 1).points[0]
      for direction in congruence.directions {
        search.look(along: .init(point: middle, direction: direction.map(\.double)))
      }
      (result.above, result.below) = (search.above, search.below)
      return result
    }
  }

  /// The rules gone through the expression; `nil` where it is too large to be looked into.
  func compositionRules() -> CompositionRules? {
    let nodes = graph.nodes(below: [root])
    guard nodes.count <= Self.sizeLimit else { return nil }
    let ranges = Dictionary(
      uniqueKeysWithValues: zip(nodes, enclosures(of: nodes).map(\.interval)))
    return CompositionRules(graph, root, by: variables, isInterrupted: isInterrupted) { id in
      guard let range = ranges[id], !range.isEmpty else { return -.infinity ... .infinity }
      return range.lower...range.upper
    }
  }

  /// What some expressions are on the box, whatever row is looked at.
  func enclosures(of nodes: [NodeID]) -> [Enclosure] {
    let columns = graph.columns(below: [root])
    let bounds =
      sides
      + columns.map { data.range(of: $0).map { Interval($0.lowerBound, $0.upperBound) } ?? .entire }
    return IntervalProgram(graph, outputs: nodes, inputs: variables + columns).evaluate(bounds)
  }

  /// What composition rules tell.
  package func byRules() -> Convexity {
    guard let rules = compositionRules() else {
      return Convexity(verdict: .unknown, reason: "the expression is too large to be looked into")
    }
    let finding = rules.finding(of: root)
    let isStrict = finding.strict.rank == variables.count
    let reason = finding.phrase.singular
    switch finding.bend {
    case .constant: return Convexity(verdict: .affine, reason: "a constant")
    case .affine: return Convexity(verdict: .affine, reason: reason)
    case .convex: return Convexity(verdict: isStrict ? .strictlyConvex : .convex, reason: reason)
    case .concave: return Convexity(verdict: isStrict ? .strictlyConcave : .concave, reason: reason)
    case .unknown:
      return Convexity(verdict: .unknown, reason: "neither proved nor refuted")
    }
  }

  /// Whether the function has a value at every point that is looked at.
  private func isDefined() -> Bool {
    if graph.flags(root).contains(.isTotal) { return true }
    let program = IntervalProgram(graph, outputs: [root], inputs: variables)
    return SamplePoints(of: sides, count: Self.definitionSamples).points.allSatisfy { point in
      !program.evaluate(point.map { Interval($0) })[0].interval.isEmpty
    }
  }

  private func lineConvexity() -> LineConvexity? {
    guard variables.count == 1 else { return nil }
    return LineConvexity(graph, root, by: variables[0], on: box[0], isInterrupted: isInterrupted)
  }

  /// Takes in what the second derivative tells in one variable.
  private mutating func refine(_ result: inout Convexity, by line: LineConvexity) {
    result.convexOn = line.parts(bending: .convex)
    result.concaveOn = line.parts(bending: .concave)
    let verdict = line.verdict
    if result.verdict == .unknown || result.verdict == .convex && verdict == .strictlyConvex
      || result.verdict == .concave && verdict == .strictlyConcave
    {
      if result.verdict == .unknown { result.reason = line.reason }
      result.verdict = verdict
    }
    guard result.verdict != .affine else { return }
    var test = ChordTest(graph, root, by: variables)
    if !result.verdict.isConvex { result.above = line.chord(.above, &test) }
    if !result.verdict.isConcave { result.below = line.chord(.below, &test) }
    // Without a second opinion a line on which something is unknown is decided by its chords.
    if result.verdict == .unknown, result.above != nil, result.below != nil {
      result.verdict = .neither
    }
  }

  /// Looks for chords in several variables, and for a proof where none was found.
  private mutating func refineInSpace(_ result: inout Convexity) {
    guard result.verdict != .affine, result.above == nil,
      variables.count <= Self.sampleDimensionLimit
    else { return }
    var search = ChordSearch(graph, root, by: variables, on: sides)
    let guesses = HessianSamples(&graph, root, by: variables).guesses(on: sides)
    for guess in guesses where !isInterrupted() && !search.isComplete { search.look(along: guess) }
    if result.verdict == .unknown, !search.isComplete { lookAcross(&search) }
    if !result.verdict.isConvex { result.above = search.above }
    if !result.verdict.isConcave { result.below = search.below }
    switch (result.verdict, search.above, search.below) {
    case (.unknown, .some, .some):
      result.verdict = .neither
      result.reason = "chords lie on both sides of the graph"
    case (.unknown, nil, _), (.convex, _, _):
      prove(&result, .strictlyConvex)
    case (.unknown, _, nil), (.concave, _, _):
      prove(&result, .strictlyConcave)
    default: break
    }
  }

  /// Tries chords between points of the sample, which finds kinks that bend the wrong way.
  private func lookAcross(_ search: inout ChordSearch) {
    let points = SamplePoints(of: sides, count: 60).points.map { point in
      point.map { Rational(exactly: ($0 * 16).rounded() / 16) ?? .zero }
    }
    for (index, a) in points.enumerated() {
      for b in points[..<index] where !search.isComplete { search.take(a, b) }
      if isInterrupted() { return }
    }
  }

  private mutating func prove(_ result: inout Convexity, _ verdict: Convexity.Verdict) {
    guard var proof = HessianProof(&graph, root, by: variables),
      proof.isDefinite(
        on: sides, sign: verdict == .strictlyConvex ? 1 : -1, isInterrupted: isInterrupted)
    else { return }
    if result.verdict == .unknown {
      let sign = verdict == .strictlyConvex ? "positive" : "negative"
      result.reason = "its Hessian is \(sign) definite on the whole box, by intervals"
    }
    result.verdict = verdict
  }
}

extension Convexity.Verdict {
  /// Whether it says that the function is convex.
  package var isConvex: Bool { self == .convex || self == .strictlyConvex || self == .affine }
  package var isConcave: Bool { self == .concave || self == .strictlyConcave || self == .affine }
}
