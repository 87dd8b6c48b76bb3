import NablaAlgebra

extension ConvexityExamination {
  /// A sum of parts that share no variable is convex just if each part is.
  ///
  /// `nil` where the expression is no such sum.
  mutating func byBlocks() -> Convexity? {
    let blocks = graph.separateBlocks(of: root, by: variables).parts
    guard blocks.count > 1, blocks.reduce(0, { $0 + $1.indices.count }) == variables.count else {
      return nil
    }
    var verdicts: [Convexity.Verdict] = []
    for block in blocks {
      var examination = ConvexityExamination(
        graph, block.root, by: block.indices.map { variables[$0] },
        on: block.indices.map { box[$0] }, isInterrupted: isInterrupted)
      verdicts.append(examination.result().verdict)
      if isInterrupted() { return nil }
    }
    let reason = "each of its \(blocks.count) parts with variables of their own is"
    if verdicts.allSatisfy(\.isConvex) {
      let isStrict = verdicts.allSatisfy { $0 == .strictlyConvex }
      return Convexity(
        verdict: isStrict ? .strictlyConvex : .convex, reason: "\(reason) convex")
    }
    if verdicts.allSatisfy(\.isConcave) {
      let isStrict = verdicts.allSatisfy { $0 == .strictlyConcave }
      return Convexity(
        verdict: isStrict ? .strictlyConcave : .concave, reason: "\(reason) concave")
    }
    let risesSomewhere = verdicts.contains { $0 == .neither || $0 == .strictlyConvex }
    let fallsSomewhere = verdicts.contains { $0 == .neither || $0 == .strictlyConcave }
    return risesSomewhere && fallsSomewhere
      ? Convexity(verdict: .neither, reason: "a part of it bends up, and one bends down") : nil
  }
}
