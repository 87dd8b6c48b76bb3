import NablaOptimization
import Testing

@Suite("Symmetric matrices")
struct SymmetricMatrixTests {
  /// The second derivatives of the mean squared error of a line through the tips data.
  static let tips = [
    2, 39.571885245901639344262295082, 39.571885245901639344262295082,
    940.823313934426229508196721311,
  ]

  @Test("eigenvalues agree with 30-digit ones")
  func eigenvalues() throws {
    let found = try #require(symmetricEigen(Self.tips, 2))
    check(
      found.values, equals: [0.33497764778494424589707916485, 942.488336286641285262299642147],
      within: 1e-13)
  }

  @Test("eigenvectors are orthonormal and satisfy their equation", arguments: [1, 2, 7, 30])
  func eigenvectors(n: Int) throws {
    let elements = (0..<n * n).map { index in
      let (row, column) = index.quotientAndRemainder(dividingBy: n)
      return 1 / Double(row + column + 1) + (row == column ? Double(row % 3) : 0)
    }
    let spectrum = try #require(SymmetricMatrix(elements, dimension: n)?.spectrum())
    #expect(spectrum.values == spectrum.values.sorted())
    for (k, (value, vector)) in zip(spectrum.values, spectrum.vectors).enumerated() {
      let product = (0..<n).map { Array(elements[$0 * n..<($0 + 1) * n]).dot(vector) }
      check(product, equals: vector.map { value * $0 }, within: 1e-12)
      for (j, other) in spectrum.vectors.enumerated() {
        #expect(abs(vector.dot(other) - (j == k ? 1 : 0)) < 1e-12)
      }
    }
  }

  @Test("Cholesky tells definite matrices from others")
  func definiteness() throws {
    let matrix = try #require(SymmetricMatrix(Self.tips, dimension: 2))
    #expect(matrix.isPositiveDefinite())
    #expect(matrix.isPositiveDefinite(beyond: 0.3349))
    #expect(!matrix.isPositiveDefinite(beyond: 0.3350))
    let saddle = try #require(SymmetricMatrix([1, 2, 2, 1], dimension: 2))
    #expect(!saddle.isPositiveDefinite())
    #expect(saddle.choleskySolution([1, 1]) == nil)
  }

  @Test("Cholesky solves linear equations")
  func solution() throws {
    let matrix = try #require(SymmetricMatrix([4, 1, 1, 3], dimension: 2))
    check(
      try #require(matrix.choleskySolution([1, 2])), equals: [1.0 / 11, 7.0 / 11], within: 1e-15)
  }

  @Test("what is not finite or not square is refused")
  func refused() throws {
    #expect(SymmetricMatrix([1, 2, 3], dimension: 2) == nil)
    #expect(SymmetricMatrix([], dimension: 0) == nil)
    #expect(symmetricEigen([1, .nan, .nan, 1], 2) == nil)
    let infinite = try #require(SymmetricMatrix([1, 0, 0, .infinity], dimension: 2))
    #expect(!infinite.isPositiveDefinite())
  }
}
