import NablaAlgebra
import NablaEvaluation

/// What is known about how a function bends on a box, and why.
package struct Convexity: Sendable {
  /// The answer; each but `unknown` is proved.
  package enum Verdict: String, Sendable {
    case convex
    case strictlyConvex = "strictly convex"
    case concave
    case strictlyConcave = "strictly concave"
    case affine
    case neither
    case unknown
  }

  package var verdict: Verdict
  /// What proves it, in words.
  package var reason: String
  /// A chord below the graph, which refutes convexity.
  package var above: Chord?
  /// A chord above the graph, which refutes concavity.
  package var below: Chord?
  /// In one variable the parts of the box on which the function is convex, where all are known.
  package var convexOn: [LinePart]?
  /// Likewise for concave.
  package var concaveOn: [LinePart]?
  /// Whether no point of the box was found at which the function is undefined; the verdict is about
  /// those where it has a value.
  package var isDefined = false
  /// Whether the search was stopped from outside.
  package var isInterrupted = false

  package init(verdict: Verdict, reason: String) {
    self.verdict = verdict
    self.reason = reason
  }
}
