/// Why a descent cannot even begin.
package enum OptimizationError: Error, Sendable, Equatable {
  /// The method keeps a dense matrix, which would be too large for so many variables.
  case dimensionTooLarge(Int, limit: Int)
  /// The start has another number of coordinates than the objective has variables.
  case wrongStart(given: Int, expected: Int)
  /// The objective has no variables.
  case noVariables
  /// The learning rate is not a positive finite number.
  case learningRate(Double)
  /// The tolerance is negative or not a number.
  case tolerance(Double)
  /// A parameter of the method is out of its range.
  case hyperparameter(Hyperparameter, Double)
  /// A number of steps is negative.
  case steps(Int)
}

extension OptimizationError {
  /// Refuses a start that does not fit the objective.
  static func check(start: [Double], dimension: Int) throws(OptimizationError) {
    guard dimension > 0 else { throw .noVariables }
    guard start.count == dimension else {
      throw .wrongStart(given: start.count, expected: dimension)
    }
  }

  /// Refuses a tolerance or a number of steps that no run could meet.
  static func check(tolerance: Double, steps: Int) throws(OptimizationError) {
    guard tolerance >= 0 else { throw .tolerance(tolerance) }
    guard steps >= 0 else { throw .steps(steps) }
  }
}
