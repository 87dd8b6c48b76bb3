/// Descent where slopes jump, and the proof that it can go no further.
///
/// At the minimum of a function with kinks no slope is zero, but zero is a mean of the slopes around:
/// it lies in the subdifferential. The slopes at points all around are taken, and the shortest vector
/// in their convex hull; its opposite is a direction in which the value falls on every piece. Where
/// the vector vanishes, the radius is made smaller.
///
/// Where the pieces that make up the kink are planes, or nearly so, they meet close to where they are
/// seen to meet from a few points; going there ends at the corner itself.
///
/// Source: J. V. Burke, A. S. Lewis & M. L. Overton, "A robust gradient sampling algorithm for
/// nonsmooth, nonconvex optimization", SIAM J. Optim. 15, 2005, algorithm GS. Samples come from a
/// fixed sequence, so that the same descent gives the same bits.
struct GradientSampling {
  /// The most variables: each round takes some three gradients for each.
  static let largestDimension = 20
  /// A convex combination of slopes this much shorter than the slopes themselves is rounding.
  private static let rounding = 1e-12

  /// The point reached and the value there.
  private(set) var x: [Double]
  private(set) var value: Double
  private(set) var evaluations = 0
  /// Whether zero was found in the hull of the slopes at the least radius, and no lower value.
  private(set) var isStationary = false
  /// How far from the point slopes were taken last.
  private(set) var radius: Double
  /// Whether values jump up just beside the point.
  private(set) var isJump = false
  private let scale: Double
  /// The length of a slope that passes for zero, beside what the value's own size allows.
  private let tolerance: Double
  private var seed: UInt64 = 1

  /// Prepares to descend from a point with its value; `scale` is the size of the problem.
  init(x: [Double], value: Double, scale: Double, tolerance: Double) {
    self.x = x
    self.value = value
    self.scale = scale
    self.tolerance = tolerance
    radius = 1e-4 * scale
  }

  /// Descends until zero is in the hull of the slopes within 1e-9 of the scale, or nothing helps.
  mutating func run<O: Objective>(_ objective: inout O) {
    guard x.count <= Self.largestDimension else { return }
    var steepest: Double?
    for _ in 0..<1000 {
      guard var planes = sample(&objective) else { return }
      let typical = planes.reduce(0) { max($0, $1.slope.euclideanNorm) }
      // Where slopes grow without bound, as at a cusp, a mean of them says nothing.
      guard typical > 0, typical <= 10 * (steepest ?? typical) else { return }
      steepest = steepest ?? typical
      guard let hull = lowerOrBalance(&objective, &planes, typical: typical) else { continue }
      let corner = zip(planes, hull.weights).filter { $0.1 > 0 }.map(\.0)
      for _ in 0..<3 where goToMeeting(&objective, of: corner) {}
      if radius <= 1e-9 * scale {
        isStationary =
          hull.vector.euclideanNorm <= tolerance + 1e-6 * min(abs(value) / scale, typical)
          && isLowest(&objective, steepest: typical)
        return
      }
      radius /= 10
    }
  }

  /// Takes a step down, for which `nil` is the answer, or tells how the planes balance.
  ///
  /// Where the value does not fall in the direction that every plane falls in, another plane rises
  /// there; it is taken in too (a null step; Wolfe, "A method of conjugate subgradients for minimizing
  /// nondifferentiable functions", Mathematical Programming Study 3, 1975). So planes are found that
  /// are seen from so small an angle only that the points around miss them.
  private mutating func lowerOrBalance<O: Objective>(
    _ objective: inout O, _ planes: inout [Plane], typical: Double
  ) -> HullPoint? {
    var hull = HullPoint(shortestOf: planes.map(\.slope))
    for _ in 0..<4 * x.count + 20 {
      let (shortest, length) = (hull.vector, hull.vector.euclideanNorm)
      if length <= Self.rounding * typical { break }
      if descend(&objective, along: shortest) { return nil }
      guard let next = plane(&objective, at: x.moved(by: -radius / length, along: shortest)),
        next.slope.dot(shortest) < 0.5 * length * length
      else { break }
      planes.append(next)
      hull = HullPoint(shortestOf: planes.map(\.slope))
    }
    return hull
  }

  /// The function to first order at one of the points around.
  private struct Plane {
    var point: [Double]
    var value: Double
    var slope: [Double]

    /// Its height at another point.
    func height(at other: [Double]) -> Double {
      value + slope.dot(other.moved(by: -1, along: point))
    }
  }

  /// The planes at the point's surroundings: on the axes, and in directions of a fixed sequence.
  private mutating func sample<O: Objective>(_ objective: inout O) -> [Plane]? {
    let n = x.count
    var planes: [Plane] = []
    for index in 0..<(n == 1 ? 2 : 3 * n + 4) {
      var there = x
      if index < 2 * n {
        there[index / 2] += index.isMultiple(of: 2) ? radius : -radius
      } else {
        for place in there.indices { there[place] += radius * next() }
      }
      guard let plane = plane(&objective, at: there) else { return nil }
      planes.append(plane)
    }
    return planes
  }

  private mutating func plane<O: Objective>(_ objective: inout O, at point: [Double]) -> Plane? {
    var slope = point
    evaluations += 1
    let reached = objective.valueAndGradient(at: point, gradient: &slope)
    return reached.isFinite && slope.isFinite
      ? Plane(point: point, value: reached, slope: slope) : nil
  }

  /// Goes to the nearest point at which planes have one height, if the value is lower there.
  private mutating func goToMeeting<O: Objective>(
    _ objective: inout O, of planes: [Plane]
  ) -> Bool {
    guard let first = planes.first, planes.count > 1 else { return false }
    let others = planes.dropFirst()
    let rows = others.map { $0.slope.moved(by: -1, along: first.slope) }
    let gaps = others.map { first.height(at: x) - $0.height(at: x) }
    // The least step is a combination of the differences of slopes.
    let products = rows.flatMap { row in rows.map { row.dot($0) } }
    guard let spectrum = SymmetricMatrix(products, dimension: rows.count)?.spectrum() else {
      return false
    }
    let weights = spectrum.apply(to: gaps) { $0 > 1e-12 * spectrum.radius ? 1 / $0 : 0 }
    var there = x
    for (weight, row) in zip(weights, rows) { there.move(by: weight, along: row) }
    // At the corner itself a formula may have no slope, which is no place to end at.
    guard there.isFinite, there != x, let reached = plane(&objective, at: there),
      reached.value < value
    else { return false }
    x = there
    value = reached.value
    return true
  }

  /// Whether slopes on two sides of the point differ as much close by as farther off, which those
  /// of a smooth function do not; `width` is what is farther off, beside the scale.
  mutating func seesJump<O: Objective>(_ objective: inout O, across width: Double = 1e-6) -> Bool {
    guard x.count <= Self.largestDimension else { return false }
    for index in x.indices {
      let far = slopeChange(&objective, across: width * scale, axis: index)
      guard far > tolerance, far.isFinite else { continue }
      if slopeChange(&objective, across: 0.01 * width * scale, axis: index) > 0.5 * far {
        return true
      }
    }
    return false
  }

  /// The largest difference in the gradient between two points on an axis, on the point's sides.
  private mutating func slopeChange<O: Objective>(
    _ objective: inout O, across width: Double, axis: Int
  ) -> Double {
    var ahead = [Double](repeating: 0, count: x.count)
    var behind = ahead
    var there = x
    there[axis] += width
    _ = objective.valueAndGradient(at: there, gradient: &ahead)
    there[axis] = x[axis] - width
    _ = objective.valueAndGradient(at: there, gradient: &behind)
    evaluations += 2
    return ahead.maxDistance(to: behind)
  }

  /// Whether no value around is lower, on the axes and in directions of the sequence, and none just
  /// beside jumps up.
  private mutating func isLowest<O: Objective>(
    _ objective: inout O, steepest: Double
  ) -> Bool {
    // Beside a jump values scatter by far more than rounding.
    let noise = min(
      objective.noise(around: x, value: value), 1e-6 * (abs(value) + steepest * scale))
    for index in 0..<(x.count == 1 ? 2 : 4 * x.count + 16) {
      var direction = [Double](repeating: 0, count: x.count)
      if index < 2 * x.count {
        direction[index / 2] = index.isMultiple(of: 2) ? 1 : -1
      } else {
        for place in direction.indices { direction[place] = next() }
      }
      let beside = objective.value(at: x.moved(by: radius, along: direction))
      evaluations += 1
      let reach = radius * direction.euclideanNorm
      guard beside - value <= 4 * steepest * reach + noise else {
        isJump = true
        return false
      }
      var distance = 1e-8 * scale
      while distance <= 0.01 * scale {
        evaluations += 1
        if objective.value(at: x.moved(by: distance, along: direction)) < value - noise {
          return false
        }
        distance *= 4
      }
    }
    return true
  }

  /// Goes against a direction as far as the value falls by Armijo's rule.
  private mutating func descend<O: Objective>(
    _ objective: inout O, along direction: [Double]
  ) -> Bool {
    let norm = direction.euclideanNorm
    var length = 100 * radius / norm
    while length * norm > 1e-3 * radius {
      let there = x.moved(by: -length, along: direction)
      evaluations += 1
      let reached = objective.value(at: there)
      if reached < value - 1e-4 * length * norm * norm {
        x = there
        value = reached
        return true
      }
      length /= 2
    }
    return false
  }

  /// A number from -1 to 1 of the sequence of Knuth's MMIX generator.
  private mutating func next() -> Double {
    seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(seed >> 11) / Double(1 << 52) - 1
  }
}
