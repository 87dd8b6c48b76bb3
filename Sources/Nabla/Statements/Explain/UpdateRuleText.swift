import NablaOptimization

/// The update rule of a method in general, g being the slope.
struct UpdateRuleText {
  let text: String

  init(_ method: DescentMethodName, isAscent: Bool, _ descent: Descent?) {
    var text =
      "update rule of \(method.title), with slope g: "
      + UpdateRuleText.formula(method, isAscent ? "+" : "-")
    if let batches = descent?.batches {
      text += "; g is the slope over the next \(batches.size) rows only"
    }
    if let schedule = descent?.schedule, schedule != .constant {
      text += "; α changes from step to step"
    }
    if !method.row.takesRate, descent?.x.count == 1 { text += "; t·H is one number r" }
    self.text = text
  }

  /// What one step does, with the sign of the direction.
  private static func formula(_ method: DescentMethodName, _ sign: String) -> String {
    switch method {
    case .gradientDescent: "x ← x \(sign) α·g"
    case .momentum: "v ← μ·v \(sign) α·g, x ← x + v"
    case .nesterov: "z ← x \(sign) α·g, x ← z + μ·(z - the z before)"
    case .adagrad: "s ← s + g², x ← x \(sign) α·g/(√s + ε)"
    case .rmsprop: "s ← β2·s + (1 - β2)·g², x ← x \(sign) α·g/(√s + ε)"
    case .adam:
      "m ← β1·m + (1 - β1)·g, s ← β2·s + (1 - β2)·g²,"
        + " x ← x \(sign) α·(m/(1 - β1^t))/(√(s/(1 - β2^t)) + ε) at step t"
    case .bfgs, .lbfgs:
      "x ← x \(sign) t·H·g, where H learns the curvature from the slopes, and a line search finds t"
    case .newton:
      "x ← x \(sign) t·H·g, where H is the inverse of the second derivatives, and a line search finds"
        + " t, mostly 1"
    }
  }
}

extension DescentMethodName {
  /// What people call the method.
  fileprivate var title: String {
    switch self {
    case .gradientDescent: "gradient descent"
    case .momentum: "momentum"
    case .nesterov: "Nesterov's momentum"
    case .adagrad: "Adagrad"
    case .rmsprop: "RMSProp"
    case .adam: "Adam"
    case .bfgs: "BFGS"
    case .lbfgs: "L-BFGS"
    case .newton: "Newton's method"
    }
  }
}
