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
  private var second: SecondDerivatives?

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
    if second == nil { second = SecondDerivatives(&graph, root: root, variables: variables) }
    return graph.halt == nil ? second?.evaluate(on: box) : nil
  }
}

/// The second derivatives that are not zero everywhere, compiled, and their places in the matrix.
private struct SecondDerivatives {
  private let program: IntervalProgram
  private var workspace: IntervalWorkspace
  private var outputs: [Enclosure]
  private let places: [(row: Int, column: Int)]
  private let dimension: Int

  init(_ graph: inout ExpressionGraph, root: NodeID, variables: [Symbol]) {
    var nodes: [NodeID] = []
    var places: [(row: Int, column: Int)] = []
    for (row, entries) in graph.hessian(of: root, by: variables).enumerated() {
      for (column, node) in entries {
        nodes.append(node)
        places.append((row, column))
      }
    }
    self.places = places
    dimension = variables.count
    program = IntervalProgram(graph, outputs: nodes, inputs: variables)
    workspace = program.makeWorkspace()
    outputs = Array(repeating: .unknown, count: nodes.count)
  }

  mutating func evaluate(on box: [Interval]) -> [Interval]? {
    program.run(box, into: &outputs, workspace: &workspace)
    var matrix = Array(repeating: Interval.zero, count: dimension * dimension)
    for (place, entry) in zip(places, outputs) {
      guard entry.isDefined else { return nil }
      matrix[place.row * dimension + place.column] = entry.interval
      matrix[place.column * dimension + place.row] = entry.interval
    }
    return matrix
  }
}
