import CEigen

/// A sparse symmetric matrix by its entries on and below the diagonal.
package struct SparseSymmetric: Sendable, Equatable {
  /// The number of rows.
  package let dimension: Int
  /// The row of each entry, no less than its column.
  package let rows: [Int32]
  /// The column of each entry.
  package let columns: [Int32]
  /// The entries, each place once.
  package let values: [Double]

  /// Makes a matrix of entries on and below the diagonal.
  package init(dimension: Int, rows: [Int32], columns: [Int32], values: [Double]) {
    self.dimension = dimension
    self.rows = rows
    self.columns = columns
    self.values = values
  }

  /// The largest sum of magnitudes in a row, which bounds every eigenvalue's magnitude.
  package var rowSumNorm: Double {
    var sums = [Double](repeating: 0, count: dimension)
    for (place, value) in values.enumerated() {
      sums[Int(rows[place])] += abs(value)
      if rows[place] != columns[place] { sums[Int(columns[place])] += abs(value) }
    }
    return sums.maxNorm
  }

  /// The solution of `(self - shift I) x = rightHandSide`, or `nil` unless every eigenvalue exceeds
  /// the shift.
  ///
  /// Source: Eigen's `SimplicialLDLT`; Davis, Direct Methods for Sparse Linear Systems, 2006,
  /// chapter 4. All elements of D are positive exactly for positive definite matrices.
  package func solution(_ rightHandSide: [Double], shift: Double = 0) -> [Double]? {
    guard values.isFinite, rightHandSide.count == dimension else { return nil }
    var solution = rightHandSide
    let status = ceigen_sparse_solve(
      dimension, values.count, rows, columns, values, shift, rightHandSide, &solution)
    return status == CEIGEN_SUCCESS && solution.isFinite ? solution : nil
  }
}
