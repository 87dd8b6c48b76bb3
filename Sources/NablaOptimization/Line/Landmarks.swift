import NablaAlgebra
import NablaEvaluation

/// The points of a function of one variable that a picture of it should show: where it is zero, turns
/// and bends over, and where it breaks off.
///
/// They are looked for by samples in a fraction of a millisecond, so that some may be missed. Endless
/// ones, such as the zeros of a sine, are left out.
package struct Landmarks: Sendable {
  /// The points, ascending.
  package private(set) var points: [Double] = []

  /// Most nodes of a function that is looked through.
  private static let sizeLimit = 200
  /// Points nearer to each other than this share of their place are one.
  private static let resolution = 1e-8
  /// What is nearer to zero is zero.
  private static let nearZero = 1e-12

  /// Finds the landmarks on a part of the line.
  package init(
    of root: NodeID, in graph: ExpressionGraph, by variable: Symbol, on part: LinePart
  ) {
    var graph = graph
    let nodes = graph.nodes(below: [root])
    guard nodes.count <= Self.sizeLimit else { return }
    let slope = graph.derivative(of: root, by: variable)
    let bend = graph.derivative(of: slope, by: variable)
    // Between the zeros of a derivative there is at most one of the function, so that they make good
    // places to look at it.
    let expressions = nodes.flatMap { graph.breakConditions(of: $0) } + [bend, slope, root]
    var places = Self.places(on: part)
    var done: Set<NodeID> = []
    for id in expressions
    where !graph.flags(id).contains(.isConstant) && done.insert(id).inserted {
      let changes = SignChanges(of: id, in: graph, by: variable, at: places)
      points = Self.merged(points + changes.points)
      places = Self.merged(places + changes.points)
    }
  }

  /// Equally spaced near zero, and from there in geometric progression outwards, up to 10^13, and
  /// inwards.
  private static let magnitudes: [Double] =
    progression(from: 0.25, by: 0.7, 48).reversed() + (1...40).map { Double($0) / 4 }
    + progression(from: 10, by: 1.15, 198)

  private static func progression(from start: Double, by factor: Double, _ count: Int) -> [Double] {
    (0..<count).reduce(into: []) { terms, _ in terms.append((terms.last ?? start) * factor) }
  }

  /// Where the function is looked at.
  private static func places(on part: LinePart) -> [Double] {
    let line = magnitudes.reversed().map { -$0 } + [0] + magnitudes
    let ends = [part.lower, part.upper].filter { !$0.isInfinite }.map(\.approximation)
    return merged(line.filter { part.hull.contains($0) } + ends)
  }

  /// The points in ascending order, without those that cannot be told apart.
  private static func merged(_ points: [Double]) -> [Double] {
    var result: [Double] = []
    for point in points.map({ abs($0) < nearZero ? 0 : $0 }).sorted() {
      if let last = result.last, point - last <= resolution * max(abs(last), abs(point)) {
        continue
      }
      result.append(point)
    }
    return result
  }
}
