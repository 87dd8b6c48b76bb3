import NablaEvaluation

/// A step of Newton's method in intervals for several unknowns, by Hansen and Sengupta.
///
/// Source: Neumaier, Interval Methods for Systems of Equations, section 5.1; the matrix is brought
/// near the identity by the inverse of its middle, which needs no rigour.
struct NewtonSystem {
  private let free: [Int]
  /// Row by row, the preconditioner and the preconditioned matrix.
  private let inverse: [Double]
  private let matrix: [Interval]

  /// Takes the rows and columns of the unknowns out of a square matrix; `nil` where it is unbounded
  /// or singular.
  init?(_ whole: [Interval], count: Int, free: [Int]) {
    let size = free.count
    let part = free.flatMap { row in free.map { whole[row * count + $0] } }
    guard part.allSatisfy(\.isBounded) else { return nil }
    guard let inverse = NewtonSystem.inverse(part.map(\.middle), size) else { return nil }
    var matrix: [Interval] = []
    for row in 0..<size {
      for column in 0..<size {
        var sum = Interval.zero
        for k in 0..<size {
          sum = sum + Interval(inverse[row * size + k]) * part[k * size + column]
        }
        matrix.append(sum)
      }
    }
    self.free = free
    self.inverse = inverse
    self.matrix = matrix
  }

  /// Cuts the box to where all slopes may be zero, given the slopes at a point `center` of it, in
  /// which a fixed side is an interval; `false` where they are nowhere.
  func contract(_ sides: inout [Interval], center: [Interval], slopes: [Interval]) -> Bool {
    let size = free.count
    for row in 0..<size {
      let index = free[row]
      var sum = Interval.zero
      for k in 0..<size { sum = sum + Interval(inverse[row * size + k]) * slopes[free[k]] }
      for column in 0..<size where column != row {
        let other = free[column]
        sum = sum + matrix[row * size + column] * (sides[other] - center[other])
      }
      let parts = Interval.quotients(-sum, matrix[row * size + row])
      let pivot = matrix[row * size + row]
      // Nothing is known where zero times anything may be the sum.
      if pivot.contains(0), sum.contains(0) { continue }
      let new = sides[index].intersection(center[index] + parts.0)
        .hull(sides[index].intersection(center[index] + parts.1))
      if new.isEmpty { return false }
      sides[index] = new
    }
    return true
  }

  /// The inverse of a matrix by Gauss and Jordan with partial pivoting.
  private static func inverse(_ matrix: [Double], _ size: Int) -> [Double]? {
    var rows = (0..<size).map { row in
      Array(matrix[row * size..<(row + 1) * size]) + (0..<size).map { $0 == row ? 1.0 : 0 }
    }
    for column in 0..<size {
      guard
        let pivot = (column..<size).max(by: {
          abs(rows[$0][column]) < abs(rows[$1][column])
        }), rows[pivot][column] != 0, rows[pivot][column].isFinite
      else { return nil }
      rows.swapAt(column, pivot)
      let scale = 1 / rows[column][column]
      rows[column] = rows[column].map { $0 * scale }
      for row in 0..<size where row != column && rows[row][column] != 0 {
        let factor = rows[row][column]
        for k in 0..<2 * size { rows[row][k] -= factor * rows[column][k] }
      }
    }
    let inverse = rows.flatMap { $0[size...] }
    return inverse.allSatisfy(\.isFinite) ? inverse : nil
  }
}
