/// Descent by learning rate on batches of rows: stochastic and mini-batch gradient descent, and the
/// methods that differ from it in how they use a gradient.
///
/// Source: Robbins and Monro, A stochastic approximation method, 1951; Bottou, Curtis and Nocedal,
/// Optimization methods for large-scale machine learning, SIAM Review 60 (2018), section 4.
package struct BatchDescent: Sendable {
  /// The loss after an epoch counts as divergence from so many times the first one.
  private static let divergenceFactor = 1e3

  /// Which of the methods by learning rate, with its settings.
  package var method: GradientDescent
  package var batches: BatchPlan

  /// Makes a descent of a method on batches.
  package init(_ method: GradientDescent, batches: BatchPlan) {
    self.method = method
    self.batches = batches
  }

  /// Descends from a start.
  ///
  /// A step costs the gradient over its batch; after each epoch the loss over all rows is taken.
  /// It ends after the epochs, or before where the gradient over all rows is within the tolerance
  /// or the loss grows without bound. All means of the loss must go over the same rows.
  package func minimize(
    _ objective: inout RowObjective, from start: [Double], monitor: DescentMonitor
  ) throws(OptimizationError) -> Descent {
    guard method.learningRate > 0, method.learningRate.isFinite else {
      throw .learningRate(method.learningRate)
    }
    try OptimizationError.check(start: start, dimension: objective.dimension)
    var run = Run(self, &objective, start)
    while run.stop == nil {
      monitor.progress?(run.step, run.value, run.gradient.maxNorm)
      run.epoch(&objective, isInterrupted: monitor.isInterrupted)
    }
    return run.finish(&objective)
  }

  /// One descent while it lasts.
  private struct Run {
    let plan: BatchDescent
    let start: [Double]
    var x: [Double]
    var gradient: [Double]
    var value: Double
    var step = 0
    var stop: StopReason?
    private var previous: [Double]
    private var best: [Double]
    private var lowest: Double
    private let first: Double
    private var count = 0
    private var rule: UpdateRule
    private var order: RowOrder
    private var trajectory: Trajectory

    init(_ plan: BatchDescent, _ objective: inout RowObjective, _ start: [Double]) {
      self.plan = plan
      self.start = start
      x = start
      previous = start
      best = start
      gradient = Array(repeating: 0, count: start.count)
      value = objective.valueAndGradient(at: start, gradient: &gradient)
      first = value
      lowest = value
      rule = UpdateRule(plan.method.method, plan.method.parameter, start: start)
      order = RowOrder(count: objective.rowCount ?? 0, seed: plan.batches.seed)
      trajectory = Trajectory(dimension: start.count, storageLimit: plan.method.storageLimit)
      record()
      if !value.isFinite || !gradient.isFinite { stop = .undefined(at: x) }
      if plan.batches.epochs == 0 { stop = .epochs(limit: 0) }
    }

    /// Visits every row once, and takes the loss over all of them.
    mutating func epoch(_ objective: inout RowObjective, isInterrupted: () -> Bool) {
      if plan.batches.isShuffled { order.shuffle() }
      let rows = order.rows
      var position = 0
      while position < rows.count {
        if isInterrupted() {
          stop = .interrupted
          break
        }
        let end = min(rows.count, position + plan.batches.size)
        _ = objective.valueAndGradient(at: x, rows: rows[position..<end], gradient: &gradient)
        swap(&x, &previous)
        let rate = plan.method.schedule.rate(plan.method.learningRate, step: step)
        rule.move(&x, from: previous, gradient: gradient, rate: rate)
        step += 1
        guard x.isFinite else {
          swap(&x, &previous)
          stop = .diverged(step: step)
          break
        }
        position = end
      }
      count += 1
      value = objective.valueAndGradient(at: x, gradient: &gradient)
      record()
      if value < lowest { (lowest, best) = (value, x) }
      if stop == nil { check() }
    }

    private mutating func check() {
      let slope = gradient.maxNorm
      if !value.isFinite || !slope.isFinite
        || value - first > BatchDescent.divergenceFactor * abs(first)
      {
        stop = .diverged(step: step)
      } else if slope <= plan.method.tolerance {
        stop = .gradient(measured: slope, limit: plan.method.tolerance)
      } else if count == plan.batches.epochs {
        stop = .epochs(limit: count)
      }
    }

    private mutating func record() {
      trajectory.append(x, value: value, slope: x.count == 1 ? gradient[0] : gradient.maxNorm)
    }

    mutating func finish(_ objective: inout RowObjective) -> Descent {
      var descent = Descent(
        method: plan.method.method, x: x, fun: value, jac: gradient, nit: step,
        nfev: step + count + 1, stop: stop ?? .interrupted, trajectory: trajectory)
      if lowest < value { descent.best = Descent.Best(x: best, fun: lowest) }
      if case .diverged(let step) = stop { descent.divergedAt = step }
      descent.learningRate = plan.method.learningRate
      descent.schedule = plan.method.schedule
      descent.batches = plan.batches
      descent.judge(&objective, start: start, tolerance: plan.method.tolerance)
      return descent
    }
  }
}
