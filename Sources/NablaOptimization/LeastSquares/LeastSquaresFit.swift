/// A least-squares fit, judged.
package struct LeastSquaresFit: Sendable {
  package var run: LeastSquaresRun
  /// How the search set out that found it; `nil` for a direct solution.
  package var attempt: LeastSquares.Attempt?
  /// Where parameters were to start from.
  package var start: [Double]
  /// What the rows tell of the parameters, at the end.
  package var solution: LinearizedRows.Solution?
  /// How far the residuals are from being orthogonal to the slopes.
  package var relativeOffset: Double
  /// Parameters that move the model in no row by more than rounding.
  package var flatParameters: [Int]
  /// Whether the residuals are no larger than rounding of the response.
  package var isExact: Bool
  /// The least of the sums of squares in which other attempts ended, where it is greater.
  package var worse: Double?

  package init<Rows: ResidualRows>(
    _ run: LeastSquaresRun, attempt: LeastSquares.Attempt?, start: [Double], _ rows: Rows
  ) {
    self.run = run
    self.attempt = attempt
    self.start = start
    let linear = run.linearization
    solution = linear.solution()
    isExact = linear.residualNorm <= Self.roundingLimit * rows.responseNorm
    relativeOffset = linear.relativeOffset(rowCount: rows.rowCount)
    let sizes = zip(zip(run.x, start).map { max(abs($0), abs($1)) }, linear.slopeNorms)
    flatParameters = sizes.enumerated().filter { _, pair in
      (pair.0 > 0 ? pair.0 : 1) * pair.1 <= Self.flatLimit * rows.responseNorm
    }.map(\.offset)
  }

  /// Residuals below this share of the response are rounding for the most part.
  private static let roundingLimit = 1e-12
  /// A parameter that, changed by its own size, moves the model by less than this share of the
  /// response is not found out by the rows.
  private static let flatLimit = 1e-10
  /// Bates and Watts take 1e-3 for arrived: the parameters are then off by a thousandth of their
  /// standard errors.
  package static let offsetLimit = 1e-6

  /// How many parameters the rows tell apart.
  package var isIdentified: Bool {
    solution?.rank == run.x.count && flatParameters.isEmpty
  }

  /// Whether it is a minimum, as far as can be told, and the only one near.
  package var isSolved: Bool {
    isIdentified && (relativeOffset <= Self.offsetLimit || isExact) && run.stop != .interrupted
  }

  /// The better of two fits, the earlier one where there is no choice.
  func better(_ other: LeastSquaresFit) -> LeastSquaresFit {
    guard isSolved == other.isSolved else { return isSolved ? self : other }
    var (winner, loser) = (self, other)
    if other.run.rss < run.rss * (1 - Self.agreement) { (winner, loser) = (other, self) }
    winner.worse = [self.worse, other.worse].compactMap { $0 }.min()
    if winner.isSolved, loser.run.rss > winner.run.rss * (1 + Self.agreement), !winner.isExact {
      winner.worse = min(winner.worse ?? .infinity, loser.run.rss)
    }
    return winner
  }

  /// Sums of squares nearer than this are one minimum.
  private static let agreement = 1e-8
}
