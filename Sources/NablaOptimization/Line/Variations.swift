import NablaAlgebra
import NablaEvaluation

/// How a function of one variable runs over a part of the line.
///
/// That is where it rises and falls and how it bends, with the points between; all of it is proved.
package struct Variations: Sendable {
  /// What happens at a point.
  package enum Event: String, Sendable {
    case end
    case minimum
    case maximum
    case inflection
    /// A level tangent, and no change of direction.
    case level
    /// A change of slope at once.
    case kink
    case jump
    /// No value, or a pole.
    case undefined
    case unknown
  }

  /// A point between two parts, or an end.
  package struct Point: Sendable {
    package var place: LinePoint
    package var event: Event
    /// The function's value, its slope and its second derivative.
    package var values: [Chord.Sample?]
    /// The value as an expression in the graph, where the place is one.
    package var node: NodeID?
  }

  /// The run between two points.
  package struct Part: Sendable {
    package var part: LinePart
    package var slope: SignChart.Sign
    package var bend: SignChart.Sign
    fileprivate var piece: NodeID
  }

  package private(set) var points: [Point] = []
  package private(set) var parts: [Part] = []
  /// The graph that the expressions of the points are in.
  package private(set) var graph: ExpressionGraph
  private let variable: Symbol

  /// Follows the function along a part of the line; `nil` where not all the points could be found.
  package init?(
    _ graph: ExpressionGraph, _ root: NodeID, by variable: Symbol, on part: LinePart,
    isInterrupted: @escaping () -> Bool
  ) {
    self.graph = graph
    self.variable = variable
    var search = CutSearch(graph, by: variable, on: part, isInterrupted: isInterrupted)
    search.addBreaks(below: root)
    guard search.isComplete, search.sorted.allSatisfy(\.isSingle) else { return nil }
    self.graph = search.graph
    for smooth in part.split(at: search.sorted) {
      guard let point = smooth.simplest() else { return nil }
      let piece = self.graph.resolvingPieces(of: root, by: variable, at: point)
      guard appendParts(of: piece, on: smooth, isInterrupted) else { return nil }
    }
    addPoints(of: root)
  }

  private mutating func appendParts(
    of piece: NodeID, on smooth: LinePart, _ isInterrupted: @escaping () -> Bool
  ) -> Bool {
    let slopes = [1, 2].map { graph.derivative(of: piece, by: variable, order: $0) }
    guard graph.halt == nil else { return false }
    var cuts: [LinePoint] = []
    for slope in slopes {
      var search = CutSearch(graph, by: variable, on: smooth, isInterrupted: isInterrupted)
      search.addBreaks(below: slope)
      search.addZeros(of: slope)
      guard search.isComplete else { return false }
      cuts += search.cuts
      graph = search.graph
    }
    let programs = slopes.map {
      IntervalProgram(graph, outputs: [$0, piece], inputs: [variable])
    }
    // A cut that may stand for several must at least leave the slope's sign beyond doubt.
    let slope = IntervalProgram(graph, outputs: [slopes[0]], inputs: [variable])
    let areClear = cuts.merged.allSatisfy { cut in
      if cut.isSingle { return true }
      let bounds = slope.evaluate([cut.bounds])[0]
      return bounds.isDefined && (bounds.interval.lower >= 0 || bounds.interval.upper <= 0)
        && !smooth.touches(cut)
    }
    guard areClear else { return false }
    for part in smooth.split(at: cuts.merged) {
      let signs = zip(slopes, programs).map { slope, program in
        SignChart.sign(program, isZero: graph.isNumber(slope, 0), on: part)
      }
      parts.append(Part(part: part, slope: signs[0], bend: signs[1], piece: piece))
    }
    return true
  }

  private mutating func addPoints(of root: NodeID) {
    guard let first = parts.first, let last = parts.last else { return }
    points.append(point(at: first.part.lower, .end, root, first.piece))
    for (left, right) in zip(parts, parts.dropFirst()) {
      let place = right.part.lower
      let event = event(left, right, root, at: place)
      var point = point(at: place, event, root, right.piece)
      // A continuous derivative that changes its sign is zero between, whatever rounding shows.
      if left.piece == right.piece, point.values[1] != nil {
        if left.slope.isOpposite(of: right.slope) { point.values[1] = .zero }
        if left.bend.isOpposite(of: right.bend), point.values[2] != nil { point.values[2] = .zero }
      } else if left.piece != right.piece {
        point.values.replaceSubrange(1..., with: [nil, nil])
      }
      points.append(point)
    }
    points.append(point(at: last.part.upper, .end, root, last.piece))
  }

  private mutating func point(
    at place: LinePoint, _ event: Event, _ root: NodeID, _ piece: NodeID
  ) -> Point {
    guard !place.isInfinite else {
      return Point(place: place, event: event, values: [nil, nil, nil])
    }
    let slopes = [1, 2].map { graph.derivative(of: piece, by: variable, order: $0) }
    let outputs = [root] + (event == .kink || event == .jump ? [] : slopes)
    let values = IntervalProgram(graph, outputs: outputs, inputs: [variable])
      .evaluate([place.bounds])
    let node = place.exact.map { graph.number($0) } ?? place.node
    let unknown = graph.variable(graph.name(variable))
    let images = node.map { graph.substituting([unknown: $0], in: outputs) }
    let samples = values.enumerated().map { index, value -> Chord.Sample? in
      guard value.isDefined, value.interval.isBounded else { return nil }
      return Chord.Sample(
        bounds: value.interval, exact: images.flatMap { graph.number($0[index]) })
    }
    return Point(
      place: place, event: event, values: samples + Array(repeating: nil, count: 3 - samples.count),
      node: images?[0])
  }

  private mutating func event(
    _ left: Part, _ right: Part, _ root: NodeID, at place: LinePoint
  ) -> Event {
    let outputs =
      [root]
      + [left.piece, right.piece].flatMap {
        [$0, graph.derivative(of: $0, by: variable)]
      }
    let values = IntervalProgram(graph, outputs: outputs, inputs: [variable])
      .evaluate([place.bounds])
    if left.slope == .undefined || right.slope == .undefined { return .end }
    guard values[0].isDefined else { return .undefined }
    let isContinuous = IntervalProgram(graph, outputs: [root], inputs: [variable])
      .evaluate([place.bounds.widened])[0].isContinuous
    guard isContinuous || meets(root, left.piece, right.piece, at: place) else {
      return values[1].interval.intersection(values[3].interval).isEmpty ? .jump : .unknown
    }
    switch (left.slope, right.slope) {
    case (.negative, .positive): return .minimum
    case (.positive, .negative): return .maximum
    default: break
    }
    if left.piece != right.piece, values[2].isDefined, values[4].isDefined,
      values[2].interval.intersection(values[4].interval).isEmpty
    {
      return .kink
    }
    if left.bend != right.bend { return .inflection }
    return values[4].interval.contains(0) ? .level : .unknown
  }

  /// Whether a function with pieces has the values of both its pieces at a point.
  private mutating func meets(
    _ root: NodeID, _ left: NodeID, _ right: NodeID, at place: LinePoint
  ) -> Bool {
    guard let exact = place.exact else { return false }
    let unknown = graph.variable(graph.name(variable))
    let images = graph.substituting([unknown: graph.number(exact)], in: [root, left, right])
    return images[0] == images[1] && images[1] == images[2]
  }
}

extension SignChart.Sign {
  /// Whether one is positive and the other negative.
  fileprivate func isOpposite(of other: SignChart.Sign) -> Bool {
    self == .positive && other == .negative || self == .negative && other == .positive
  }
}

extension Chord.Sample {
  fileprivate static let zero = Chord.Sample(bounds: .zero, exact: .zero)
}
