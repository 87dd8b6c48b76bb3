import NablaAlgebra
import NablaEvaluation

extension ConvexityExamination {
  /// A sum of parts that share no variable is convex just if each part is.
  ///
  /// `nil` where the expression is no such sum.
  mutating func byBlocks() -> Convexity? {
    guard graph.kind(root) == .sum, variables.count > 1 else { return nil }
    let blocks = blocks(of: Array(graph.operands(root)))
    guard blocks.count > 1, blocks.reduce(0, { $0 + $1.places.count }) == variables.count else {
      return nil
    }
    var verdicts: [Convexity.Verdict] = []
    for block in blocks {
      let part = graph.sum(block.terms)
      var examination = ConvexityExamination(
        graph, part, by: block.places.map { variables[$0] },
        on: block.places.map { box[$0] }, isInterrupted: isInterrupted)
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

  /// Terms that belong together because they share variables, and where these stand.
  private func blocks(of terms: [NodeID]) -> [(terms: [NodeID], places: [Int])] {
    var blocks: [(terms: [NodeID], places: Set<Int>)] = []
    for term in terms {
      let symbols = Set(graph.variables(below: [term]))
      var merged = (
        terms: [term], places: Set(variables.indices.filter { symbols.contains(variables[$0]) })
      )
      blocks.removeAll { block in
        guard !block.places.isDisjoint(with: merged.places) else { return false }
        merged = (block.terms + merged.terms, block.places.union(merged.places))
        return true
      }
      blocks.append(merged)
    }
    return blocks.filter { !$0.places.isEmpty }.map { ($0.terms, $0.places.sorted()) }
  }
}
