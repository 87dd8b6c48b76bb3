/// Topics of help that are no command, function or constant.
enum HelpTopic: String, CaseIterable {
  case syntax
  case names
  case json

  /// One line that says what it is about.
  var title: String {
    switch self {
    case .syntax: "how expressions are read"
    case .names: "variables, definitions, Greek letters"
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
    case .json:
      text = [
        "  nabla --json gives one JSON object a line for every statement, errors included:",
        "  ok, kind, input, line, and the keys of the kind; names follow scipy.optimize.",
      ]
    }
    return text.map { StyledText($0) }
  }
}
