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
    for row in 0..<rowCount {
      let (response, _, weight) = values(of: row, at: origin)
      guard weight > 0, weight.isFinite else { return .weight(row: row, value: weight) }
      guard response.isFinite else { return .response(row: row, value: response) }
      weights += weight
      sum += weight * response
      squares += weight * response * response
    }
    let mean = sum / weights
    var (deviations, rest) = (0.0, 0.0)
    for row in 0..<rowCount {
      let (response, _, weight) = values(of: row, at: origin)
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
      if !block.isFinite { return (row, values(of: row, at: parameters).model) }
    }
    return nil
  }
}
