import NablaAlgebra
import NablaEvaluation

/// What is proved of the least value of a function on a box.
///
/// Wherever the function is defined on the box its values are at least `lower`, and some value is at
/// most `upper`; every point with the least value lies in one of `boxes`.
package struct GlobalMinimum: Sendable {
  /// Why the search ended.
  package enum Ending: Sendable, Equatable {
    /// Nothing is left to decide within the precision of doubles.
    case complete
    /// The bound on work was reached.
    case budget
    case interrupted
    /// The derivatives would be too large.
    case tooLarge
  }

  package var lower: Double
  package var upper: Double
  /// Boxes that hold all points with the least value, the one with the best known point first.
  package var boxes: [[Interval]]
  /// A point of the box whose value is at most `upper`; `nil` where none is defined.
  package var best: [Double]?
  package var ending: Ending
  /// Whether the least value is surely attained: the function is continuous on all that is left,
  /// and that is bounded.
  package var isAttained: Bool
  /// Whether the function was found to be undefined on some part of the box.
  package var hasGaps = false
  /// How many boxes were looked at.
  package var boxCount: Int

  /// Whether it is proved that the function has no value on the box.
  package var isNowhereDefined: Bool { ending == .complete && boxes.isEmpty }

  /// Whether value and minimizers are enclosed by proof as closely as doubles allow.
  package var isCertified: Bool {
    ending == .complete && isAttained && lower > -.infinity && upper < .infinity
  }
}

extension GlobalMinimum {
  /// Encloses the least value of `root` on a box, and all points where it is taken.
  ///
  /// A sum is taken apart into blocks without common variables. Each block is searched by branch
  /// and bound: bounds of the values by natural and mean value forms, the monotonicity test,
  /// Newton's method for the gradient, and known values above which a box is given up (Hansen and
  /// Walster, Global Optimization Using Interval Analysis, 2nd edition, chapters 12 and 14).
  ///
  /// `variables` holds all that occur below `root`, `box` a side for each; `budget` is the most work,
  /// in operations of interval arithmetic.
  package static func find(
    _ graph: ExpressionGraph, root: NodeID, variables: [Symbol], on box: [LinePart],
    budget: Int = GlobalMinimum.standardBudget, isInterrupted: @escaping () -> Bool = { false }
  ) -> GlobalMinimum {
    var graph = graph
    let blocks = graph.separateBlocks(of: root, by: variables)
    var parts: [(indices: [Int], minimum: GlobalMinimum)] = []
    var rest = budget
    for (position, block) in blocks.parts.enumerated() {
      let symbols = block.indices.map { variables[$0] }
      let share = rest / (blocks.parts.count - position)
      guard
        var search = GlobalSearch(
          graph, root: block.root, variables: symbols, on: block.indices.map { box[$0] },
          budget: share, isInterrupted: isInterrupted)
      else { return .nothing(box) }
      search.run()
      rest -= search.work
      parts.append((block.indices, search.result))
    }
    let constant = IntervalProgram(graph, outputs: [blocks.constant], inputs: []).evaluate([])[0]
    return GlobalMinimum(parts, constant: constant, on: box)
  }

  /// Some seconds' work.
  package static let standardBudget = 1_000_000_000

  private static func nothing(_ box: [LinePart]) -> GlobalMinimum {
    GlobalMinimum(
      lower: -.infinity, upper: .infinity, boxes: [box.map(\.hull)], best: nil, ending: .tooLarge,
      isAttained: false, boxCount: 0)
  }

  /// The minimum of a sum of functions without common variables, each with its own minimum.
  private init(
    _ parts: [(indices: [Int], minimum: GlobalMinimum)], constant: Enclosure, on box: [LinePart]
  ) {
    var total = constant.interval
    for part in parts { total = total + Interval(part.minimum.lower, part.minimum.upper) }
    let endings = parts.map(\.minimum.ending)
    let points = parts.map(\.minimum.best)
    var best: [Double]? = box.map { $0.hull.middle }
    for (part, point) in zip(parts, points) {
      guard let point else {
        best = nil
        break
      }
      for (index, value) in zip(part.indices, point) { best?[index] = value }
    }
    lower = total.lower
    upper = total.upper
    boxes = GlobalMinimum.product(parts, on: box)
    self.best = best
    ending = endings.first { $0 != .complete } ?? .complete
    isAttained = constant.isDefined && parts.allSatisfy(\.minimum.isAttained)
    hasGaps = parts.contains { $0.minimum.hasGaps }
    boxCount = parts.reduce(0) { $0 + $1.minimum.boxCount }
    if total.isEmpty { (lower, upper, self.best) = (-.infinity, .infinity, nil) }
  }

  /// Most boxes that are listed one by one; of more, blocks with several are put under one cover.
  private static let boxLimit = 1_000

  /// All combinations of the boxes of the parts.
  private static func product(
    _ parts: [(indices: [Int], minimum: GlobalMinimum)], on box: [LinePart]
  ) -> [[Interval]] {
    var result = [box.map(\.hull)]
    for part in parts {
      var choices = part.minimum.boxes
      if result.count * choices.count > boxLimit, let first = choices.first {
        choices = [choices.dropFirst().reduce(first) { zip($0, $1).map { $0.hull($1) } }]
      }
      result = result.flatMap { base in
        choices.map { choice in
          var combined = base
          for (index, side) in zip(part.indices, choice) { combined[index] = side }
          return combined
        }
      }
    }
    return result
  }
}
