/// Tells what kind of point a descent ended at, from exact second derivatives.
struct PointInspector {
  private static let probeBound = 128
  /// Newton steps of this part of the problem's size may be due to rounding.
  private static let shortStep = 1e-6

  /// The point, and the value and gradient there.
  let x: [Double]
  let value: Double
  let gradient: [Double]
  /// The largest magnitude in the gradient that passes for zero.
  let tolerance: Double
  /// The size of the problem: the larger of the point and the way to it, 1 where both are 0.
  let scale: Double

  /// The size of the problem at a point that a descent reached from its start.
  static func scale(of x: [Double], start: [Double]) -> Double {
    let scale = max(x.maxNorm, x.maxDistance(to: start))
    return scale > 0 ? scale : 1
  }

  /// Collects the evidence and decides.
  ///
  /// A regular point costs two Hessians; one without curvature up to about forty, and some hundred
  /// values for each of its flat directions, of which 128 are looked along.
  func verdict<O: Objective>(_ objective: inout O) -> PointVerdict {
    guard value.isFinite, gradient.isFinite else { return PointVerdict(.notStationary) }
    let isSmall = gradient.maxNorm <= tolerance
    if x.count > Curvature.spectrumLimit, isSmall,
      let verdict = sparseVerdict(&objective)
    {
      return verdict
    }
    guard let curvature = Curvature(of: &objective, at: x) else {
      return PointVerdict(isSmall ? nil : .notStationary)
    }
    let spectrum = curvature.spectrum
    // A large gradient can only be rounding's doing when the step is short.
    let walk = NewtonWalk(
      &objective, from: x, gradient: gradient, curvature: curvature, scale: scale,
      reach: isSmall ? .infinity : Self.shortStep * scale)
    var verdict = PointVerdict(.notStationary)
    verdict.smallestCurvature = spectrum?.smallest
    verdict.largestCurvature = spectrum?.largest
    verdict.newtonStep = walk.firstStep
    verdict.promisedDecrease = walk.promise
    verdict.isLimitedByRounding = !isSmall && isAtRounding(walk)
    guard isSmall || verdict.isLimitedByRounding else { return verdict }
    guard let spectrum else {
      return verdictByCholesky(verdict, curvature: curvature, walk: walk)
    }
    switch walk.nearness {
    case .none:
      verdict.isPlateau = true
    case .degenerate:
      probeLimit(&objective, of: walk, into: &verdict)
    case .regular:
      classify(
        &objective, near: walk.limit, spectrum: spectrum, curvature: curvature, into: &verdict)
    }
    return verdict
  }

  /// Whether no better point can be told from this one in doubles.
  ///
  /// Either Newton's step is rounding of the coordinates, or it is short and promises a decrease
  /// below the rounding of the value.
  private func isAtRounding(_ walk: NewtonWalk) -> Bool {
    guard walk.nearness == .regular, let step = walk.firstStep else { return false }
    if step <= 16 * Double.ulpOfOne * x.maxNorm { return true }
    return step <= Self.shortStep * scale && abs(walk.promise) <= 16 * Double.ulpOfOne * abs(value)
  }

  /// Decides a regular point by the signs of its curvatures.
  ///
  /// Flat directions are looked along from `limit`, where the slope in the others is gone: what the
  /// value still loses along that slope is no sign of a saddle.
  private func classify<O: Objective>(
    _ objective: inout O, near limit: [Double], spectrum: Spectrum, curvature: Curvature,
    into verdict: inout PointVerdict
  ) {
    let noise = curvature.noise(&objective, at: x)
    let threshold = max(curvature.threshold(norm: spectrum.radius), noise)
    let flat = zip(spectrum.values, spectrum.vectors).filter { abs($0.0) <= threshold }.map(\.1)
    let balanced = noise == 0 ? curvature.balanced : nil
    if spectrum.smallest > threshold || balanced != nil {
      verdict.smallestCurvature = balanced?.leastCurvature ?? spectrum.smallest
      verdict.kind = .minimum
      verdict.isVerified = true
    } else if spectrum.smallest < -threshold {
      // Of the two senses, the one that the slope does not oppose.
      verdict.escape = spectrum.vectors.first.map { direction in
        direction.dot(gradient) > 0 ? direction.map { -$0 } : direction
      }
      verdict.kind = .saddle
      if spectrum.largest < -threshold {
        verdict.kind = .maximum
      } else if spectrum.largest <= threshold {
        let sides = probe(&objective, at: limit, curvature: curvature, along: flat, blur: 0)
        let rises = sides.contains { $0.ahead == .rises || $0.behind == .rises }
        verdict.kind = rises ? .saddle : .maximum
      }
    } else {
      let sides = probe(&objective, at: limit, curvature: curvature, along: flat, blur: 0)
      judge(sides, along: flat, curved: spectrum.largest > threshold, into: &verdict)
      if x.count == 1, let root = limit.first {
        settle(&objective, near: root, step: 0, into: &verdict)
      }
      noticeTail(&objective, sides, along: flat, into: &verdict)
    }
  }

  /// Turns the verdict where the value keeps falling along one of the directions.
  private func noticeTail<O: Objective>(
    _ objective: inout O, _ sides: [DirectionProbe.Sides], along directions: [[Double]],
    into verdict: inout PointVerdict
  ) {
    guard x.count > 1, verdict.kind == .saddle else { return }
    for (side, direction) in zip(sides, directions)
    where keepsFalling(&objective, side, along: direction) {
      verdict.isPlateau = true
      verdict.kind = .notStationary
      verdict.isVerified = false
      verdict.escape = nil
      return
    }
  }

  /// Whether the value goes on falling along a direction as in a tail, rather than through a saddle.
  ///
  /// Across a saddle it falls to one side and rises to the other too; but there Newton's steps
  /// along the line shrink.
  private func keepsFalling<O: Objective>(
    _ objective: inout O, _ sides: DirectionProbe.Sides, along direction: [Double]
  ) -> Bool {
    guard sides.fall, !sides.bothFall else { return false }
    var line = LineObjective(objective, through: x, along: direction)
    let slope = [gradient.dot(direction)]
    guard let curvature = Curvature(of: &line, at: [0]), slope[0] != 0 else { return false }
    let walk = NewtonWalk(
      &line, from: [0], gradient: slope, curvature: curvature, scale: scale, reach: .infinity)
    return walk.nearness == .none
  }

  /// Decides a point of one variable by the first derivative that is not zero, where the values
  /// around it did not say something else.
  private func settle<O: Objective>(
    _ objective: inout O, near limit: Double, step: Double, into verdict: inout PointVerdict
  ) {
    guard
      let higher = HigherOrder(&objective, near: limit, step: step, scale: scale),
      abs(higher.at - x[0]) <= 0.1 * scale
    else { return }
    let kind: PointKind =
      !higher.order.isMultiple(of: 2) ? .saddle : higher.derivative > 0 ? .minimum : .maximum
    guard verdict.kind == .flat || verdict.kind == kind else { return }
    verdict.higherOrder = higher
    verdict.kind = kind
    verdict.isVerified = kind == .minimum
  }

  /// Decides by the values around a point at which Newton's steps shrink slowly.
  ///
  /// Curvatures vanish there at rates of their own, so all directions are looked along, the least
  /// curved first.
  private func probeLimit<O: Objective>(
    _ objective: inout O, of walk: NewtonWalk, into verdict: inout PointVerdict
  ) {
    guard let curvature = Curvature(of: &objective, at: walk.limit),
      let spectrum = curvature.spectrum
    else {
      verdict.kind = nil
      return
    }
    var directions = spectrum.vectors
    let way = walk.limit.moved(by: -1, along: x)
    let length = way.euclideanNorm
    if x.count > 1, length > 0 { directions.insert(way.map { $0 / length }, at: 0) }
    let sides = probe(
      &objective, at: walk.limit, curvature: curvature, along: directions,
      blur: min(4 * walk.lastStep, length),
      reach: 100 * length)
    let isCurved = directions.count > sides.count && spectrum.largest > 0
    judge(sides, along: directions, curved: isCurved, into: &verdict)
    if x.count == 1, let root = walk.limit.first {
      settle(&objective, near: root, step: walk.signedStep, into: &verdict)
    }
    noticeTail(&objective, sides, along: directions, into: &verdict)
  }

  private func probe<O: Objective>(
    _ objective: inout O, at point: [Double], curvature: Curvature, along directions: [[Double]],
    blur: Double, reach: Double = 0
  ) -> [DirectionProbe.Sides] {
    let probe = DirectionProbe(
      &objective, around: point, curvature: curvature, scale: max(scale, reach),
      blur: blur)
    return directions.prefix(Self.probeBound).map { probe.sides(&objective, along: $0) }
  }

  /// Decides a point whose flat directions were looked along; `curved` if others rise.
  private func judge(
    _ sides: [DirectionProbe.Sides], along directions: [[Double]], curved: Bool,
    into verdict: inout PointVerdict
  ) {
    if let index = sides.firstIndex(where: \.fall) {
      let direction = directions[index]
      verdict.escape = sides[index].ahead == .falls ? direction : direction.map { -$0 }
      let isMaximum = !curved && sides.allSatisfy(\.bothFall)
      verdict.kind = isMaximum ? .maximum : .saddle
    } else {
      verdict.kind = .flat
      verdict.isVerified = sides.count == directions.count && sides.allSatisfy(\.hold)
    }
  }

  /// Decides where eigenvalues would take too long: a definite Hessian or nothing.
  private func verdictByCholesky(
    _ verdict: PointVerdict, curvature: Curvature, walk: NewtonWalk
  ) -> PointVerdict {
    var verdict = verdict
    let threshold = curvature.threshold(norm: curvature.hessian.rowSumNorm)
    let isDefinite = curvature.hessian.isPositiveDefinite(beyond: threshold)
    switch walk.nearness {
    case .regular where isDefinite:
      verdict.kind = .minimum
      verdict.isVerified = true
    case .none where isDefinite:
      verdict.isPlateau = true
    case .regular, .degenerate, .none:
      verdict.kind = nil
    }
    return verdict
  }
}
