extension GradientDescent {
  /// One descent while it lasts.
  ///
  /// Only evaluating the objective is left to the loop around it, so that all this is compiled
  /// once, whatever the objective.
  struct Run {
    private let method: GradientDescent
    private let start: [Double]
    private let lastStep: Int
    /// Whether nothing but x ← x - α ∇f(x) is to be done.
    private let isPlain: Bool

    /// The present point, and the gradient there.
    private(set) var x: [Double]
    var gradient: [Double]
    private(set) var value = 0.0
    /// The largest magnitude in the gradient.
    private(set) var slope = 0.0
    private(set) var step = 0
    /// Why the descent is over; `nil` while it is not.
    var stop: StopReason?

    private var previous: [Double]
    private var trajectory: Trajectory
    private var best: [Double]
    private var lowest = 0.0
    private var startValue = 0.0
    private var isBest = true
    private var growth: GrowthDetector
    private var divergedAt: Int?
    private var cycle: CycleDetector
    private var period: Int?
    private var window: (value: Double, slope: Double) = (.nan, .nan)
    private var isRejected = false
    /// How many steps in a row led to values above the one before and the start's.
    private(set) var risingSteps = 0
    private var rule: UpdateRule
    /// The largest coordinate of the last move by a rule.
    private var moved = 0.0
    private var departure: Departure?
    /// The values asked for in vain before the departure.
    private var trials = 0

    /// Prepares to descend from a start that is yet to be evaluated.
    init(method: GradientDescent, start: [Double]) {
      self.method = method
      self.start = start
      lastStep = method.steps ?? method.stepBound
      x = start
      previous = start
      best = start
      gradient = [Double](repeating: 0, count: start.count)
      trajectory = Trajectory(dimension: start.count, storageLimit: method.storageLimit)
      trajectory.reserve(method.steps ?? 0)
      growth = GrowthDetector(start: start, value: 0, slope: 0, predicted: 0)
      cycle = CycleDetector(start: start)
      isPlain = method.method == .gradientDescent && method.schedule == .constant
      rule = UpdateRule(method.method, method.parameter, start: start)
    }

    /// Takes in the value at the start.
    mutating func begin(value: Double) {
      self.value = value
      lowest = value
      startValue = value
      slope = gradient.maxNorm
      record()
      guard value.isFinite, slope.isFinite else {
        stop = .undefined(at: x)
        return
      }
      growth = GrowthDetector(
        start: start, value: value, slope: slope,
        predicted: method.learningRate * gradient.dot(gradient))
      window = (value, slope)
      checkTargets()
    }

    /// Moves to the next point; false when rounding swallows the step and the descent is over.
    mutating func move() -> Bool {
      swap(&x, &previous)
      if !isPlain { return moveByRule() }
      var isMoved = false
      for index in x.indices {
        let old = previous[index]
        let new = old - method.learningRate * gradient[index]
        x[index] = new
        if new != old { isMoved = true }
      }
      if isMoved || method.steps != nil { return true }
      stop = .step(measured: method.learningRate * slope)
      return false
    }

    private mutating func moveByRule() -> Bool {
      let rate = method.schedule.rate(method.learningRate, step: step)
      rule.move(&x, from: previous, gradient: gradient, rate: rate)
      moved = x.maxDistance(to: previous)
      if !(moved == 0) || method.steps != nil { return true }
      stop = .step(measured: rate * slope)
      return false
    }

    /// Takes in the value at the point moved to.
    mutating func arrive(value new: Double) {
      let length = isPlain ? method.learningRate * slope : moved
      let newSlope = gradient.maxNorm
      guard new.isFinite, newSlope.isFinite else {
        reject(value: new)
        return
      }
      step += 1
      if new < lowest {
        lowest = new
        isBest = true
      } else if isBest {
        for index in best.indices { best[index] = previous[index] }
        isBest = false
      }
      let change = new - value
      risingSteps = change > 0 && new > startValue ? risingSteps + 1 : 0
      value = new
      slope = newSlope
      record()
      if growth.isSuspicious(value) { watchGrowth() }
      checkTargets()
      if stop == nil {
        watchCycle(length: length)
        if step & 1023 == 0 { watchValue(change: change) }
      }
    }

    private mutating func record() {
      let shown = x.count == 1 ? gradient[0] : slope
      trajectory.append(x, value: value, slope: shown)
    }

    /// Goes back from a point without a finite value, and says why there is none.
    private mutating func reject(value new: Double) {
      if new == -.infinity {
        stop = .unbounded(value: new, at: x)
      } else if divergedAt != nil || growth.isOverflow(x, value: new) {
        divergedAt = divergedAt ?? step + 1
        stop = .diverged(step: divergedAt ?? step)
      } else {
        stop = .undefined(at: x)
      }
      swap(&x, &previous)
      isRejected = true
    }

    /// The tolerance and the value asked for, unless the number of steps is fixed, and the number of steps.
    private mutating func checkTargets() {
      guard stop == nil else { return }
      if slope <= method.tolerance, method.steps == nil {
        stop = .gradient(measured: slope, limit: method.tolerance)
      } else if let target = method.target, target.isMet(by: value) {
        stop = .target(measured: value, target)
      } else if step == lastStep {
        stop = .steps(limit: lastStep)
      }
    }

    private mutating func watchGrowth() {
      guard let growth = growth.growth(value: value, slope: slope, at: x, lowest: lowest) else {
        return
      }
      if divergedAt == nil { divergedAt = step }
      guard method.steps == nil else { return }
      switch growth {
      case .rising: stop = .diverged(step: step)
      case .falling: stop = .unbounded(value: value, at: x)
      }
    }

    private mutating func watchCycle(length: Double) {
      guard period == nil, slope > method.tolerance else { return }
      period = cycle.observe(x, step: step, length: length)
      if let period, method.steps == nil { stop = .oscillating(period: period) }
    }

    /// Gives up where in 1024 steps neither the value changed beyond rounding nor the gradient
    /// halved.
    private mutating func watchValue(change: Double) {
      let rounding = 2 * Double.ulpOfOne * abs(value)
      let isConstant = abs(value - window.value) <= rounding && abs(change) <= rounding
      if isConstant, slope > 0.5 * window.slope, method.steps == nil {
        stop = .value(measured: abs(value - window.value), limit: rounding)
      }
      window = (value, slope)
    }
  }
}

extension GradientDescent.Run {
  /// Whether the descent has not moved and, but for a number of steps asked for, never would.
  var isStationary: Bool {
    if case .target = stop { return false }
    return step == 0 && slope <= method.tolerance && lastStep > 0
  }

  /// Ends a descent whose values rise step by step where a learning rate beyond its limit is the
  /// cause.
  mutating func checkRate<O: Objective>(_ objective: inout O) {
    guard stop == nil, method.steps == nil, method.overshoots(&objective, at: x) else { return }
    divergedAt = step
    stop = .diverged(step: step)
  }

  /// Steps off a start that is a saddle or a maximum.
  mutating func depart<O: Objective>(_ objective: inout O) {
    guard
      let way = Departure.Way(
        &objective, from: x, value: value, gradient: gradient, tolerance: method.tolerance)
    else { return }
    departure = Departure(step: 0, kind: way.kind, direction: way.direction)
    stop = nil
    trials = way.evaluations - 1
    swap(&x, &previous)
    x = way.x
    gradient = way.gradient
    moved = x.maxDistance(to: previous)
    arrive(value: way.value)
  }

  /// Judges where the descent ended.
  mutating func finish<O: Objective>(_ objective: inout O) -> Descent {
    // The gradient at hand is that of a point which was not accepted.
    if isRejected { _ = objective.valueAndGradient(at: x, gradient: &gradient) }
    var descent = Descent(
      method: method.method, x: x, fun: value, jac: gradient, nit: step,
      nfev: step + trials + (isRejected ? 2 : 1), stop: stop ?? .interrupted, trajectory: trajectory
    )
    descent.best = isBest || !lowest.isFinite ? nil : Descent.Best(x: best, fun: lowest)
    descent.divergedAt = divergedAt
    descent.learningRate = method.learningRate
    descent.schedule = method.schedule
    descent.departures = departure.map { [$0] } ?? []
    descent.judge(&objective, start: start, tolerance: method.tolerance)
    findOscillation(in: &descent)
    if method.schedule == .constant, method.method.hasRateLimit {
      descent.rateLimit = rateLimit(&objective, of: descent)?.scaled(
        by: method.method.stabilityFactor(momentum: method.parameter(.momentum)))
    }
    if method.schedule == .constant, method.method.hasRateLimit, method.steps == nil {
      descent.slowness = SlowConvergence(&objective, of: descent, tolerance: method.tolerance)
    }
    return descent
  }

  private func findOscillation(in descent: inout Descent) {
    guard !descent.success, divergedAt == nil else { return }
    if let period {
      descent.oscillation = Oscillation(period: period, endOf: descent.trajectory)
    } else {
      descent.oscillation = Oscillation(bounceAtEndOf: descent.trajectory)
      // Values that stay the same may be those of two sides of a valley.
      if case .value = descent.stop, let bounce = descent.oscillation {
        descent.stop = .oscillating(period: bounce.period)
        descent.status = descent.stop.failureStatus
      }
    }
  }

  /// The limit by the curvature where the descent ended or, where it went astray, at the
  /// stationary point that it should have reached.
  private func rateLimit<O: Objective>(
    _ objective: inout O, of descent: Descent
  ) -> LearningRateLimit? {
    guard descent.fun.isFinite else { return nil }
    let tolerance = method.tolerance
    if let oscillation = descent.oscillation {
      return LearningRateLimit(&objective, near: oscillation.center, tolerance: tolerance)
    }
    let origin: [Double]
    switch descent.stop {
    case .diverged: origin = descent.best?.x ?? descent.x
    case .unbounded: origin = start
    case .undefined: origin = descent.x
    case .gradient, .step, .value, .steps, .epochs, .target, .oscillating, .lineSearch,
      .interrupted:
      return LearningRateLimit(&objective, at: descent.x, isRelocated: false)
    }
    // It has to be safe where it starts as well as where it should arrive.
    return .stricter(
      LearningRateLimit(&objective, near: origin, tolerance: tolerance),
      LearningRateLimit(&objective, at: origin, isRelocated: false))
  }
}
