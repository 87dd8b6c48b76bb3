import NablaAlgebra
import NablaEvaluation

/// A proof by intervals that the Hessian is definite at every point of a box.
struct HessianProof {
  /// Most boxes that are looked at.
  private static let boxLimit = 20_000
  /// Most variables for which a dense matrix of intervals is worth the while.
  static let dimensionLimit = 12

  private var hessian: IntervalHessian
  private let dimension: Int

  /// Takes the second derivatives; `nil` where there are too many.
  init?(_ graph: inout ExpressionGraph, _ root: NodeID, by variables: [Symbol]) {
    guard variables.count <= Self.dimensionLimit else { return nil }
    dimension = variables.count
    hessian = IntervalHessian(&graph, root: root, variables: variables)
    guard graph.halt == nil else { return nil }
  }

  /// Whether the Hessian is positive definite on the whole box; `sign` -1 asks for negative.
  ///
  /// Boxes on which that cannot be told are halved across their widest side. `false` means that
  /// nothing was proved.
  mutating func isDefinite(
    on box: [Interval], sign: Double, isInterrupted: () -> Bool
  ) -> Bool {
    var stack = [box]
    var count = 0
    while let part = stack.popLast() {
      count += 1
      guard count <= Self.boxLimit, !isInterrupted() else { return false }
      if var matrix = hessian.evaluate(on: part) {
        if sign < 0 { matrix = matrix.map { -$0 } }
        if isPositive(matrix) { continue }
        // What is certain to be no better on a smaller box cannot be saved by halving.
        if hasNoPositiveDiagonal(matrix) { return false }
      }
      guard let halves = Self.halves(of: part) else { return false }
      stack.append(halves.1)
      stack.append(halves.0)
    }
    return true
  }

  /// Whether all symmetric matrices within the bounds are positive definite, by LDLᵀ in intervals
  /// (Neumaier, Interval Methods for Systems of Equations, section 4.4).
  private func isPositive(_ bounds: [Interval]) -> Bool {
    var matrix = bounds
    for pivot in 0..<dimension {
      let own = matrix[pivot * dimension + pivot]
      guard own.lower > 0 else { return false }
      for row in pivot + 1..<max(dimension, pivot + 1) {
        let factor = matrix[row * dimension + pivot] / own
        for column in pivot + 1...row {
          let update = factor * matrix[column * dimension + pivot]
          matrix[row * dimension + column] = matrix[row * dimension + column] - update
        }
      }
    }
    return true
  }

  /// Whether some diagonal element is certainly not positive.
  private func hasNoPositiveDiagonal(_ bounds: [Interval]) -> Bool {
    (0..<dimension).contains { bounds[$0 * dimension + $0].upper <= 0 }
  }

  /// The two halves of a box across its widest side; `nil` for one that cannot be halved.
  static func halves(of box: [Interval]) -> ([Interval], [Interval])? {
    guard let side = box.indices.max(by: { box[$0].width < box[$1].width }) else { return nil }
    let middle = box[side].middle
    guard box[side].lower < middle, middle < box[side].upper else { return nil }
    var (left, right) = (box, box)
    left[side].upper = middle
    right[side].lower = middle
    return (left, right)
  }
}
