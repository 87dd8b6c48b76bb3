import NablaAlgebra
import NablaEvaluation

/// The search for the roots of an expression, factor by factor.
struct RootFinder {
  private var graph: ExpressionGraph
  private let root: NodeID
  private let variable: Symbol
  private let part: LinePart
  private let whole: IntervalProgram
  private var candidates: ExactCandidates
  /// The zeros of factors, each with its factor.
  private var zeros: [(root: Roots.Root, factor: NodeID)] = []
  private var found: [Roots.Root] = []
  private var ending = Roots.Ending.complete
  private var isZero = false
  private var boxCount = 0

  init(
    _ graph: ExpressionGraph, root: NodeID, variable: Symbol, on part: LinePart
  ) {
    self.graph = graph
    self.root = root
    self.variable = variable
    self.part = part
    whole = IntervalProgram(graph, outputs: [root], inputs: [variable])
    candidates = ExactCandidates(variable: variable, part: part)
  }

  var result: Roots {
    Roots(
      roots: found, ending: ending, isZero: isZero, graph: graph, boxCount: boxCount)
  }

  mutating func run(limit: Int, isInterrupted: @escaping () -> Bool) {
    let factors = RootFactors(root, in: &graph)
    isZero = factors.isZero && isDefinedSomewhere
    for factor in factors.factors where !isZero {
      if let polynomial = graph.polynomial(of: factor, in: graph.variable(graph.name(variable))) {
        addRoots(of: polynomial, factor)
      } else {
        search(factor, limit: limit, isInterrupted: isInterrupted)
      }
      guard graph.halt == nil else {
        ending = .tooLarge
        return
      }
    }
    found = merged(zeros.compactMap { checked($0.root, of: $0.factor) })
  }

  private var isDefinedSomewhere: Bool {
    !whole.evaluate([part.hull])[0].interval.isEmpty
  }

  /// The real roots of a polynomial, all of them proved; a multiple one is one root.
  private mutating func addRoots(of polynomial: Polynomial, _ factor: NodeID) {
    let (lower, upper) = (part.lower, part.upper)
    let roots = polynomial.realRoots(
      from: lower.isInfinite ? nil : lower.exact ?? Rational(exactly: lower.bounds.lower),
      to: upper.isInfinite ? nil : upper.exact ?? Rational(exactly: upper.bounds.upper))
    for root in roots {
      let bounds = Interval(root.lower).hull(Interval(root.upper))
      let exact = root.exact.map { graph.number($0) }
      zeros.append(
        (
          Roots.Root(
            bounds: bounds, territory: bounds, exact: exact, exists: true, isAlone: true), factor
        ))
    }
  }

  private mutating func search(
    _ factor: NodeID, limit: Int, isInterrupted: @escaping () -> Bool
  ) {
    var search = RootSearch(
      graph, factor, within: root, variable: variable, on: part, isInterrupted: isInterrupted)
    search.run(limit: limit)
    boxCount += search.count
    if search.ending != .complete { ending = search.ending }
    // Exact roots are nodes of its graph.
    graph = search.graph
    zeros += search.found.map { ($0, factor) }
  }

  /// A root of a factor as one of the whole: exactly where that can be told, and where the whole is
  /// defined; `nil` where it is not, or outside the part.
  private mutating func checked(_ root: Roots.Root, of factor: NodeID) -> Roots.Root? {
    var root = root
    guard root.bounds.upper >= part.lower.bounds.lower,
      root.bounds.lower <= part.upper.bounds.upper
    else { return nil }
    if root.exact == nil { root.exact = candidates.zero(in: root, of: factor, &graph) }
    if let exact = root.exact {
      switch candidates.verdict(on: exact, of: self.root, &graph) {
      case .isRoot:
        root.exists = true
        return root
      case .isUndefined where root.isAlone: return nil
      case .isOutside where root.isAlone: return nil
      case .isUndefined, .isOutside, .isUnknown: root.exact = nil
      }
    }
    if root.exists {
      let isInside = part.inner.contains(root.bounds)
      root.exists = isInside && whole.evaluate([root.bounds])[0].isDefined
    }
    return root
  }

  /// The roots in order; where those of different factors cannot be told apart they are one
  /// interval.
  private mutating func merged(_ roots: [Roots.Root]) -> [Roots.Root] {
    var result: [Roots.Root] = []
    let sorted = roots.sorted {
      ($0.bounds.lower, $0.bounds.upper) < ($1.bounds.lower, $1.bounds.upper)
    }
    for root in sorted {
      guard let last = result.last, last.bounds.upper >= root.bounds.lower else {
        result.append(root)
        continue
      }
      let hull = last.bounds.hull(root.bounds)
      switch comparison(last.exact, root.exact) {
      case true?: result[result.count - 1].isAlone = last.isAlone && root.isAlone
      case false?: result.append(root)
      case nil:
        result[result.count - 1] = Roots.Root(
          bounds: hull, territory: hull, exact: nil, exists: last.exists || root.exists,
          isAlone: false)
      }
    }
    return result
  }

  /// Whether two exact numbers are the same; `nil` where that is not known.
  private mutating func comparison(_ a: NodeID?, _ b: NodeID?) -> Bool? {
    guard let a, let b else { return nil }
    if a == b || graph.isNumber(graph.difference(a, b), 0) { return true }
    return graph.number(a) != nil && graph.number(b) != nil ? false : nil
  }
}
