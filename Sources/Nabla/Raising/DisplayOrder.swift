import NablaAlgebra
import NablaSyntax

/// The order in which a person writes terms and factors.
///
/// Terms come by descending powers of the first variable, then of the second, and so on; what is
/// no polynomial follows, constants come last. Factors are written numbers first, then variables
/// in natural order, brackets, and functions.
struct DisplayOrder {
  /// Place of each variable in natural order.
  private let ranks: [Symbol: Int]
  /// Total degree and first variable of every node raised.
  private var degrees: [Double]
  private var firstRanks: [Int]

  /// Looks at every node of `order`, which lists operands before what they are in.
  init(_ graph: ExpressionGraph, order: [NodeID], ranks: [Symbol: Int]) {
    self.ranks = ranks
    degrees = Array(repeating: 0, count: graph.count)
    firstRanks = Array(repeating: .max, count: graph.count)
    for id in order {
      degrees[id.index] = degree(of: id, in: graph)
      firstRanks[id.index] =
        graph.symbol(id).flatMap { ranks[$0] }
        ?? graph.operands(id).reduce(Int.max) { min($0, firstRanks[$1.index]) }
    }
  }

  /// The order by the natural order of the variables' names, those in brackets last; and the names
  /// in that order.
  static func natural(
    _ graph: ExpressionGraph, _ nodes: [NodeID]
  ) -> (order: DisplayOrder, names: [Name]) {
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
    return (DisplayOrder(graph, order: nodes, ranks: ranks), sorted)
  }

  /// The terms of a sum or the factors of a product in reading order.
  static func operands(of id: NodeID, in graph: ExpressionGraph) -> [NodeID] {
    let (order, _) = natural(graph, graph.nodes(below: [id]))
    return graph.kind(id) == .sum
      ? order.terms(of: id, in: graph) : order.factors(of: id, in: graph)
  }

  private func degree(of id: NodeID, in graph: ExpressionGraph) -> Double {
    switch graph.kind(id) {
    case .number, .real, .pi, .e, .call, .aggregate: return 0
    case .variable: return 1
    case .sum: return graph.operands(id).reduce(-.infinity) { max($0, degrees[$1.index]) }
    case .product: return graph.operands(id).reduce(0) { $0 + degrees[$1.index] }
    case .scale: return degrees[graph.operand(id, 1).index]
    case .power:
      let exponent = graph.number(graph.operand(id, 1))?.double ?? 0
      return exponent * degrees[graph.operand(id, 0).index]
    }
  }

  /// The terms of a sum in reading order.
  ///
  /// A leading minus sign is avoided where a person would: with one positive term among several
  /// variables, or before or after a constant (`1 - x^2`, `y - a*x - b`, `1/x - 1`).
  func terms(of sum: NodeID, in graph: ExpressionGraph) -> [NodeID] {
    let keys = graph.operands(sum).map { TermKey($0, in: graph, self) }
    var sorted = keys.sorted { $0.precedes($1) }
    guard let first = sorted.first, first.isNegative else { return sorted.map(\.id) }
    let positive = sorted.indices.filter { !sorted[$0].isNegative }
    guard let position = positive.first else { return sorted.map(\.id) }
    if first.isNumber {
      sorted.append(sorted.removeFirst())
      return sorted.map(\.id)
    }
    let isConstant = sorted[position].isConstant && sorted.count == 2
    if isConstant || (positive.count == 1 && !isUnivariate(sorted)) {
      sorted.insert(sorted.remove(at: position), at: 0)
    }
    return sorted.map(\.id)
  }

  private func isUnivariate(_ keys: [TermKey]) -> Bool {
    var rank: Int?
    for key in keys where !key.isConstant {
      guard key.powers.count == 1, key.opaqueRank == .max, rank == nil || rank == key.powers[0].rank
      else { return false }
      rank = key.powers[0].rank
    }
    return true
  }

  /// The factors of a product in reading order.
  func factors(of product: NodeID, in graph: ExpressionGraph) -> [NodeID] {
    let keys = graph.operands(product).map { id in
      (group: group(of: id, in: graph), rank: firstRanks[id.index], id: id)
    }
    return keys.sorted { ($0.group, $0.rank, $0.id) < ($1.group, $1.rank, $1.id) }.map(\.id)
  }

  /// Numbers such as pi and sqrt(2), variables, powers with variable exponents, brackets, functions
  /// (exponentials first), and calls such as log(2).
  private func group(of id: NodeID, in graph: ExpressionGraph) -> Int {
    if graph.flags(id).contains(.isConstant) {
      let base = graph.kind(id) == .power ? graph.operand(id, 0) : id
      return graph.kind(base) == .call && graph.function(base) != .exp ? 6 : 0
    }
    switch graph.kind(id) {
    case .variable: return 1
    case .sum: return 3
    case .power:
      let base = graph.operand(id, 0)
      guard graph.number(graph.operand(id, 1)) != nil else { return 2 }
      return graph.kind(base) == .power ? 5 : group(of: base, in: graph)
    case .call: return graph.function(id) == .exp ? 4 : 5
    case .number, .real, .pi, .e, .product, .scale, .aggregate: return 5
    }
  }

  /// What the place of a term in its sum depends on.
  private struct TermKey {
    let id: NodeID
    /// The variables that are plain factors, by rank, with their exponents.
    var powers: [(rank: Int, exponent: Double)] = []
    /// The first variable and the degree of the other factors.
    var opaqueRank = Int.max
    var opaqueDegree = 0.0
    let isNegative: Bool
    let isConstant: Bool
    let isNumber: Bool

    init(_ id: NodeID, in graph: ExpressionGraph, _ order: DisplayOrder) {
      self.id = id
      let (coefficient, core) = graph.coefficientAndTerm(id)
      isNegative =
        coefficient.isNegative || graph.number(id)?.isNegative == true
        || (graph.real(id) ?? 0) < 0
      isConstant = graph.flags(id).contains(.isConstant)
      isNumber = graph.number(id) != nil || graph.real(id) != nil
      if graph.kind(core) == .product {
        for factor in graph.operands(core) { add(factor, in: graph, order) }
        powers.sort { $0.rank < $1.rank }
      } else {
        add(core, in: graph, order)
      }
    }

    private mutating func add(_ factor: NodeID, in graph: ExpressionGraph, _ order: DisplayOrder) {
      var (base, exponent) = (factor, 1.0)
      if graph.kind(factor) == .power, let weight = graph.number(graph.operand(factor, 1)) {
        (base, exponent) = (graph.operand(factor, 0), weight.double)
      }
      if let symbol = graph.symbol(base), let rank = order.ranks[symbol] {
        powers.append((rank, exponent))
      } else {
        opaqueRank = min(opaqueRank, order.firstRanks[factor.index])
        opaqueDegree += order.degrees[factor.index]
      }
    }

    /// Whether this term is written before the other.
    func precedes(_ other: TermKey) -> Bool {
      for position in 0..<max(powers.count, other.powers.count) {
        let own = position < powers.count ? powers[position] : (Int.max, 0)
        let theirs = position < other.powers.count ? other.powers[position] : (Int.max, 0)
        if own.0 != theirs.0 { return own.0 < theirs.0 ? own.1 > 0 : theirs.1 < 0 }
        if own.1 != theirs.1 { return own.1 > theirs.1 }
      }
      if isNumber != other.isNumber { return other.isNumber }
      if opaqueRank != other.opaqueRank { return opaqueRank < other.opaqueRank }
      if opaqueDegree != other.opaqueDegree { return opaqueDegree > other.opaqueDegree }
      return id < other.id
    }
  }
}
