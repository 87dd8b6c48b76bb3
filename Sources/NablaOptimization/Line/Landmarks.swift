import NablaAlgebra
import NablaEvaluation

/// The points of a function of one variable that a picture of it should show: where it is zero, turns
/// and bends over, and where it breaks off.
package struct Landmarks: Sendable {
  /// The points, ascending.
  package private(set) var points: [Double] = []
  /// Whether no point of any kind was missed.
  package private(set) var isComplete = true

  /// Most nodes of a function that is looked through.
  private static let sizeLimit = 200
  /// Most parts into which the line is cut in the search for all the points.
  private static let boxLimit = 300

  /// Finds the landmarks on a part of the line, as far as that takes no more than a millisecond or so.
  ///
  /// What cannot be found in that time, such as the endless zeros of a sine, is left out.
  package init(
    of root: NodeID, in graph: ExpressionGraph, by variable: Symbol, on part: LinePart
  ) {
    guard graph.nodes(below: [root]).count <= Self.sizeLimit else {
      isComplete = false
      return
    }
    var graph = graph
    var left = Self.boxLimit
    var cuts: [LinePoint] = []
    let slope = graph.derivative(of: root, by: variable)
    let bend = graph.derivative(of: slope, by: variable)
    for node in [root, slope, bend] where !graph.flags(node).contains(.isConstant) {
      var search = CutSearch(graph, by: variable, on: part) {
        left -= 1
        return left < 0
      }
      search.addZeros(of: node)
      if search.isComplete { cuts += search.cuts } else { isComplete = false }
    }
    var search = CutSearch(graph, by: variable, on: part) {
      left -= 1
      return left < 0
    }
    search.addBreaks(below: root)
    if search.isComplete { cuts += search.cuts } else { isComplete = false }
    for point in cuts.merged where !point.isInfinite { points.append(point.approximation) }
  }
}
