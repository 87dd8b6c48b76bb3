/// Where a search for the least sum of squares has come to, and how.
package struct LeastSquaresRun: Sendable {
  /// The rule that ended a search.
  package enum Stop: String, Sendable {
    /// The residuals are orthogonal to all slopes.
    case gradient
    /// Steps no longer change the parameters.
    case step
    /// Steps no longer change the sum of squares.
    case value
    /// The bound on the number of steps was reached.
    case steps
    /// The model has no value or no slope at the start in some row.
    case undefined
    /// Stopped from outside.
    case interrupted

    /// The status of a search that ended so without success, as `StopReason` has it.
    package var failureStatus: Int {
      switch self {
      case .steps: 1
      case .step, .value: 2
      case .undefined: 3
      case .interrupted: 7
      case .gradient: 8
      }
    }
  }

  package var x: [Double]
  /// The model made linear at `x`.
  package var linearization: LinearizedRows
  package var stop: Stop
  /// How many steps were taken.
  package var steps = 0
  /// How often residuals were asked for.
  package var evaluations = 0
  /// How often slopes were asked for.
  package var linearizations = 0
  /// The parameters on the way, the start first, and the sum of squares there.
  package var path: [(x: [Double], rss: Double)] = []

  /// The sum of squared residuals.
  package var rss: Double { linearization.residualNorm * linearization.residualNorm }

  /// Goes on to another point.
  mutating func move(to x: [Double], _ linearization: LinearizedRows) {
    self.x = x
    self.linearization = linearization
    steps += 1
    if path.count < Self.pathLimit { path.append((x, rss)) }
  }

  /// Most points of the path that are kept.
  private static let pathLimit = 10_000
}

extension LeastSquaresRun {
  /// Goes on with plain Gauss-Newton steps as long as they bring the residuals nearer to being
  /// orthogonal to the slopes.
  ///
  /// The sum of squares is flat at its minimum, so a method that compares sums stops at half the
  /// digits of doubles; the residuals' angle to the slopes tells nearly all of them.
  mutating func polish<Rows: ResidualRows>(_ rows: inout Rows) {
    var best = linearization.explainable.euclideanNorm
    var candidate = (x: x, linearization: linearization)
    var failures = 0
    for _ in 0..<Self.polishLimit where best > 0 && failures < 3 {
      guard let step = candidate.linearization.solution()?.step else { return }
      candidate.x = candidate.x.moved(by: 1, along: step)
      guard let next = rows.linearization(at: candidate.x) else { return }
      linearizations += 1
      candidate.linearization = next
      guard next.residualNorm <= linearization.residualNorm * (1 + 1e-9) else { return }
      let norm = next.explainable.euclideanNorm
      failures = norm < best ? 0 : failures + 1
      guard norm < best else { continue }
      best = norm
      move(to: candidate.x, next)
    }
  }

  /// Most Gauss-Newton steps at the end; where the residuals are large they converge linearly.
  private static let polishLimit = 200
}
