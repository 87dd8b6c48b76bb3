import NablaAlgebra
import NablaEvaluation

/// The places where an expression in one variable changes its sign, as far as samples tell.
///
/// Between two samples one change is found of an odd number, and none of an even one.
struct SignChanges {
  /// A zero, a pole or a jump in each step over which the sign changes, ascending.
  private(set) var points: [Double] = []
  /// Whether there are so many that there seems to be no end of them, above all among the outer
  /// samples, which lie far apart.
  private(set) var isEndless = false

  private var program: Program
  private var workspace: Workspace
  private let bounds: IntervalProgram
  private var single = [0.0]

  /// Most changes, and most of them among the samples nearest to zero and farthest from it.
  private static let limit = 20
  private static let outerLimit = 6
  private static let inner = 0.25...10
  /// A step is halved until it is narrower than this share of its place.
  private static let resolution = 1e-11

  /// Looks for them at ascending places.
  init(of root: NodeID, in graph: ExpressionGraph, by variable: Symbol, at places: [Double]) {
    var graph = graph
    bounds = IntervalProgram(graph, outputs: [root], inputs: [variable])
    program = Program(&graph, outputs: [root], inputs: [variable])
    workspace = program.makeWorkspace()
    let values = places.map { value(at: $0) }
    let steps = Self.steps(values)
    let outer = steps.count { !Self.inner.contains(abs(places[$0.lowerBound])) }
    isEndless = steps.count > Self.limit || outer > Self.outerLimit
    if isEndless { return }
    for step in steps {
      let (a, b) = (places[step.lowerBound], places[step.upperBound])
      // What rounding errors make of a sum that cancels is no change.
      guard isCertain(at: a), isCertain(at: b) else { continue }
      points.append(
        step.count > 2
          ? places[step.lowerBound + 1] : change(a, b, isPositive: values[step.upperBound] > 0))
    }
  }

  /// The steps between values of opposite signs, and those around a single zero.
  private static func steps(_ values: [Double]) -> [ClosedRange<Int>] {
    values.indices.dropFirst().compactMap { index in
      let (a, b) = (values[index - 1], values[index])
      if a > 0 && b < 0 || a < 0 && b > 0 { return index - 1...index }
      guard b == 0, index + 1 < values.count, abs(a) > 0, abs(values[index + 1]) > 0 else {
        return nil
      }
      return index - 1...index + 1
    }
  }

  private mutating func value(at x: Double) -> Double {
    program.run([x], into: &single, workspace: &workspace)
    return single[0]
  }

  /// Whether the sign is beyond doubt.
  private func isCertain(at x: Double) -> Bool {
    let value = bounds.evaluate([Interval(x, x)])[0].interval
    return value.lower > 0 || value.upper < 0
  }

  /// The place of a change in a step, by bisection; the sign at its upper end is given.
  private mutating func change(_ a: Double, _ b: Double, isPositive: Bool) -> Double {
    let least = Self.resolution * max(abs(a), abs(b))
    var (a, b) = (a, b)
    while b - a > least {
      let middle = a + (b - a) / 2
      let value = value(at: middle)
      guard abs(value) > 0 else { return middle }
      if (value > 0) == isPositive { b = middle } else { a = middle }
    }
    return a + (b - a) / 2
  }
}
