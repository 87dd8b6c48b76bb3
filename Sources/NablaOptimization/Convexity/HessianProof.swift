import NablaAlgebra
import NablaEvaluation

/// A proof by intervals that the Hessian is definite at every point of a box.
struct HessianProof {
  /// Most boxes that are looked at.
  private static let boxLimit = 20_000
  /// Most variables for which a dense matrix of intervals is worth the while.
  static let dimensionLimit = 12

  private let program: IntervalProgram
  private let dimension: Int
  /// Where an element of the lower triangle stands among the program's outputs.
  private let positions: [Int?]

  /// Takes the second derivatives; `nil` where there are too many.
  init?(_ graph: inout ExpressionGraph, _ root: NodeID, by variables: [Symbol]) {
    guard variables.count <= Self.dimensionLimit else { return nil }
    dimension = variables.count
    var outputs: [NodeID] = []
    var positions = [Int?](repeating: nil, count: dimension * dimension)
    for (row, entries) in graph.hessian(of: root, by: variables).enumerated() {
      for (column, node) in entries {
        positions[row * dimension + column] = outputs.count
        positions[column * dimension + row] = outputs.count
        outputs.append(node)
      }
    }
    guard graph.halt == nil else { return nil }
    self.positions = positions
    program = IntervalProgram(graph, outputs: outputs, inputs: variables)
  }

  /// Whether the Hessian is positive definite on the whole box; `sign` -1 asks for negative.
  ///
  /// Boxes on which that cannot be told are halved across their widest side. `false` means that
  /// nothing was proved.
  func isDefinite(on box: [Interval], sign: Double, isInterrupted: () -> Bool) -> Bool {
    var stack = [box]
    var count = 0
    var workspace = program.makeWorkspace()
    var values = [Enclosure](repeating: .unknown, count: program.outputCount)
    while let part = stack.popLast() {
      count += 1
      guard count <= Self.boxLimit, !isInterrupted() else { return false }
      program.run(part, into: &values, workspace: &workspace)
      if isPositive(values, sign) { continue }
      // A box that is a point, or on which the opposite is certain, cannot be saved by halving.
      guard !isOpposite(values, sign), let halves = Self.halves(of: part) else { return false }
      stack.append(halves.1)
      stack.append(halves.0)
    }
    return true
  }

  /// Whether all symmetric matrices within the bounds are positive definite, by LDLᵀ in intervals
  /// (Neumaier, Interval Methods for Systems of Equations, section 4.4).
  private func isPositive(_ values: [Enclosure], _ sign: Double) -> Bool {
    guard values.allSatisfy(\.isDefined) else { return false }
    var matrix = positions.map { position in
      position.map { sign < 0 ? -values[$0].interval : values[$0].interval } ?? .zero
    }
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

  /// Whether some diagonal element is certainly of the wrong sign.
  private func isOpposite(_ values: [Enclosure], _ sign: Double) -> Bool {
    (0..<dimension).contains { index in
      guard let position = positions[index * dimension + index] else { return true }
      let interval = values[position].interval
      return sign > 0 ? interval.upper <= 0 : interval.lower >= 0
    }
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
