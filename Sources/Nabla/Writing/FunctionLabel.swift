import NablaSyntax

/// How a report calls the function that a command is about.
struct FunctionLabel: Sendable {
  /// The function's name, `nil` for a bare expression.
  var name: Name?
  var variables: [Name]

  private func primed(_ primes: String, _ unicode: Bool) -> String? {
    guard let name, variables.count == 1 else { return nil }
    return "\(name.text(unicode: unicode))\(primes)(\(variables[0].text(unicode: unicode)))"
  }

  /// `q(x)`, or `value`.
  func value(_ unicode: Bool) -> String {
    guard let name else { return "value" }
    let list = variables.prefix(4).map { $0.text(unicode: unicode) }.joined(separator: ", ")
    return name.text(unicode: unicode) + "(" + list + (variables.count > 4 ? ", ...)" : ")")
  }

  /// `q'(x)`, `slope`, or in several variables the gradient's magnitude.
  func slope(_ unicode: Bool) -> String {
    if variables.count > 1 { return unicode ? "|∇|" : "|grad|" }
    return primed("'", unicode) ?? "slope"
  }

  /// The same as it stands in a comparison: `|q'|`.
  func slopeMagnitude(_ unicode: Bool) -> String {
    if variables.count > 1 { return unicode ? "|∇|" : "|grad|" }
    return name.map { "|\($0.text(unicode: unicode))'|" } ?? "|slope|"
  }

  /// `q''(x)`, or `second derivative`.
  func curvature(_ unicode: Bool) -> String { primed("''", unicode) ?? "second derivative" }

  /// `q''`, or `the second derivative`; in several variables the largest one in any direction.
  func shortCurvature(_ unicode: Bool) -> String {
    if variables.count > 1 { return "the largest curvature" }
    return name.map { "\($0.text(unicode: unicode))''" } ?? "the second derivative"
  }

  /// `x = 1, y = 2`, with points of many variables cut short.
  func point(_ x: [Double], unicode: Bool, _ format: (Double) -> String) -> String {
    let shown = zip(variables, x).prefix(8).map {
      "\($0.text(unicode: unicode)) = \(format($1))"
    }
    let rest = variables.count - shown.count
    return shown.joined(separator: ", ") + (rest > 0 ? ", and \(rest) more" : "")
  }
}
