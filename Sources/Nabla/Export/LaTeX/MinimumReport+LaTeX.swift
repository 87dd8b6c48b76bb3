import NablaOptimization
import NablaSyntax

extension MinimumReport {
  /// The problem, the rule by which the method goes on, and where it ended.
  func latex(_ subject: LaTeXSubject) -> [String] {
    let isMaximum = descent.goal == .maximum
    let variables = label.variables.map(\.latex).joined(separator: ", ")
    let name = (subject.name ?? Name("f")).latex
    let problem =
      "\\\(isMaximum ? "max" : "min")_{\(variables)} \\; \(subject.call), \\qquad "
      + "\(subject.call) = \(subject.body)"
    let rule = UpdateRuleLaTeX(
      descent.method, function: name, isMaximum: isMaximum,
      point: label.variables.count == 1 ? label.variables[0].latex : "\\mathbf{x}",
      isVector: label.variables.count > 1)
    return [
      LaTeX.display([problem]), LaTeX.display(rule.lines + settings(rule.point)),
      LaTeX.display(result(subject)),
    ]
  }

  /// The start and the learning rate.
  private func settings(_ point: String) -> [String] {
    let start = descent.trajectory.point(at: 0) ?? descent.x
    let values = start.map(LaTeX.number)
    let text = values.count == 1 ? values[0] : "\\left( \(values.joined(separator: ", ")) \\right)"
    let vector = label.variables.count == 1 ? "" : names + ","
    let rate = alpha.map { ",\\quad \\alpha = " + LaTeX.number($0) } ?? ""
    return [
      (vector.isEmpty ? "" : "\\mathbf{x} = \(vector)\\quad ") + "\(point)^{(0)} = " + text + rate
    ]
  }

  private var names: String {
    "\\left( " + label.variables.map(\.latex).joined(separator: ", ") + " \\right)"
  }

  private func result(_ subject: LaTeXSubject) -> [String] {
    let mark = descent.success ? "^{*}" : "^{(\(descent.nit))}"
    let lines = zip(label.variables, descent.x).map { name, value in
      "{\(name.latex)}\(mark) \\approx \(LaTeX.number(value))"
    }
    let end = descent.success ? "" : " \\qquad \\text{not converged}"
    let value =
      LaTeX.call(subject.name ?? Name("f"), label.variables, mark: mark)
      + " \\approx \(LaTeX.number(descent.fun))"
    return lines + [value + end]
  }
}

/// How a method goes from one point to the next, as equations.
struct UpdateRuleLaTeX {
  /// The letter of the point.
  let point: String
  private(set) var lines: [String] = []

  /// The rule of a method for a function of one variable, or of several as one vector.
  ///
  /// Sources are with the methods themselves in `NablaOptimization/Methods`.
  init(
    _ method: DescentMethodName, function: String, isMaximum: Bool, point: String, isVector: Bool
  ) {
    self.point = point
    let (now, next) = ("\(point)^{(k)}", "\(point)^{(k+1)}")
    let slope =
      isVector
      ? "\\nabla \(function)\\left( \(now) \\right)" : "\(function)'\\left( \(now) \\right)"
    let sign = isMaximum ? "+" : "-"
    let gradient = isMaximum ? "-" + slope : slope
    switch method {
    case .gradientDescent:
      lines = ["\(next) = \(now) \(sign) \\alpha \\, \(slope)"]
    case .momentum:
      lines = [
        "v^{(k+1)} = \\mu \\, v^{(k)} \(sign) \\alpha \\, \(slope)", "\(next) = \(now) + v^{(k+1)}",
      ]
    case .nesterov:
      lines = [
        "y^{(k+1)} = \(now) \(sign) \\alpha \\, \(slope)",
        "\(next) = y^{(k+1)} + \\mu \\left( y^{(k+1)} - y^{(k)} \\right)",
      ]
    case .adagrad:
      lines = ["g = \(gradient)", "s^{(k+1)} = s^{(k)} + g^2", scaled(now, next, "g", "s^{(k+1)}")]
    case .rmsprop:
      lines = [
        "g = \(gradient)", "s^{(k+1)} = \\beta_2 s^{(k)} + (1 - \\beta_2) g^2",
        scaled(now, next, "g", "s^{(k+1)}"),
      ]
    case .adam:
      lines = [
        "g = \(gradient)", "m^{(k+1)} = \\beta_1 m^{(k)} + (1 - \\beta_1) g",
        "s^{(k+1)} = \\beta_2 s^{(k)} + (1 - \\beta_2) g^2",
        scaled(
          now, next, "m^{(k+1)} / (1 - \\beta_1^{k+1})", "s^{(k+1)} / (1 - \\beta_2^{k+1})"),
      ]
    case .bfgs, .lbfgs:
      lines = ["\(next) = \(now) \(sign) \\alpha_k H_k \\, \(slope)"]
    case .newton:
      let curvature =
        isVector
        ? "\\left[ \\nabla^2 \(function)\\left( \(now) \\right) \\right]^{-1}"
        : "\\frac{1}{\(function)''\\left( \(now) \\right)}"
      lines = ["\(next) = \(now) - \\alpha_k \(curvature) \\, \(slope)"]
    }
  }

  private func scaled(_ now: String, _ next: String, _ slope: String, _ square: String) -> String {
    "\(next) = \(now) - \\alpha \\frac{\(slope)}{\\sqrt{\(square)} + \\varepsilon}"
  }
}
