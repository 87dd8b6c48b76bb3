/// A method with all its settings, as a value.
package struct DescentPlan: Sendable {
  /// Where the learning rate comes from.
  package enum Rate: Sendable, Equatable {
    case fixed(Double)
    /// The method's recommended rate, else one from the curvature.
    case usual
    /// One from the curvature.
    case automatic
  }

  /// The largest magnitude in the gradient that passes for zero unless it is given.
  package static let usualTolerance = 1e-8

  /// The method.
  package var method: DescentMethodName
  /// The learning rate, for the methods that go by one.
  package var rate: Rate = .usual
  /// How it changes.
  package var schedule: Schedule = .constant
  /// The parameters that are not to be the usual ones.
  package var parameters: [Hyperparameter: Double] = [:]
  /// Exactly how many steps; at most so many for a method with a line search.
  package var steps: Int?
  /// The largest magnitude in the gradient that passes for zero; `nil` for 1e-8.
  package var tolerance: Double?
  /// The value that is good enough to end at.
  package var target: ValueTarget?
  /// How to go through the rows of a table; `nil` for all of them at every step.
  package var batches: BatchPlan?
  /// Whether a start at a saddle or maximum is left alone.
  package var isStrictStart = false

  /// A plan with the method's usual settings.
  package init(_ method: DescentMethodName) {
    self.method = method
  }

  /// Looks for a minimum or a maximum from a start.
  package func run<O: Objective>(
    _ objective: inout O, goal: Goal, from start: [Double],
    monitor: DescentMonitor = DescentMonitor()
  ) throws(OptimizationError) -> Descent {
    switch goal {
    case .minimum: return try minimize(&objective, from: start, monitor: monitor)
    case .maximum:
      var negated = NegatedObjective(objective)
      var mirrored = self
      mirrored.target = target?.negated()
      let descent = try mirrored.minimize(&negated, from: start, monitor: monitor)
      objective = negated.base
      return descent.negated()
    }
  }

  /// Looks for an optimum of a loss over rows, by batches where the plan says so.
  ///
  /// What was found without the rows is held against them at the end, and where the two disagree
  /// beyond rounding, all is done again by the rows alone.
  package func run(
    overRows objective: inout RowObjective, goal: Goal, from start: [Double],
    monitor: DescentMonitor = DescentMonitor()
  ) throws(OptimizationError) -> Descent {
    let descent = try runOnce(&objective, goal: goal, from: start, monitor: monitor)
    let slope = abs(descent.trajectory.slope(at: 0) ?? 0)
    if !descent.fun.isFinite
      || objective.confirms(descent.fun, descent.jac, at: descent.x, slope: slope)
    {
      return descent
    }
    objective.forgetMoments()
    return try runOnce(&objective, goal: goal, from: start, monitor: monitor)
  }

  private func runOnce(
    _ objective: inout RowObjective, goal: Goal, from start: [Double], monitor: DescentMonitor
  ) throws(OptimizationError) -> Descent {
    guard let batches else {
      return try run(&objective, goal: goal, from: start, monitor: monitor)
    }
    var method = GradientDescent(learningRate: 0)
    method.method = self.method
    method.parameters = parameters
    method.schedule = schedule
    method.target = target
    if let tolerance { method.tolerance = tolerance }
    switch rate {
    case .fixed(let rate): method.learningRate = rate
    case .usual, .automatic: method.learningRate = self.method.row.rate ?? 0
    }
    return try BatchDescent(method, batches: batches)
      .minimize(&objective, from: start, monitor: monitor)
  }

  private func minimize<O: Objective>(
    _ objective: inout O, from start: [Double], monitor: DescentMonitor
  ) throws(OptimizationError) -> Descent {
    for name in Hyperparameter.allCases {
      if let value = parameters[name], !name.admits(value) { throw .hyperparameter(name, value) }
    }
    switch method {
    case .gradientDescent, .momentum, .nesterov, .adagrad, .rmsprop, .adam:
      return try descendByRate(&objective, from: start, monitor: monitor)
    case .bfgs:
      var method = BFGS()
      if let steps { method.stepBound = steps }
      if let tolerance { method.tolerance = tolerance }
      method.isStrictStart = isStrictStart
      method.target = target
      return try method.minimize(&objective, from: start, monitor: monitor)
    case .lbfgs:
      var method = LBFGS()
      if let memory = parameters[.memory] { method.memory = Int(memory) }
      // Along a chain of variables what happens at one end takes as many steps to the other.
      method.stepBound = steps ?? max(method.stepBound, 10 * start.count)
      if let tolerance { method.tolerance = tolerance }
      method.isStrictStart = isStrictStart
      method.target = target
      return try method.minimize(&objective, from: start, monitor: monitor)
    case .newton:
      var method = Newton()
      if let steps { method.stepBound = steps }
      if let tolerance { method.tolerance = tolerance }
      method.isStrictStart = isStrictStart
      method.target = target
      return try method.minimize(&objective, from: start, monitor: monitor)
    }
  }

  private func descendByRate<O: Objective>(
    _ objective: inout O, from start: [Double], monitor: DescentMonitor
  ) throws(OptimizationError) -> Descent {
    var method = GradientDescent(learningRate: 0, steps: steps)
    method.method = self.method
    method.parameters = parameters
    method.schedule = schedule
    method.isStrictStart = isStrictStart
    method.target = target
    if let tolerance { method.tolerance = tolerance }
    var choice: RateChoice?
    switch rate {
    case .fixed(let rate): method.learningRate = rate
    case .usual, .automatic:
      try OptimizationError.check(start: start, dimension: objective.dimension)
      let recommended = rate == .usual ? self.method.row.rate : nil
      let chosen =
        recommended.map { RateChoice(rate: $0, reason: .source) }
        ?? RateChoice.choose(
          &objective, method: self.method, start: start, tolerance: method.tolerance)
      method.learningRate = chosen.rate
      choice = chosen
    }
    var descent = try method.minimize(&objective, from: start, monitor: monitor)
    // A rate that is safe at both ends may still overshoot on a steeper part of the way.
    while var retry = choice, retry.reason != .source, retry.halvings < 20, descent.overshot {
      retry.halvings += 1
      retry.rate /= 2
      choice = retry
      method.learningRate = retry.rate
      let evaluations = descent.nfev
      descent = try method.minimize(&objective, from: start, monitor: monitor)
      descent.nfev += evaluations
      descent.njev += evaluations
    }
    descent.rateChoice = choice
    return descent
  }
}

extension Descent {
  /// Whether a smaller learning rate may help.
  fileprivate var overshot: Bool {
    switch stop {
    case .diverged, .oscillating, .undefined: true
    case .steps, .value, .step: !success && oscillation != nil
    case .gradient, .unbounded, .lineSearch, .interrupted, .epochs, .target: false
    }
  }
}
