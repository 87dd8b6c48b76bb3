import NablaAlgebra
import NablaEvaluation

/// A loss over the rows of a table as an objective, with exact gradient and Hessian.
///
/// Each evaluation takes one pass over the rows for every level of nested aggregates that depends on
/// the parameters. What does not is computed once; so a quadratic loss has its Hessian at the cost
/// of one pass altogether.
package struct RowObjective: Objective {
  /// Most variables for which the Hessian is worked out.
  private static let hessianLimit = 200

  package let dimension: Int
  private var graph: ExpressionGraph
  private let root: NodeID
  private let variables: [Symbol]
  private let data: ColumnData
  private let valueProgram: AggregateProgram
  private let gradientProgram: AggregateProgram
  private var valueWorkspace: AggregateProgram.Workspace
  private var gradientWorkspace: AggregateProgram.Workspace
  private var single = [0.0]
  private var results: [Double]
  private var hessianProgram: AggregateProgram?

  /// Compiles value and gradient of `root`, whose only variables are `variables`; `nil` where an
  /// aggregate in it has no derivative.
  package init?(
    _ graph: ExpressionGraph, root: NodeID, variables: [Symbol], data: ColumnData
  ) {
    var graph = graph
    let gradient = graph.gradient(of: root, by: variables)
    guard graph.halt == nil else { return nil }
    valueProgram = AggregateProgram(&graph, outputs: [root], inputs: variables, data: data)
    gradientProgram = AggregateProgram(
      &graph, outputs: [root] + gradient, inputs: variables, data: data)
    valueWorkspace = valueProgram.makeWorkspace()
    gradientWorkspace = gradientProgram.makeWorkspace()
    results = Array(repeating: 0, count: variables.count + 1)
    self.graph = graph
    self.root = root
    self.variables = variables
    self.data = data
    dimension = variables.count
  }

  /// How many rows every pass goes over; `nil` where passes go over different rows.
  package var rowCount: Int? { gradientProgram.rowCount }

  package mutating func value(at x: [Double]) -> Double {
    valueProgram.run(x, into: &single, workspace: &valueWorkspace)
    return single[0]
  }

  package mutating func valueAndGradient(at x: [Double], gradient: inout [Double]) -> Double {
    valueAndGradient(at: x, rows: nil, gradient: &gradient)
  }

  /// The same over some of the rows only; sums are scaled up to all.
  package mutating func valueAndGradient(
    at x: [Double], rows: ArraySlice<Int32>?, gradient: inout [Double]
  ) -> Double {
    gradientProgram.run(x, rows: rows, into: &results, workspace: &gradientWorkspace)
    for index in 0..<dimension { gradient[index] = results[index + 1] }
    return results[0]
  }

  package mutating func hessian(at x: [Double]) -> [Double]? {
    guard dimension <= Self.hessianLimit else { return nil }
    let program = hessianProgram ?? makeHessianProgram()
    hessianProgram = program
    return program?.evaluate(x)
  }

  /// The Hessian where it is the same at every point; `nil` where it is not.
  package mutating func constantHessian() -> [Double]? {
    let rows = graph.hessian(of: root, by: variables)
    let entries = rows.flatMap { $0.map(\.node) }
    guard graph.halt == nil, graph.variables(below: entries).isEmpty else { return nil }
    return hessian(at: Array(repeating: 0, count: dimension))
  }

  private mutating func makeHessianProgram() -> AggregateProgram? {
    let zero = graph.number(0)
    var nodes = Array(repeating: zero, count: dimension * dimension)
    for (row, entries) in graph.hessian(of: root, by: variables).enumerated() {
      for (column, node) in entries {
        nodes[row * dimension + column] = node
        nodes[column * dimension + row] = node
      }
    }
    guard graph.halt == nil else { return nil }
    return AggregateProgram(&graph, outputs: nodes, inputs: variables, data: data)
  }
}
