import NablaAlgebra

/// The search for rewritings that turn one expression into the other.
struct Identities {
  private var graph: ExpressionGraph
  /// Most products of terms that a proof may take.
  private static let expansionLimit = 20_000

  init(_ graph: ExpressionGraph) {
    self.graph = graph
  }

  /// Whether the work had to be given up.
  var isHalted: Bool { graph.halt != nil }

  /// How the two are proved to be equal wherever both are defined, and whether that shows that they
  /// are defined at the same points.
  mutating func identity(
    _ left: NodeID, _ right: NodeID
  ) -> (identity: Equality.Identity, isSameDomain: Bool)? {
    if left == right { return (.sameForm, true) }
    let difference = graph.difference(left, right)
    let rest = graph.simplified(difference)
    guard !isHalted else { return nil }
    // No rewriting changes where an expression is defined, and 0 is everywhere.
    if graph.isNumber(rest, 0) { return (.rewriting, true) }
    let forms = [left, right].map { expanded($0) }
    let shortest = [left, right].map { graph.simplified($0) }
    guard !isHalted else { return nil }
    if forms[0] == forms[1] || shortest[0] == shortest[1] { return (.rewriting, true) }
    if let isSame = isSameFraction(forms[0], forms[1]) { return (.commonDenominator, isSame) }
    guard !isHalted else { return nil }
    return isZeroWhereDefined(rest) ? (.rewriting, false) : nil
  }

  private mutating func expanded(_ id: NodeID) -> NodeID {
    graph.expanded(id, limit: Identities.expansionLimit) ?? id
  }

  /// Whether the two are the same fraction, and if so whether they are defined at the same points.
  ///
  /// N/D and P/Q are equal where NQ and PD are. Where these have one form, N and Q are defined
  /// where P and D are; and where the products of what must not vanish have one form too, that
  /// holds for the fractions.
  private mutating func isSameFraction(_ left: NodeID, _ right: NodeID) -> Bool? {
    guard let first = graph.fraction(of: left), let second = graph.fraction(of: right),
      !(first.factors.isEmpty && second.factors.isEmpty)
    else { return nil }
    let below = [first, second].map { graph.denominator(of: $0) }
    let one = expanded(graph.product(first.numerator, below[1]))
    let other = expanded(graph.product(second.numerator, below[0]))
    if one != other {
      let difference = graph.difference(one, other)
      let rest = graph.simplified(difference)
      return !isHalted && isZeroWhereDefined(rest) ? false : nil
    }
    let radicals = [first, second].map { radical($0.nonzero) }
    return isHalted ? nil : radicals[0] == radicals[1]
  }

  /// The product of expressions, multiplied out and with 1 as its first coefficient.
  private mutating func radical(_ bases: [NodeID]) -> NodeID {
    let product = expanded(graph.product(bases))
    let first = graph.kind(product) == .sum ? graph.operand(product, 0) : product
    let leading = graph.number(first) ?? graph.coefficientAndTerm(first).coefficient
    guard let inverse = leading.inverse else { return product }
    return expanded(graph.scaled(product, by: inverse))
  }

  /// Whether an expression is 0, or terms such as 0*log(x) that are 0 where they are defined.
  private func isZeroWhereDefined(_ id: NodeID) -> Bool {
    let terms = graph.kind(id) == .sum ? Array(graph.operands(id)) : [id]
    return terms.allSatisfy { term in
      graph.isNumber(term, 0)
        || graph.kind(term) == .scale && graph.isNumber(graph.operand(term, 0), 0)
    }
  }
}
