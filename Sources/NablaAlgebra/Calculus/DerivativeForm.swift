// Derivatives come from the rules as sums of products. Here they get the form in which a person
// leaves them: quotients by one sum over one denominator, common factors in front.
extension ExpressionGraph {
  /// Longest sum that is looked at.
  private static let termLimit = 16

  /// Largest sum, written out as a tree, that is multiplied out.
  ///
  /// Each of n partial derivatives may have a part in common that is as long as n.
  private static let expansionSize = 1_000.0

  /// Largest graph in which sums are looked at; what is longer nobody reads term by term.
  private static let graphLimit = 20_000

  /// A partial derivative times the constant factor of the whole, in a form that people read.
  ///
  /// The factor goes into a sum where all coefficients stay or become whole: 2 times `3x + 1` gives
  /// `6x + 2`, but a tenth of it stays `(3x + 1)/10`.
  /// Where `isMultipliedOut` holds, a sum that is shorter without brackets loses them; so does one
  /// in one variable. The gradient of a sum of squares keeps them, because its value would lose
  /// digits near the minimum.
  mutating func tidied(
    _ partial: NodeID, times factor: Rational, isMultipliedOut: Bool
  ) -> NodeID {
    guard kind(partial) == .sum, operandCount(partial) <= ExpressionGraph.termLimit,
      count <= ExpressionGraph.graphLimit
    else { return scaled(partial, by: factor) }
    let isWhole = factor.isInteger || factoredTerms(partial).areWhole(times: factor)
    var form = partial
    if isWhole, !factor.isOne {
      let terms = Array(operands(partial))
      form = sum(terms.map { scaled($0, by: factor) })
    }
    form = joined(form)
    if isMultipliedOut || hasOneVariable(form), kind(form) == .sum {
      form = shortest(form)
    }
    return isWhole ? form : scaled(form, by: factor)
  }

  /// A sum with common factors of all its terms, or of those over one denominator, taken out where
  /// that is shorter.
  private mutating func joined(_ sum: NodeID) -> NodeID {
    var current = sum
    while kind(current) == .sum {
      let terms = factoredTerms(current)
      let below = denominators(of: terms)
      if let form = joined(terms), complexity(form) < complexity(current) {
        current = form
      } else if let form = joinedQuotients(terms, below), complexity(form) < complexity(current) {
        current = form
      } else if let form = overOneDenominator(terms, below),
        complexity(form) < complexity(current)
      {
        current = form
      } else {
        return current
      }
    }
    return current
  }

  /// The sums below the line in some term.
  private func denominators(of terms: [FactoredTerm]) -> [NodeID] {
    var result: [NodeID] = []
    for term in terms {
      for factor in term.factors where factor.exponent.isNegative && kind(factor.base) == .sum {
        if !result.contains(factor.base) { result.append(factor.base) }
      }
    }
    return result
  }

  /// All terms over one denominator: `1 - x/(x + 1)` as `1/(x + 1)`.
  private mutating func overOneDenominator(
    _ terms: [FactoredTerm], _ denominators: [NodeID]
  ) -> NodeID? {
    guard let base = denominators.first, operandCount(base) <= 8 else { return nil }
    let exponents = terms.map { $0.exponent(of: base) ?? .zero }
    guard exponents.allSatisfy(\.isInteger), let least = exponents.min() else { return nil }
    var parts: [NodeID] = []
    for (term, exponent) in zip(terms, exponents) {
      var rest = term
      rest.factors.removeAll { $0.base == base }
      parts.append(product(node(of: rest), power(base, number(exponent - least))))
    }
    let (content, inner) = factorsInFront(of: shortest(sum(parts)))
    return scaled(product([power(base, number(least))] + inner), by: content)
  }

  /// The terms over one denominator as one term, and the others.
  private mutating func joinedQuotients(
    _ terms: [FactoredTerm], _ denominators: [NodeID]
  ) -> NodeID? {
    for denominator in denominators {
      let inside = terms.filter { $0.exponent(of: denominator)?.isNegative == true }
      guard inside.count > 1, inside.count < terms.count, let quotient = joined(inside) else {
        continue
      }
      let others = terms.filter { $0.exponent(of: denominator)?.isNegative != true }
      return sum(others.map { node(of: $0) } + [quotient])
    }
    return nil
  }

  /// The sum of terms with their common factors in front, or `nil` where there are none.
  private mutating func joined(_ terms: [FactoredTerm]) -> NodeID? {
    var common = commonFactors(of: terms)
    if common.isEmpty { return nil }
    let hasVariableExponents = terms.contains { $0.factors.contains { kind($0.base) == .power } }
    common.removeAll { factor in
      !isTakenOut(factor) || hasVariableExponents && kind(factor.base) == .variable
    }
    if common.isEmpty { return nil }
    let rest = sum(terms.map { node(of: $0.divided(by: common)) })
    let (content, inner) = factorsInFront(of: shortest(rest))
    let factors = common.map { power($0.base, number($0.exponent)) }
    return scaled(product(factors + inner), by: content)
  }

  /// What a person would take out: sums, exponentials, powers with variable exponents, and
  /// variables below the line.
  private func isTakenOut(_ factor: FactoredTerm.Factor) -> Bool {
    switch kind(factor.base) {
    case .sum: operandCount(factor.base) <= 8
    case .power: true
    case .call: [.exp, .sigmoid].contains(function(factor.base))
    case .variable: factor.exponent.isNegative
    case .number, .real, .pi, .e, .product, .scale, .aggregate: false
    }
  }

  /// A sum multiplied out, if that is shorter.
  private mutating func shortest(_ rest: NodeID) -> NodeID {
    guard kind(rest) == .sum, complexity(rest) <= ExpressionGraph.expansionSize,
      let expanded = expanded(rest)
    else { return rest }
    let image = applyingRules(expanded)
    return complexity(image) < complexity(rest) ? image : rest
  }

  /// The numeric content of a sum, common powers of variables and constants, and what is left.
  private mutating func factorsInFront(
    of rest: NodeID
  ) -> (content: Rational, factors: [NodeID]) {
    guard kind(rest) == .sum else { return (.one, [rest]) }
    let terms = factoredTerms(rest)
    let common = commonFactors(of: terms).filter { factor in
      kind(factor.base) == .variable || flags(factor.base).contains(.isConstant)
    }
    let content = terms.dropFirst().reduce(terms[0].weight) { $0.commonDivisor(with: $1.weight) }
    guard let inverse = content.inverse else { return (.one, [rest]) }
    let divided = sum(
      terms.map { term in
        var quotient = term.divided(by: common)
        quotient.weight = quotient.weight * inverse
        return node(of: quotient)
      })
    return (content, common.map { power($0.base, number($0.exponent)) } + [divided])
  }

  /// The bases in every term, each with its least exponent; the exponents of one base differ by whole
  /// numbers.
  private func commonFactors(of terms: [FactoredTerm]) -> [FactoredTerm.Factor] {
    terms[0].factors.compactMap { first in
      var least = first.exponent
      for term in terms.dropFirst() {
        guard let exponent = term.exponent(of: first.base), (exponent - least).isInteger else {
          return nil
        }
        least = min(least, exponent)
      }
      return FactoredTerm.Factor(base: first.base, exponent: least)
    }
  }

  private func factoredTerms(_ sum: NodeID) -> [FactoredTerm] {
    operands(sum).map { FactoredTerm($0, in: self) }
  }

  private mutating func node(of term: FactoredTerm) -> NodeID {
    let factors = term.factors.map { power($0.base, number($0.exponent)) }
    return scaled(product(factors), by: term.weight)
  }
}

/// A term of a sum as a number times powers of different bases.
private struct FactoredTerm {
  struct Factor {
    var base: NodeID
    var exponent: Rational

    init(base: NodeID, exponent: Rational) {
      self.base = base
      self.exponent = exponent
    }

    init(_ id: NodeID, in graph: ExpressionGraph) {
      if graph.kind(id) == .power, let exponent = graph.number(graph.operand(id, 1)) {
        self.init(base: graph.operand(id, 0), exponent: exponent)
      } else {
        self.init(base: id, exponent: .one)
      }
    }
  }

  var weight: Rational
  var factors: [Factor] = []

  init(_ id: NodeID, in graph: ExpressionGraph) {
    if let value = graph.number(id) {
      weight = value
      return
    }
    let (coefficient, core) = graph.coefficientAndTerm(id)
    weight = coefficient
    if graph.kind(core) == .product {
      factors = graph.operands(core).map { Factor($0, in: graph) }
    } else {
      factors = [Factor(core, in: graph)]
    }
  }

  /// The exponent of a base that occurs exactly once.
  func exponent(of base: NodeID) -> Rational? {
    var found: Rational?
    for factor in factors where factor.base == base {
      if found != nil { return nil }
      found = factor.exponent
    }
    return found
  }

  func divided(by common: [Factor]) -> FactoredTerm {
    var result = self
    result.factors = factors.compactMap { factor in
      guard let divisor = common.first(where: { $0.base == factor.base }) else { return factor }
      let exponent = factor.exponent - divisor.exponent
      return exponent.isZero ? nil : Factor(base: factor.base, exponent: exponent)
    }
    return result
  }
}

extension [FactoredTerm] {
  /// Whether all coefficients times a factor are whole.
  fileprivate func areWhole(times factor: Rational) -> Bool {
    allSatisfy { ($0.weight * factor).isInteger }
  }
}
