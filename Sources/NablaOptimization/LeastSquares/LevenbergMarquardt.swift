/// The method of Levenberg and Marquardt, as MINPACK's `lmder` has it: the step is the best one of the
/// model made linear within a radius, measured by the lengths of the slopes' columns, and the radius
/// follows how well the linear model foretold the step's gain.
///
/// A step to where the model has no value is one without gain: the radius shrinks. Source: Moré, The
/// Levenberg-Marquardt algorithm: implementation and theory, Lecture Notes in Mathematics 630 (1978).
/// The step itself is computed by Eigen's port of cminpack; Debian has cminpack as a shared library
/// only, which the static executable cannot take in.
package struct LevenbergMarquardt {
  /// The first radius in units of the start's length.
  package var firstRadius = 100.0

  /// MINPACK's default, and as large as `scipy.optimize.leastsq` allows.
  package static let usualRadius = 100.0
  private static let stepLimit = 2_000
  /// Relative changes below these end the search: rounding of the sum of squares, and of points.
  private static let valueTolerance = 1e-15
  private static let stepTolerance = 1e-13

  private var x: [Double] = []
  private var diagonal: [Double] = []
  private var radius = 0.0
  private var damping = 0.0

  package init(firstRadius: Double = LevenbergMarquardt.usualRadius) {
    self.firstRadius = firstRadius
  }

  /// Searches from a start; `nil` where the model or a slope has no value there.
  package mutating func run<Rows: ResidualRows>(
    _ rows: inout Rows, from start: [Double], isInterrupted: () -> Bool = { false }
  ) -> LeastSquaresRun? {
    guard let first = rows.linearization(at: start) else { return nil }
    var run = LeastSquaresRun(x: start, linearization: first, stop: .steps)
    run.evaluations = 1
    run.linearizations = 1
    run.path = [(start, run.rss)]
    measure(run)
    while run.steps < Self.stepLimit {
      if isInterrupted() {
        run.stop = .interrupted
        return run
      }
      if run.linearization.residualNorm == 0 {
        run.stop = .value
        return run
      }
      if let stop = step(&run, &rows) {
        run.stop = stop
        return run
      }
    }
    return run
  }

  /// Sets up the measure of steps and the first radius.
  private mutating func measure(_ run: LeastSquaresRun) {
    diagonal = run.linearization.slopeNorms.map { $0 > 0 ? $0 : 1 }
    let length = zip(diagonal, run.x).map(*).euclideanNorm
    radius = firstRadius * (length > 0 ? length : 1)
    damping = 0
  }

  /// Shrinks the radius until a step gains; the reason to stop where the search has ended.
  private mutating func step<Rows: ResidualRows>(
    _ run: inout LeastSquaresRun, _ rows: inout Rows
  ) -> LeastSquaresRun.Stop? {
    let base = run.linearization
    let norm = base.residualNorm
    diagonal = zip(diagonal, base.slopeNorms).map { max($0, $1) }
    while true {
      guard
        let step = base.dampedStep(diagonal: diagonal, radius: radius, damping: &damping)
      else { return .step }
      let length = zip(diagonal, step).map(*).euclideanNorm
      if run.steps == 0 { radius = min(radius, length) }
      let point = run.x.moved(by: 1, along: step)
      let trial = rows.squaredNorm(at: point).squareRoot()
      run.evaluations += 1
      var next: LinearizedRows?
      if trial < norm {
        next = rows.linearization(at: point)
        run.linearizations += 1
      }
      let gain = Gain(
        actual: next == nil ? (trial == norm ? 0 : -1) : 1 - (trial / norm) * (trial / norm),
        linear: base.image(of: step).euclideanNorm / norm,
        damped: damping.squareRoot() * length / norm)
      adapt(to: gain, length)
      if let next, gain.ratio >= 1e-4 { run.move(to: point, next) }
      if abs(gain.actual) <= Self.valueTolerance, gain.predicted <= Self.valueTolerance,
        gain.ratio <= 2
      {
        return .value
      }
      let size = zip(diagonal, run.x).map(*).euclideanNorm
      if radius <= Self.stepTolerance * size { return .step }
      if radius < .leastNormalMagnitude { return .step }
      if gain.ratio >= 1e-4 { return nil }
    }
  }

  /// What a step gained of the sum of squares, and what the linear model foretold, both relative.
  private struct Gain {
    var actual: Double
    /// The length of the linear model's change, and of the damping's part.
    var linear: Double
    var damped: Double

    var predicted: Double { linear * linear + 2 * damped * damped }
    var slope: Double { -(linear * linear + damped * damped) }
    var ratio: Double { predicted > 0 ? actual / predicted : 0 }
  }

  private mutating func adapt(to gain: Gain, _ length: Double) {
    if gain.ratio <= 0.25 {
      var factor = gain.actual >= 0 ? 0.5 : 0.5 * gain.slope / (gain.slope + 0.5 * gain.actual)
      if !(factor >= 0.1) { factor = 0.1 }
      radius = factor * min(radius, 10 * length)
      damping /= factor
    } else if damping == 0 || gain.ratio >= 0.75 {
      radius = 2 * length
      damping *= 0.5
    }
  }
}
