import NablaAlgebra

/// A value as `e^exponent * mantissa`, where the mantissa neither over- nor underflows.
struct Representation {
  /// The exponent, or `nil` for 0.
  var exponent: NodeID?
  var mantissa: NodeID
  /// The mantissa minus 1, accurate where that is near 0; `nil` where nothing better than a
  /// subtraction is known.
  var excess: NodeID?
}

// The largest exponent of a sum is taken out: log sum exp(u) = m + log sum exp(u - m) with
// m = max u (Blanchard, Higham and Higham, Accurately computing the log-sum-exp and softmax
// functions, IMA Journal of Numerical Analysis 41, 2021). In products the exponents taken out add
// up, so exp(u)/sum exp(v) becomes exp(u - m)/sum exp(v - m).
extension StableForms {
  /// The representation of a node whose operands have theirs.
  mutating func representation(
    of id: NodeID, in graph: inout ExpressionGraph
  ) -> Representation {
    switch graph.kind(id) {
    case .call:
      let argument = image(graph.operand(id, 0))
      if graph.function(id) == .exp {
        return Representation(exponent: argument, mantissa: graph.number(1))
      }
      guard graph.function(id) == .expm1 else { break }
      let (exponent, factor) = exponentialDifference(argument, graph.number(0), in: &graph)
      return Representation(exponent: exponent, mantissa: factor)
    case .scale:
      let (coefficient, term) = graph.coefficientAndTerm(id)
      if graph.kind(term) == .sum {
        return sumRepresentation(term, times: coefficient, in: &graph)
      }
      var result = known(term, in: graph)
      result.mantissa = graph.scaled(result.mantissa, by: coefficient)
      result.excess = nil
      return result
    case .power:
      let (base, exponent) = graph.baseAndExponent(id)
      return raised(known(base, in: graph), to: exponent, in: &graph)
    case .product:
      return productRepresentation(id, in: &graph)
    case .sum:
      return sumRepresentation(id, times: .one, in: &graph)
    case .number, .real, .pi, .e, .variable, .aggregate:
      break
    }
    return Representation(mantissa: image(id))
  }

  /// The representation of a stable form that is a multiple of a power of the logistic function s,
  /// from s(u) = e^-max(0, -u) * s(|u|); `nil` for other forms.
  func logisticRepresentation(
    of form: NodeID, in graph: inout ExpressionGraph
  ) -> Representation? {
    let (coefficient, term) = graph.coefficientAndTerm(form)
    let (base, exponent) = graph.baseAndExponent(term)
    guard let u = graph.argument(of: base, ifCalling: .sigmoid) else { return nil }
    // The arguments in ascending order, so that it is the same node as that of a sum 1 + exp(-u).
    let bounds = [graph.number(0), graph.negated(u)].sorted()
    let largest = graph.call(.max, bounds)
    let logistic = graph.call(.sigmoid, [graph.call(.abs, [u])])
    let power = graph.power(logistic, graph.number(exponent))
    return Representation(
      exponent: graph.scaled(largest, by: -exponent),
      mantissa: graph.scaled(power, by: coefficient))
  }

  /// The representation of an operand.
  private func known(_ id: NodeID, in graph: ExpressionGraph) -> Representation {
    representations[id] ?? Representation(mantissa: image(id))
  }

  private func raised(
    _ base: Representation, to exponent: Rational, in graph: inout ExpressionGraph
  ) -> Representation {
    Representation(
      exponent: base.exponent.map { graph.scaled($0, by: exponent) },
      mantissa: graph.power(base.mantissa, graph.number(exponent)))
  }

  private func productRepresentation(
    _ id: NodeID, in graph: inout ExpressionGraph
  ) -> Representation {
    var exponents: [NodeID] = []
    var mantissas: [NodeID] = []
    for factor in Array(graph.operands(id)) {
      // A constant such as exp(2) does no harm, and would only round the exponent.
      let isConstant = graph.flags(factor).contains(.isConstant)
      let part =
        isConstant ? Representation(mantissa: image(factor)) : known(factor, in: graph)
      if let exponent = part.exponent { exponents.append(exponent) }
      mantissas.append(part.mantissa)
    }
    let exponent = graph.sum(exponents)
    return Representation(
      exponent: graph.isNumber(exponent, 0) ? nil : exponent, mantissa: graph.product(mantissas))
  }

  /// The representation of a sum times a number: the largest exponent is taken out.
  private mutating func sumRepresentation(
    _ id: NodeID, times factor: Rational, in graph: inout ExpressionGraph
  ) -> Representation {
    var terms = graph.operands(id).map { known($0, in: graph) }
    for index in terms.indices {
      terms[index].mantissa = graph.scaled(terms[index].mantissa, by: factor)
    }
    let zero = graph.number(0)
    let exponents = Set(terms.map { $0.exponent ?? zero }).sorted()
    if exponents.count == 1 {
      return Representation(
        exponent: terms[0].exponent, mantissa: graph.sum(terms.map(\.mantissa)))
    }
    if let result = differenceRepresentation(terms, in: &graph) { return result }
    let largest = graph.call(.max, exponents)
    var shifted: [NodeID] = []
    for term in terms {
      let exponential = shiftedExponential(term, by: largest, in: &graph)
      shifted.append(graph.product(term.mantissa, exponential))
    }
    return Representation(
      exponent: graph.isNumber(largest, 0) ? nil : largest, mantissa: graph.sum(shifted),
      excess: excess(terms, shifted, largest: largest, in: &graph))
  }

  private mutating func shiftedExponential(
    _ term: Representation, by largest: NodeID, in graph: inout ExpressionGraph
  ) -> NodeID {
    guard let exponent = term.exponent else {
      return graph.call(.exp, [graph.negated(largest)])
    }
    return graph.call(.exp, [difference(exponent, largest, in: &graph)])
  }

  /// `c exp(u) - c exp(v)` as `e^max(u, v) * c sign(u - v) (1 - exp(-|u - v|))`: the difference of
  /// the shifted exponentials would cancel where u is near v.
  private mutating func differenceRepresentation(
    _ terms: [Representation], in graph: inout ExpressionGraph
  ) -> Representation? {
    guard terms.count == 2, let first = graph.number(terms[0].mantissa),
      let second = graph.number(terms[1].mantissa), first == -second
    else { return nil }
    let zero = graph.number(0)
    let (u, v) = (terms[0].exponent ?? zero, terms[1].exponent ?? zero)
    let (exponent, value) = exponentialDifference(u, v, in: &graph)
    return Representation(exponent: exponent, mantissa: graph.scaled(value, by: first))
  }

  /// `exp(u) - exp(v)` as the exponent `max(u, v)` and the factor `sign(u - v)(1 - exp(-|u - v|))`.
  mutating func exponentialDifference(
    _ u: NodeID, _ v: NodeID, in graph: inout ExpressionGraph
  ) -> (exponent: NodeID, factor: NodeID) {
    let gap = difference(u, v, in: &graph)
    let decay = graph.call(.expm1, [graph.negated(graph.call(.abs, [gap]))])
    let value = graph.negated(graph.product(graph.call(.sign, [gap]), decay))
    return (graph.call(.max, [u, v]), value)
  }

  /// The mantissa minus 1 without cancellation, for three kinds of sums with positive numbers as
  /// weights c.
  private mutating func excess(
    _ terms: [Representation], _ shifted: [NodeID], largest: NodeID, in graph: inout ExpressionGraph
  ) -> NodeID? {
    let weights = terms.compactMap { graph.number($0.mantissa) }
    guard weights.count == terms.count, weights.allSatisfy({ $0.signum > 0 }) else { return nil }
    // Weights that add up to 1: the sum of c (exp(u - m) - 1), in which all terms have one sign.
    if weights.reduce(.zero, +).isOne {
      var parts: [NodeID] = []
      for term in terms {
        let exponent =
          term.exponent.map { difference($0, largest, in: &graph) } ?? graph.negated(largest)
        parts.append(graph.product(term.mantissa, graph.call(.expm1, [exponent])))
      }
      return graph.sum(parts)
    }
    // exp(u) + exp(v): one of the two shifted terms is 1.
    let zero = graph.number(0)
    if terms.count == 2, weights.allSatisfy(\.isOne) {
      let gap = difference(terms[0].exponent ?? zero, terms[1].exponent ?? zero, in: &graph)
      return graph.call(.exp, [graph.negated(graph.call(.abs, [gap]))])
    }
    // 1 + sum: where all u are negative, m is 0 and the 1 has to be left out exactly.
    guard let one = terms.firstIndex(where: { $0.exponent == nil }), weights[one].isOne else {
      return nil
    }
    var parts = shifted
    parts[one] = graph.call(.expm1, [graph.negated(largest)])
    return graph.sum(parts)
  }
}
