extension ModelRows {
  /// What is wrong with a row before any fit.
  package enum Problem: Sendable, Equatable {
    /// The response is infinite or undefined.
    case response(row: Int, value: Double)
    /// The weight is not positive.
    case weight(row: Int, value: Double)
  }

  /// Looks at all responses and weights once; the first row with a problem, or `nil`.
  package mutating func survey() -> Problem? {
    let origin = Array(repeating: 0.0, count: parameterCount)
    var (weights, sum, squares) = (0.0, 0.0, 0.0)
    var problem: Problem?
    forEachRow(at: origin) { row, response, _, weight in
      if problem == nil, !(weight > 0 && weight.isFinite) {
        problem = .weight(row: row, value: weight)
      }
      if problem == nil, !response.isFinite { problem = .response(row: row, value: response) }
      weights += weight
      sum += weight * response
      squares += weight * response * response
    }
    if let problem { return problem }
    let mean = sum / weights
    var (deviations, rest) = (0.0, 0.0)
    forEachRow(at: origin) { _, response, _, weight in
      let deviation = response - mean
      deviations += weight * deviation * deviation
      rest += weight * deviation
    }
    // What is left of the mean's rounding error.
    setMoments(norm: squares.squareRoot(), totalSquares: max(0, deviations - rest * rest / weights))
    return nil
  }

  /// The first row in which the model or a slope is not finite, with the model's value there.
  package mutating func undefinedRow(at parameters: [Double]) -> (row: Int, value: Double)? {
    var block: [Double] = []
    for row in 0..<rowCount {
      slopesAndResiduals(of: row..<row + 1, at: parameters, into: &block)
      if !block.isFinite {
        var value = Double.nan
        forEachRow(in: row..<row + 1, at: parameters) { _, _, model, _ in value = model }
        return (row, value)
      }
    }
    return nil
  }
}
