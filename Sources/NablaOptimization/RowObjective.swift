import NablaAlgebra
import NablaEvaluation

/// A loss over the rows of a table as an objective, with exact gradient and Hessian.
///
/// An evaluation takes one pass over the rows for every level of nested aggregates that depends on
/// the parameters. What does not is computed once; so a quadratic loss has its Hessian at the cost
/// of one pass altogether. Where the loss is made of polynomials in the parameters, the rows are
/// left after the first few evaluations: see `MomentModel`.
package struct RowObjective: Objective {
  /// Most variables for which the Hessian is worked out.
  private static let hessianLimit = 200

  package let dimension: Int
  private var graph: ExpressionGraph
  private let root: NodeID
  private let variables: [Symbol]
  private let data: ColumnData
  /// How many evaluations there are before it is worth while to look for moments.
  private static let looks = 3
  /// Up to how many rows a batch is taken row by row, where rows cost a program each.
  private static let rowwiseBatch = 16

  private let valueProgram: AggregateProgram
  private let gradientProgram: AggregateProgram
  private var valueWorkspace: AggregateProgram.Workspace
  private var gradientWorkspace: AggregateProgram.Workspace
  private var single = [0.0]
  private var results: [Double]
  private var hessianProgram: AggregateProgram?
  /// The Hessian that is the same everywhere, once it was asked for; an inner `nil` if it is not.
  private var uniformHessian: [Double]??

  /// Evaluations that may still be asked for before moments are looked for.
  private var looksLeft = Self.looks
  private var moments: MomentModel?
  /// How many evaluations needed no rows.
  package private(set) var momentEvaluations = 0
  private var unusedGradient: [Double] = []
  private var batchProgram: BatchProgram?
  /// The gradient over a batch where that does not go row by row.
  private var batchGradientProgram: AggregateProgram?
  private var batchGradientWorkspace: AggregateProgram.Workspace
  private var batchWorkspace = BatchWorkspace()

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
    batchGradientWorkspace = gradientWorkspace
    results = Array(repeating: 0, count: variables.count + 1)
    self.graph = graph
    self.root = root
    self.variables = variables
    self.data = data
    dimension = variables.count
  }

  /// How many rows every pass goes over; `nil` where passes go over different rows.
  package var rowCount: Int? { gradientProgram.rowCount }

  package var isPiecewise: Bool { graph.flags(root).contains(.isPiecewise) }

  package mutating func value(at x: [Double]) -> Double {
    if let value = moments?.value(at: x, gradient: &unusedGradient, isSloped: false) {
      momentEvaluations += 1
      return value
    }
    countPass(at: x)
    return rowValue(at: x)
  }

  package mutating func valueAndGradient(at x: [Double], gradient: inout [Double]) -> Double {
    if let value = moments?.value(at: x, gradient: &gradient) {
      momentEvaluations += 1
      return value
    }
    countPass(at: x)
    return rowValueAndGradient(at: x, gradient: &gradient)
  }

  private mutating func countPass(at x: [Double]) {
    if moments != nil {
      moments?.countPass(at: x)
    } else if looksLeft > 0 {
      looksLeft -= 1
      guard looksLeft == 0, let count = rowCount else { return }
      let plan = MomentPlan(graph, root: root, variables: variables, data: data)
      moments = plan.flatMap {
        $0.count < count ? MomentModel($0, dimension: dimension, data: data) : nil
      }
    }
  }

  /// Goes by the rows from now on.
  package mutating func forgetMoments() {
    moments = nil
    looksLeft = 0
  }

  /// Whether moments agree with the rows at a point, as far as rounding lets them.
  ///
  /// Costs one pass over the rows, and two more where the difference is larger than that of two
  /// orders of summation: they tell how far rounding scatters the figures there.
  mutating func confirms(
    _ value: Double, _ gradient: [Double], at x: [Double], slope: Double
  ) -> Bool {
    guard moments != nil else { return true }
    var own = gradient
    let ownValue = rowValueAndGradient(at: x, gradient: &own)
    let difference = (abs(ownValue - value), own.maxDistance(to: gradient))
    let usual = (1e-12 * abs(ownValue), 1e-12 * max(slope, own.maxNorm))
    if difference.0 <= usual.0, difference.1 <= usual.1 { return true }
    var spread = (0.0, 0.0)
    for factor in [-3.0, 3] {
      var other = gradient
      let neighbour = x.map { $0 * (1 + factor * Double.ulpOfOne) }
      let otherValue = rowValueAndGradient(at: neighbour, gradient: &other)
      spread = (
        max(spread.0, abs(otherValue - ownValue)), max(spread.1, other.maxDistance(to: own))
      )
    }
    return difference.0 <= usual.0 + 16 * spread.0 && difference.1 <= usual.1 + 16 * spread.1
  }

  /// The value by a pass over the rows.
  package mutating func rowValue(at x: [Double]) -> Double {
    valueProgram.run(x, into: &single, workspace: &valueWorkspace)
    return single[0]
  }

  /// The value and the gradient by a pass over the rows.
  package mutating func rowValueAndGradient(at x: [Double], gradient: inout [Double]) -> Double {
    gradientProgram.run(x, into: &results, workspace: &gradientWorkspace)
    for index in 0..<dimension { gradient[index] = results[index + 1] }
    return results[0]
  }

  /// The gradient over some of the rows only; sums are scaled up to all.
  mutating func batchGradient(
    at x: [Double], rows: ArraySlice<Int32>, into gradient: inout [Double]
  ) {
    if let program = batchProgram, program.isLinear || rows.count <= Self.rowwiseBatch {
      program.gradient(at: x, rows: rows, into: &gradient, workspace: &batchWorkspace)
      return
    }
    guard let program = batchGradientProgram else { return }
    program.run(x, rows: rows, into: &gradient, workspace: &batchGradientWorkspace)
  }

  /// Steps of gradient descent over batches, with one rate for all or one for each; whether there
  /// is a program for that.
  ///
  /// Only the first `count` rows are meant; the others come next.
  mutating func descend(
    _ x: inout [Double], rows: ArraySlice<Int32>, count: Int, batchSize: Int, rates: [Double]
  ) -> Bool {
    guard let program = batchProgram, program.isLinear || batchSize <= Self.rowwiseBatch else {
      return false
    }
    program.descend(
      &x, rows: rows, count: count, batchSize: batchSize, rates: rates,
      workspace: &batchWorkspace)
    return true
  }

  /// Gets ready for updates by batches, which take the rows in order or in any.
  mutating func prepareBatches(isInOrder: Bool) {
    if batchGradientProgram != nil, batchProgram?.isInOrder ?? isInOrder == isInOrder { return }
    var graph = graph
    let loss = RowLoss.frozen(root, variables, data, in: &graph)
    let slopes = graph.gradient(of: loss, by: variables)
    let gradient = AggregateProgram(
      &graph, outputs: slopes, inputs: variables, data: data, isBatchwise: true)
    batchGradientProgram = gradient
    batchGradientWorkspace = gradient.makeWorkspace()
    guard
      let program = BatchProgram(
        graph, root: root, variables: variables, data: data, isInOrder: isInOrder)
    else { return }
    batchProgram = program
    batchWorkspace = program.makeWorkspace()
  }

  package mutating func hessian(at x: [Double]) -> [Double]? {
    guard dimension <= Self.hessianLimit else { return nil }
    let program = hessianProgram ?? makeHessianProgram()
    hessianProgram = program
    return program?.evaluate(x)
  }

  /// The Hessian where it is the same at every point; `nil` where it is not.
  package mutating func constantHessian() -> [Double]? {
    if let known = uniformHessian { return known }
    let found = findConstantHessian()
    uniformHessian = .some(found)
    return found
  }

  /// Whether the loss is a quadratic that is nowhere negative, such as a mean of squares of residuals
  /// of a linear model: one that is convex, and has a minimum.
  package var isBoundedQuadratic: Bool {
    var graph = graph
    let root = graph.countingRows(in: root, of: data)
    return isQuadratic && graph.flags(root).contains(.isNonnegative)
  }

  private var isQuadratic: Bool {
    // The derivatives of a slope that jumps are constants too, and tell nothing of its jumps.
    let degree = graph.degrees(below: [root], in: Set(variables))[root] ?? nil
    return degree.map { $0 <= 2 } ?? false
  }

  private mutating func findConstantHessian() -> [Double]? {
    guard isQuadratic, dimension <= Self.hessianLimit else { return nil }
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
