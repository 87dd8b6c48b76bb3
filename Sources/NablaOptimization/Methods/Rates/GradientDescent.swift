/// Gradient descent by a learning rate, x ← x - α ∇f(x), and the methods that differ from it in this
/// one line: momentum, Nesterov, Adagrad, RMSProp, Adam.
///
/// Source: A.-L. Cauchy, "Méthode générale pour la résolution des systèmes d'équations
/// simultanées", 1847; Nocedal & Wright, Numerical Optimization, 2nd ed., section 3.3.
package struct GradientDescent: DescentMethod, Sendable {
  /// The learning rate α, positive.
  package var learningRate: Double
  /// Which of the methods by learning rate.
  package var method: DescentMethodName = .gradientDescent
  /// The numbers of the method that are not to be the usual ones.
  package var parameters: [Hyperparameter: Double] = [:]
  /// How the learning rate changes from step to step.
  package var schedule: Schedule = .constant
  /// Exactly how many updates to make; `nil` goes on until a stop rule fires.
  package var steps: Int?
  /// The largest magnitude in the gradient that passes for zero.
  package var tolerance = 1e-8
  /// Whether a start at a saddle or maximum is left alone.
  package var isStrictStart = false
  /// The value that is good enough to end at.
  package var target: ValueTarget?
  /// The most updates to make when `steps` is `nil`.
  package var stepBound = 10_000
  /// The most numbers that the trajectory keeps.
  package var storageLimit = Trajectory.defaultStorageLimit

  /// After how many steps in a row, or epochs, to higher values the learning rate is held against
  /// its limit.
  static let suspiciousRise = 3

  /// Makes the method with a learning rate, and exactly so many steps unless `nil`.
  package init(learningRate: Double, steps: Int? = nil) {
    self.learningRate = learningRate
    self.steps = steps
  }

  /// Descends from a start.
  ///
  /// Each step costs one value with gradient and O(n); nothing is allocated but the trajectory's
  /// storage, as it grows.
  package func minimize<O: Objective>(
    _ objective: inout O, from start: [Double], monitor: DescentMonitor
  ) throws(OptimizationError) -> Descent {
    guard learningRate > 0, learningRate.isFinite else { throw .learningRate(learningRate) }
    try OptimizationError.check(start: start, dimension: objective.dimension)
    try OptimizationError.check(tolerance: tolerance, steps: steps ?? stepBound)
    for (name, value) in parameters where !name.admits(value) {
      throw .hyperparameter(name, value)
    }
    var run = Run(method: self, start: start)
    run.begin(value: objective.valueAndGradient(at: run.x, gradient: &run.gradient))
    if !isStrictStart, run.isStationary { run.depart(&objective) }
    while run.stop == nil {
      monitor.progress?(run.step, run.value, run.slope)
      if monitor.isInterrupted() {
        run.stop = .interrupted
      } else if run.move() {
        run.arrive(value: objective.valueAndGradient(at: run.x, gradient: &run.gradient))
        if run.risingSteps == Self.suspiciousRise { run.checkRate(&objective) }
      }
    }
    return run.finish(&objective)
  }

  /// Whether the learning rate is beyond the limit of an objective with the same curvature
  /// everywhere: its values then rise for ever.
  func overshoots<O: Objective>(_ objective: inout O, at x: [Double]) -> Bool {
    guard schedule == .constant, method.hasRateLimit,
      let limit = LearningRateLimit(&objective, at: x, isRelocated: false), limit.isUniform
    else { return false }
    return learningRate > limit.limit * method.stabilityFactor(momentum: parameter(.momentum))
  }

  /// The value of a parameter, the usual one unless it is set.
  func parameter(_ name: Hyperparameter) -> Double { method.value(of: name, in: parameters) }
}
