import NablaAlgebra
import NablaEvaluation

/// An expression with its derivatives over boxes.
struct IntervalObjective {
  /// Most variables for which the matrix of second derivatives is enclosed.
  static let hessianLimit = 12

  let dimension: Int
  private var graph: ExpressionGraph
  private let root: NodeID
  private let variables: [Symbol]
  private let value: IntervalProgram
  private let slopes: IntervalProgram
  private var valueWorkspace: IntervalWorkspace
  private var slopesWorkspace: IntervalWorkspace
  private var single = [Enclosure.unknown]
  private var outputs: [Enclosure]
  private var second: IntervalHessian?

  /// Takes the derivatives; `nil` where that was given up, for size or by interruption.
  init?(_ graph: ExpressionGraph, root: NodeID, variables: [Symbol]) {
    self.graph = graph
    self.root = root
    self.variables = variables
    dimension = variables.count
    let gradient = self.graph.gradient(of: root, by: variables)
    guard self.graph.halt == nil else { return nil }
    value = IntervalProgram(self.graph, outputs: [root], inputs: variables)
    slopes = IntervalProgram(self.graph, outputs: [root] + gradient, inputs: variables)
    valueWorkspace = value.makeWorkspace()
    slopesWorkspace = slopes.makeWorkspace()
    outputs = Array(repeating: .unknown, count: dimension + 1)
  }

  /// What one evaluation of value and gradient costs, in operations.
  var cost: Int { slopes.cost }

  mutating func value(on box: [Interval]) -> Enclosure {
    value.run(box, into: &single, workspace: &valueWorkspace)
    return single[0]
  }

  /// The value and the partial derivatives.
  ///
  /// Where the value is continuous on the box and a partial derivative defined, the latter holds
  /// all slopes between points of the box along its variable: elementary functions are analytic but
  /// for finitely many points of a segment.
  mutating func valueAndGradient(
    on box: [Interval]
  ) -> (value: Enclosure, gradient: ArraySlice<Enclosure>) {
    slopes.run(box, into: &outputs, workspace: &slopesWorkspace)
    return (outputs[0], outputs[1...])
  }

  /// All second derivatives, row by row; `nil` where there are too many variables or one may be
  /// undefined.
  mutating func hessian(on box: [Interval]) -> [Interval]? {
    guard dimension <= IntervalObjective.hessianLimit, graph.halt == nil else { return nil }
    if second == nil { second = IntervalHessian(&graph, root: root, variables: variables) }
    return graph.halt == nil ? second?.evaluate(on: box) : nil
  }
}
