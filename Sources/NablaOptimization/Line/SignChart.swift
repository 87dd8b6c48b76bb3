import NablaAlgebra
import NablaEvaluation

/// Where an expression in one variable is positive, negative or zero on a part of the line.
package struct SignChart: Sendable {
  /// What is known of the values between two cuts.
  package enum Sign: Sendable {
    case negative
    /// Zero at every point.
    case zero
    case positive
    case undefined
    case unknown
  }

  /// The parts from left to right, each open, with the sign throughout.
  let segments: [(part: LinePart, sign: Sign)]

  /// The ends of the part that cannot be told apart from a cut, because one of the two is no known
  /// number.
  let touched: [LinePoint]

  /// Draws the chart of a derivative of `function`, or `nil` where not all changes of sign could be
  /// found.
  ///
  /// A derivative says nothing where the function itself is undefined, as 1/x does of log(x) for
  /// negative x.
  init?(
    _ graph: ExpressionGraph, _ root: NodeID, of function: NodeID, by variable: Symbol,
    on part: LinePart, isInterrupted: @escaping () -> Bool
  ) {
    var search = CutSearch(graph, by: variable, on: part, isInterrupted: isInterrupted)
    search.addBreaks(below: root)
    search.addZeros(of: root)
    guard search.isComplete else { return nil }
    let program = IntervalProgram(search.graph, outputs: [root, function], inputs: [variable])
    let cuts = search.sorted
    touched = [part.lower, part.upper].filter { end in
      cuts.contains { cut in
        !cut.bounds.intersection(end.bounds).isEmpty
          && (cut.exact == nil || end.exact == nil)
      }
    }
    let isZero = graph.isNumber(root, 0)
    segments = part.split(at: cuts).map { segment in
      (segment, Self.sign(program, isZero: isZero, on: segment))
    }
  }

  /// The sign at a point inside, which is that of the whole segment, of a program's first output
  /// where its second one is defined.
  static func sign(_ program: IntervalProgram, isZero: Bool, on segment: LinePart) -> Sign {
    var sawValue = false
    for half in [LinePart.Half.both, .first, .second] {
      guard let point = segment.simplest(half) else { return .unknown }
      let values = program.evaluate([Interval(point)])
      if values.contains(where: \.interval.isEmpty) { continue }
      sawValue = true
      guard values.allSatisfy(\.isDefined) else { continue }
      if isZero { return .zero }
      if values[0].interval.lower > 0 { return .positive }
      if values[0].interval.upper < 0 { return .negative }
    }
    return sawValue ? .unknown : .undefined
  }
}

extension LinePart {
  /// The parts between given points, which ascend; points at the ends part nothing off.
  func split(at cuts: [LinePoint]) -> [LinePart] {
    var result: [LinePart] = []
    var start = lower
    for cut in cuts {
      if start.bounds.upper >= cut.bounds.lower {
        // A cut at the lower end: the end itself is the better known of the two.
        if start.exact == nil { start = cut }
        continue
      }
      if cut.bounds.upper >= upper.bounds.lower { break }
      result.append(LinePart(start, cut))
      start = cut
    }
    result.append(LinePart(start, upper))
    return result
  }
}
