import NablaAlgebra
import NablaEvaluation

/// The second derivatives at points, in doubles.
struct HessianProgram: Sendable {
  private let entries: HessianEntries
  private let program: Program

  init(_ graph: inout ExpressionGraph, root: NodeID, variables: [Symbol]) {
    entries = HessianEntries(&graph, of: root, by: variables)
    program = Program(&graph, outputs: entries.nodes, inputs: variables)
  }

  /// The Hessian by its entries, none of them twice.
  func sparse(at x: [Double]) -> SparseSymmetric {
    SparseSymmetric(
      dimension: entries.dimension, rows: entries.places.map { Int32($0.column) },
      columns: entries.places.map { Int32($0.row) }, values: program.evaluate(x))
  }

  /// The matrix row by row.
  func evaluate(at x: [Double]) -> [Double] { entries.matrix(program.evaluate(x), zero: 0) }
}
