extension ResidualRows {
  /// The least sum of squares of a model that is linear in its parameters, by QR; `nil` where a slope or
  /// the response is not finite in some row.
  ///
  /// The solution is corrected by those of its own residuals, which are computed in twice the
  /// precision, and then by the seminormal equations RᵀR d = Jᵀr with the right side in twice the
  /// precision, which large residuals do not blur. Source: Björck, Numerical Methods for Least Squares
  /// Problems, 2.9 and 6.6. Complexity: a few passes over the rows, each linear in them and quadratic
  /// in the parameters; between them it may be interrupted.
  package mutating func linearSolution(
    isInterrupted: () -> Bool = { false }
  ) -> LeastSquaresRun? {
    let origin = Array(repeating: 0.0, count: parameterCount)
    guard let first = linearResiduals(at: origin), let start = first.rows.solution() else {
      return nil
    }
    var run = LeastSquaresRun(x: origin, linearization: first.rows, stop: .gradient)
    run.linearizations = 1
    guard start.rank == parameterCount else { return run }
    var step = start.step
    var last = Double.infinity
    var slopes = first.slopes
    for _ in 0..<4 {
      if isInterrupted() {
        run.stop = .interrupted
        return run
      }
      let point = run.x.moved(by: 1, along: step)
      guard let next = linearResiduals(at: point) else { return nil }
      run.linearizations += 1
      let norm = next.rows.explainable.euclideanNorm
      guard norm < last else { break }
      (run.x, run.linearization, slopes) = (point, next.rows, next.slopes)
      guard norm > 0, norm < 0.1 * last, let more = next.rows.solution() else { break }
      (last, step) = (norm, more.step)
    }
    correct(&run, slopes)
    run.path = [(run.x, run.rss)]
    run.evaluations = run.linearizations
    return run
  }

  /// Corrects a solution by the seminormal equations as long as that brings it nearer.
  private mutating func correct(_ run: inout LeastSquaresRun, _ slopes: [Double]) {
    var target = run.linearization.explainable(of: slopes)
    for _ in 0..<3 {
      guard target.isFinite, let more = run.linearization.solution(toExplain: target) else {
        return
      }
      let point = run.x.moved(by: 1, along: more.step)
      guard point != run.x, let next = linearResiduals(at: point) else { return }
      run.linearizations += 1
      let rest = next.rows.explainable(of: next.slopes)
      guard rest.euclideanNorm < 0.5 * target.euclideanNorm else { return }
      (run.x, run.linearization, target) = (point, next.rows, rest)
    }
  }

  /// The rows of a linear model at a point, with residuals that cancellation does not touch, and Jᵀr
  /// of them in twice the precision.
  private mutating func linearResiduals(
    at parameters: [Double]
  ) -> (rows: LinearizedRows, slopes: [Double])? {
    let origin = Array(repeating: 0.0, count: parameterCount)
    let groups = inGroups { rows, range in
      var part = LinearizedRows(parameterCount: rows.parameterCount)
      var slopes = origin.map { DoubleDouble($0) }
      var block: [Double] = []
      rows.forEachBlock(in: range) { rows, range in
        rows.slopesAndResiduals(of: range, at: origin, into: &block)
        block.takeOff(parameters, rows: range.count, adding: &slopes)
        part.append(block, count: range.count)
      }
      return (rows: part, slopes: slopes)
    }
    let result = LinearizedRows(groups.map(\.rows), parameterCount: parameterCount)
    var slopes = origin.map { DoubleDouble($0) }
    for group in groups {
      for (index, sum) in group.slopes.enumerated() { slopes[index].add(sum) }
    }
    return result.isFinite ? (result, slopes.map(\.value)) : nil
  }
}

extension [Double] {
  /// Takes a linear model off the residuals of a block, which stand behind its slopes, and adds the
  /// products of slopes and residuals to `slopes`.
  fileprivate mutating func takeOff(
    _ parameters: [Double], rows: Int, adding slopes: inout [DoubleDouble]
  ) {
    let count = parameters.count
    for row in 0..<rows {
      var residual = DoubleDouble(self[count * rows + row])
      for index in 0..<count {
        residual.subtract(self[index * rows + row], times: parameters[index])
      }
      for index in 0..<count { slopes[index].subtract(-self[index * rows + row], times: residual) }
      self[count * rows + row] = residual.value
    }
  }
}

/// A sum of products that keeps the rounding error of each.
///
/// Source: Ogita, Rump and Oishi, Accurate sum and dot product, SIAM J. Sci. Comput. 26 (2005),
/// algorithm 5.3.
private struct DoubleDouble {
  private var high: Double
  private var low = 0.0

  init(_ value: Double) { high = value }

  mutating func subtract(_ a: Double, times b: Double) {
    let product = -a * b
    let lost = (-product).addingProduct(-a, b)
    let sum = high + product
    let part = sum - high
    low += (high - (sum - part)) + (product - part) + lost
    high = sum
  }

  mutating func subtract(_ a: Double, times b: DoubleDouble) {
    subtract(a, times: b.high)
    low -= a * b.low
  }

  mutating func add(_ other: DoubleDouble) {
    subtract(-1, times: other)
  }

  var value: Double { high.isFinite ? high + low : high }
}
