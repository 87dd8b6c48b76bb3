import NablaAlgebra
import NablaEvaluation

/// Finds out whether two expressions are equal on a box: by rewriting one into the other, or by a
/// point where they differ; where neither succeeds it counts the points where they agree.
package struct EqualityExamination {
  private let graph: ExpressionGraph
  private let left: NodeID
  private let right: NodeID
  private let variables: [Symbol]
  private let box: [LinePart]
  private let isInterrupted: @Sendable () -> Bool
  private let program: IntervalProgram
  private let size: Int
  private var result = Equality()

  /// Prepares the comparison of two expressions of a graph, with a side of the box a variable.
  package init(
    _ graph: ExpressionGraph, _ left: NodeID, _ right: NodeID, by variables: [Symbol],
    on box: [LinePart], isInterrupted: @escaping @Sendable () -> Bool
  ) {
    self.graph = graph
    self.left = left
    self.right = right
    self.variables = variables
    self.box = box
    self.isInterrupted = isInterrupted
    program = IntervalProgram(graph, outputs: [left, right], inputs: variables)
    size = graph.nodes(below: [left, right]).count
  }

  /// Most operations of expressions whose exact values are taken.
  private static let exactLimit = 2_000
  /// About how many interval operations the points may take together.
  private static let work = 4_000_000

  /// The verdict.
  ///
  /// Short numbers are tried first, then proofs, then points all over the box.
  package mutating func run() -> Equality {
    if left == right {
      result.identity = .sameForm
      result.isSameDomain = true
      return result
    }
    let points = ComparisonPoints(on: box)
    let limit = max(20, Self.work / max(1, size))
    if compare(at: points.short.prefix(limit)) { return result }
    prove()
    let isSettled = result.identity != nil && (result.isSameDomain || result.witness != nil)
    if !isSettled { _ = compare(at: points.spread(limit)[...]) }
    return result
  }

  private mutating func prove() {
    var identities = Identities(graph)
    if let found = identities.identity(left, right) {
      result.identity = found.identity
      result.isSameDomain = found.isSameDomain || areDefinedOnBox
    }
    if isInterrupted() { result.isInterrupted = true }
  }

  private var areDefinedOnBox: Bool {
    program.evaluate(box.map(\.hull)).allSatisfy(\.isDefined)
  }

  /// Compares at points until two values differ; a point where just one is defined is kept, while a
  /// better one is looked for.
  private mutating func compare(at points: ArraySlice<[Rational]>) -> Bool {
    for point in points {
      if isInterrupted() {
        result.isInterrupted = true
        return true
      }
      let bounds = program.evaluate(point.map { Interval($0) })
      let (first, second) = (bounds[0], bounds[1])
      if isValue(first), isValue(second) {
        if compareValues(at: point, first.interval, second.interval) { return true }
      } else if result.witness == nil {
        if isValue(first), second.interval.isEmpty {
          result.witness = .init(point: point, left: sample(left, point, first), right: nil)
        } else if isValue(second), first.interval.isEmpty {
          result.witness = .init(point: point, left: nil, right: sample(right, point, second))
        }
      }
    }
    return false
  }

  private func isValue(_ bounds: Enclosure) -> Bool {
    bounds.isDefined && bounds.interval.isBounded
  }

  /// Whether two values at a point are proved to differ.
  private mutating func compareValues(
    at point: [Rational], _ first: Interval, _ second: Interval
  ) -> Bool {
    let isDisjoint = first.intersection(second).isEmpty
    let exact = size <= Self.exactLimit ? exactValues(at: point) : [nil, nil]
    if let one = exact[0], let other = exact[1] {
      if one == other {
        result.agreements += 1
        return false
      }
    } else if !isDisjoint {
      // Wide bounds that overlap say nothing.
      let all = first.hull(second)
      if all.width <= 1e-9 || all.width <= 1e-6 * all.magnitude { result.agreements += 1 }
      return false
    }
    result.witness = .init(
      point: point, left: .init(bounds: first, exact: exact[0]),
      right: .init(bounds: second, exact: exact[1]))
    return true
  }

  private func sample(_ node: NodeID, _ point: [Rational], _ bounds: Enclosure) -> Chord.Sample {
    let exact = size <= Self.exactLimit ? exactValues(at: point) : [nil, nil]
    return Chord.Sample(bounds: bounds.interval, exact: exact[node == left ? 0 : 1])
  }

  /// The values at a point where they are rational and substituting shows it.
  private func exactValues(at point: [Rational]) -> [Rational?] {
    var own = graph
    var replacements: [NodeID: NodeID] = [:]
    for (symbol, value) in zip(variables, point) {
      let variable = own.variable(own.name(symbol))
      replacements[variable] = own.number(value)
    }
    let images = own.substituting(replacements, in: [left, right])
    return own.halt == nil ? images.map { own.number($0) } : [nil, nil]
  }
}
