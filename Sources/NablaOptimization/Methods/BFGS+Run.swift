extension BFGS {
  /// One descent while it lasts.
  struct Run {
    private let method: BFGS
    private let start: [Double]

    /// The present point, and the gradient there.
    private(set) var x: [Double]
    var gradient: [Double]
    private(set) var value = 0.0
    private(set) var step = 0
    /// Why the descent is over; `nil` while it is not.
    var stop: StopReason?

    private var inverse: InverseHessian
    private var direction: [Double]
    private var trajectory: Trajectory
    private var growth: GrowthDetector
    private var evaluations = 1
    private var best: Descent.Best
    /// Since the value last changed beyond rounding or the gradient halved: steps, and gradient.
    private var level: (steps: Int, slope: Double) = (0, .infinity)
    private var polishSteps = 0

    /// Prepares to descend from a start that is yet to be evaluated.
    init(method: BFGS, start: [Double]) {
      self.method = method
      self.start = start
      x = start
      gradient = [Double](repeating: 0, count: start.count)
      direction = gradient
      inverse = InverseHessian(dimension: start.count)
      trajectory = Trajectory(dimension: start.count, storageLimit: method.storageLimit)
      growth = GrowthDetector(start: start, value: 0, slope: 0, predicted: 0)
      best = Descent.Best(x: start, fun: 0)
    }

    /// Takes in the value at the start.
    mutating func begin(value: Double) {
      self.value = value
      best.fun = value
      record()
      guard value.isFinite, gradient.isFinite else {
        stop = .undefined(at: x)
        return
      }
      let slope = gradient.maxNorm
      growth = GrowthDetector(start: start, value: value, slope: slope, predicted: slope)
      checkTargets()
    }

    /// Takes one step, or finds that there is none to take.
    mutating func advance<O: Objective>(_ objective: inout O) {
      inverse.negatedProduct(with: gradient, into: &direction)
      if !direction.isFinite || !(direction.dot(gradient) < 0) {
        inverse.reset()
        inverse.negatedProduct(with: gradient, into: &direction)
      }
      // Before anything is known of the scale, the first step goes a distance of 1 at most.
      let length = direction.euclideanNorm
      if inverse.isIdentity, length > 1 {
        for index in direction.indices { direction[index] /= length }
      }
      var search = WolfeSearch(
        from: x, value: value, gradient: gradient, along: direction, growth: growth)
      let outcome = search.search(&objective)
      evaluations += search.evaluations
      switch outcome {
      case .unbounded(let value, let at):
        stop = .unbounded(value: value, at: at)
      case .failed(let edge):
        if !inverse.isIdentity {
          inverse.reset()
        } else {
          stop = edge.map { .undefined(at: $0) } ?? .lineSearch
        }
      case .accepted(let value):
        accept(search.trial, value: value, gradient: search.gradient)
      }
    }

    private mutating func accept(_ new: [Double], value newValue: Double, gradient g: [Double]) {
      let move = new.moved(by: -1, along: x)
      if move.maxNorm == 0 {
        stop = .step(measured: direction.maxNorm)
        return
      }
      _ = inverse.update(step: move, gradientChange: g.moved(by: -1, along: gradient))
      let change = abs(newValue - value)
      x = new
      value = newValue
      gradient = g
      step += 1
      record()
      checkTargets()
      if stop == nil { watchLevel(change: change) }
    }

    private mutating func record() {
      let slope = x.count == 1 ? gradient[0] : gradient.maxNorm
      trajectory.append(x, value: value, slope: slope)
      if value < best.fun { best = Descent.Best(x: x, fun: value) }
    }

    private mutating func checkTargets() {
      let slope = gradient.maxNorm
      if slope <= method.tolerance {
        stop = .gradient(measured: slope, limit: method.tolerance)
      } else if step == method.stepBound {
        stop = .steps(limit: method.stepBound)
      }
    }

    /// Gives up where in 30 steps neither the value changed beyond rounding nor the gradient halved.
    private mutating func watchLevel(change: Double) {
      let rounding = 8 * Double.ulpOfOne * abs(value)
      let slope = gradient.maxNorm
      if change > rounding || slope <= 0.5 * level.slope {
        level = (0, slope)
      } else {
        level.steps += 1
        if level.steps == 30 { stop = .value(measured: change, limit: rounding) }
      }
    }
  }
}

extension BFGS.Run {
  /// Polishes where rounding ended the descent early, and judges where it ended.
  mutating func finish<O: Objective>(_ objective: inout O) -> Descent {
    switch stop {
    case .lineSearch, .step, .value: polish(&objective)
    case .gradient, .steps, .diverged, .oscillating, .unbounded, .undefined, .interrupted, nil:
      break
    }
    var descent = Descent(
      method: .bfgs, x: x, fun: value, jac: gradient, nit: step, nfev: evaluations,
      stop: stop ?? .interrupted, trajectory: trajectory)
    descent.hessInv = inverse.elements
    descent.best = best.fun < value ? best : nil
    descent.polishSteps = polishSteps
    descent.judge(&objective, start: start, tolerance: method.tolerance)
    return descent
  }

  /// Takes Newton steps with the exact Hessian, which need no difference of values.
  private mutating func polish<O: Objective>(_ objective: inout O) {
    var refinement = NewtonRefinement(x: x, value: value, gradient: gradient)
    refinement.run(&objective, tolerance: method.tolerance, bound: 8)
    for reached in refinement.steps {
      x = reached.x
      value = reached.value
      gradient = reached.gradient
      step += 1
      polishSteps += 1
      record()
    }
    evaluations += refinement.evaluations
    if gradient.maxNorm <= method.tolerance {
      stop = .gradient(measured: gradient.maxNorm, limit: method.tolerance)
    }
  }
}
