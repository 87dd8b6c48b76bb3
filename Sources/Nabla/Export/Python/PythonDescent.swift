import NablaOptimization

/// The function that minimizes an exported one in Python: a call of SciPy, or a loop by learning
/// rate.
struct PythonDescent {
  /// The exported function.
  var function: String
  /// What the function of the descent takes, such as `data`.
  var parameters: [String]
  /// What the exported function takes behind the point.
  var arguments: [String]
  /// What comes first, a line each.
  var preparation: [String] = []
  var descent: ExportSubject.Descent

  /// The definition of the function.
  var text: String {
    DescentText(descent).map { loopText($0) } ?? scipyText
  }

  private var start: String {
    "np.array([\(descent.start.map(\.description).joined(separator: ", "))])"
  }

  private var scipyText: String {
    let verb = descent.isMaximum ? "maximize" : "minimize"
    let (method, tolerance) =
      switch descent.plan.method {
      case .lbfgs: ("L-BFGS-B", "gtol")
      case .newton: ("Newton-CG", "xtol")
      case .bfgs, .gradientDescent, .momentum, .nesterov, .adagrad, .rmsprop, .adam:
        ("BFGS", "gtol")
      }
    var options = "\"\(tolerance)\": \(descent.plan.tolerance ?? DescentPlan.usualTolerance)"
    if let steps = descent.plan.steps { options += ", \"maxiter\": \(steps)" }
    let objective =
      descent.isMaximum
      ? "lambda point, *rest: tuple(-part for part in \(function)(point, *rest))" : function
    let rest = arguments.isEmpty ? "" : ", args=(\(arguments.joined(separator: ", ")),)"
    var lines = [
      "def \(verb)_\(function)(\(parameters.joined(separator: ", "))):",
      "    \"\"\"Looks for a \(descent.isMaximum ? "maximum" : "minimum") from the start of the"
        + " statement.\"\"\"",
    ]
    lines += preparation.map { "    " + $0 }
    lines += [
      "    start = \(start)", "    result = minimize(",
      "        \(objective), start\(rest), jac=True,",
      "        method=\"\(method)\", options={\(options)},", "    )",
    ]
    if descent.isMaximum { lines.append("    result.fun, result.jac = -result.fun, -result.jac") }
    return (lines + ["    return result"]).joined(separator: "\n")
  }

  private func loopText(_ loop: DescentText) -> String {
    var lines = ["def \(loop.verb)_\(function)(\(parameters.joined(separator: ", "))):"]
    lines += ["    \"\"\""] + loop.comment.map { "    " + $0 } + ["    \"\"\""]
    lines += preparation.map { "    " + $0 }
    lines += ["    start = \(start)", "    point = start.copy()"]
    for state in loop.states {
      let isZero = state.initial == "0.0"
      lines.append("    \(state.name) = " + (isZero ? "np.zeros_like(start)" : "start.copy()"))
    }
    lines += loop.scalars.map { "    \($0.name) = \($0.initial)" }
    let arguments = (["point"] + arguments).joined(separator: ", ")
    lines += [
      "    step = 0", "    while step < \(loop.stepLimit):",
      "        _, gradient = \(function)(\(arguments))",
    ]
    if let tolerance = loop.tolerance {
      lines += [
        "        if not np.max(np.abs(gradient)) > \(tolerance):", "            break",
      ]
    }
    if loop.usesTime { lines.append("        t = float(step)") }
    lines.append("        rate = " + Self.whole(loop.rate))
    lines += (loop.stepLines + loop.lines.map(\.text)).map { "        " + Self.whole($0) }
    return (lines + ["        step += 1", "    return point, step"]).joined(separator: "\n")
  }

  /// A line for one variable as one for whole arrays.
  private static func whole(_ text: String) -> String {
    var text = text.replacing("[i]", with: "")
    for (name, numpy) in [
      ("sqrt(", "np.sqrt("), ("exp(", "np.exp("), ("cos(", "np.cos("), ("pow(", "np.power("),
      ("floor(", "np.floor("),
    ] {
      text = text.replacing(name, with: numpy)
    }
    return text
  }
}
