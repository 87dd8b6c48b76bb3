/// What a model leaves unexplained, row by row.
///
/// Rows are asked for in blocks, so they need not fit in one piece. A weight w multiplies the squared
/// residual of its row: both the residual and the slopes below are those of the row times √w.
package protocol ResidualRows {
  /// How many parameters the model has.
  var parameterCount: Int { get }
  /// How many rows count.
  var rowCount: Int { get }
  /// The Euclidean length of the weighted response, which says what is small.
  var responseNorm: Double { get }

  /// Writes the residuals y - f of some rows into `block`.
  mutating func residuals(
    of rows: Range<Int>, at parameters: [Double], into block: inout [Double])

  /// Writes the slopes ∂f/∂θ of some rows into `block`, parameter by parameter, and behind them the
  /// residuals y - f.
  mutating func slopesAndResiduals(
    of rows: Range<Int>, at parameters: [Double], into block: inout [Double])
}

extension ResidualRows {
  /// The sum of the squared residuals; infinite or NaN where the model has no value in some row.
  mutating func squaredNorm(at parameters: [Double]) -> Double {
    var block: [Double] = []
    var total = 0.0
    forEachBlock { rows, range in
      rows.residuals(of: range, at: parameters, into: &block)
      var sum = 0.0
      for position in 0..<range.count { sum += block[position] * block[position] }
      total += sum
    }
    return total
  }

  /// The model made linear at a point; `nil` where a slope or a residual is not finite.
  mutating func linearization(at parameters: [Double]) -> LinearizedRows? {
    var result = LinearizedRows(parameterCount: parameterCount)
    var block: [Double] = []
    forEachBlock { rows, range in
      rows.slopesAndResiduals(of: range, at: parameters, into: &block)
      result.append(block, count: range.count)
    }
    return result.isFinite ? result : nil
  }

  /// Goes through the rows in order, in blocks much longer than there are parameters.
  mutating func forEachBlock(_ body: (inout Self, Range<Int>) -> Void) {
    let length = max(256, 4 * (parameterCount + 1))
    for start in stride(from: 0, to: rowCount, by: length) {
      body(&self, start..<min(start + length, rowCount))
    }
  }
}
