import NablaAlgebra
import NablaEvaluation

/// Bounds of the second derivatives over boxes.
struct IntervalHessian {
  private let entries: HessianEntries
  private let program: IntervalProgram
  private var workspace: IntervalWorkspace
  private var outputs: [Enclosure]

  init(_ graph: inout ExpressionGraph, root: NodeID, variables: [Symbol]) {
    entries = HessianEntries(&graph, of: root, by: variables)
    program = IntervalProgram(graph, outputs: entries.nodes, inputs: variables)
    workspace = program.makeWorkspace()
    outputs = Array(repeating: .unknown, count: entries.nodes.count)
  }

  /// The matrix row by row, or `nil` where a derivative may be undefined on the box.
  mutating func evaluate(on box: [Interval]) -> [Interval]? {
    program.run(box, into: &outputs, workspace: &workspace)
    guard outputs.allSatisfy(\.isDefined) else { return nil }
    return entries.matrix(outputs.map(\.interval), zero: .zero)
  }
}
