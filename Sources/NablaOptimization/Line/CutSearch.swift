import NablaAlgebra
import NablaEvaluation

/// The search for all points of a part of the line at which an expression in one variable may
/// change its sign or cease to be smooth.
///
/// Polynomials are left to Sturm's chains, products and monotone functions are taken apart, and
/// the rest is left to intervals. What is found may be more than there is, never less, as long as
/// `isComplete` holds.
struct CutSearch {
  var graph: ExpressionGraph
  let variable: Symbol
  let part: LinePart
  let isInterrupted: () -> Bool
  private(set) var cuts: [LinePoint] = []
  private(set) var isComplete = true

  /// Most nodes of an expression that is taken apart.
  private static let sizeLimit = 2_000
  /// Most steps of `floor` and its kin in the part.
  private static let stepLimit = 64

  private var unknown: NodeID
  private var done: Set<NodeID> = []
  private var pending: [NodeID] = []

  init(
    _ graph: ExpressionGraph, by variable: Symbol, on part: LinePart,
    isInterrupted: @escaping () -> Bool
  ) {
    self.graph = graph
    self.variable = variable
    self.part = part
    self.isInterrupted = isInterrupted
    unknown = self.graph.variable(graph.name(variable))
  }

  /// The cuts, ascending; those whose bounds overlap are one.
  var sorted: [LinePoint] { cuts.merged }

  /// Adds every zero of the expression.
  mutating func addZeros(of root: NodeID) {
    pending.append(root)
    while let id = pending.popLast(), isComplete {
      guard done.insert(id).inserted, varies(id) else { continue }
      addOwnZeros(of: id)
    }
  }

  /// Adds every point where the expression may be undefined, jump or have a kink.
  mutating func addBreaks(below root: NodeID) {
    let nodes = graph.nodes(below: [root])
    guard nodes.count <= Self.sizeLimit else {
      giveUp()
      return
    }
    for id in nodes where isComplete && varies(id) { addOwnBreaks(of: id) }
  }

  private func varies(_ id: NodeID) -> Bool { !graph.flags(id).contains(.isConstant) }

  private mutating func addOwnZeros(of id: NodeID) {
    let operands = Array(graph.operands(id))
    switch graph.kind(id) {
    case .number, .real, .pi, .e: break
    case .aggregate: search(id)
    case .variable: add(LinePoint(.zero))
    case .scale: pending.append(operands[1])
    case .product: pending += operands
    case .power:
      // A negative power has no zeros; its poles are breaks.
      if graph.number(operands[1])?.isNegative != true { pending.append(operands[0]) }
    case .sum: addZeros(ofSum: id)
    case .call: addZeros(ofCall: id, operands)
    }
  }

  private mutating func addZeros(ofCall id: NodeID, _ operands: [NodeID]) {
    switch graph.function(id) {
    case .exp, .cosh, .sec, .csc, .gamma, .factorial, .sigmoid, .softplus, .erfc: break
    case .sinh, .tanh, .atan, .asinh, .erf, .cbrt, .expm1, .log1p, .asin, .atanh, .abs, .sign,
      .sqrt:
      pending.append(operands[0])
    case .log, .log2, .log10, .acosh: addZeros(of: operands[0], plus: -1)
    case .sin, .cos, .tan, .cot, .acos, .lgamma, .digamma, .polygamma, .floor, .ceil, .round, .min,
      .max, .mod, .hypot, .atan2, .conditional, .less, .lessOrEqual, .equal, .notEqual, .and, .or,
      .not:
      search(id)
    }
  }

  private mutating func addZeros(of id: NodeID, plus shift: Int) {
    pending.append(graph.sum(id, graph.number(shift)))
  }

  private mutating func addZeros(ofSum id: NodeID) {
    guard let polynomial = graph.polynomial(of: id, in: unknown) else { return search(id) }
    let (lower, upper) = (part.lower, part.upper)
    let roots = polynomial.realRoots(
      from: lower.isInfinite ? nil : lower.exact ?? Rational(exactly: lower.bounds.lower),
      to: upper.isInfinite ? nil : upper.exact ?? Rational(exactly: upper.bounds.upper))
    let surds = surds(of: polynomial, roots)
    for root in roots {
      var cut = LinePoint(root)
      if root.exact == nil { cut.node = surds.first { bounds($0).contains(cut.bounds) } }
      cuts.append(cut)
    }
  }

  /// The roots that a quadratic factor leaves when the rational ones are divided out, as expressions.
  private mutating func surds(of polynomial: Polynomial, _ roots: [RealRoot]) -> [NodeID] {
    guard roots.contains(where: { $0.exact == nil }) else { return [] }
    var rest = polynomial
    for root in roots {
      guard let value = root.exact else { continue }
      let factor = Polynomial([-value, .one]).power(root.multiplicity)
      rest = rest.quotientAndRemainder(by: factor).quotient
    }
    guard rest.degree == 2, let half = Rational(1, 2),
      let scale = rest.leading.inverse.map({ $0 * half })
    else { return [] }
    let (c, b, a) = (rest.coefficients[0], rest.coefficients[1], rest.coefficients[2])
    let square = (b * b - Rational(4) * a * c) * scale * scale
    let root = graph.power(graph.number(square), graph.number(half))
    let centre = graph.number(-b * scale)
    return [graph.difference(centre, root), graph.sum(centre, root)]
  }

  private mutating func addOwnBreaks(of id: NodeID) {
    for condition in graph.breakConditions(of: id) { addZeros(of: condition) }
    guard graph.kind(id) == .call else { return }
    let operands = Array(graph.operands(id))
    switch graph.function(id) {
    case .floor, .ceil: addSteps(of: operands[0], isHalf: false)
    case .round: addSteps(of: operands[0], isHalf: true)
    case .mod: addSteps(of: graph.quotient(operands[0], operands[1]), isHalf: false)
    case .gamma, .lgamma, .digamma: addPoles(of: operands[0])
    case .factorial: addPoles(of: graph.sum(operands[0], graph.number(1)))
    case .polygamma: addPoles(of: operands[1])
    case .exp, .expm1, .sin, .cos, .atan, .sinh, .cosh, .tanh, .asinh, .erf, .erfc, .sigmoid,
      .softplus, .conditional, .and, .or, .not, .log, .log2, .log10, .sqrt, .cbrt, .abs, .sign,
      .hypot, .log1p, .acosh, .asin, .acos, .atanh, .tan, .sec, .csc, .cot, .min, .max, .less,
      .lessOrEqual, .equal, .notEqual, .atan2:
      break
    }
  }

  /// Adds the points where an argument is whole, or half-way between whole numbers.
  private mutating func addSteps(of argument: NodeID, isHalf: Bool) {
    let range = bounds(argument)
    guard range.width <= Double(Self.stepLimit), range.magnitude < 1e9 else {
      giveUp()
      return
    }
    let half = isHalf ? Rational(1, 2) ?? .zero : .zero
    for step in Int(range.lower.rounded(.down)) - 1...Int(range.upper.rounded(.up)) + 1 {
      addZeros(of: graph.sum(argument, graph.number(half - Rational(step))))
    }
  }

  /// Adds the points where an argument is 0, -1, -2, ...
  private mutating func addPoles(of argument: NodeID) {
    let range = bounds(argument)
    if range.lower > 0 { return }
    guard range.lower >= -Double(Self.stepLimit) else {
      giveUp()
      return
    }
    for step in 0...Int(-range.lower) { addZeros(of: graph.sum(argument, graph.number(step))) }
  }

  /// Ends the search without an answer.
  mutating func giveUp() { isComplete = false }

  /// All values on the part.
  func bounds(_ id: NodeID) -> Interval {
    IntervalProgram(graph, outputs: [id], inputs: [variable]).evaluate([part.hull])[0].interval
  }

  mutating func add(_ point: LinePoint) {
    if !part.hull.intersection(point.bounds).isEmpty { cuts.append(point) }
  }
}
