import NablaAlgebra
import NablaEvaluation

/// The search for the zeros of one factor by halving intervals and Newton's method.
struct RootSearch {
  let part: LinePart
  let factor: NodeID
  let variable: Symbol
  var graph: ExpressionGraph
  /// The factor and its slope, and the whole expression where that is another.
  private let program: IntervalProgram
  private var workspace: IntervalWorkspace
  private var outputs: [Enclosure]
  private let isInterrupted: () -> Bool

  var found: [Roots.Root] = []
  private(set) var ending = Roots.Ending.complete
  private(set) var count = 0
  /// The intervals to be looked at, from `first` on: wide ones in front, so that where roots crowd
  /// together the others are found before work runs out.
  private var waiting: [Interval] = []
  private var first = 0
  /// Intervals in which the roots that were found are the only ones, by their lower ends.
  private(set) var regions: [Interval] = []
  /// How often an exact root of higher order was guessed.
  var guessCount = 0
  /// Intervals on which nothing more can be decided, ascending.
  private var doubtful: [Interval] = []

  init(
    _ graph: ExpressionGraph, _ factor: NodeID, within whole: NodeID, variable: Symbol,
    on part: LinePart, isInterrupted: @escaping () -> Bool
  ) {
    self.graph = graph
    self.factor = factor
    self.variable = variable
    self.part = part
    self.isInterrupted = isInterrupted
    let slope = self.graph.derivative(of: factor, by: variable)
    program = IntervalProgram(
      self.graph, outputs: [factor, slope, whole], inputs: [variable])
    workspace = program.makeWorkspace()
    outputs = Array(repeating: .unknown, count: 3)
  }

  mutating func run(limit: Int) {
    guard graph.halt == nil else {
      ending = .tooLarge
      return
    }
    waiting = [part.hull]
    lookForMultipleRoot(near: part.hull.isBounded ? part.hull : .zero)
    while first < waiting.count {
      guard count < limit, !isInterrupted() else {
        ending = count < limit ? .interrupted : .budget
        doubtful += waiting[first...]
        break
      }
      let next = waiting[first]
      first += 1
      count += 1
      if count.isMultiple(of: RootSearch.patience) { lookForMultipleRoot(near: next) }
      for box in outsideRegions(next) { examine(box) }
    }
    settleDoubts()
  }

  /// After so many intervals a root of higher order is suspected.
  private static let patience = 500

  private mutating func lookForMultipleRoot(near box: Interval) {
    if box.isBounded { _ = findMultipleRoot(near: box) }
  }

  /// Adds an interval in which a root that was found is the only one.
  mutating func addRegion(_ region: Interval) {
    regions.insert(region, at: regionCount(upTo: region.lower))
  }

  /// How many regions begin at a number or below it.
  private func regionCount(upTo bound: Double) -> Int {
    var (low, high) = (0, regions.count)
    while low < high {
      let middle = (low + high) / 2
      if regions[middle].lower <= bound { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The parts of an interval about which nothing is known yet.
  ///
  /// Regions hardly overlap, so few that begin in front of the interval reach into it; one that is
  /// passed over costs a second proof of its root and no more.
  private func outsideRegions(_ box: Interval) -> [Interval] {
    let range = max(0, regionCount(upTo: box.lower) - 4)..<regionCount(upTo: box.upper)
    var parts = [box]
    for region in regions[range] {
      parts = parts.flatMap { part -> [Interval] in
        if part.intersection(region).isEmpty { return [part] }
        return [Interval(part.lower, region.lower), Interval(region.upper, part.upper)]
          .filter { !$0.isEmpty && $0.lower < $0.upper }
      }
    }
    return parts
  }

  private mutating func evaluate(_ box: Interval) {
    program.run([box], into: &outputs, workspace: &workspace)
  }

  /// The factor's value at a point, or on an interval.
  private mutating func value(_ box: Interval) -> Interval {
    evaluate(box)
    return outputs[0].interval
  }

  private mutating func examine(_ box: Interval) {
    evaluate(box)
    let (value, slope, whole) = (outputs[0], outputs[1], outputs[2])
    guard value.interval.contains(0), whole.interval.contains(0) else { return }
    let isSmooth = value.isContinuous && slope.isDefined
    if isSmooth, !slope.interval.contains(0) {
      isolate(in: box)
      return
    }
    let parts = isSmooth ? newton(box, slope.interval) : [box]
    guard let first = parts.first else { return }
    if parts.count == 2 || first.width < 0.5 * box.width {
      waiting += parts
      return
    }
    split(first)
  }

  /// The parts of a box where a zero may be, by one step of Newton's method.
  private mutating func newton(_ box: Interval, _ slope: Interval) -> [Interval] {
    let center = Interval(box.isBounded ? box.middle : box.lower.isFinite ? box.lower : box.middle)
    let value = value(center)
    if value.contains(0), slope.contains(0) { return [box] }
    let steps = Interval.quotients(-value, slope)
    return [center + steps.0, center + steps.1].map { box.intersection($0) }
      .filter { !$0.isEmpty }.sorted { $0.lower < $1.lower }
  }

  private mutating func split(_ box: Interval) {
    let middle = box.splittingPoint
    let canSplit = box.lower < middle && middle < box.upper
    guard canSplit, !isHopeless(box, middle) else {
      if findMultipleRoot(near: box) {
        waiting.append(box)
      } else {
        doubtful.append(box)
      }
      return
    }
    waiting += [Interval(box.lower, middle), Interval(middle, box.upper)]
  }

  /// Whether no part of a small interval can be told to be free of zeros: at its ends and its middle
  /// the value is zero as far as rounding lets one see, or nearly so.
  private mutating func isHopeless(_ box: Interval, _ middle: Double) -> Bool {
    let scale = part.hull.isBounded ? part.hull.width : max(1, box.magnitude)
    guard box.isBounded, box.width <= 0x1p-10 * scale else { return false }
    return [box.lower, middle, box.upper].allSatisfy { point in
      let value = value(Interval(point))
      return value.magnitude <= 16 * value.width || value == .zero
    }
  }

  /// Finds the only zero that an interval may hold, on which the factor rises or falls.
  private mutating func isolate(in box: Interval) {
    let narrow = contracted(box)
    if narrow.isEmpty || !value(narrow).contains(0) { return }
    guard narrow.isBounded else {
      doubtful.append(narrow)
      return
    }
    if let region = monotoneRegion(around: narrow, in: box), changesSign(on: region) {
      let bounds = contracted(region)
      addRegion(region)
      found.append(
        Roots.Root(bounds: bounds, territory: region, exact: nil, exists: true, isAlone: true))
      return
    }
    let exists = changesSign(on: box)
    if exists { addRegion(box) }
    found.append(
      Roots.Root(bounds: narrow, territory: box, exact: nil, exists: exists, isAlone: true))
  }

  /// Newton's method as long as it gains something, on an interval where the slope is never zero.
  private mutating func contracted(_ start: Interval) -> Interval {
    var box = start
    while true {
      evaluate(box)
      let slope = outputs[1].interval
      guard !slope.contains(0) else { return box }
      let parts = newton(box, slope)
      guard let next = parts.first else { return .empty }
      if !(next.width < 0.9 * box.width) { return next }
      box = next
    }
  }

  /// An interval a little wider than the bounds of a zero, on which the factor still rises or falls,
  /// so that its signs at the ends are beyond rounding.
  private mutating func monotoneRegion(around bounds: Interval, in box: Interval) -> Interval? {
    let scale = max(bounds.magnitude, box.isBounded ? box.width : 1, 0x1p-20)
    for exponent in [-16, -24, -32] {
      let margin = scale * Double(sign: .plus, exponent: exponent, significand: 1)
      let region = Interval(bounds.lower - margin, bounds.upper + margin)
      evaluate(region)
      if outputs[0].isContinuous, outputs[1].isDefined, !outputs[1].interval.contains(0) {
        return region
      }
    }
    return nil
  }

  /// Whether the factor surely has opposite signs at the ends of an interval.
  private mutating func changesSign(on box: Interval) -> Bool {
    guard box.isBounded else { return false }
    evaluate(box)
    guard outputs[0].isContinuous else { return false }
    let (left, right) = (value(Interval(box.lower)), value(Interval(box.upper)))
    return left.upper < 0 && right.lower > 0 || left.lower > 0 && right.upper < 0
  }

  /// Puts doubtful intervals that touch or nearly do together, and proves of each that a zero is
  /// there, if the sign changes over it or the value at some point is exactly zero.
  private mutating func settleDoubts() {
    var clusters: [Interval] = []
    for box in doubtful.sorted(by: { $0.lower < $1.lower }) {
      if let last = clusters.last, isOneDoubt(last, box) {
        clusters[clusters.count - 1] = last.hull(box)
      } else {
        clusters.append(box)
      }
    }
    for (index, cluster) in clusters.enumerated() {
      let neighbours = clusters[..<index] + clusters[(index + 1)...]
      found.append(
        Roots.Root(
          bounds: cluster, territory: cluster, exact: nil,
          exists: hasZero(cluster, beside: Array(neighbours)), isAlone: false))
    }
  }

  /// Whether two doubtful intervals touch or nearly do, with no known zero between them.
  private func isOneDoubt(_ left: Interval, _ right: Interval) -> Bool {
    let gap = right.lower - left.upper
    if gap <= 0 { return true }
    guard gap <= 4 * (left.width + right.width) else { return false }
    let between = Interval(left.upper, right.lower)
    return found.allSatisfy { $0.bounds.intersection(between).isEmpty }
  }

  /// Whether there is a zero in a doubtful interval, away from the others and from known zeros.
  private mutating func hasZero(_ cluster: Interval, beside others: [Interval]) -> Bool {
    for point in [cluster.lower, cluster.middle, cluster.upper] where point.isFinite {
      evaluate(Interval(point))
      if outputs[0] == Enclosure(.zero) { return true }
    }
    if changesSign(on: cluster) { return true }
    let margin = Swift.max(cluster.width, cluster.magnitude.ulp * 16)
    let wider = Interval(cluster.lower - margin, cluster.upper + margin).intersection(part.hull)
    let isApart = (others + found.map(\.bounds)).allSatisfy { $0.intersection(wider).isEmpty }
    return isApart && changesSign(on: wider)
  }
}
