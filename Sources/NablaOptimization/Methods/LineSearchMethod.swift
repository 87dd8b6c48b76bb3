/// What turns a gradient into a direction to search along, and learns from the steps taken.
protocol DirectionModel: Sendable {
  /// Whether nothing is known of the scale, so that a direction is the negative gradient.
  var isIdentity: Bool { get }
  /// The approximation of the inverse Hessian, row by row, where it is held as a matrix.
  var inverseHessian: [Double]? { get }

  /// Forgets all steps.
  mutating func reset()

  /// Writes the direction to go from a point with its gradient.
  mutating func aim<O: Objective>(
    from x: [Double], gradient: [Double], of objective: inout O, into direction: inout [Double])

  /// Learns that along the step `s` the gradient changed by `y`; whether it did.
  mutating func update(step s: [Double], gradientChange y: [Double]) -> Bool
}

/// A method that goes along a direction as far as the Wolfe conditions ask for.
protocol LineSearchMethod: DescentMethod, Sendable {
  associatedtype Model: DirectionModel

  /// The method by name.
  var name: DescentMethodName { get }
  /// The most variables; `nil` where memory grows no faster than their number.
  static var largestDimension: Int? { get }
  /// The largest magnitude in the gradient that passes for zero.
  var tolerance: Double { get }
  /// The most steps to take.
  var stepBound: Int { get }
  /// The most numbers that the trajectory keeps.
  var storageLimit: Int { get }
  /// Whether a start at a saddle or maximum is left alone.
  var isStrictStart: Bool { get }
  /// The value that is good enough to end at.
  var target: ValueTarget? { get }

  /// What the method knows before its first step.
  func makeModel(dimension: Int) -> Model
}

extension LineSearchMethod {
  /// Descends from a start.
  ///
  /// Each step costs its direction and as many values with gradients as the line search needs,
  /// mostly one.
  package func minimize<O: Objective>(
    _ objective: inout O, from start: [Double], monitor: DescentMonitor
  ) throws(OptimizationError) -> Descent {
    try OptimizationError.check(start: start, dimension: objective.dimension)
    try OptimizationError.check(tolerance: tolerance, steps: stepBound)
    if let limit = Self.largestDimension, start.count > limit {
      throw .dimensionTooLarge(start.count, limit: limit)
    }
    var run = LineSearchRun(method: self, start: start)
    run.begin(value: objective.valueAndGradient(at: run.x, gradient: &run.gradient))
    run.conclude(&objective)
    while run.stop == nil {
      monitor.progress?(run.step, run.value, run.gradient.maxNorm)
      if monitor.isInterrupted() {
        run.stop = .interrupted
      } else {
        run.advance(&objective)
        run.conclude(&objective)
      }
    }
    return run.finish(&objective)
  }
}
