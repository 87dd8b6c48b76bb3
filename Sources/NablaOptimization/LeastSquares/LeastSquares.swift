/// Least squares in a model that need not be linear: Levenberg-Marquardt from a start, and from better
/// scaled ones where that fails or a lower sum of squares may be found.
package struct LeastSquares {
  /// What is solved for before the start: the parameters in which the model is linear once the others
  /// have values.
  package var conditionallyLinear: [Int]
  /// Asked once a step.
  package var isInterrupted: () -> Bool

  package init(conditionallyLinear: [Int] = [], isInterrupted: @escaping () -> Bool = { false }) {
    self.conditionallyLinear = conditionallyLinear
    self.isInterrupted = isInterrupted
  }

  /// How a search set out.
  package struct Attempt: Sendable, Equatable {
    /// What the start is multiplied by.
    package var scale = 1.0
    /// Whether the parameters in which the model is linear are solved for first.
    package var solvesLinearFirst = false
    /// The first radius in units of the start's length.
    package var firstRadius = LevenbergMarquardt.usualRadius

    /// From the start, with steps as long as the linear model wants them.
    package static let given = Attempt()

    /// Different ways from the start itself.
    fileprivate static let fromStart = [
      given, Attempt(firstRadius: 1), Attempt(solvesLinearFirst: true),
      Attempt(solvesLinearFirst: true, firstRadius: 1), Attempt(firstRadius: 0.01),
    ]
    /// Other scales, where all of those fail.
    fileprivate static let rescaled = [0.1, 0.01, 1e-3, 1e-4, 10, 100, 1e3].flatMap { scale in
      [
        Attempt(scale: scale, solvesLinearFirst: true),
        Attempt(scale: scale, firstRadius: 1),
      ]
    }
  }

  /// With more numbers than this in the table of slopes, further attempts are made only where the
  /// first ones failed.
  private static let smallSize = 20_000

  /// The best fit found from a start; `nil` where the model or a slope has no value there.
  ///
  /// Of sums of squares that agree to 8 digits the first counts.
  package func fit<Rows: ResidualRows>(
    _ rows: inout Rows, from start: [Double]
  ) -> LeastSquaresFit? {
    var best: LeastSquaresFit?
    let isSmall = rows.rowCount * rows.parameterCount <= Self.smallSize
    for (index, attempt) in (Attempt.fromStart + Attempt.rescaled).enumerated() {
      let isRescue = index >= Attempt.fromStart.count
      if let best, best.isSolved, isRescue || !isSmall || best.isExact { break }
      guard let own = self.start(attempt, start, &rows) else { continue }
      var method = LevenbergMarquardt(firstRadius: attempt.firstRadius)
      guard var run = method.run(&rows, from: own, isInterrupted: isInterrupted) else {
        if attempt == .given { return nil }
        continue
      }
      if run.stop != .interrupted { run.polish(&rows) }
      let fit = LeastSquaresFit(run, attempt: attempt, start: start, rows)
      best = best.map { $0.better(fit) } ?? fit
      if run.stop == .interrupted { break }
    }
    return best
  }

  /// Where an attempt sets out; `nil` where that is no other place than before.
  private func start<Rows: ResidualRows>(
    _ attempt: Attempt, _ start: [Double], _ rows: inout Rows
  ) -> [Double]? {
    let start = start.map { attempt.scale * $0 }
    guard attempt.solvesLinearFirst else { return start }
    guard !conditionallyLinear.isEmpty, conditionallyLinear.count < start.count else { return nil }
    var part = LinearPart(rows: rows, parameters: conditionallyLinear, point: start)
    guard let step = part.linearization(at: part.own(start))?.solution()?.step else { return nil }
    var result = start
    for (place, parameter) in conditionallyLinear.enumerated() { result[parameter] += step[place] }
    return result
  }
}

/// The rows of a model in some of its parameters, the others held fast.
private struct LinearPart<Rows: ResidualRows>: ResidualRows {
  var rows: Rows
  let parameters: [Int]
  let point: [Double]
  private var block: [Double] = []

  init(rows: Rows, parameters: [Int], point: [Double]) {
    self.rows = rows
    self.parameters = parameters
    self.point = point
  }

  var parameterCount: Int { parameters.count }
  var rowCount: Int { rows.rowCount }
  var threads: Int { rows.threads }
  var responseNorm: Double { rows.responseNorm }

  /// The coordinates of these parameters.
  func own(_ x: [Double]) -> [Double] { parameters.map { x[$0] } }

  private func whole(_ own: [Double]) -> [Double] {
    var result = point
    for (place, parameter) in parameters.enumerated() { result[parameter] = own[place] }
    return result
  }

  mutating func residuals(
    of range: Range<Int>, at parameters: [Double], into block: inout [Double]
  ) {
    rows.residuals(of: range, at: whole(parameters), into: &block)
  }

  mutating func slopesAndResiduals(
    of range: Range<Int>, at own: [Double], into block: inout [Double]
  ) {
    rows.slopesAndResiduals(of: range, at: whole(own), into: &self.block)
    let count = range.count
    block = []
    for parameter in parameters + [rows.parameterCount] {
      block += self.block[(parameter * count)..<((parameter + 1) * count)]
    }
  }
}
