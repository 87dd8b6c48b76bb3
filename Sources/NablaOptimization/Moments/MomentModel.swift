import NablaAlgebra
import NablaEvaluation

/// A loss without its rows, around a reference point that moves where accuracy asks for it.
///
/// A value counts only where no more than seven bits are lost to cancellation against what it is
/// summed from; else the caller takes a pass over the rows. As soon as such passes have cost as much
/// as the moments do, the moments are taken anew at the latest point, so that all the work is at
/// most twice that of passes alone.
struct MomentModel: Sendable {
  /// How many times larger than the value the sum of the magnitudes in it may be.
  private static let cancellationLimit = 128.0

  private let plan: MomentPlan
  private var momentWorkspace: AggregateProgram.Workspace
  private var outerWorkspace: AggregateProgram.Workspace?
  /// Where the moments were taken; empty as long as there are none.
  private var reference: [Double] = []
  private var moments: [Double]
  /// How many passes over the rows the moments cost, roughly.
  private let price: Int
  private var passes = 0

  private var distances: [Double]
  private var monomials: [[Double]]
  private var adjoints: [Double]
  private var inputs: [Double]
  private var results: [Double]

  init(_ plan: MomentPlan, dimension: Int) {
    self.plan = plan
    momentWorkspace = plan.moments.makeWorkspace()
    outerWorkspace = plan.outer?.makeWorkspace()
    let count = plan.moments.outputCount
    moments = Array(repeating: 0, count: count)
    price = max(2, count / (dimension + 1))
    distances = Array(repeating: 0, count: dimension)
    monomials = plan.terms.map { Array(repeating: 0, count: $0.count) }
    adjoints = Array(repeating: 0, count: plan.terms.map(\.count).max() ?? 0)
    inputs = Array(repeating: 0, count: dimension + plan.terms.count)
    results = Array(repeating: 0, count: dimension + plan.terms.count + 1)
  }

  /// Counts a pass over the rows that was taken at a point, and takes the moments there if it is
  /// time.
  mutating func countPass(at x: [Double]) {
    passes += 1
    guard passes >= price else { return }
    passes = 0
    plan.moments.run(x, into: &moments, workspace: &momentWorkspace)
    reference = x
  }

  /// The value at a point, with the gradient there if it is asked for; `nil` where a pass over the
  /// rows is needed.
  mutating func value(at x: [Double], gradient: inout [Double], isSloped: Bool = true) -> Double? {
    guard reference.count == x.count else { return nil }
    for index in x.indices { distances[index] = x[index] - reference[index] }
    var start = 0
    for (index, term) in plan.terms.enumerated() {
      let sum = term.sum(moments, from: start, at: distances, values: &monomials[index])
      guard sum.magnitude <= Self.cancellationLimit * abs(sum.value), sum.magnitude.isFinite else {
        return nil
      }
      inputs[x.count + index] = sum.value
      start += term.count
    }
    let value = combine(x)
    if isSloped { addSlopes(to: &gradient) }
    return value
  }

  /// The loss from its means and sums, and its slopes by them.
  private mutating func combine(_ x: [Double]) -> Double {
    guard let outer = plan.outer, var workspace = outerWorkspace else {
      return plan.scale * inputs[x.count]
    }
    outerWorkspace = nil
    for index in x.indices { inputs[index] = x[index] }
    outer.run(inputs, into: &results, workspace: &workspace)
    outerWorkspace = workspace
    return results[0]
  }

  private mutating func addSlopes(to gradient: inout [Double]) {
    let isDirect = plan.outer == nil
    for index in gradient.indices { gradient[index] = isDirect ? 0 : results[index + 1] }
    var start = 0
    for (index, term) in plan.terms.enumerated() {
      term.addGradient(
        moments, from: start, at: distances, values: monomials[index],
        weight: isDirect ? plan.scale : results[1 + gradient.count + index], adjoints: &adjoints,
        to: &gradient)
      start += term.count
    }
  }
}
