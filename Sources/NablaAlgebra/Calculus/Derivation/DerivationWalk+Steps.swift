extension DerivationWalk {
  /// Most terms or factors that are told one by one, and how many are where there are more.
  private static let partLimit = 12
  private static let shownParts = 6

  /// The step for a part, and the parts inside it whose derivatives it needs.
  mutating func step(
    for id: NodeID, _ order: (ExpressionGraph, NodeID) -> [NodeID]
  ) -> (step: Derivation.Step, parts: [NodeID]) {
    let dependence = dependence(of: id)
    if detail == .brief, id != root, dependence < .other, let value = value(of: id) {
      let rule = dependence == .polynomial ? DerivativeRule.powersInSum : .power
      return (.init(rule: rule, subject: id, value: value), [])
    }
    if dependence == .constant {
      return (.init(rule: .constant, subject: id, value: graph.number(0)), [])
    }
    switch graph.kind(id) {
    case .number, .real, .pi, .e, .variable:
      return (.init(rule: .variable, subject: id, value: graph.number(1)), [])
    case .sum: return sum(id, order(graph, id))
    case .scale, .product: return product(id, order)
    case .power: return power(id)
    case .call: return node(id, .function(graph.function(id)))
    case .aggregate:
      var step = Derivation.Step(rule: .aggregate(graph.aggregate(id)), subject: id)
      step.aggregate = graph.aggregate(id)
      let body = graph.operand(id, 0)
      let part = written(body, &step.definitions)
      if part != body { step.subject = graph.rebuilt(id, [part] + graph.operands(id).dropFirst()) }
      step.terms = [.init(slope: graph.number(1), part: part)]
      return (step, [body])
    }
  }

  private mutating func sum(
    _ id: NodeID, _ operands: [NodeID]
  ) -> (Derivation.Step, [NodeID]) {
    var step = Derivation.Step(rule: .sum, subject: id)
    var parts: [NodeID] = []
    let (shown, others) = shortened(operands)
    for operand in shown {
      let isNegative = isNegative(operand)
      let part = isNegative ? graph.scaled(operand, by: .minusOne) : operand
      parts.append(part)
      step.terms.append(
        .init(
          isNegative: isNegative, slope: graph.number(1), part: written(part, &step.definitions)))
    }
    if !others.isEmpty {
      let rest = graph.sum(others)
      let name = name(forOthers: rest, count: others.count, &step.definitions)
      step.terms.append(.init(slope: graph.number(1), part: name))
    }
    if !step.definitions.isEmpty {
      step.subject = graph.sum(
        step.terms.map { graph.scaled($0.part, by: $0.isNegative ? .minusOne : .one) })
    }
    return (step, parts)
  }

  private func isNegative(_ id: NodeID) -> Bool {
    (graph.number(id) ?? graph.coefficientAndTerm(id).coefficient).isNegative
  }

  private func shortened(_ operands: [NodeID]) -> (shown: [NodeID], others: [NodeID]) {
    guard operands.count > Self.partLimit else { return (operands, []) }
    return (Array(operands.prefix(Self.shownParts)), Array(operands.dropFirst(Self.shownParts)))
  }

  private mutating func product(
    _ id: NodeID, _ order: (ExpressionGraph, NodeID) -> [NodeID]
  ) -> (Derivation.Step, [NodeID]) {
    let (coefficient, core) = graph.coefficientAndTerm(id)
    let factors = graph.kind(core) == .product ? order(graph, core) : [core]
    var constants: [NodeID] = []
    var active: [NodeID] = []
    for factor in factors {
      if dependence(of: factor) == .constant {
        constants.append(factor)
      } else {
        active.append(factor)
      }
    }
    if !constants.isEmpty || !coefficient.isOne {
      var step = Derivation.Step(rule: .constantFactor, subject: id)
      let slope = graph.scaled(graph.product(constants), by: coefficient)
      let inner = graph.product(active)
      let part = written(inner, &step.definitions)
      step.terms = [.init(slope: slope, part: part)]
      if part != inner { step.subject = graph.product(slope, part) }
      return (step, [inner])
    }
    var above: [NodeID] = []
    var below: [NodeID] = []
    for factor in active {
      if graph.kind(factor) == .power, let exponent = graph.number(graph.operand(factor, 1)),
        exponent.isNegative
      {
        let weight = graph.number(-exponent)
        below.append(graph.power(graph.operand(factor, 0), weight))
      } else {
        above.append(factor)
      }
    }
    guard below.isEmpty else { return quotient(above, graph.product(below)) }
    return product(of: active)
  }

  mutating func product(of factors: [NodeID]) -> (Derivation.Step, [NodeID]) {
    var step = Derivation.Step(rule: .product, subject: root)
    let (parts, others) = shortened(factors)
    var names: [NodeID] = []
    for part in parts { names.append(written(part, &step.definitions)) }
    if !others.isEmpty {
      let rest = graph.product(others)
      names.append(name(forOthers: rest, count: others.count, &step.definitions))
    }
    step.subject = graph.product(names)
    step.terms = terms(of: step.subject, by: names)
    return (step, parts)
  }

  /// The quotient rule; with nothing that varies above the line the reciprocal rule.
  mutating func quotient(
    _ above: [NodeID], _ below: NodeID
  ) -> (Derivation.Step, [NodeID]) {
    var step = Derivation.Step(rule: above.isEmpty ? .reciprocal : .quotient, subject: root)
    let whole = above.isEmpty ? [below] : [graph.product(above), below]
    var names: [NodeID] = []
    for part in whole { names.append(written(part, &step.definitions)) }
    let top = above.isEmpty ? graph.number(1) : names[0]
    let bottom = names[names.count - 1]
    step.subject = graph.quotient(top, bottom)
    step.divisor = graph.power(bottom, graph.number(2))
    // The rules are applied to letters first: the parts may be products that would merge.
    let letters = [graph.variable("\u{1}u"), graph.variable("\u{1}v")]
    let pattern = graph.quotient(above.isEmpty ? graph.number(1) : letters[0], letters[1])
    let symbols = letters.suffix(whole.count).compactMap { graph.symbol($0) }
    var slopes = graph.gradient(of: pattern, by: symbols)
    graph.presumption = Presumption([pattern] + graph.operands(pattern), in: graph)
    let square = graph.power(letters[1], graph.number(2))
    slopes = slopes.map { graph.product($0, square) }
    graph.presumption = Presumption()
    // A sign is the term's: it would go into a sum.
    let signs = slopes.map { isNegative($0) }
    slopes = zip(slopes, signs).map { graph.scaled($0, by: $1 ? .minusOne : .one) }
    slopes = graph.substituting([letters[0]: top, letters[1]: bottom], in: slopes)
    for (position, name) in names.enumerated() {
      step.terms.append(
        .init(isNegative: signs[position], slope: slopes[position], part: name))
    }
    return (step, whole)
  }

  private mutating func power(_ id: NodeID) -> (Derivation.Step, [NodeID]) {
    let (base, exponent) = (graph.operand(id, 0), graph.operand(id, 1))
    if dependence(of: exponent) == .constant { return node(id, .power) }
    return node(id, dependence(of: base) == .constant ? .exponential : .variableExponent)
  }

  /// The rule of a power or of a function, by those of its operands that vary.
  mutating func node(
    _ id: NodeID, _ rule: DerivativeRule
  ) -> (Derivation.Step, [NodeID]) {
    var step = Derivation.Step(rule: rule, subject: id)
    let operands = Array(graph.operands(id))
    var written: [NodeID] = []
    for operand in operands { written.append(self.written(operand, &step.definitions)) }
    step.subject = graph.rebuilt(id, written)
    var parts: [NodeID] = []
    var names: [NodeID] = []
    for (operand, name) in zip(operands, written)
    where dependence(of: operand) > .constant && !names.contains(name) {
      parts.append(operand)
      names.append(name)
    }
    let terms = terms(of: step.subject, by: names)
    let isKept = terms.map { graph.number($0.slope)?.isZero != true }
    let kept = terms.indices.filter { isKept[$0] }
    if kept.allSatisfy({ dependence(of: parts[$0]) == .variable }) {
      step.value = graph.derivative(of: id, by: variable)
      return (step, [])
    }
    step.terms = kept.map { terms[$0] }
    if kept.count == 1, operands.count <= 2 { step.inner = names[kept[0]] }
    return (step, kept.map { parts[$0] })
  }

  /// The derivative of one node by some of its operands, from the rules of the sweep.
  private mutating func terms(of id: NodeID, by parts: [NodeID]) -> [Derivation.Term] {
    graph.presumption = Presumption([id], in: graph)
    defer { graph.presumption = Presumption() }
    return zip(sweep.slopes(of: id, by: parts, in: &graph), parts).map { slope, part in
      .init(slope: slope.value, condition: slope.mask, part: part)
    }
  }
}
