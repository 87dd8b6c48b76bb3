/// The rule that ended a descent, with what was measured and the limit it was held against.
package enum StopReason: Sendable, Equatable {
  /// The largest magnitude in the gradient fell to the tolerance.
  case gradient(measured: Double, limit: Double)
  /// A step changed no coordinate; `measured` is the step that rounding swallowed.
  case step(measured: Double)
  /// The value changes no more than rounding does.
  case value(measured: Double, limit: Double)
  /// The value reached what was asked for.
  case target(measured: Double, ValueTarget)
  /// The number of steps that was asked for, or the bound on them, was reached.
  case steps(limit: Int)
  /// The number of times was reached that every row was to be visited.
  case epochs(limit: Int)
  /// Values and points grow without bound; it was clear after `step` steps.
  case diverged(step: Int)
  /// The points return in a cycle of `period` steps.
  case oscillating(period: Int)
  /// The value falls without bound (for a maximum: rises); `at` is where it was seen last.
  case unbounded(value: Double, at: [Double])
  /// The function has no finite value or gradient at `at`: the start, or where a step led.
  case undefined(at: [Double])
  /// The line search found no lower value along a direction that descends.
  case lineSearch
  /// Stopped from outside.
  case interrupted

  /// The rule's one word in reports and JSON.
  package var word: String {
    switch self {
    case .gradient: "gradient"
    case .step: "step"
    case .value, .target: "value"
    case .steps: "steps"
    case .epochs: "epochs"
    case .diverged: "diverged"
    case .oscillating: "oscillating"
    case .unbounded: "unbounded"
    case .undefined: "undefined"
    case .lineSearch: "line search"
    case .interrupted: "interrupted"
    }
  }

  /// The status of a run that this rule ended without success.
  ///
  /// 1, 2 and 3 are those of `scipy.optimize.minimize` with BFGS (bound on iterations, precision
  /// loss, not a number); the larger ones name what SciPy does not tell apart.
  var failureStatus: Int {
    switch self {
    case .steps, .epochs: 1
    case .lineSearch, .step, .value: 2
    case .undefined: 3
    case .diverged: 4
    case .oscillating: 5
    case .unbounded: 6
    case .interrupted: 7
    case .gradient: 8
    case .target: 9
    }
  }
}
