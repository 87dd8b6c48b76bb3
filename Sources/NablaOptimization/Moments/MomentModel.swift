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
    guard source != nil, sumTerms(at: x) else { return nil }
    let isDirect = plan.outer == nil
    if !isDirect { combine(x) }
    if isSloped { addSlopes(to: &gradient, isDirect) }
    return isDirect ? plan.scale * inputs[dimension] : results[0]
  }

  /// Works out the means and sums, which `inputs` gets behind the variables; false where too much is
  /// cancelled in one of them.
  private mutating func sumTerms(at x: [Double]) -> Bool {
    let (terms, count, dimension) = (plan.terms, plan.count, dimension)
    return room.withUnsafeMutableBufferPointer { room in
      guard let moments = room.baseAddress else { return false }
      let reference = moments + count
      let distances = reference + dimension
      for index in 0..<dimension { distances[index] = x[index] - reference[index] }
      var start = 0
      for (index, term) in terms.enumerated() {
        let sum = term.sum(
          moments + start, at: distances, values: distances + dimension + start)
        guard sum.magnitude <= Self.cancellationLimit * abs(sum.value), sum.magnitude.isFinite
        else { return false }
        inputs[dimension + index] = sum.value
        start += term.count
      }
      return true
    }
  }

  /// The loss from its means and sums, and its slopes by them.
  private mutating func combine(_ x: [Double]) {
    guard let outer = plan.outer, var workspace = outerWorkspace else { return }
    outerWorkspace = nil
    for index in x.indices { inputs[index] = x[index] }
    outer.run(inputs, into: &results, workspace: &workspace)
    outerWorkspace = workspace
  }

  /// The slopes at the point of the last sums.
  private mutating func addSlopes(to gradient: inout [Double], _ isDirect: Bool) {
    let (terms, count, dimension) = (plan.terms, plan.count, dimension)
    for index in gradient.indices { gradient[index] = isDirect ? 0 : results[index + 1] }
    room.withUnsafeMutableBufferPointer { room in
      gradient.withUnsafeMutableBufferPointer { gradient in
        guard let moments = room.baseAddress, let gradient = gradient.baseAddress else { return }
        let distances = moments + count + dimension
        var start = 0
        for (index, term) in terms.enumerated() {
          let monomials = distances + dimension + start
          term.addGradient(
            moments + start, at: distances, values: monomials,
            weight: isDirect ? plan.scale : results[1 + dimension + index],
            adjoints: monomials + count, to: gradient)
          start += term.count
        }
      }
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
