/// Turns samples of a function into a curve: more of them where it bends, gaps where it breaks.
package struct CurveTracer {
  private let function: SampledFunction
  private let vertical: Scale
  private var budget: Int
  private var pieces: [[PlotPoint]] = []
  private var piece: [PlotPoint] = []

  /// Most halvings of a step towards a bend.
  private static let bendDepth = 7
  /// Most values spent on one step that may hold a break.
  private static let breakBudget = 160
  /// How far a curve may run from its chord, in heights of the picture.
  private static let tolerance = 0.0008

  /// Traces a function within a vertical range.
  package static func curve(
    of function: SampledFunction, _ samples: Samples, vertical: Axis
  ) -> [[PlotPoint]] {
    var tracer = CurveTracer(function, vertical.scale)
    tracer.trace(samples)
    return tracer.pieces
  }

  private init(_ function: SampledFunction, _ vertical: Scale) {
    self.function = function
    self.vertical = vertical
    budget = function.budget
  }

  private mutating func trace(_ samples: Samples) {
    append(samples.points[0])
    for index in samples.mayBreak.indices {
      let (a, b) = (samples.points[index], samples.points[index + 1])
      if samples.mayBreak[index] {
        traceBreak(a, b)
      } else {
        traceBend(a, b)
      }
    }
    endPiece()
  }

  /// Adds a point to the piece at hand; one without a value ends it.
  private mutating func append(_ point: PlotPoint) {
    if point.isFinite { piece.append(point) } else { endPiece() }
  }

  private mutating func endPiece() {
    if !piece.isEmpty { pieces.append(piece) }
    piece = []
  }

  private mutating func sample(between a: PlotPoint, _ b: PlotPoint) -> PlotPoint {
    budget -= 1
    let x = a.x / 2 + b.x / 2
    return PlotPoint(x, function.value(x))
  }

  /// The height of a point in the picture; what is far outside counts as just outside.
  private func height(_ point: PlotPoint) -> Double {
    min(max(vertical.fraction(of: point.y), -0.5), 1.5)
  }

  /// 1 for a point far above the picture, -1 for one far below, 0 for others.
  private func side(_ point: PlotPoint) -> Int {
    let height = height(point)
    return height >= 1.5 ? 1 : height <= -0.5 ? -1 : 0
  }

  /// Follows a continuous step, halving it where the curve leaves its chord.
  private mutating func traceBend(_ a: PlotPoint, _ b: PlotPoint) {
    var stack = [(a: a, b: b, depth: 0)]
    while let (a, b, depth) = stack.popLast() {
      guard depth < Self.bendDepth, budget > 0 else {
        append(b)
        continue
      }
      let middle = sample(between: a, b)
      let deviation = abs(height(middle) - (height(a) + height(b)) / 2)
      if deviation > Self.tolerance {
        stack += [(middle, b, depth + 1), (a, middle, depth + 1)]
      } else {
        append(b)
      }
    }
  }

  /// Closes in on the places in a step where the function is not known to be continuous, until they
  /// are too narrow to be seen, and leaves a gap where the values on both sides differ.
  private mutating func traceBreak(_ a: PlotPoint, _ b: PlotPoint) {
    var left = Self.breakBudget
    let step = b.x - a.x
    let least = step * 1e-7
    var stack = [(a: a, b: b)]
    while let (a, b) = stack.popLast() {
      // Beside a pole, and between points far above the picture, nothing more is to be seen.
      let sides = side(a) * side(b)
      let isNarrow = b.x - a.x < 0.1 * step
      if isNarrow, sides > 0 || !a.isFinite && !b.isFinite {
        append(b)
        continue
      }
      if a.isFinite, b.isFinite, isContinuous(a, b) {
        traceBend(a, b)
        continue
      }
      if isNarrow, sides < 0 {
        endPiece()
        append(b)
        continue
      }
      left -= 1
      let middle = sample(between: a, b)
      guard left > 0, budget > 0, b.x - a.x > least, a.x < middle.x, middle.x < b.x else {
        if abs(height(b) - height(a)) > 0.02 || b.isFinite != a.isFinite { endPiece() }
        append(b)
        continue
      }
      stack += [(middle, b), (a, middle)]
    }
  }

  private func isContinuous(_ a: PlotPoint, _ b: PlotPoint) -> Bool {
    function.isContinuous?(a.x, b.x) ?? true
  }
}
