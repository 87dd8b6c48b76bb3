import NablaOptimization

/// Topics of help that are no command, function or constant.
enum HelpTopic: String, CaseIterable {
  case syntax
  case names
  case methods
  case data
  case plots
  case json

  /// One line that says what it is about.
  var title: String {
    switch self {
    case .syntax: "how expressions are read"
    case .names: "variables, definitions, Greek letters"
    case .methods: "ways to descend: `using`, learning rates, `decay`"
    case .data: "tables, columns, means over rows"
    case .plots: "pictures: `plot`, `surface`, files"
    case .json: "output for programs"
    }
  }

  /// The text.
  var lines: [StyledText] {
    let text: [String]
    switch self {
    case .syntax:
      text = [
        "  3ab, 2(x + 1), x y     products need no sign; how a line was read is shown in a note",
        "  x^2, x²                powers; -x^2 is -(x^2), 2^-x and x^y^z as in mathematics",
        "  1/2x                   is (1/2)*x; write 1/(2x) for the other",
        "  sin x, sin 2x, sin^2 x built-in functions need no brackets",
        "  |x|, 3!, √2            absolute value, factorial, square root",
        "  f'(x), f''(2), d/dx E  derivatives",
        "  if x > 0 then x else 0 choice; comparisons with and, or, not",
        "  # ...                  a comment; `;` ends a statement like a new line",
      ]
    case .names:
      text = [
        "  a, x0, θ1, theta1      one letter and a subscript: a variable unless it has a value",
        "  total_bill             with an underscore: one variable",
        "  a = 3, f(x) = a x^2    definitions; `vars` lists them, `forget a` removes one",
        "  ans                    the last result",
        "  \\theta + Tab           types θ at the prompt",
      ]
    case .methods:
      text = methodLines
    case .data:
      text = [
        "  load \"tips.csv\"         columns become names; with `as t` they are t.tip and so on",
        "  describe                what is in each column",
        "  mean(tip), corr(a, b)   one number of all rows; rows with a missing value are left out",
        "  tip/total_bill          a value in every row: the first ones are shown",
        "  L(a) = mean((tip - a total_bill)^2)",
        "  grad L, convex L, minimize L from 0",
        "  X = [1, total_bill, size]; M(θ) = mean((tip - X @ θ)^2) has a vector of three",
        "  minimize L from 0 alpha 0.0001 batch 32 epochs 20 seed 1",
        "  var, std, cov           divide by count - 1",
      ]
    case .plots:
      text = [
        "  plot f, f' on [0, 8]    curves; without `on` the range shows what there is to see",
        "  plot L on a in [0, 1], b in [0, 1]",
        "                          contours of a function of two variables",
        "  plot tip, total_bill    columns: the last one lies along the horizontal axis",
        "  plot step f from 4      what a statement does: step, minimize, maximize, roots, convex,",
        "                          concave, variations, fit",
        "  plot loss minimize f from 4 alpha 0.1, 0.3, 0.9",
        "                          the values step by step; lists of alpha, using, batch are compared",
        "  plot f axes logy        logarithmic axes: logx, logy, loglog",
        "  plot f to \"f.svg\"       a file: .svg, .png, .pdf, .html by gnuplot, .gp its script",
        "  surface L to \"L.svg\"    a surface seen from above",
        "  set plot ascii          how pictures are drawn on a terminal: ascii, unicode, auto",
      ]
    case .json:
      text = [
        "  nabla --json gives one JSON object a line for every statement, errors included:",
        "  ok, kind, input, line, and the keys of the kind; names follow scipy.optimize.",
      ]
    }
    return text.map { StyledText($0) }
  }

  /// A line for each method and each schedule.
  private var methodLines: [String] {
    var lines = ["  minimize E from POINT using METHOD, with clauses of its own behind it:"]
    for method in DescentMethodName.allCases {
      let row = method.row
      lines.append("  " + Layout.padded(method.rawValue, 12) + "  " + row.documentation)
      var details = row.parameters.map {
        "\($0.name.rawValue) \(NumberText.significant($0.value, 3))"
      }
      if let rate = row.rate { details.insert("alpha \(NumberText.significant(rate, 3))", at: 0) }
      if !details.isEmpty {
        lines.append(
          "  " + Layout.padded("", 14) + details.joined(separator: ", ") + " unless given")
      }
    }
    lines.append(
      "  Where no alpha is given or usual, and with `alpha auto`, it comes from the curvature.")
    lines.append("  The rate may change from step to step:")
    for decay in DecayName.allCases {
      lines.append("  " + Layout.padded(decay.usage, 26) + decay.formula)
    }
    lines.append(
      "  Without `using`, a rate means gd, and none means bfgs. A start at a saddle or maximum")
    lines.append("  is said and left, unless `strict start` keeps it there.")
    return lines
  }
}
