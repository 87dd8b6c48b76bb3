import NablaAlgebra
import NablaEvaluation

/// Branch and bound for the least value of a function on a box.
struct GlobalSearch {
  let box: [LinePart]
  var objective: IntervalObjective
  var descent: SpectralDescent
  private let budget: Int
  private let isInterrupted: () -> Bool
  /// The operations done so far.
  private(set) var work = 0
  private var boxCount = 0
  private var hasGaps = false
  private var ending = GlobalMinimum.Ending.complete

  var queue = BoxQueue()
  /// Boxes on which nothing is left to decide.
  var settled: [SearchBox] = []
  /// The least upper bound of a value, and where it was found.
  var upper = Double.infinity
  var best: [Double]?
  /// Bounds of the partial derivatives' magnitudes on the box that was contracted last.
  var smear: [Double] = []

  /// `nil` where the derivatives would be too large.
  init?(
    _ graph: ExpressionGraph, root: NodeID, variables: [Symbol], on box: [LinePart], budget: Int,
    isInterrupted: @escaping () -> Bool
  ) {
    guard let objective = IntervalObjective(graph, root: root, variables: variables) else {
      return nil
    }
    self.box = box
    self.objective = objective
    self.budget = budget
    self.isInterrupted = isInterrupted
    descent = SpectralDescent(
      ProgramObjective(graph, root: root, variables: variables), on: box)
  }

  /// Relative precision of the value from which on a box is not halved any more.
  private static let precision = 1e-11

  /// Relative width from which on a box around a minimizer is not halved any more.
  private static let pointPrecision = 1e-10

  /// Whether boxes are looked at again on which no value is left to decide.
  private var isRefining = false

  /// How far below `upper` a bound may lie without being worth more work.
  private var slack: Double { GlobalSearch.precision * max(1, abs(upper)) }

  mutating func run() {
    start()
    while let current = queue.removeFirst() {
      guard current.lower <= upper else { break }
      guard mayGoOn, !isBottomless(current) else {
        queue.add(current)
        return
      }
      examine(current)
    }
    queue = BoxQueue()
    refine()
  }

  /// Whether the values in a box seem to go on down without end.
  private func isBottomless(_ current: SearchBox) -> Bool {
    current.lower == -.infinity && upper < -1e300
  }

  /// Whether the bound on work is not reached; counts another box.
  private var mayGoOn: Bool {
    mutating get {
      if isInterrupted() {
        ending = .interrupted
      } else if work > budget {
        ending = .budget
      }
      boxCount += 1
      work += boxCost
      return ending == .complete
    }
  }

  /// What a box costs: some evaluations, second derivatives, and its place in memory and queue.
  private var boxCost: Int {
    let count = box.count
    let isSmall = count <= IntervalObjective.hessianLimit
    let second = isSmall ? (count + 1) * objective.cost / 2 + 4 * count * count * count : 0
    return 4 * objective.cost + second + 100 * count + 2_000
  }

  /// Most boxes on which nothing is left to decide that are looked at again, to enclose the points
  /// where the least value is taken more closely.
  private static let refinementLimit = 4_000
  /// Most boxes that these points are enclosed by.
  private static let settledLimit = 300

  /// Halves settled boxes, the widest first, as long as they are few: where the least value is taken
  /// on a curve, that would have no end.
  private mutating func refine() {
    isRefining = true
    for _ in 0..<GlobalSearch.refinementLimit {
      settled.removeAll { $0.lower > upper }
      guard settled.count < GlobalSearch.settledLimit, mayGoOnRefining,
        let widest = settled.indices.max(by: {
          settled[$0].relativeExtent < settled[$1].relativeExtent
        }), settled[widest].relativeExtent > GlobalSearch.pointPrecision
      else { return }
      let current = settled.remove(at: widest)
      split(current)
      if queue.isEmpty { return }
      while let half = queue.removeFirst() { examine(half) }
    }
  }

  /// Refinement that is given up leaves what was proved before.
  private var mayGoOnRefining: Bool {
    mutating get {
      boxCount += 1
      work += 2 * boxCost
      return work <= budget && !isInterrupted()
    }
  }

  /// The whole box, and known values in it from a few descents.
  private mutating func start() {
    let whole = SearchBox(box.map(\.hull))
    queue.add(whole)
    for index in 0..<4 * min(box.count, 16) + 4 {
      guard let point = descent.minimum(fromSample: index) else { continue }
      work += 100 * (objective.cost / 4 + 1)
      tryPoint(point)
      if work > budget / 10 || isInterrupted() { break }
    }
  }

  /// Takes a point's value as a bound of the least one, if it is defined there.
  mutating func tryPoint(_ point: [Double]) {
    let place = zip(box, point).map { $0.nearest($1) }
    let value = objective.value(on: place)
    guard value.isDefined, value.interval.upper < upper else { return }
    upper = value.interval.upper
    best = zip(place, point).map { $0.contains($1) ? $1 : $0.middle }
  }

  private mutating func examine(_ current: SearchBox) {
    var current = current
    guard bound(&current) else { return }
    let size = current.extent
    if contract(&current) == .gone { return }
    guard bound(&current) else { return }
    let isClose = isRefining || current.lower >= upper - slack
    if current.isSettled || isClose && !(current.extent < 0.5 * size) {
      // The function may be defined at a corner only.
      for place in [\Interval.middle, \.lower, \.upper] {
        tryPoint(current.sides.map { $0[keyPath: place] })
      }
      settled.append(current)
      return
    }
    if current.extent < 0.25 * size {
      queue.add(current)
      return
    }
    split(current)
  }

  /// Raises the lower bound by the natural form; `false` where the box holds no minimizer.
  private mutating func bound(_ current: inout SearchBox) -> Bool {
    let value = objective.value(on: current.sides)
    if value.interval.isEmpty {
      hasGaps = true
      return false
    }
    current.lower = max(current.lower, value.interval.lower)
    return current.lower <= upper
  }

  private mutating func split(_ current: SearchBox) {
    tryPoint(current.sides.map(\.middle))
    guard let side = widestSide(of: current), let (left, right) = current.halves(across: side)
    else {
      settled.append(current)
      return
    }
    queue.add(left)
    queue.add(right)
  }

  /// The side across which the value changes most, as far as the slopes tell, else the widest.
  private func widestSide(of current: SearchBox) -> Int? {
    let candidates = current.free.filter { index in
      let side = current.sides[index]
      return side.lower < side.splittingPoint && side.splittingPoint < side.upper
    }
    let hasSlopes = !isRefining && smear.allSatisfy(\.isFinite) && !smear.isEmpty
    return candidates.max { a, b in
      let (x, y) = (current.sides[a].width, current.sides[b].width)
      let (left, right) = hasSlopes ? (x * smear[a], y * smear[b]) : (x, y)
      return (left, x) < (right, y)
    }
  }

  /// Most boxes that are told apart in the result; more are put under one cover.
  private static let listLimit = 2_000

  /// What is known now.
  var result: GlobalMinimum {
    let rest = (settled + queue.boxes).filter { $0.lower <= upper }
    let lower = rest.map(\.lower).min() ?? upper
    var check = self
    let isAttained =
      !rest.isEmpty
      && rest.allSatisfy { part in
        part.sides.allSatisfy(\.isBounded) && check.objective.value(on: part.sides).isContinuous
      }
    let isListed = ending == .complete && rest.count <= GlobalSearch.listLimit
    return GlobalMinimum(
      lower: min(lower, upper), upper: upper,
      boxes: isListed ? Clusters.merged(rest.map(\.sides), best: best) : [cover(rest)],
      best: best, ending: ending, isAttained: isAttained, hasGaps: hasGaps, boxCount: boxCount)
  }

  /// The least box around all that is left.
  private func cover(_ rest: [SearchBox]) -> [Interval] {
    guard let first = rest.first else { return box.map(\.hull) }
    return rest.dropFirst().reduce(first.sides) { zip($0, $1.sides).map { $0.hull($1) } }
  }
}

extension SearchBox {
  /// The widest side that varies.
  var extent: Double { free.map { sides[$0].width }.max() ?? 0 }

  /// The widest side that varies, relative to its numbers where these are above 1.
  var relativeExtent: Double {
    free.map { sides[$0].width / max(1, sides[$0].magnitude) }.max() ?? 0
  }

  /// Whether it cannot get smaller: all sides are as narrow as neighbouring doubles.
  var isSettled: Bool {
    free.allSatisfy { sides[$0].isBounded && sides[$0].width <= 4 * sides[$0].magnitude.ulp }
  }
}
