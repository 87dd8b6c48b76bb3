/// The figures of a fit that statisticians ask for.
package struct FitStatistics: Sendable {
  package var rowCount: Int
  package var parameterCount: Int
  /// The weighted sum of squared residuals.
  package var rss: Double
  /// The weighted sum of squared deviations of the response from its mean.
  package var totalSquares: Double
  /// The standard errors of the parameters; `nil` where there are none.
  package var standardErrors: [Double]?
  /// The covariance of the parameters, row by row, where there are standard errors.
  package var covariance: [Double]?
  /// The residuals without weights, in order of the rows that count.
  package var residuals: [Double]

  /// Rows less parameters.
  package var degreesOfFreedom: Int { rowCount - parameterCount }
  /// The mean of the squared residuals, as a loss has it.
  package var mse: Double { rss / Double(rowCount) }
  /// The share of the response's squares about its mean that the model explains; NaN for a constant
  /// response.
  package var rSquared: Double {
    guard totalSquares > 0 else { return .nan }
    let share = 1 - rss / totalSquares
    // What a constant explains is nothing, whatever rounding says.
    return abs(share) < 1e-13 ? 0 : share
  }
  /// The standard deviation of a residual of weight 1.
  package var residualError: Double { (rss / Double(degreesOfFreedom)).squareRoot() }

  /// The figures of a fit; its covariance is the variance of a residual times (JᵀJ)⁻¹.
  package init(_ fit: LeastSquaresFit, _ rows: inout ModelRows) {
    rowCount = rows.rowCount
    parameterCount = fit.run.x.count
    rss = fit.run.rss
    totalSquares = rows.totalSquares
    var residuals: [Double] = []
    residuals.reserveCapacity(rowCount)
    rows.forEachRow(at: fit.run.x) { _, response, model, _ in residuals.append(response - model) }
    self.residuals = residuals
    guard fit.isIdentified, let inverse = fit.solution?.inverse, degreesOfFreedom > 0 else {
      return
    }
    let variance = rss / Double(degreesOfFreedom)
    let count = parameterCount
    covariance = inverse.map { variance * $0 }
    standardErrors = (0..<count).map { (variance * inverse[$0 * count + $0]).squareRoot() }
  }

  /// The correlation of two parameters; `nil` where there is no covariance.
  package func correlation(_ a: Int, _ b: Int) -> Double? {
    guard let covariance, let errors = standardErrors, errors[a] > 0, errors[b] > 0 else {
      return nil
    }
    return covariance[a * parameterCount + b] / (errors[a] * errors[b])
  }

  /// The least, the quartiles and the greatest residual, as R has them.
  ///
  /// Source: Hyndman and Fan, Sample quantiles in statistical packages, The American Statistician 50
  /// (1996), definition 7.
  package var residualQuantiles: [Double] {
    let sorted = residuals.sorted()
    guard let last = sorted.indices.last else { return [] }
    return [0, 0.25, 0.5, 0.75, 1].map { share in
      let place = share * Double(last)
      let low = Int(place)
      guard low < last else { return sorted[last] }
      return sorted[low] + (place - Double(low)) * (sorted[low + 1] - sorted[low])
    }
  }
}
