extension ResidualRows {
  /// The least sum of squares of a model that is linear in its parameters, by QR; `nil` where a slope or
  /// the response is not finite in some row.
  ///
  /// The solution is corrected by those of its own residuals, which are computed in twice the
  /// precision. Source: Björck, Numerical Methods for Least Squares Problems, 2.9. Complexity: a few
  /// passes over the rows, each linear in them and quadratic in the parameters.
  package mutating func linearSolution() -> LeastSquaresRun? {
    let origin = Array(repeating: 0.0, count: parameterCount)
    guard let first = linearResiduals(at: origin), let start = first.solution() else { return nil }
    var run = LeastSquaresRun(x: origin, linearization: first, stop: .gradient)
    run.linearizations = 1
    guard start.rank == parameterCount else { return run }
    var step = start.step
    var last = Double.infinity
    for _ in 0..<4 {
      let point = run.x.moved(by: 1, along: step)
      guard let next = linearResiduals(at: point) else { return nil }
      run.linearizations += 1
      let norm = next.explainable.euclideanNorm
      guard norm < last else { break }
      (run.x, run.linearization) = (point, next)
      guard norm > 0, norm < 0.1 * last, let more = next.solution() else { break }
      (last, step) = (norm, more.step)
    }
    run.path = [(run.x, run.rss)]
    run.evaluations = run.linearizations
    return run
  }

  /// The rows of a linear model at a point, with residuals that cancellation does not touch.
  private mutating func linearResiduals(at parameters: [Double]) -> LinearizedRows? {
    let count = parameterCount
    let origin = Array(repeating: 0.0, count: count)
    var result = LinearizedRows(parameterCount: count)
    var block: [Double] = []
    forEachBlock { rows, range in
      rows.slopesAndResiduals(of: range, at: origin, into: &block)
      for row in 0..<range.count {
        var residual = DoubleDouble(block[count * range.count + row])
        for index in 0..<count {
          residual.subtract(block[index * range.count + row], times: parameters[index])
        }
        block[count * range.count + row] = residual.value
      }
      result.append(block, count: range.count)
    }
    return result.isFinite ? result : nil
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

  var value: Double { high.isFinite ? high + low : high }
}
