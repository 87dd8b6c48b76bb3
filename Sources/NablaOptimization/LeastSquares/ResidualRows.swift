import NablaEvaluation

/// What a model leaves unexplained, row by row.
///
/// Rows are asked for in blocks, so they need not fit in one piece. A weight w multiplies the squared
/// residual of its row: both the residual and the slopes below are those of the row times √w.
package protocol ResidualRows {
  /// How many parameters the model has.
  var parameterCount: Int { get }
  /// How many rows count.
  var rowCount: Int { get }
  /// On how many threads the rows may be gone through; the figures do not depend on it.
  var threads: Int { get }
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
    let groups = inGroups { rows, range in
      var block: [Double] = []
      var total = 0.0
      rows.forEachBlock(in: range) { rows, range in
        rows.residuals(of: range, at: parameters, into: &block)
        var sum = 0.0
        for position in 0..<range.count { sum += block[position] * block[position] }
        total += sum
      }
      return total
    }
    return groups.reduce(0, +)
  }

  /// The model made linear at a point; `nil` where a slope or a residual is not finite.
  mutating func linearization(at parameters: [Double]) -> LinearizedRows? {
    let groups = inGroups { rows, range in
      var result = LinearizedRows(parameterCount: rows.parameterCount)
      var block: [Double] = []
      rows.forEachBlock(in: range) { rows, range in
        rows.slopesAndResiduals(of: range, at: parameters, into: &block)
        result.append(block, count: range.count)
      }
      return result
    }
    let result = LinearizedRows(groups, parameterCount: parameterCount)
    return result.isFinite ? result : nil
  }

  /// What `body` makes of the rows, group by group in their order, on several threads.
  mutating func inGroups<Result>(_ body: (inout Self, Range<Int>) -> Result) -> [Result] {
    let count = (rowCount + groupLength - 1) / groupLength
    // Few rows need no room beside that which is there.
    if count == 1 { return [body(&self, 0..<rowCount)] }
    let shared = self
    var results = [Result?](repeating: nil, count: count)
    results.withUnsafeMutableBufferPointer { results in
      let room = results
      Parallel.forEach(count, workers: max(1, min(threads, count))) { _, group in
        var rows = shared
        let start = group * groupLength
        room[group] = body(&rows, start..<min(start + groupLength, rows.rowCount))
      }
    }
    return results.compactMap { $0 }
  }

  /// Goes through rows in order, in blocks much longer than there are parameters.
  mutating func forEachBlock(in rows: Range<Int>, _ body: (inout Self, Range<Int>) -> Void) {
    let length = max(RowValues.usualLength, 4 * (parameterCount + 1))
    for start in stride(from: rows.lowerBound, to: rows.upperBound, by: length) {
      body(&self, start..<min(start + length, rows.upperBound))
    }
  }
}

/// How many rows a thread takes at a time, whatever their number is, so that sums are the same.
private let groupLength = 16_384
