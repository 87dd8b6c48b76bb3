/// A line search for a step that satisfies the strong Wolfe conditions.
///
/// Source: Nocedal & Wright, Numerical Optimization, 2nd ed., algorithms 3.5 and 3.6, with c₁ and c₂
/// as recommended there for quasi-Newton methods. Two things are added. Trial points without a
/// finite value or gradient bound the step from above and are backed off from. Where values differ
/// by rounding only, the slope alone decides, as in Hager & Zhang, "A new conjugate gradient
/// method with guaranteed descent", SIAM J. Optim. 16, 2005, section 2.
struct WolfeSearch {
  /// A point on the line: the step, the value, and the slope along the line.
  struct Sample {
    var step: Double
    var value: Double
    var slope: Double
  }

  /// What the search came to; the trial buffers hold the point of `accepted`.
  enum Outcome {
    case accepted(value: Double)
    case unbounded(value: Double, at: [Double])
    /// Nothing lower was found; `edge` is a trial point outside the domain, if one was met.
    case failed(edge: [Double]?)
  }

  static let sufficientDecrease = 1e-4
  static let slopeReduction = 0.9
  static let trialBound = 80

  /// Where the line starts, and its direction.
  let origin: [Double]
  let direction: [Double]
  let start: Sample
  let growth: GrowthDetector
  /// How far values scatter by rounding, once that had to be known.
  private(set) var noise: Double?
  /// The point last tried and the gradient there.
  private(set) var trial: [Double]
  private(set) var gradient: [Double]
  /// The number of values asked for.
  private(set) var evaluations = 0
  /// A trial point that had no finite value.
  private(set) var edge: [Double]?

  /// Prepares to search from a point with its value and gradient, along a direction that descends.
  init(
    from origin: [Double], value: Double, gradient: [Double], along direction: [Double],
    growth: GrowthDetector
  ) {
    self.origin = origin
    self.direction = direction
    self.growth = growth
    start = Sample(step: 0, value: value, slope: gradient.dot(direction))
    trial = origin
    self.gradient = gradient
  }

  /// Searches, beginning with the direction's own length.
  mutating func search<O: Objective>(_ objective: inout O) -> Outcome {
    var previous = start
    var step = 1.0
    var barrier = Double.infinity
    while evaluations < Self.trialBound {
      let sample = evaluate(&objective, step: step)
      if sample.value == -.infinity { return .unbounded(value: sample.value, at: trial) }
      guard sample.value.isFinite, sample.slope.isFinite else {
        edge = trial
        barrier = step
        let next = previous.step + (step - previous.step) / 2
        // Nothing but the edge lies between the last good step and the first bad one.
        if next - previous.step <= 1e-10 * next { break }
        step = next
        continue
      }
      if growth.growth(
        value: sample.value, slope: gradient.maxNorm, at: trial, lowest: sample.value) == .falling
      {
        return .unbounded(value: sample.value, at: trial)
      }
      if !decreases(sample, &objective) || (previous.step > 0 && sample.value >= previous.value) {
        return zoom(&objective, low: previous, high: sample)
      }
      if abs(sample.slope) <= -Self.slopeReduction * start.slope {
        return .accepted(value: sample.value)
      }
      if sample.slope >= 0 { return zoom(&objective, low: sample, high: previous) }
      let farther =
        barrier.isFinite ? step + (barrier - step) / 2 : extrapolate(previous, sample)
      previous = sample
      step = farther
    }
    return settle(&objective, on: previous)
  }

  /// Between two and four times the step, where the slopes seen reach zero in a straight line.
  ///
  /// Twice the step where they do not: a bold leap would land in another valley. The bounds are
  /// those of Moré & Thuente, "Line search algorithms with guaranteed sufficient decrease", ACM
  /// Trans. Math. Softw. 20, 1994, section 4.
  private func extrapolate(_ previous: Sample, _ sample: Sample) -> Double {
    let rise = sample.slope - previous.slope
    let zero = sample.step - sample.slope * (sample.step - previous.step) / rise
    guard rise > 0, zero.isFinite else { return 2 * sample.step }
    return min(max(zero, 2 * sample.step), 4 * sample.step)
  }

  /// Narrows an interval that holds a good step; `low` is its end with the lower value.
  private mutating func zoom<O: Objective>(
    _ objective: inout O, low: Sample, high: Sample
  ) -> Outcome {
    var low = low
    var high = high
    while evaluations < Self.trialBound {
      let width = abs(high.step - low.step)
      if width <= 4 * Double.ulpOfOne * max(low.step, high.step) { break }
      let sample = evaluate(&objective, step: interpolate(low, high))
      if sample.value == -.infinity { return .unbounded(value: sample.value, at: trial) }
      guard sample.value.isFinite, sample.slope.isFinite else {
        edge = trial
        high = Sample(step: sample.step, value: .infinity, slope: 0)
        continue
      }
      if !decreases(sample, &objective) || sample.value > low.value
        || (sample.value == low.value && sample.slope * (high.step - low.step) >= 0)
      {
        if abs(sample.slope) <= -Self.slopeReduction * start.slope, isLevel(sample, &objective) {
          return .accepted(value: sample.value)
        }
        high = sample
        continue
      }
      if abs(sample.slope) <= -Self.slopeReduction * start.slope {
        return .accepted(value: sample.value)
      }
      if sample.slope * (high.step - low.step) >= 0 { high = low }
      low = sample
    }
    return settle(&objective, on: low)
  }

  /// The minimum of the cubic through two samples, kept off the interval's ends
  /// (Nocedal & Wright, equation 3.59); the middle where there is none.
  private func interpolate(_ low: Sample, _ high: Sample) -> Double {
    let middle = low.step + (high.step - low.step) / 2
    guard high.value.isFinite else { return middle }
    let first =
      low.slope + high.slope - 3 * (low.value - high.value) / (low.step - high.step)
    let square = first * first - low.slope * high.slope
    guard square >= 0 else { return middle }
    let root = high.step > low.step ? square.squareRoot() : -square.squareRoot()
    let cubic =
      high.step - (high.step - low.step) * (high.slope + root - first)
      / (high.slope - low.slope + 2 * root)
    let margin = 0.1 * abs(high.step - low.step)
    let least = min(low.step, high.step) + margin
    let greatest = max(low.step, high.step) - margin
    return cubic.isFinite ? min(max(cubic, least), greatest) : middle
  }

  /// Accepts a step that at least decreases the value, when no better one is to be had.
  private mutating func settle<O: Objective>(
    _ objective: inout O, on sample: Sample
  ) -> Outcome {
    guard sample.step > 0, sample.value < start.value else { return .failed(edge: edge) }
    let value = evaluate(&objective, step: sample.step).value
    return .accepted(value: value)
  }

  private mutating func decreases<O: Objective>(_ sample: Sample, _ objective: inout O) -> Bool {
    if sample.value <= start.value + Self.sufficientDecrease * sample.step * start.slope {
      return true
    }
    return abs(sample.slope) <= -Self.slopeReduction * start.slope && isLevel(sample, &objective)
  }

  /// Whether a value cannot be told from the first one.
  ///
  /// Formulas whose terms cancel scatter by more than the last digits; how far is looked up only
  /// where it matters.
  private mutating func isLevel<O: Objective>(_ sample: Sample, _ objective: inout O) -> Bool {
    let rise = sample.value - start.value
    if rise <= 8 * Double.ulpOfOne * abs(start.value) { return true }
    guard rise <= 1e-6 * abs(start.value), -start.slope * sample.step <= 1e-6 * abs(start.value)
    else { return false }
    if noise == nil {
      noise = objective.noise(around: origin, value: start.value)
      evaluations += 4
    }
    return rise <= noise ?? 0
  }

  private mutating func evaluate<O: Objective>(_ objective: inout O, step: Double) -> Sample {
    for index in trial.indices { trial[index] = origin[index] + step * direction[index] }
    evaluations += 1
    let value = objective.valueAndGradient(at: trial, gradient: &gradient)
    // A gradient with an infinite element may still have a finite slope.
    let slope = gradient.isFinite ? gradient.dot(direction) : .nan
    return Sample(step: step, value: value, slope: slope)
  }
}
