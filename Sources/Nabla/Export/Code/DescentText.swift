import NablaOptimization

/// A descent by learning rate as lines that read alike in C, Swift and Python.
///
/// `[i]` stands behind what has one number for each variable; Python, which works on whole arrays,
/// leaves it out.
struct DescentText: Sendable {
  /// Numbers that are kept from step to step, one for each variable.
  struct State: Sendable {
    var name: String
    /// `0.0`, or `start[i]`.
    var initial: String
  }

  /// A line of the inner loop.
  struct Line: Sendable {
    var text: String
    /// Whether it makes a new name known.
    var isDefinition = false
  }

  var states: [State] = []
  var scalars: [(name: String, initial: String)] = []
  /// What is done once a step.
  var stepLines: [String] = []
  /// What is done for each variable.
  var lines: [Line] = []
  /// The learning rate, in terms of the number of steps `t` so far where it changes.
  var rate: String
  /// At most so many steps.
  var stepLimit: Int
  /// The largest magnitude in the gradient at which to stop; `nil` where steps are counted.
  var tolerance: Double?
  /// `minimize` or `maximize`.
  var verb: String
  var comment: [String]

  /// Whether the learning rate changes from step to step.
  var usesTime: Bool

  /// `nil` where the method searches along lines, which only a library does well.
  init?(_ descent: ExportSubject.Descent) {
    let plan = descent.plan
    guard plan.method.row.takesRate, case .fixed(let alpha) = plan.rate else { return nil }
    rate = plan.schedule.text(alpha)
    usesTime = plan.schedule != .constant
    stepLimit = plan.steps ?? 10_000
    tolerance = plan.steps == nil ? plan.tolerance ?? DescentPlan.usualTolerance : nil
    verb = descent.isMaximum ? "maximize" : "minimize"
    comment = []
    lines = [
      Line(
        text: "slope = " + (descent.isMaximum ? "-gradient[i]" : "gradient[i]"), isDefinition: true)
    ]
    func number(_ name: Hyperparameter) -> Double {
      plan.parameters[name] ?? plan.method.row.parameters.first { $0.name == name }?.value ?? 0
    }
    addRule(plan.method, number)
    let start = descent.start.prefix(8).map { NumberText.roundTrip($0) }.joined(separator: ", ")
    comment = [
      "Goes " + (descent.isMaximum ? "up" : "down") + " from (\(start)"
        + (descent.start.count > 8 ? ", ..." : "")
        + ") by \(plan.method.rawValue) with the learning rate \(NumberText.roundTrip(alpha)),",
      (tolerance.map {
        "until no slope is above \(NumberText.roundTrip($0)) in magnitude, in at most \(stepLimit) steps."
      } ?? "in \(stepLimit) steps."),
      "Gives the last point and the number of steps.",
    ]
  }

  private mutating func addRule(
    _ method: DescentMethodName, _ number: (Hyperparameter) -> Double
  ) {
    switch method {
    case .gradientDescent, .bfgs, .lbfgs, .newton:
      lines.append(Line(text: "point[i] = point[i] - rate * slope"))
    case .momentum:
      states = [State(name: "velocity", initial: "0.0")]
      lines.append(
        Line(text: "velocity[i] = \(number(.momentum)) * velocity[i] - rate * slope"))
      lines.append(Line(text: "point[i] = point[i] + velocity[i]"))
    case .nesterov:
      states = [State(name: "stage", initial: "start[i]")]
      lines.append(Line(text: "next = point[i] - rate * slope", isDefinition: true))
      lines.append(Line(text: "point[i] = next + \(number(.momentum)) * (next - stage[i])"))
      lines.append(Line(text: "stage[i] = next"))
    case .adagrad:
      states = [State(name: "squares", initial: "0.0")]
      lines.append(Line(text: "squares[i] = squares[i] + slope * slope"))
      addScaledStep(number(.epsilon))
    case .rmsprop:
      states = [State(name: "squares", initial: "0.0")]
      lines.append(fading("squares", number(.beta2), "slope * slope"))
      addScaledStep(number(.epsilon))
    case .adam:
      states = [State(name: "means", initial: "0.0"), State(name: "squares", initial: "0.0")]
      scalars = [("fading_1", "1.0"), ("fading_2", "1.0")]
      stepLines = [
        "fading_1 = fading_1 * \(number(.beta1))", "fading_2 = fading_2 * \(number(.beta2))",
      ]
      lines.append(fading("means", number(.beta1), "slope"))
      lines.append(fading("squares", number(.beta2), "slope * slope"))
      lines.append(Line(text: "mean = means[i] / (1.0 - fading_1)", isDefinition: true))
      lines.append(Line(text: "square = squares[i] / (1.0 - fading_2)", isDefinition: true))
      lines.append(
        Line(text: "point[i] = point[i] - rate * mean / (sqrt(square) + \(number(.epsilon)))"))
    }
  }

  private mutating func addScaledStep(_ epsilon: Double) {
    lines.append(
      Line(text: "point[i] = point[i] - rate * slope / (sqrt(squares[i]) + \(epsilon))"))
  }

  private func fading(_ name: String, _ factor: Double, _ term: String) -> Line {
    Line(text: "\(name)[i] = \(factor) * \(name)[i] + (1.0 - \(factor)) * \(term)")
  }
}

extension Schedule {
  /// The learning rate after `t` steps, as a formula.
  fileprivate func text(_ alpha: Double) -> String {
    switch self {
    case .constant: "\(alpha)"
    case .inverse(let k): "\(alpha) / (1.0 + \(k) * t)"
    case .squareRoot(let k): "\(alpha) / sqrt(1.0 + \(k) * t)"
    case .exponential(let k): "\(alpha) * exp(-\(k) * t)"
    case .staircase(let factor, let every):
      "\(alpha) * pow(\(factor), floor(t / \(Double(every))))"
    case .cosine(let steps):
      "\(alpha) * 0.5 * (1.0 + cos(\(Double.pi) * min(t, \(Double(steps))) / \(Double(steps))))"
    }
  }
}
