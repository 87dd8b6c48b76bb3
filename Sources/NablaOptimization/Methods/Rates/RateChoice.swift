/// A learning rate chosen by the program, and why.
package struct RateChoice: Sendable, Equatable {
  /// What it was chosen by.
  package enum Reason: Sendable, Equatable {
    /// 1/L, half of the limit 2/L, by the greatest curvature L where the descent starts or at the
    /// minimum near it.
    case curvature
    /// No curvature is known, so the first step goes a tenth of the point's size.
    case slope
    /// A hundredth of Newton's step, for methods whose steps are about as long as the rate.
    case newtonStep
    /// What the method's source recommends.
    case source
  }

  /// The rate.
  package var rate: Double
  /// What it was chosen by.
  package var reason: Reason
  /// The curvature L that it was chosen by.
  package var curvature: Double?
  /// How many times it was halved because the descent overshot.
  package var halvings = 0

  /// Chooses a rate for a descent from a start.
  ///
  /// Costs the Hessian at the start and about ten Newton steps; beyond 500 variables L comes from
  /// the power iteration on differences of the gradient.
  static func choose<O: Objective>(
    _ objective: inout O, method: DescentMethodName, start: [Double], tolerance: Double
  ) -> RateChoice {
    var gradient = [Double](repeating: 0, count: start.count)
    _ = objective.valueAndGradient(at: start, gradient: &gradient)
    let size = max(1, start.maxNorm)
    guard method.hasRateLimit else {
      let step = Curvature(of: &objective, at: start)?.newtonStep(gradient: gradient)?.maxNorm ?? 0
      let length = step > 0 && step.isFinite ? step : size
      return RateChoice(rate: (0.01 * length).roundedToTwoDigits, reason: .newtonStep)
    }
    if let greatest = curvature(&objective, start: start, tolerance: tolerance),
      (1 / greatest).isNormal
    {
      return RateChoice(
        rate: (1 / greatest).roundedToTwoDigits, reason: .curvature, curvature: greatest)
    }
    let slope = gradient.euclideanNorm
    let rate = slope > 0 && slope.isFinite ? (0.1 * size / slope).roundedToTwoDigits : 0.1
    return RateChoice(rate: rate, reason: .slope)
  }

  /// The greatest curvature at the start or at the minimum near it.
  private static func curvature<O: Objective>(
    _ objective: inout O, start: [Double], tolerance: Double
  ) -> Double? {
    guard start.count <= Curvature.spectrumLimit else {
      return PowerIteration.radius(of: &objective, at: start)
    }
    let here = Curvature(of: &objective, at: start)?.spectrum?.radius ?? 0
    let there = LearningRateLimit(&objective, near: start, tolerance: tolerance)?.curvature ?? 0
    let greatest = max(here, there)
    return greatest > 0 ? greatest : nil
  }
}
