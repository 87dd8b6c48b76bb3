extension DerivationWalk {
  /// What the rule of a step says in general, by the rule itself: of letters u and v for parts, and
  /// of the variable where the rule was applied to it; `nil` where the step says it all.
  mutating func formula(of step: Derivation.Step) -> Derivation.Step? {
    let (u, v) = (variable(named: letters[0]), variable(named: letters[1]))
    switch step.rule {
    case .product: return product(of: [u, v]).0
    case .quotient: return quotient([u], v).0
    case .reciprocal: return quotient([], v).0
    case .variableExponent: return node(graph.power(u, v), .variableExponent).0
    case .power, .exponential:
      guard step.terms.isEmpty else { return nil }
      let x = graph.variable(graph.name(variable))
      let power =
        step.rule == .power
        ? graph.power(x, graph.variable(exponentLetter))
        : graph.power(graph.variable(baseLetter), x)
      let value = graph.derivative(of: power, by: variable)
      return Derivation.Step(rule: step.rule, subject: power, value: value)
    case .constant, .variable, .sum, .constantFactor, .powersInSum, .function, .aggregate,
      .conclusion, .substitution, .result:
      return nil
    }
  }
}
