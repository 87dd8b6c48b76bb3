import NablaAlgebra
import NablaEvaluation

/// What a composition rule tells of one part of an expression.
package struct CompositionStep: Sendable {
  /// The part, in the graph of the examination.
  package var part: NodeID
  /// `convex`, `concave`, `affine`, `a constant`, or `nil` where no rule tells.
  package var bend: String?
  /// Why, as a noun phrase: `the square of an affine term`.
  package var reason: String
}

extension ConvexityExamination {
  /// The graph that the parts of `compositionSteps` are in.
  package var expressions: ExpressionGraph { graph }

  /// What the rules tell of the parts, the whole first; constants and variables tell for
  /// themselves and are left out, and so are the parts of an affine one.
  ///
  /// `nil` where the expression is too large to be looked into.
  package func compositionSteps() -> [CompositionStep]? {
    guard let rules = compositionRules() else { return nil }
    var steps: [CompositionStep] = []
    var waiting = [root]
    var seen: Set<NodeID> = []
    while let id = waiting.popLast() {
      guard seen.insert(id).inserted, !graph.operands(id).isEmpty else { continue }
      let finding = rules.finding(of: id)
      if finding.bend == .constant, id != root { continue }
      steps.append(
        CompositionStep(part: id, bend: finding.bend.word, reason: finding.phrase.singular))
      if finding.bend.isAffine { continue }
      waiting += graph.operands(id).reversed()
    }
    return steps
  }
}

extension Bend {
  /// What it is called in a sentence, `nil` where nothing is known.
  fileprivate var word: String? {
    switch self {
    case .constant: "constant"
    case .affine: "affine"
    case .convex: "convex"
    case .concave: "concave"
    case .unknown: nil
    }
  }
}
