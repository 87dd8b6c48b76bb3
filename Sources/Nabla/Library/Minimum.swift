import NablaOptimization

/// The result of a descent: where it ended, why, and what is known of the point.
///
/// Names follow `scipy.optimize.OptimizeResult`. For a maximization all values and derivatives are
/// those of the function itself.
public struct Minimum: Sendable {
  /// A point and the value there.
  public struct Best: Sendable, Equatable {
    /// The coordinates, in the order of `Minimum.variables`.
    public var x: [Double]
    /// The value at `x`.
    public var fun: Double
  }

  /// A step off a saddle or a maximum.
  public struct Departure: Sendable, Equatable {
    /// After how many steps; 0 at the start.
    public var step: Int
    /// `saddle` or `maximum`, for a maximization `minimum`.
    public var point: String
    /// The unit direction in which better values lie.
    public var direction: [Double]
  }

  /// `gd`, `momentum`, `nesterov`, `adagrad`, `rmsprop`, `adam`, `bfgs`, `lbfgs` or `newton`.
  public var method: String
  /// The names of the variables in ASCII; coordinates follow this order.
  public var variables: [String]
  /// The last point.
  public var x: [Double]
  /// The value at `x`.
  public var fun: Double
  /// The gradient at `x`.
  public var jac: [Double]
  /// The approximation of the inverse Hessian that BFGS built, row by row.
  public var hessInv: [[Double]]?
  /// The number of steps.
  public var nit: Int
  /// The number of values that the method asked for.
  public var nfev: Int
  /// The number of gradients that the method asked for.
  public var njev: Int
  /// Whether `x` was verified to be a local optimum of the kind that was looked for.
  public var success: Bool
  /// 0 for success, else a number for the reason.
  public var status: Int
  /// How the descent ended, in one sentence.
  public var message: String
  /// The rule that ended it, in one word: `gradient`, `steps`, `oscillating`...
  public var stop: String
  /// `minimum`, `maximum`, `saddle`, `flat` or `not stationary`; `nil` where it could not be told.
  public var point: String?
  /// The points passed, the start first.
  public var trajectory: [[Double]]
  /// The values at these points.
  public var funTrajectory: [Double]
  /// The learning rate of the first step, for the methods that go by one.
  public var alpha: Double?
  /// The learning rate from which fixed steps overshoot for ever near the end.
  public var alphaLimit: Double?
  /// The best point seen, where the last one is not.
  public var best: Best?
  /// Where the descent stepped off a saddle or a maximum.
  public var departures: [Departure]

  init(_ descent: Descent, variables: [String]) {
    method = descent.method.rawValue
    self.variables = variables
    x = descent.x
    fun = descent.fun
    jac = descent.jac
    let count = variables.count
    hessInv = descent.hessInv.map { matrix in
      (0..<count).map { Array(matrix[$0 * count..<($0 + 1) * count]) }
    }
    nit = descent.nit
    nfev = descent.nfev
    njev = descent.njev
    success = descent.success
    status = descent.status
    message = descent.message
    stop = descent.stop.word
    point = descent.point.kind?.rawValue
    trajectory = descent.trajectory.points
    funTrajectory = descent.trajectory.values
    alpha = descent.learningRate
    alphaLimit = descent.rateLimit?.limit
    departures = descent.departures.map {
      Departure(step: $0.step, point: $0.kind.rawValue, direction: $0.direction)
    }
    best = descent.best.map { Best(x: $0.x, fun: $0.fun) }
  }
}
