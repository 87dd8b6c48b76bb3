import NablaAlgebra
import NablaEvaluation

extension CutSearch {
  /// Most parts into which the line is cut in the search for the zeros of one expression.
  private static let boxLimit = 20_000
  /// Most parts of which nothing is known but that they are narrow.
  ///
  /// Where there are more, values are lost in rounding or underflow on a whole stretch.
  private static let vagueLimit = 2_000
  /// Most bits of a fraction that is tried as a zero: nobody writes one with more.
  private static let guessBits = 128
  /// How far a zero at which nothing shows a change of sign is narrowed down: around one of higher
  /// order the values are below all rounding anyway.
  private static let vagueWidth = 1e-7

  /// Finds the zeros of an expression that has no simpler form by intervals: parts on which it
  /// has no zero are dropped, those on which it is monotone have at most one, the rest is halved.
  mutating func search(_ root: NodeID) {
    var values = MeanValueForm(&graph, root, by: variable)
    var stack = [part.hull]
    var count = 0
    var vague = 0
    while let box = stack.popLast() {
      count += 1
      guard count <= Self.boxLimit, !isInterrupted() else { return giveUp() }
      let (value, isMonotone) = values.enclosure(on: box)
      if !value.contains(0) { continue }
      if isMonotone {
        let zero = values.newton(box)
        if !zero.isEmpty { keep(zero, of: root, isSingle: true) }
        continue
      }
      let middle = box.middle
      let canSplit = box.lower < middle && middle < box.upper
      if box.isBounded, !canSplit || box.width <= Self.vagueWidth * max(1, box.magnitude) {
        // One that never turns back, and is constant nowhere, has one zero at most.
        let isSingle = !graph.flags(root).contains(.isPiecewise) && values.keepsDirection(on: box)
        vague += 1
        guard vague <= Self.vagueLimit else { return giveUp() }
        keep(box, of: root, isSingle: isSingle)
      } else {
        guard canSplit else { return giveUp() }
        stack += [Interval(middle, box.upper), Interval(box.lower, middle)]
      }
    }
  }

  /// Keeps a narrow box as a cut, exactly where a fraction in it is a zero and none is beside it.
  private mutating func keep(_ box: Interval, of root: NodeID, isSingle: Bool) {
    let wide = Interval(box.lower.nextDown, box.upper.nextUp)
    if isSingle, let low = Rational(exactly: wide.lower), let high = Rational(exactly: wide.upper) {
      let guess = Rational.simplest(between: low, and: high)
      if guess.bitWidth <= Self.guessBits, isZero(root, at: guess) {
        return add(LinePoint(guess))
      }
    }
    add(LinePoint(bounds: box, isSingle: isSingle))
  }

  private mutating func isZero(_ root: NodeID, at point: Rational) -> Bool {
    let unknown = graph.variable(graph.name(variable))
    let image = graph.substituting([unknown: graph.number(point)], in: [root])[0]
    return graph.isNumber(image, 0)
  }
}

/// Bounds of an expression in one variable by its values and by its slope, whichever are tighter.
///
/// Source: Moore, Kearfott and Cloud, Introduction to Interval Analysis, SIAM 2009, section 6.4.
struct MeanValueForm {
  private let program: IntervalProgram
  private var workspace: IntervalWorkspace
  private var outputs = [Enclosure](repeating: .unknown, count: 2)

  init(_ graph: inout ExpressionGraph, _ root: NodeID, by variable: Symbol) {
    let slope = graph.derivative(of: root, by: variable)
    program = IntervalProgram(graph, outputs: [root, slope], inputs: [variable])
    workspace = program.makeWorkspace()
  }

  /// Bounds of the values, and whether the expression is continuous and strictly rises or falls.
  mutating func enclosure(on box: Interval) -> (value: Interval, isMonotone: Bool) {
    program.run([box], into: &outputs, workspace: &workspace)
    let (value, slope) = (outputs[0], outputs[1])
    guard value.isContinuous, slope.isDefined, box.isBounded else { return (value.interval, false) }
    let middle = Interval(box.middle)
    program.run([middle], into: &outputs, workspace: &workspace)
    let linear = outputs[0].interval + slope.interval * (box - middle)
    return (value.interval.intersection(linear), !slope.interval.contains(0))
  }

  /// Whether the slope is nowhere negative, or nowhere positive.
  mutating func keepsDirection(on box: Interval) -> Bool {
    program.run([box], into: &outputs, workspace: &workspace)
    let slope = outputs[1]
    return slope.isDefined && (slope.interval.lower >= 0 || slope.interval.upper <= 0)
  }

  /// The part of a box on which the expression is monotone that may hold its zero, by Newton's
  /// method in intervals until it gains nothing more.
  mutating func newton(_ start: Interval) -> Interval {
    var box = start
    while !box.isEmpty {
      program.run([box], into: &outputs, workspace: &workspace)
      let slope = outputs[1].interval
      let middle = Interval(box.middle)
      program.run([middle], into: &outputs, workspace: &workspace)
      let next = box.intersection(middle - outputs[0].interval / slope)
      if next.isEmpty || next.width >= 0.9 * box.width { return next }
      box = next
    }
    return box
  }
}
