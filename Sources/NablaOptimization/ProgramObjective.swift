import NablaAlgebra
import NablaEvaluation

/// An expression as an objective, with exact gradient and Hessian.
package struct ProgramObjective: Objective {
  /// Most variables for which the dense Hessian is worked out.
  package static let hessianLimit = 1_000

  package let dimension: Int
  private var graph: ExpressionGraph
  private let root: NodeID
  private let variables: [Symbol]
  private let valueProgram: Program
  private let gradientProgram: Program
  private var valueWorkspace: Workspace
  private var gradientWorkspace: Workspace
  private var single = [0.0]
  private var hessianProgram: HessianProgram?
  /// The derivatives from the first on, as far as they were asked for, in one variable.
  private var derivatives: [(node: NodeID, program: Program)] = []
  /// The most nodes that higher derivatives may make of the graph.
  private let derivativeLimit: Int

  /// Compiles value and gradient of `root`, whose only variables are `variables`.
  package init(_ graph: ExpressionGraph, root: NodeID, variables: [Symbol]) {
    self.graph = graph
    self.root = root
    self.variables = variables
    dimension = variables.count
    derivativeLimit = graph.count + 100_000
    let gradient = self.graph.gradient(of: root, by: variables)
    valueProgram = Program(&self.graph, outputs: [root], inputs: variables)
    gradientProgram = Program(&self.graph, outputs: [root] + gradient, inputs: variables)
    valueWorkspace = valueProgram.makeWorkspace()
    gradientWorkspace = gradientProgram.makeWorkspace()
  }

  package mutating func value(at x: [Double]) -> Double {
    valueProgram.run(x, into: &single, workspace: &valueWorkspace)
    return single[0]
  }

  package mutating func valueAndGradient(at x: [Double], gradient: inout [Double]) -> Double {
    gradientProgram.run(x, rest: &gradient, workspace: &gradientWorkspace)
  }

  package mutating func hessian(at x: [Double]) -> [Double]? {
    guard dimension <= ProgramObjective.hessianLimit else { return nil }
    let program = hessianProgram ?? HessianProgram(&graph, root: root, variables: variables)
    hessianProgram = program
    return program.evaluate(at: x)
  }

  package mutating func sparseHessian(at x: [Double]) -> SparseSymmetric? {
    if hessianProgram == nil, isSparse {
      hessianProgram = HessianProgram(&graph, root: root, variables: variables)
    }
    return hessianProgram?.sparse(at: x)
  }

  /// Whether the partial derivatives together mention few variables, 40 each on average.
  ///
  /// Gives up as soon as they mention more, so a dense function costs little.
  private var isSparse: Bool {
    var graph = graph
    var reach = Reach()
    var mentions = 0
    for partial in graph.gradient(of: root, by: variables) {
      mentions += reach.nodes(from: [partial], in: graph).count { graph.symbol($0) != nil }
      if mentions > 40 * dimension { return false }
    }
    return true
  }

  package mutating func derivative(order: Int, at x: Double) -> Double? {
    guard dimension == 1, let variable = variables.first else { return nil }
    while derivatives.count < order {
      let node = graph.derivative(of: derivatives.last?.node ?? root, by: variable)
      // Each derivative may be several times as large as the one before.
      guard graph.halt == nil, graph.count <= derivativeLimit else { return nil }
      derivatives.append((node, Program(&graph, outputs: [node], inputs: variables)))
    }
    return derivatives[order - 1].program.evaluate([x])[0]
  }

  package var isPiecewise: Bool { graph.flags(root).contains(.isPiecewise) }

  package mutating func oneSidedSlopes(at x: [Double]) -> [OneSidedSlope]? {
    guard dimension <= 20, isPiecewise else { return nil }
    var slopes: [OneSidedSlope] = []
    for variable in variables {
      let sides = graph.oneSidedDerivatives(of: root, inputs: variables, at: x, along: variable)
      guard !sides.jumps, let left = sides.left.slope, let right = sides.right.slope else {
        return nil
      }
      slopes.append(OneSidedSlope(left: left, right: right))
    }
    return slopes
  }
}
