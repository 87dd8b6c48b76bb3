/// One descent along lines while it lasts.
struct LineSearchRun<Method: LineSearchMethod> {
  private let method: Method
  private let start: [Double]

  /// The present point, and the gradient there.
  private(set) var x: [Double]
  var gradient: [Double]
  private(set) var value = 0.0
  private(set) var step = 0
  /// Why the descent is over; `nil` while it is not.
  var stop: StopReason?

  private var model: Method.Model
  private var direction: [Double]
  private var trajectory: Trajectory
  private var growth: GrowthDetector
  private var evaluations = 1
  private var best: Descent.Best
  /// Since the value last fell beyond rounding or the gradient halved: steps, value and the least
  /// gradient.
  private var level: (steps: Int, value: Double, slope: Double) = (0, .infinity, .infinity)
  private var polishSteps = 0
  /// How far values scatter by rounding, where a search had to know.
  private var noise: Double?
  private var departures: [Departure] = []
  /// What the last point was found to be, once the descent is over.
  private var verdict: PointVerdict?

  /// Prepares to descend from a start that is yet to be evaluated.
  init(method: Method, start: [Double]) {
    self.method = method
    self.start = start
    x = start
    gradient = [Double](repeating: 0, count: start.count)
    direction = gradient
    model = method.makeModel(dimension: start.count)
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
    aim(&objective)
    var search = WolfeSearch(
      from: x, value: value, gradient: gradient, along: direction, growth: growth)
    let outcome = search.search(&objective)
    evaluations += search.evaluations
    noise = search.noise ?? noise
    switch outcome {
    case .unbounded(let value, let at):
      stop = .unbounded(value: value, at: at)
    case .failed(let edge):
      if !model.isIdentity {
        model.reset()
      } else {
        stop = edge.map { lookOverEdge(&objective, at: $0) } ?? .lineSearch
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
    _ = model.update(step: move, gradientChange: g.moved(by: -1, along: gradient))
    x = new
    value = newValue
    gradient = g
    step += 1
    record()
    checkTargets()
    if stop == nil { watchLevel() }
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
    } else if let target = method.target, target.isMet(by: value) {
      stop = .target(measured: value, target)
    } else if step == method.stepBound {
      stop = .steps(limit: method.stepBound)
    }
  }

  /// Gives up where in 30 steps neither the value fell by more than rounding nor the gradient
  /// halved.
  private mutating func watchLevel() {
    let rounding = max(8 * Double.ulpOfOne * abs(value), noise ?? 0)
    let slope = gradient.maxNorm
    if value < level.value - rounding || slope <= 0.5 * level.slope {
      level = (0, value, min(slope, level.slope))
    } else {
      level.steps += 1
      if level.steps == 30 { stop = .value(measured: abs(level.value - value), limit: rounding) }
    }
  }
}

extension LineSearchRun {
  /// Sets the direction, downhill and of a length to begin with.
  private mutating func aim<O: Objective>(_ objective: inout O) {
    model.aim(from: x, gradient: gradient, of: &objective, into: &direction)
    if !direction.isFinite || !(direction.dot(gradient) < 0) {
      model.reset()
      model.aim(from: x, gradient: gradient, of: &objective, into: &direction)
    }
    guard model.isIdentity else { return }
    let length = firstLength(&objective)
    for index in direction.indices { direction[index] *= length }
  }

  /// How many times the gradient to go before anything is known of the scale.
  ///
  /// To the minimum of the parabola that has the slope here and the curvature along the gradient,
  /// from a difference of slopes; a distance of at most 1, or of the point's size. Where the line
  /// curves downwards the parabola's mirror image is taken.
  private mutating func firstLength<O: Objective>(_ objective: inout O) -> Double {
    let norm = direction.euclideanNorm
    guard norm > 0, norm.isFinite else { return 1 }
    let size = max(1, x.euclideanNorm)
    var ahead = gradient
    let width = 1e-6 * size / norm
    _ = objective.valueAndGradient(at: x.moved(by: width, along: direction), gradient: &ahead)
    evaluations += 1
    let change = (ahead.dot(direction) - gradient.dot(direction)) / width
    let length = norm * norm / abs(change)
    let longest = size / norm
    return length > 0 && length.isFinite ? min(length, longest) : min(1, 1 / norm)
  }

  /// What there is at the edge of the domain, beyond which no value is defined: a fall without
  /// bound where the value just there is -∞, as that of log(x) at 0.
  private mutating func lookOverEdge<O: Objective>(
    _ objective: inout O, at outside: [Double]
  ) -> StopReason {
    var inside = x
    var outside = outside
    for _ in 0..<100 {
      let middle = zip(inside, outside).map { $0 + ($1 - $0) / 2 }
      if middle == inside || middle == outside { break }
      let value = objective.value(at: middle)
      evaluations += 1
      if value == -.infinity { return .unbounded(value: value, at: middle) }
      if value.isFinite { inside = middle } else { outside = middle }
    }
    // An edge at 0 is never met by halving.
    let size = max(x.maxNorm, start.maxNorm)
    let snapped = inside.map { abs($0) <= 1e-20 * size ? 0 : $0 }
    let value = objective.value(at: snapped)
    evaluations += 1
    return value == -.infinity ? .unbounded(value: value, at: snapped) : .undefined(at: outside)
  }

  /// Looks at the point where the descent is about to end, and goes on where it can.
  ///
  /// Where rounding ended it early, Newton steps follow; from a saddle or a maximum it steps off.
  mutating func conclude<O: Objective>(_ objective: inout O) {
    switch stop {
    case .lineSearch, .step, .value: polish(&objective)
    case .gradient: break
    case .undefined:
      if gradient.isFinite, value.isFinite { lookForKink(&objective) }
      return
    case .steps, .epochs, .target, .diverged, .oscillating, .unbounded, .interrupted, nil: return
    }
    let found = PointInspector(
      x: x, value: value, gradient: gradient, tolerance: method.tolerance,
      scale: PointInspector.scale(of: x, start: start)
    ).verdict(&objective)
    verdict = found
    switch found.kind {
    case .notStationary where !found.isPlateau, .flat, nil:
      if lookForKink(&objective) { return }
    case .notStationary, .minimum, .maximum, .saddle: break
    }
    guard departures.count < 10, step < method.stepBound, step > 0 || !method.isStrictStart,
      let way = Departure.Way(&objective, from: x, value: value, verdict: found)
    else { return }
    departures.append(Departure(step: step, kind: way.kind, direction: way.direction))
    evaluations += way.evaluations
    verdict = nil
    stop = nil
    model.reset()
    accept(way.x, value: way.value, gradient: way.gradient)
    if case .gradient = stop { stop = nil }
  }

  /// Where slopes jump, goes on by gradient sampling; whether it found a minimum at a kink.
  @discardableResult
  private mutating func lookForKink<O: Objective>(_ objective: inout O) -> Bool {
    let scale = PointInspector.scale(of: x, start: start)
    var sampling = GradientSampling(
      x: x, value: value, scale: scale, tolerance: method.tolerance)
    guard step < method.stepBound else { return false }
    let isAtJump = sampling.seesJump(&objective)
    guard isAtJump || objective.isPiecewise else { return false }
    sampling.run(&objective)
    // A formula with pieces may still be smooth where it is stationary.
    let isKink = isAtJump || sampling.seesJump(&objective, across: 1e-8)
    evaluations += sampling.evaluations
    if sampling.value < value {
      x = sampling.x
      value = objective.valueAndGradient(at: x, gradient: &gradient)
      evaluations += 1
      step += 1
      record()
      verdict = nil
    }
    if sampling.isJump {
      verdict = PointVerdict(.notStationary)
      verdict?.isJump = true
    }
    guard sampling.isStationary, isKink else { return false }
    var found = PointVerdict(.minimum)
    found.isKink = true
    found.isVerified = true
    verdict = found
    stop = .step(measured: sampling.radius)
    return true
  }

  /// Takes Newton steps with the exact Hessian, which need no difference of values.
  private mutating func polish<O: Objective>(_ objective: inout O) {
    var refinement = NewtonRefinement(x: x, value: value, gradient: gradient)
    let bound = x.count <= 50 ? 200 : 8
    refinement.run(
      &objective, tolerance: method.tolerance, bound: min(bound, method.stepBound - step))
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

  /// Judges where the descent ended.
  mutating func finish<O: Objective>(_ objective: inout O) -> Descent {
    var descent = Descent(
      method: method.name, x: x, fun: value, jac: gradient, nit: step, nfev: evaluations,
      stop: stop ?? .interrupted, trajectory: trajectory)
    descent.hessInv = model.inverseHessian
    descent.best = best.fun < value ? best : nil
    descent.polishSteps = polishSteps
    descent.departures = departures
    descent.judge(&objective, start: start, tolerance: method.tolerance, verdict: verdict)
    return descent
  }
}
