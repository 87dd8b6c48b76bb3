import NablaOptimization

extension MinimumSentences {
  func sentence(_ choice: RateChoice) -> String {
    let rate = "alpha \(NumberText.significant(choice.rate, 3))"
    let halved =
      choice.halvings == 0
      ? "" : ", halved \(choice.halvings == 1 ? "once" : "\(choice.halvings) times"): it overshot"
    switch choice.reason {
    case .curvature:
      let curvature = NumberText.significant(choice.curvature ?? 0, 5)
      return "\(rate) was chosen: 1/L by the greatest curvature L = \(curvature)"
        + " at the start or at the \(wanted) near it" + halved
    case .slope:
      return "\(rate) was chosen: there is no curvature to go by, so the first step is a tenth of"
        + " the start's size" + halved
    case .newtonStep:
      return "\(rate) was chosen: a hundredth of Newton's step from the start" + halved
    case .source:
      return "\(rate) is usual for \(descent.method.rawValue); `alpha auto` chooses by the function"
    }
  }

  func sentence(_ slowness: SlowConvergence) -> String {
    let more = NumberText.significant(slowness.stepsToGo, 2)
    let condition = NumberText.significant(slowness.condition, 3)
    let start = "slow: a step leaves \(NumberText.significant(slowness.reduction, 6)) of the slope"
    let cause = slowness.condition > 10 ? " (condition number \(condition))" : ""
    let isBetter = slowness.bestRate > 1.2 * (descent.learningRate ?? .infinity)
    let rate = "alpha " + NumberText.significant(slowness.bestRate, 3)
    return start + cause + ", so about \(more) more steps are to go; try"
      + " \(isBetter ? rate : "`using nesterov`"), or no alpha for BFGS"
  }

  var needsSmallerRate: Bool {
    guard let alpha = report.alpha, let limit = descent.rateLimit else { return false }
    return overshoots || (alpha >= limit.limit && !descent.success)
  }

  private var overshoots: Bool {
    switch descent.stop {
    case .diverged, .oscillating: true
    default: bounces
    }
  }

  /// How large alpha may be.
  func rateAdvice(_ limit: LearningRateLimit) -> String {
    let suggestion = descent.batches == nil ? limit.suggestion : smallRate(limit)
    let bound = NumberText.significant(limit.limit, limit.isUniform ? 15 : 5)
    guard let alpha = report.alpha, alpha >= limit.limit else {
      return safeRateAdvice(limit, bound)
    }
    let curvature = label.shortCurvature(unicode)
    let size =
      limit.isUniform
      ? "\(curvature) is \(NumberText.significant(limit.curvature, 12)) everywhere"
      : "near \(near(limit)) \(curvature) is about \(NumberText.significant(limit.curvature, 5))"
    if limit.factor != 1 {
      return size + ", so with this momentum alpha must be below \(bound); try"
        + " alpha \(NumberText.significant(suggestion, 3))"
    }
    let isNamed = label.variables.count == 1 && label.name != nil
    let quotient = isNamed ? "2/\(curvature) =" : "2 divided by it,"
    return size + ", so alpha must be below \(quotient) \(bound); try"
      + " alpha \(NumberText.significant(suggestion, 3))"
  }

  /// What to do where steps overshoot at a rate that is not too large by the curvature.
  private func safeRateAdvice(_ limit: LearningRateLimit, _ bound: String) -> String {
    if let batches = descent.batches {
      return "for all rows together alpha may be up to \(bound), but few rows can be steeper:"
        + " with batches of \(batches.size) try"
        + " alpha \(NumberText.significant(smallRate(limit), 2))"
    }
    return "near \(near(limit)) alpha may be up to \(bound), but on the way the steps overshoot:"
      + " there is a kink or a steeper part; try a smaller alpha"
  }

  /// A rate for batches, whose curvatures scatter around that of all rows.
  private func smallRate(_ limit: LearningRateLimit) -> Double {
    min(limit.limit, report.alpha ?? limit.limit) / 10
  }

  private func near(_ limit: LearningRateLimit) -> String {
    // What rounding left of a zero says nothing.
    let noise = 1e-12 * descent.x.reduce(0) { max($0, abs($1)) }
    return label.point(limit.near, unicode: unicode) {
      NumberText.significant(abs($0) <= noise ? 0 : $0, 5)
    }
  }
}
