import NablaAlgebra
import NablaSyntax

/// Turns expressions of the graph into syntax trees that read as a person would write them.
///
/// Raising loops over the nodes below the roots once, operands first; its trees share what the
/// graph shares. Where writing a shared part again and again would make the text explode, the part
/// gets a name instead.
struct Raising {
  private let graph: ExpressionGraph
  private(set) var tree = SyntaxTree()
  /// The parts that have names, in an order in which each uses earlier ones only.
  private(set) var parts: [(name: Name, body: SyntaxID)] = []
  private let order: DisplayOrder
  private let shared: CommonParts
  private var images: [SyntaxID?]

  /// Raises everything below `roots`.
  init(_ graph: ExpressionGraph, roots: [NodeID]) {
    self.graph = graph
    let nodes = graph.nodes(below: roots)
    let symbols = nodes.compactMap { graph.symbol($0) }
    let names = Dictionary(
      symbols.map { (Name(graph.name($0)), $0) }, uniquingKeysWith: { first, _ in first })
    let isComparison = { (name: Name) in Indicator(symbolName: name.ascii) != nil }
    // Factors in brackets stand behind names.
    let sorted =
      names.keys.filter { !isComparison($0) }.inNaturalOrder
      + names.keys.filter(isComparison).inNaturalOrder
    let ranks = Dictionary(
      sorted.enumerated().compactMap { rank, name in names[name].map { ($0, rank) } },
      uniquingKeysWith: { first, _ in first })
    order = DisplayOrder(graph, order: nodes, ranks: ranks)
    images = Array(repeating: nil, count: graph.count)
    shared = CommonParts(graph, nodes: nodes, roots: roots)
    let prefix = Raising.partPrefix(avoiding: sorted)
    for id in nodes {
      let image = raised(id)
      if shared.isNamed(id) {
        let name = Name("\(prefix)\(parts.count + 1)")
        parts.append((name, image))
        images[id.index] = tree.append(name: name)
      } else {
        images[id.index] = image
      }
    }
  }

  /// The tree's node for a node that was raised.
  func image(_ id: NodeID) -> SyntaxID { images[id.index] ?? SyntaxID(raw: 0) }

  /// A letter that no variable's name starts with, for the names of parts.
  private static func partPrefix(avoiding names: [Name]) -> String {
    let taken = Set(names.compactMap(\.ascii.first))
    return ["p", "q", "s", "u", "v", "w"].first { !taken.contains(Character($0)) } ?? "part_"
  }

  private mutating func raised(_ id: NodeID) -> SyntaxID {
    switch graph.kind(id) {
    case .number: raisedNumber(graph.number(id) ?? .zero)
    case .real: raisedReal(graph.real(id) ?? .nan)
    case .pi: tree.append(name: Name("pi"))
    case .e: tree.append(name: Name("e"))
    case .variable: raisedLeaf(graph.symbol(id).map { graph.name($0) } ?? "")
    case .sum: raisedSum(id)
    case .product, .scale: raisedTerm(id)
    case .power: raisedPower(id)
    case .call: raisedCall(id)
    case .aggregate:
      tree.append(
        call: Name(graph.aggregate(id).name),
        [image(graph.operand(id, 0))] + (graph.fraction(ofQuantile: id).map { [image($0)] } ?? []))
    }
  }

  /// A variable, a column, or the comparison that a column stands for.
  private mutating func raisedLeaf(_ name: String) -> SyntaxID {
    guard let indicator = Indicator(symbolName: name) else { return tree.append(name: Name(name)) }
    let sides = [tree.append(name: indicator.column), tree.append(text: indicator.text)]
    return tree.append(indicator.isNegated ? .notEqual : .equal, sides)
  }

  private mutating func raisedNumber(_ value: Rational) -> SyntaxID {
    raisedFraction(value.magnitude, isNegative: value.isNegative)
  }

  /// A number: whole, a fraction, or a decimal where the fraction is long.
  private mutating func raisedFraction(_ magnitude: Rational, isNegative: Bool = false) -> SyntaxID
  {
    if let decimal = magnitude.preferredDecimal {
      return signed(tree.append(number: decimal), isNegative)
    }
    let top = signed(tree.append(number: magnitude.numeratorText), isNegative)
    if magnitude.isInteger { return top }
    return tree.append(.divide, [top, tree.append(number: magnitude.denominatorText)])
  }

  private mutating func signed(_ id: SyntaxID, _ isNegative: Bool) -> SyntaxID {
    isNegative ? tree.append(.negate, [id]) : id
  }

  private mutating func raisedReal(_ value: Double) -> SyntaxID {
    let text = NumberText.roundTrip(value.magnitude)
    let magnitude =
      value.isFinite ? tree.append(number: text) : tree.append(name: Name(text))
    return value < 0 ? tree.append(.negate, [magnitude]) : magnitude
  }

  private mutating func raisedSum(_ id: NodeID) -> SyntaxID {
    var result: SyntaxID?
    for term in order.terms(of: id, in: graph) {
      let (isNegative, magnitude) = raisedMagnitude(of: term)
      if let sum = result {
        result = tree.append(isNegative ? .subtract : .add, [sum, magnitude])
      } else {
        result = isNegative ? image(term) : magnitude
      }
    }
    return result ?? tree.append(number: "0")
  }

  /// A term without its minus sign, and whether it had one.
  private mutating func raisedMagnitude(of term: NodeID) -> (isNegative: Bool, SyntaxID) {
    if let value = graph.number(term), value.isNegative {
      return (true, raisedFraction(value.magnitude))
    }
    if let value = graph.real(term), value < 0 { return (true, raisedReal(-value)) }
    let (coefficient, core) = graph.coefficientAndTerm(term)
    guard coefficient.isNegative else { return (false, image(term)) }
    return (true, raisedQuotient(-coefficient, factors(of: core, isWhole: core == term)))
  }

  private mutating func raisedTerm(_ id: NodeID) -> SyntaxID {
    let (coefficient, core) = graph.coefficientAndTerm(id)
    return raisedQuotient(coefficient, factors(of: core, isWhole: core == id))
  }

  /// The factors of a term without its coefficient.
  ///
  /// A product that has a name is one factor, unless it is the whole that gets the name.
  private func factors(of core: NodeID, isWhole: Bool) -> [NodeID] {
    guard graph.kind(core) == .product, isWhole || !shared.isNamed(core) else { return [core] }
    return order.factors(of: core, in: graph)
  }

  /// `p/q` times some factors, with negative powers below the line and a minus sign on the
  /// first factor, where it reads without brackets.
  private mutating func raisedQuotient(
    _ signedCoefficient: Rational, _ factors: [NodeID]
  ) -> SyntaxID {
    let coefficient = signedCoefficient.magnitude
    var top: [SyntaxID] = []
    var bottom: [SyntaxID] = []
    if let decimal = coefficient.preferredDecimal {
      top.append(tree.append(number: decimal))
    } else {
      if !coefficient.hasUnitNumerator {
        top.append(tree.append(number: coefficient.numeratorText))
      }
      if !coefficient.isInteger {
        bottom.append(tree.append(number: coefficient.denominatorText))
      }
    }
    for factor in factors {
      if let exponent = negativeExponent(of: factor) {
        bottom.append(raisedPower(image(graph.operand(factor, 0)), -exponent))
      } else {
        top.append(image(factor))
      }
    }
    if top.isEmpty { top.append(tree.append(number: "1")) }
    top[0] = signed(top[0], signedCoefficient.isNegative)
    let numerator = raisedProduct(top)
    return bottom.isEmpty ? numerator : tree.append(.divide, [numerator, raisedProduct(bottom)])
  }

  private func negativeExponent(of factor: NodeID) -> Rational? {
    guard graph.kind(factor) == .power, let exponent = graph.number(graph.operand(factor, 1)),
      exponent.isNegative
    else { return nil }
    return exponent
  }

  private mutating func raisedProduct(_ factors: [SyntaxID]) -> SyntaxID {
    factors.dropFirst().reduce(factors[0]) { tree.append(.multiply, [$0, $1]) }
  }

  private mutating func raisedPower(_ id: NodeID) -> SyntaxID {
    if negativeExponent(of: id) != nil { return raisedQuotient(.one, [id]) }
    let base = image(graph.operand(id, 0))
    guard let exponent = graph.number(graph.operand(id, 1)) else {
      return tree.append(.power, [base, image(graph.operand(id, 1))])
    }
    return raisedPower(base, exponent)
  }

  /// A power with an exponent that is not negative; square roots get their name.
  private mutating func raisedPower(_ base: SyntaxID, _ exponent: Rational) -> SyntaxID {
    if exponent.isOne { return base }
    if exponent == Rational(1, 2) { return tree.append(call: Name("sqrt"), [base]) }
    return tree.append(.power, [base, raisedFraction(exponent)])
  }

  private mutating func raisedCall(_ id: NodeID) -> SyntaxID {
    let function = graph.function(id)
    let arguments = graph.operands(id).map { image($0) }
    switch function {
    case .factorial: return tree.append(.factorial, arguments)
    case .conditional: return tree.append(.conditional, arguments)
    case .not: return tree.append(.not, arguments)
    case .equal: return tree.append(.equal, arguments)
    case .notEqual: return tree.append(.notEqual, arguments)
    case .less: return raisedComparison(id, .less, .greater)
    case .lessOrEqual: return raisedComparison(id, .lessOrEqual, .greaterOrEqual)
    case .and: return arguments.dropFirst().reduce(arguments[0]) { tree.append(.and, [$0, $1]) }
    case .or: return arguments.dropFirst().reduce(arguments[0]) { tree.append(.or, [$0, $1]) }
    case .abs, .sign, .floor, .ceil, .round, .min, .max, .mod, .hypot, .exp, .expm1, .log, .log1p,
      .log2, .log10, .sqrt, .cbrt, .sin, .cos, .tan, .sec, .csc, .cot, .asin, .acos, .atan,
      .atan2, .sinh, .cosh, .tanh, .asinh, .acosh, .atanh, .erf, .erfc, .gamma, .lgamma,
      .digamma, .polygamma, .sigmoid, .softplus:
      return tree.append(call: Name(function.row.name), arguments)
    }
  }

  /// A comparison with what varies on the left: `x > 0`, not `0 < x`.
  private mutating func raisedComparison(
    _ id: NodeID, _ kind: SyntaxKind, _ mirrored: SyntaxKind
  ) -> SyntaxID {
    let (left, right) = (graph.operand(id, 0), graph.operand(id, 1))
    let isMirrored =
      graph.flags(left).contains(.isConstant) && !graph.flags(right).contains(.isConstant)
    return isMirrored
      ? tree.append(mirrored, [image(right), image(left)])
      : tree.append(kind, [image(left), image(right)])
  }
}

extension Rational {
  /// The decimal form of a fraction that is easier to read so: exact, and longer as a fraction.
  var preferredDecimal: String? {
    if isInteger || hasShortParts { return nil }
    return magnitude.decimal(maximumDigits: 17)
  }
}
