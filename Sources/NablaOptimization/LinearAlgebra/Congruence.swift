import NablaAlgebra

/// A symmetric matrix of exact numbers made diagonal by a congruence: `directions[i]` turned into a
/// quadratic form gives `diagonal[i]`, and the directions span the space.
///
/// Source: Lagrange's reduction; Gantmacher, The Theory of Matrices, volume 1, chapter X, section 3.
/// By Sylvester's law of inertia the signs of the diagonal are those of the eigenvalues.
package struct Congruence: Sendable {
  package private(set) var diagonal: [Rational] = []
  package private(set) var directions: [[Rational]] = []

  /// Diagonalizes a matrix given row by row, in O(n³) exact operations.
  package init(_ matrix: [[Rational]]) {
    let count = matrix.count
    var rows = matrix
    var basis = matrix.indices.map { i in
      matrix.indices.map { $0 == i ? Rational.one : Rational.zero }
    }
    for pivot in 0..<count {
      Self.makePivot(pivot, &rows, &basis)
      let own = rows[pivot][pivot]
      guard let inverse = own.inverse else { continue }
      for row in pivot + 1..<max(count, pivot + 1) where !rows[row][pivot].isZero {
        Self.add(pivot, times: -(rows[row][pivot] * inverse), to: row, &rows, &basis)
      }
    }
    diagonal = rows.indices.map { rows[$0][$0] }
    directions = basis
  }

  /// Brings a number other than zero to the diagonal, where the rest of the matrix has any.
  private static func makePivot(
    _ pivot: Int, _ rows: inout [[Rational]], _ basis: inout [[Rational]]
  ) {
    let rest = pivot..<rows.count
    if let better = rest.first(where: { !rows[$0][$0].isZero }) {
      swap(pivot, better, &rows, &basis)
      return
    }
    for row in rest {
      guard let column = rest.first(where: { !rows[row][$0].isZero }) else { continue }
      // Both diagonal elements are zero, so the sum of the two directions has twice the element.
      add(column, times: .one, to: row, &rows, &basis)
      swap(pivot, row, &rows, &basis)
      return
    }
  }

  private static func swap(
    _ a: Int, _ b: Int, _ rows: inout [[Rational]], _ basis: inout [[Rational]]
  ) {
    guard a != b else { return }
    rows.swapAt(a, b)
    for row in rows.indices { rows[row].swapAt(a, b) }
    basis.swapAt(a, b)
  }

  /// Adds a multiple of one row and column to another.
  private static func add(
    _ source: Int, times factor: Rational, to target: Int, _ rows: inout [[Rational]],
    _ basis: inout [[Rational]]
  ) {
    for column in rows.indices {
      rows[target][column] = rows[target][column] + factor * rows[source][column]
      basis[target][column] = basis[target][column] + factor * basis[source][column]
    }
    for row in rows.indices {
      rows[row][target] = rows[row][target] + factor * rows[row][source]
    }
  }
}
