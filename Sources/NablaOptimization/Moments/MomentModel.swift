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
  /// How many passes over the rows the moments cost, roughly.
  private let price: Int
  private var passes = 0

  private var room: MomentRoom
  private var inputs: [Double]
  private var results: [Double]

  init(_ plan: MomentPlan, dimension: Int) {
    self.plan = plan
    momentWorkspace = plan.moments.makeWorkspace()
    outerWorkspace = plan.outer?.makeWorkspace()
    let count = plan.moments.outputCount
    room = MomentRoom(count: count, dimension: dimension)
    price = max(2, count / (dimension + 1))
    inputs = Array(repeating: 0, count: dimension + plan.terms.count)
    results = Array(repeating: 0, count: dimension + plan.terms.count + 1)
  }

  /// Counts a pass over the rows that was taken at a point, and takes the moments there if it is
  /// time.
  mutating func countPass(at x: [Double]) {
    passes += 1
    guard passes >= price else { return }
    passes = 0
    plan.moments.run(x, into: &room.moments, workspace: &momentWorkspace)
    reference = x
  }

  /// The value at a point, with the gradient there if it is asked for; `nil` where a pass over the
  /// rows is needed.
  mutating func value(at x: [Double], gradient: inout [Double], isSloped: Bool = true) -> Double? {
    guard reference.count == x.count, sumTerms(at: x) else { return nil }
    let value = combine(x)
    if isSloped { addSlopes(to: &gradient) }
    return value
  }

  /// Works out the means and sums, which `inputs` gets behind the variables; false where too much is
  /// cancelled in one of them.
  private mutating func sumTerms(at x: [Double]) -> Bool {
    for index in x.indices { room.distances[index] = x[index] - reference[index] }
    return inputs.withUnsafeMutableBufferPointer { inputs in
      room.withPointers { moments, distances, monomials, _ in
        var start = 0
        for index in plan.terms.indices {
          let sum = plan.terms[index].sum(
            moments + start, at: distances, values: monomials + start)
          guard sum.magnitude <= Self.cancellationLimit * abs(sum.value), sum.magnitude.isFinite
          else { return false }
          inputs[x.count + index] = sum.value
          start += plan.terms[index].count
        }
        return true
      } ?? false
    }
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
    let count = gradient.count
    for index in gradient.indices { gradient[index] = isDirect ? 0 : results[index + 1] }
    gradient.withUnsafeMutableBufferPointer { gradient in
      guard let gradient = gradient.baseAddress else { return }
      _ = room.withPointers { moments, distances, monomials, adjoints in
        var start = 0
        for index in plan.terms.indices {
          plan.terms[index].addGradient(
            moments + start, at: distances, values: monomials + start,
            weight: isDirect ? plan.scale : results[1 + count + index], adjoints: adjoints,
            to: gradient)
          start += plan.terms[index].count
        }
      }
    }
  }
}

/// The numbers of a moment model that change.
private struct MomentRoom: Sendable {
  var moments: [Double]
  /// From the reference point.
  var distances: [Double]
  var monomials: [Double]
  var adjoints: [Double]

  init(count: Int, dimension: Int) {
    moments = Array(repeating: 0, count: count)
    distances = Array(repeating: 0, count: dimension)
    monomials = moments
    adjoints = moments
  }

  /// Calls `body` with pointers to all of them in this order.
  @inline(__always)
  mutating func withPointers<Result>(
    _ body: (
      UnsafePointer<Double>, UnsafePointer<Double>, UnsafeMutablePointer<Double>,
      UnsafeMutablePointer<Double>
    ) -> Result
  ) -> Result? {
    moments.withUnsafeBufferPointer { moments in
      distances.withUnsafeBufferPointer { distances in
        monomials.withUnsafeMutableBufferPointer { monomials in
          adjoints.withUnsafeMutableBufferPointer { adjoints in
            guard let moments = moments.baseAddress, let distances = distances.baseAddress,
              let monomials = monomials.baseAddress, let adjoints = adjoints.baseAddress
            else { return nil }
            return body(moments, distances, monomials, adjoints)
          }
        }
      }
    }
  }
}
