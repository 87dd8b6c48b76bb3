extension BatchDescent {
  /// One descent while it lasts.
  struct Run {
    /// The loss counts as divergence from so many times the first one.
    private static let divergenceFactor = 1e3
    /// After how many rows it is looked at where the point is, and at the monitor.
    private static let watchedRows = 64
    /// Of how many steps the points are kept, about, so that a picture shows the way between epochs.
    private static let pathLength = 500

    private let plan: BatchDescent
    private let start: [Double]
    private var x: [Double]
    private var previous: [Double]
    private var gradient: [Double]
    private var value: Double
    private var step = 0
    var visits = BatchVisits()
    var stop: StopReason?
    private var best: [Double]
    private var lowest: Double
    private let first: Double
    /// How many epochs in a row ended above the one before and the start.
    private var risingEpochs = 0
    /// A coordinate beyond it makes a look at the loss worthwhile.
    private var reach: Double
    private var evaluations = 1
    private var rule: UpdateRule
    /// Whether nothing but x ← x - α ∇ is to be done.
    private let isPlain: Bool
    private var rates: [Double]
    private var order: RowOrder
    private var trajectory: Trajectory
    /// After how many steps each a point of the path is kept.
    private let pathInterval: Int

    init(_ plan: BatchDescent, _ objective: inout RowObjective, _ start: [Double]) {
      self.plan = plan
      self.start = start
      x = start
      previous = start
      best = start
      gradient = Array(repeating: 0, count: start.count)
      value = objective.rowValueAndGradient(at: start, gradient: &gradient)
      first = value
      lowest = value
      reach = 1e6 * max(1, start.maxNorm)
      isPlain = plan.method.method == .gradientDescent
      rates = [plan.method.learningRate]
      rule = UpdateRule(plan.method.method, plan.method.parameter, start: start)
      order = RowOrder(count: objective.rowCount ?? 0, seed: plan.batches.seed)
      trajectory = Trajectory(dimension: start.count, storageLimit: plan.method.storageLimit)
      let steps = plan.batches.stepCount(rowCount: order.rows.count)
      pathInterval = max(1, steps / Self.pathLength)
      visits.path = [start]
      if !isWhole { objective.prepareBatches(isInOrder: !plan.batches.isShuffled) }
      record()
      if !value.isFinite || !gradient.isFinite { stop = .undefined(at: x) }
      checkTargets()
    }

    /// Whether a batch is all rows.
    private var isWhole: Bool { plan.batches.size >= order.rows.count }

    /// Visits every row once, or what rows are left, and takes the loss over all of them.
    mutating func epoch(_ objective: inout RowObjective, monitor: DescentMonitor) {
      if plan.batches.isShuffled, !isWhole { order.shuffle() }
      let batches = max(1, min(Self.watchedRows / plan.batches.size, pathInterval))
      let stretch = batches * plan.batches.size
      var position = 0
      while position < order.rows.count, stop == nil {
        if monitor.isInterrupted() {
          stop = .interrupted
          break
        }
        let end = min(order.rows.count, position + stretch, rowLimit(from: position))
        take(position..<end, &objective)
        monitor.batchProgress?(progress)
        position = end
        if step >= visits.path.count * pathInterval { visits.path.append(x) }
        watch(&objective)
        if step == plan.batches.steps, stop == nil, position < order.rows.count {
          stop = .steps(limit: step)
        }
      }
      if position == order.rows.count { visits.epochs += 1 }
      let old = value
      value = objective.valueAndGradient(at: x, gradient: &gradient)
      evaluations += 1
      record()
      if value < lowest { (lowest, best) = (value, x) }
      risingEpochs = value > max(old, first) ? risingEpochs + 1 : 0
      if stop == nil { check(&objective) }
    }

    /// Where the last batch ends that the number of steps allows.
    private func rowLimit(from position: Int) -> Int {
      guard let steps = plan.batches.steps else { return Int.max }
      let (rows, isOverflow) = (steps - step).multipliedReportingOverflow(by: plan.batches.size)
      return isOverflow ? Int.max : position + rows
    }

    /// Takes the batches of some rows in order.
    private mutating func take(_ range: Range<Int>, _ objective: inout RowObjective) {
      visits.rows += range.count
      if isPlain, !isWhole {
        let count = (range.count + plan.batches.size - 1) / plan.batches.size
        fillRates(count)
        // The stretch after this one comes next.
        let end = min(order.rows.count, range.upperBound + range.count)
        if objective.descend(
          &x, rows: order.rows[range.lowerBound..<end], count: range.count,
          batchSize: plan.batches.size, rates: rates)
        {
          step += count
          return
        }
      }
      var position = range.lowerBound
      while position < range.upperBound {
        let end = min(range.upperBound, position + plan.batches.size)
        // That of all rows is known from the end of the last epoch.
        if !isWhole {
          objective.batchGradient(at: x, rows: order.rows[position..<end], into: &gradient)
        }
        let rate = plan.method.schedule.rate(plan.method.learningRate, step: step)
        swap(&x, &previous)
        rule.move(&x, from: previous, gradient: gradient, rate: rate)
        step += 1
        position = end
      }
    }

    /// The rates of the next steps, one alone where it stays the same.
    private mutating func fillRates(_ count: Int) {
      let schedule = plan.method.schedule
      guard schedule != .constant else { return }
      rates.removeAll(keepingCapacity: true)
      for offset in 0..<count {
        rates.append(schedule.rate(plan.method.learningRate, step: step + offset))
      }
    }

    /// Looks whether the point went far astray within an epoch.
    private mutating func watch(_ objective: inout RowObjective) {
      guard !(x.maxNorm <= reach) else { return }
      let value = objective.rowValue(at: x)
      evaluations += 1
      if isDivergence(value) || !x.isFinite {
        stop = .diverged(step: step)
      } else {
        reach = 10 * x.maxNorm
      }
    }

    private func isDivergence(_ value: Double) -> Bool {
      !value.isFinite || value - first > Self.divergenceFactor * abs(first)
    }

    private mutating func check(_ objective: inout RowObjective) {
      let isRising = risingEpochs == GradientDescent.suspiciousRise
      if isDivergence(value) || !gradient.isFinite
        || isRising && plan.method.overshoots(&objective, at: x)
      {
        stop = .diverged(step: step)
      } else {
        checkTargets()
      }
    }

    /// The value asked for, the tolerance, the number of epochs and steps.
    private mutating func checkTargets() {
      guard stop == nil else { return }
      let slope = gradient.maxNorm
      if slope <= plan.method.tolerance {
        stop = .gradient(measured: slope, limit: plan.method.tolerance)
      } else if let target = plan.method.target, target.isMet(by: value) {
        stop = .target(measured: value, target)
      } else if step == plan.batches.steps {
        stop = .steps(limit: step)
      } else if let epochs = plan.batches.epochs, visits.epochs >= epochs {
        stop = .epochs(limit: epochs)
      }
    }

    private mutating func record() {
      trajectory.append(x, value: value, slope: x.count == 1 ? gradient[0] : gradient.maxNorm)
    }

    private var progress: BatchProgress {
      let count = order.rows.count
      let allEpochs = plan.batches.epochs.map { Double($0) * Double(count) }
      let allSteps = plan.batches.steps.map { Double($0) * Double(plan.batches.size) }
      let all = min(allEpochs ?? .infinity, allSteps ?? .infinity)
      return BatchProgress(
        epoch: visits.epochs + 1, rows: visits.rows, allRows: all, value: value)
    }

    mutating func finish(_ objective: inout RowObjective) -> Descent {
      if visits.path.last != x { visits.path.append(x) }
      var descent = Descent(
        method: plan.method.method, x: x, fun: value, jac: gradient, nit: step,
        nfev: step + evaluations, stop: stop ?? .interrupted, trajectory: trajectory)
      if lowest < value || value.isNaN { descent.best = Descent.Best(x: best, fun: lowest) }
      if case .diverged(let step) = stop { descent.divergedAt = step }
      descent.learningRate = plan.method.learningRate
      descent.schedule = plan.method.schedule
      descent.batches = plan.batches
      descent.visits = visits
      descent.judge(&objective, start: start, tolerance: plan.method.tolerance)
      descent.rateLimit = rateLimit(&objective, of: descent)
      return descent
    }

    /// The limit for batches of all rows, at the best point seen.
    private func rateLimit(
      _ objective: inout RowObjective, of descent: Descent
    ) -> LearningRateLimit? {
      guard plan.method.schedule == .constant, plan.method.method.hasRateLimit else { return nil }
      let limit = LearningRateLimit(&objective, at: best, isRelocated: true)
      return limit?.scaled(
        by: plan.method.method.stabilityFactor(momentum: plan.method.parameter(.momentum)))
    }
  }
}
