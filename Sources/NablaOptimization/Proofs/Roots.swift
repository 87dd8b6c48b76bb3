import NablaAlgebra
import NablaEvaluation

/// All that is known of the roots of an expression in one variable on a part of the line.
package struct Roots: Sendable {
  /// An interval that holds a root, or may hold some.
  package struct Root: Sendable, Equatable {
    /// Bounds of the root, or of the roots.
    package var bounds: Interval
    /// An interval around the bounds in which nothing else can be a root.
    package var territory: Interval
    /// The root itself where it is known exactly, as a node of `graph`.
    package var exact: NodeID?
    /// Whether a root is proved to be there.
    package var exists: Bool
    /// Whether it is proved that no more than one is there.
    package var isAlone: Bool
  }

  /// Why the search ended.
  package enum Ending: Sendable, Equatable {
    /// The whole part was looked at.
    case complete
    /// The bound on work was reached.
    case budget
    case interrupted
    /// The derivative would be too large.
    case tooLarge
  }

  /// The roots, ascending.
  package var roots: [Root]
  package var ending: Ending
  /// Whether the expression is zero wherever it is defined.
  package var isZero = false
  /// Where the exact roots live.
  package var graph: ExpressionGraph
  /// How many intervals were looked at.
  package var boxCount = 0

  /// Whether it is proved that there are no other roots, and one at most in each of the intervals.
  package var isComplete: Bool {
    ending == .complete && !isZero && roots.allSatisfy(\.isAlone)
  }
}

extension Roots {
  /// Most intervals that are looked at for one factor.
  package static let standardLimit = 20_000

  /// Finds the roots of `root` on a part of the line, ends included.
  ///
  /// The expression is taken apart into factors. Polynomials go to Sturm's chains, which are exact;
  /// for the rest intervals are halved and contracted by Newton's method, which proves that a root
  /// exists and is alone (Neumaier, Interval Methods for Systems of Equations, section 5.1).
  package static func find(
    _ graph: ExpressionGraph, root: NodeID, variable: Symbol, on part: LinePart,
    limit: Int = Roots.standardLimit,
    isInterrupted: @escaping () -> Bool = { false }
  ) -> Roots {
    var finder = RootFinder(graph, root: root, variable: variable, on: part)
    finder.run(limit: limit, isInterrupted: isInterrupted)
    return finder.result
  }
}
