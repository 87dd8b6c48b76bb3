import NablaAlgebra
import NablaEvaluation

/// How a function of one variable bends on each part of the line: exactly, where polynomials decide,
/// and by intervals elsewhere.
struct LineConvexity {
  /// A part on which the function is smooth and its second derivative keeps its sign.
  struct Segment {
    var part: LinePart
    var sign: SignChart.Sign
    /// The smooth expression that the function equals there.
    var piece: NodeID
  }

  /// How the function goes on from one segment to the next.
  enum Joint {
    /// With one tangent.
    case smooth
    /// With a tangent that turns up, as |x| does at 0.
    case convexKink
    case concaveKink
    /// With a jump or a hole.
    case broken
    /// Not at all: on one side the function is undefined.
    case edge
    case unknown
  }

  private(set) var segments: [Segment] = []
  private(set) var joints: [Joint] = []
  /// Whether the values at the ends of the part are those of the pieces beside them.
  private(set) var areEndsRegular = true
  private var graph: ExpressionGraph
  private let variable: Symbol
  private let isInterrupted: () -> Bool

  /// Looks at the function on a part of the line; `nil` where its kinks or its changes of bending
  /// could not all be found.
  init?(
    _ graph: ExpressionGraph, _ root: NodeID, by variable: Symbol, on part: LinePart,
    isInterrupted: @escaping () -> Bool
  ) {
    self.graph = graph
    self.variable = variable
    self.isInterrupted = isInterrupted
    var search = CutSearch(graph, by: variable, on: part, isInterrupted: isInterrupted)
    search.addBreaks(below: root)
    guard search.isComplete else { return nil }
    let breaks = search.sorted
    for smooth in part.split(at: breaks) {
      guard let point = smooth.simplest() else { return nil }
      let piece = self.graph.resolvingPieces(of: root, by: variable, at: point)
      if let last = segments.last {
        joints.append(joint(root, last.piece, piece, at: smooth.lower))
      }
      guard appendSegments(of: piece, on: smooth) else { return nil }
    }
    for index in joints.indices
    where segments[index].sign == .undefined || segments[index + 1].sign == .undefined {
      joints[index] = .edge
    }
    checkEnds(root, part, breaks)
  }

  /// A function with pieces may jump just at an end of the part.
  private mutating func checkEnds(_ root: NodeID, _ part: LinePart, _ breaks: [LinePoint]) {
    if breaks.contains(where: { !$0.isSingle && part.touches($0) }) { areEndsRegular = false }
    guard graph.flags(root).contains(.isPiecewise), let first = segments.first,
      let last = segments.last
    else { return }
    for (end, piece) in [(part.lower, first.piece), (part.upper, last.piece)]
    where breaks.contains(where: { !$0.bounds.intersection(end.bounds).isEmpty }) {
      if !hasValue(of: piece, root, at: end) { areEndsRegular = false }
    }
  }

  /// Whether a function with pieces has the value of one of them at a point.
  private mutating func hasValue(of piece: NodeID, _ root: NodeID, at point: LinePoint) -> Bool {
    if piece == root { return true }
    guard let exact = point.exact else { return false }
    let unknown = graph.variable(graph.name(variable))
    let images = graph.substituting([unknown: graph.number(exact)], in: [root, piece])
    return images[0] == images[1]
  }

  /// Appends the segments of one smooth piece and the joints between them.
  private mutating func appendSegments(of piece: NodeID, on part: LinePart) -> Bool {
    let second = graph.derivative(of: piece, by: variable, order: 2)
    guard graph.halt == nil,
      let chart = SignChart(
        graph, second, of: piece, by: variable, on: part, isInterrupted: isInterrupted)
    else { return false }
    if chart.touched.contains(where: { !isZero(second, at: $0) }) { areEndsRegular = false }
    let program = IntervalProgram(graph, outputs: [second], inputs: [variable])
    for (index, (part, sign)) in chart.segments.enumerated() {
      if index > 0 {
        let isSafe =
          part.lower.isSingle
          || isKept(sign, by: program.evaluate([part.lower.bounds])[0], after: segments.last?.sign)
        joints.append(isSafe ? .smooth : .unknown)
      }
      segments.append(Segment(part: part, sign: sign, piece: piece))
    }
    return true
  }

  /// Whether an expression is exactly zero at an end of the part.
  private mutating func isZero(_ root: NodeID, at end: LinePoint) -> Bool {
    guard let place = end.node ?? end.exact.map({ graph.number($0) }) else { return false }
    let unknown = graph.variable(graph.name(variable))
    let image = graph.substituting([unknown: place], in: [root])[0]
    return graph.isNumber(image, 0)
  }

  /// Whether bounds of the second derivative at a point that is not known to be one only show that
  /// the sign on both sides holds there too.
  private func isKept(
    _ sign: SignChart.Sign, by value: Enclosure, after other: SignChart.Sign?
  ) -> Bool {
    switch (sign, other) {
    case (.positive, .positive?): value.isDefined && value.interval.lower >= 0
    case (.negative, .negative?): value.isDefined && value.interval.upper <= 0
    default: false
    }
  }

  /// How two neighbouring pieces meet.
  private mutating func joint(
    _ root: NodeID, _ left: NodeID, _ right: NodeID, at point: LinePoint
  ) -> Joint {
    let slopes = [left, right].map { graph.derivative(of: $0, by: variable) }
    let program = IntervalProgram(
      graph, outputs: [left, right] + slopes + [root], inputs: [variable])
    let values = program.evaluate([point.bounds])
    if values[0].interval.isEmpty || values[1].interval.isEmpty { return .broken }
    guard point.isSingle else { return .unknown }
    let isContinuous =
      program.evaluate([point.bounds.widened])[4].isContinuous
      || values[0].isDefined && values[1].isDefined && hasValue(of: left, root, at: point)
        && hasValue(of: right, root, at: point)
    guard isContinuous else {
      return values[0].interval.intersection(values[1].interval).isEmpty ? .broken : .unknown
    }
    guard values[2].isDefined, values[3].isDefined else { return .unknown }
    if left == right || haveOneSlope(slopes, at: point) { return .smooth }
    if values[2].interval.upper < values[3].interval.lower { return .convexKink }
    return values[2].interval.lower > values[3].interval.upper ? .concaveKink : .unknown
  }

  /// Whether two slopes are exactly equal at a point.
  private mutating func haveOneSlope(_ slopes: [NodeID], at point: LinePoint) -> Bool {
    guard let exact = point.exact else { return false }
    let unknown = graph.variable(graph.name(variable))
    let images = graph.substituting([unknown: graph.number(exact)], in: slopes)
    return images[0] == images[1]
  }
}

extension Interval {
  /// The interval with some room on both sides, so that continuity on it means continuity at it.
  var widened: Interval { Interval(lower.nextDown, upper.nextUp) }
}
