import CEigen

/// A dense symmetric matrix, row-major; only its lower triangle is read.
package struct SymmetricMatrix: Sendable, Equatable {
  /// The number of rows.
  package let dimension: Int
  /// The `dimension * dimension` elements, row by row.
  package let elements: [Double]

  /// Makes a matrix, or `nil` when the number of elements is not the square of the dimension.
  package init?(_ elements: [Double], dimension: Int) {
    guard dimension > 0, elements.count == dimension * dimension else { return nil }
    self.dimension = dimension
    self.elements = elements
  }

  /// The largest sum of magnitudes in a row, which bounds every eigenvalue's magnitude.
  package var rowSumNorm: Double {
    var largest = 0.0
    for row in 0..<dimension {
      var sum = 0.0
      for column in 0..<dimension { sum += abs(elements[row * dimension + column]) }
      if !(sum <= largest) { largest = sum }
    }
    return largest
  }

  /// The eigenvalues, ascending, with unit eigenvectors.
  ///
  /// `nil` for elements that are not finite and where the iteration fails. Time is O(n³).
  /// Source: Eigen's `SelfAdjointEigenSolver`, Golub & Van Loan, Matrix Computations, 8.3.
  package func spectrum() -> Spectrum? {
    guard elements.isFinite else { return nil }
    if dimension == 1 { return Spectrum(values: elements, vectors: [[1]]) }
    var values = [Double](repeating: 0, count: dimension)
    var vectors = [Double](repeating: 0, count: dimension * dimension)
    let status = ceigen_symmetric_eigen(dimension, elements, &values, &vectors)
    guard status == CEIGEN_SUCCESS else { return nil }
    let rows = (0..<dimension).map { Array(vectors[$0 * dimension..<($0 + 1) * dimension]) }
    return Spectrum(values: values, vectors: rows)
  }

  /// Whether every eigenvalue exceeds `shift`, by Cholesky's factorization.
  ///
  /// Time is O(n³).
  package func isPositiveDefinite(beyond shift: Double = 0) -> Bool {
    guard elements.isFinite else { return false }
    return ceigen_cholesky_solve(dimension, elements, shift, nil, nil) == CEIGEN_SUCCESS
  }

  /// The solution of `self * x = rightHandSide`, or `nil` when `self` is not positive definite.
  package func choleskySolution(_ rightHandSide: [Double]) -> [Double]? {
    guard elements.isFinite, rightHandSide.count == dimension else { return nil }
    var solution = rightHandSide
    let status = ceigen_cholesky_solve(dimension, elements, 0, rightHandSide, &solution)
    return status == CEIGEN_SUCCESS && solution.isFinite ? solution : nil
  }
}

/// The eigenvalues of a symmetric matrix, ascending, and the unit eigenvector of each.
package struct Spectrum: Sendable, Equatable {
  package let values: [Double]
  package let vectors: [[Double]]

  /// The least eigenvalue.
  package var smallest: Double { values.first ?? 0 }
  /// The greatest eigenvalue.
  package var largest: Double { values.last ?? 0 }
  /// The greatest magnitude of an eigenvalue.
  package var radius: Double { max(abs(smallest), abs(largest)) }

  /// Applies `Σ scale(λ) v vᵀ` to a vector, the matrix function that `scale` defines.
  package func apply(to vector: [Double], scale: (Double) -> Double) -> [Double] {
    var result = [Double](repeating: 0, count: vector.count)
    for (value, direction) in zip(values, vectors) {
      let factor = scale(value) * direction.dot(vector)
      if factor == 0 { continue }
      for index in result.indices { result[index] += factor * direction[index] }
    }
    return result
  }
}

/// The eigenvalues and eigenvectors of a symmetric `n` by `n` matrix given row by row.
package func symmetricEigen(
  _ matrix: [Double], _ n: Int
) -> (values: [Double], vectors: [[Double]])? {
  guard let spectrum = SymmetricMatrix(matrix, dimension: n)?.spectrum() else { return nil }
  return (spectrum.values, spectrum.vectors)
}
