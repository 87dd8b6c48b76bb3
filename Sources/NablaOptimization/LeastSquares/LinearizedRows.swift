import CEigen

/// The rows of a model made linear at a point, folded into one triangle.
///
/// The matrix [J | r] of slopes and residuals has the QR factorization Q [R q; 0 ρ]. Blocks of rows are
/// taken in one after the other, each by a factorization of the triangle so far with the block below
/// it; no products JᵀJ are formed, which would square the condition number. Source: Golub and Van
/// Loan, Matrix Computations, 4th edition, 5.3 and 6.5.
package struct LinearizedRows: Sendable {
  /// How many parameters there are.
  package let parameterCount: Int
  /// The triangle, column by column; its last column is that of the residuals.
  private var triangle: [Double]
  private var isSolvable = true

  init(parameterCount: Int) {
    self.parameterCount = parameterCount
    triangle = Array(repeating: 0, count: (parameterCount + 1) * (parameterCount + 1))
  }

  /// The rows of several groups together.
  init(_ groups: [LinearizedRows], parameterCount: Int) {
    self = groups.first ?? LinearizedRows(parameterCount: parameterCount)
    for group in groups.dropFirst() {
      append(group.triangle, count: stride)
      if !group.isSolvable { isSolvable = false }
    }
  }

  /// How far apart the columns are.
  private var stride: Int { parameterCount + 1 }

  /// Takes in rows, given column by column.
  mutating func append(_ block: [Double], count: Int) {
    let status = ceigen_qr_append(stride, &triangle, count, block)
    if status != CEIGEN_SUCCESS { isSolvable = false }
  }

  var isFinite: Bool { isSolvable && triangle.isFinite }

  /// q: what of the residuals the slopes can explain.
  package var explainable: [Double] {
    Array(triangle[(parameterCount * stride)..<(parameterCount * stride + parameterCount)])
  }

  /// The length of the residuals.
  package var residualNorm: Double {
    Array(triangle[(parameterCount * stride)...]).euclideanNorm
  }

  /// The length of each parameter's column of slopes.
  package var slopeNorms: [Double] { (0..<parameterCount).map { column($0).euclideanNorm } }

  private func column(_ index: Int) -> [Double] {
    Array(triangle[(index * stride)...(index * stride + index)])
  }

  /// J times a step, turned by Qᵀ.
  func image(of step: [Double]) -> [Double] {
    var result = Array(repeating: 0.0, count: parameterCount)
    for (index, factor) in step.enumerated() {
      for (row, element) in column(index).enumerated() { result[row] += element * factor }
    }
    return result
  }

  /// Jᵀr: minus half the gradient of the sum of squares.
  package var slopesTimesResiduals: [Double] {
    let q = explainable
    return (0..<parameterCount).map { zip(column($0), q).reduce(0) { $0 + $1.0 * $1.1 } }
  }

  /// JᵀJ, row by row: half the Hessian of the sum of squares of a linear model.
  package var gram: [Double] {
    let columns = (0..<parameterCount).map(column)
    return columns.flatMap { a in
      columns.map { b in zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
    }
  }

  /// How far the residuals are from being orthogonal to all slopes, in the residuals' own measure.
  ///
  /// Source: Bates and Watts, A relative offset orthogonality convergence criterion for nonlinear
  /// least squares, Technometrics 23 (1981).
  package func relativeOffset(rowCount: Int) -> Double {
    let explained = explainable.euclideanNorm
    let rest = abs(triangle[triangle.count - 1])
    guard explained > 0 else { return 0 }
    let freedom = Double(max(1, rowCount - parameterCount))
    return (explained / Double(parameterCount).squareRoot()) / (rest / freedom.squareRoot())
  }

  /// R⁻ᵀ g, which is q where g is Jᵀr.
  func explainable(of g: [Double]) -> [Double] {
    var result = g
    for index in 0..<parameterCount {
      let above = column(index)
      for row in 0..<index { result[index] -= above[row] * result[row] }
      result[index] /= above[index]
    }
    return result
  }

  /// The best step of a linear model, with what is known of its parameters.
  package func solution() -> Solution? { solution(toExplain: explainable) }

  /// The step whose image, turned by Qᵀ, comes nearest to `target`.
  func solution(toExplain target: [Double]) -> Solution? {
    let count = parameterCount
    var solution = Solution(
      rank: 0, order: Array(repeating: 0, count: count),
      step: Array(repeating: 0, count: count), inverse: Array(repeating: 0, count: count * count),
      relations: Array(repeating: 0, count: count * count), slopeNorms: slopeNorms)
    let status = ceigen_pivoted_solve(
      count, stride, triangle, target, Solution.tolerance, &solution.rank, &solution.order,
      &solution.step, &solution.inverse, &solution.relations)
    return status == CEIGEN_SUCCESS && solution.step.isFinite ? solution : nil
  }

  /// The step within a radius in the measure of `diagonal`; `nil` where there is none.
  func dampedStep(
    diagonal: [Double], radius: Double, damping: inout Double
  ) -> [Double]? {
    var step = Array(repeating: 0.0, count: parameterCount)
    let status = ceigen_damped_step(
      parameterCount, stride, triangle, explainable, diagonal, radius, &damping, &step)
    return status == CEIGEN_SUCCESS ? step : nil
  }
}

extension LinearizedRows {
  /// The least-squares solution by QR with column pivoting.
  package struct Solution: Sendable {
    /// How many parameters the rows tell apart.
    package fileprivate(set) var rank: Int
    /// The parameters by pivots, those that are told apart first.
    fileprivate var order: [Int32]
    /// The step to the least sum of squares.
    package fileprivate(set) var step: [Double]
    /// (JᵀJ)⁻¹, row by row; the covariance of the parameters up to the variance of a residual.
    package fileprivate(set) var inverse: [Double]
    fileprivate var relations: [Double]
    fileprivate let slopeNorms: [Double]

    /// Pivots of columns of unit length below this are rounding: a few hundred units, where NIST's
    /// polynomial of degree 10, the hardest of its problems, has 1e-10.
    fileprivate static let tolerance = 1e-13
    /// A column that makes up less than this part of another has no part in it but by rounding,
    /// which the condition of the columns told apart may have magnified.
    private static let share = 1e-9

    /// The parameters that the rows do not tell from others.
    package var dependences: [Dependence] {
      order.dropFirst(rank).map { parameter in
        let factors = relations[(Int(parameter) * order.count)...].prefix(order.count)
        let least = Self.share * slopeNorms[Int(parameter)]
        let parts = factors.enumerated().filter { abs($1) * slopeNorms[$0] > least }
        return Dependence(
          parameter: Int(parameter), parts: parts.map { (parameter: $0.offset, factor: $0.element) }
        )
      }
    }
  }

  /// A parameter whose slope is the same sum of other parameters' slopes in every row.
  package struct Dependence: Sendable {
    package var parameter: Int
    /// The parameters with their factors in the sum; none where the slope is 0 in every row.
    package var parts: [(parameter: Int, factor: Double)]
  }
}
