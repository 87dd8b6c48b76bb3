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
  private let data: ColumnData
  private let dimension: Int
  /// What computes the moments; `nil` before they were taken.
  private var source: Source?
  private var outerWorkspace: AggregateProgram.Workspace?
  /// How many passes over the rows the moments cost, roughly.
  private let price: Int
  private var passes = 0

  /// The moments, the point where they were taken, the distances from there, the monomials in these,
  /// and adjoints: in one piece, since a step of a descent does little more than to find them.
  private var room: [Double]
  private var inputs: [Double]
  private var results: [Double]

  init(_ plan: MomentPlan, dimension: Int, data: ColumnData) {
    self.plan = plan
    self.data = data
    self.dimension = dimension
    outerWorkspace = plan.outer?.makeWorkspace()
    price = max(2, plan.count / (dimension + 1))
    room = Array(repeating: 0, count: 3 * plan.count + 2 * dimension)
    inputs = Array(repeating: 0, count: dimension + plan.terms.count)
    results = Array(repeating: 0, count: dimension + plan.terms.count + 1)
  }

  /// Counts a pass over the rows that was taken at a point, and takes the moments there if it is
  /// time.
  mutating func countPass(at x: [Double]) {
    passes += 1
    guard passes >= price else { return }
    passes = 0
    var source = source ?? Source(plan.moments(over: data))
    room.replaceSubrange(..<(plan.count + dimension), with: source.moments(at: x) + x)
    self.source = source
  }

  /// The value at a point, with the gradient there if it is asked for; `nil` where a pass over the
  /// rows is needed.
  mutating func value(at x: [Double], gradient: inout [Double], isSloped: Bool = true) -> Double? {
    guard source != nil else { return nil }
    if plan.outer == nil {
      for index in gradient.indices { gradient[index] = 0 }
      let sum = sum(of: 0, from: 0, at: x, weight: plan.scale, gradient: &gradient, isSloped)
      return Self.isAccurate(sum) ? plan.scale * sum.value : nil
    }
    guard sumTerms(at: x) else { return nil }
    combine(x)
    if isSloped { addSlopes(at: x, to: &gradient) }
    return results[0]
  }

  /// Whether little enough was cancelled in a sum.
  private static func isAccurate(_ sum: (value: Double, magnitude: Double)) -> Bool {
    sum.magnitude <= cancellationLimit * abs(sum.value) && sum.magnitude.isFinite
  }

  /// One of the means and sums, whose moments begin at a place; `weight` times its slopes are added
  /// to the gradient if they are asked for.
  @inline(__always)
  private mutating func sum(
    of index: Int, from start: Int, at x: [Double], weight: Double, gradient: inout [Double],
    _ isSloped: Bool
  ) -> (value: Double, magnitude: Double) {
    let (term, count, dimension) = (plan.terms[index], plan.count, dimension)
    return room.withUnsafeMutableBufferPointer { room in
      gradient.withUnsafeMutableBufferPointer { gradient in
        guard let base = room.baseAddress else { return (0, 0) }
        let reference = base + count
        let distances = reference + dimension
        for index in 0..<dimension { distances[index] = x[index] - reference[index] }
        let monomials = distances + dimension + start
        return term.sum(
          base + start, at: distances, values: monomials, adjoints: monomials + count,
          weight: weight, gradient: isSloped ? gradient.baseAddress : nil)
      }
    }
  }

  /// Works out the means and sums, which `inputs` gets behind the variables; false where too much is
  /// cancelled in one of them.
  private mutating func sumTerms(at x: [Double]) -> Bool {
    var (start, unused) = (0, [Double]())
    for index in plan.terms.indices {
      let sum = sum(of: index, from: start, at: x, weight: 0, gradient: &unused, false)
      guard Self.isAccurate(sum) else { return false }
      inputs[dimension + index] = sum.value
      start += plan.terms[index].count
    }
    return true
  }

  /// The loss from its means and sums, and its slopes by them.
  private mutating func combine(_ x: [Double]) {
    guard let outer = plan.outer, var workspace = outerWorkspace else { return }
    outerWorkspace = nil
    for index in x.indices { inputs[index] = x[index] }
    outer.run(inputs, into: &results, workspace: &workspace)
    outerWorkspace = workspace
  }

  private mutating func addSlopes(at x: [Double], to gradient: inout [Double]) {
    for index in gradient.indices { gradient[index] = results[index + 1] }
    var start = 0
    for index in plan.terms.indices {
      let weight = results[1 + dimension + index]
      _ = sum(of: index, from: start, at: x, weight: weight, gradient: &gradient, true)
      start += plan.terms[index].count
    }
  }
}

/// What computes moments, and what it needs for that.
private struct Source: Sendable {
  private let program: AggregateProgram
  private var workspace: AggregateProgram.Workspace

  init(_ program: AggregateProgram) {
    self.program = program
    workspace = program.makeWorkspace()
  }

  /// The moments around a point.
  mutating func moments(at x: [Double]) -> [Double] {
    var moments = Array(repeating: 0.0, count: program.outputCount)
    program.run(x, into: &moments, workspace: &workspace)
    return moments
  }
}
