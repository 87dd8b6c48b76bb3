import NablaAlgebra

/// The gradient of a loss over some rows, row by row: for updates that look at few rows, where the
/// machinery of whole columns costs more than the work itself.
///
/// The numbers that a row contributes lie side by side. Sums are taken in the order of the rows given.
package struct BatchProgram: Sendable {
  /// How a row's gradient is made.
  enum Form: Sendable {
    /// A number times the row's features; the number is `slope` times their linear combination and
    /// the row's own offset. So it is for squared residuals.
    case residual(slope: Double)
    /// A number times the row's features; the number comes from a program in their linear
    /// combination and other columns.
    case link(Program)
    /// A program in the variables and the columns.
    case general(Program)
  }

  let form: Form
  let packing: RowPacking
  /// All rows; `nil` where they come in order and are packed then.
  let packed: PackedRows?
  /// How many numbers of a row are its features; 0 in the general form.
  let width: Int
  let dimension: Int
  private let weight: Double
  private let isTotal: Bool
  /// The gradient of what does not depend on rows.
  private let rest: Program?

  /// Compiles a loss; `nil` where it is not a mean or sum over rows and terms without rows, and
  /// where it has no derivative.
  ///
  /// Unless the rows are to come in order, it costs room for the numbers of all rows once more, and
  /// a pass over them.
  package init?(
    _ graph: ExpressionGraph, root: NodeID, variables: [Symbol], data: ColumnData, isInOrder: Bool
  ) {
    var graph = graph
    guard let loss = RowLoss(&graph, root: root, variables: variables, data: data) else {
      return nil
    }
    weight = loss.weight
    isTotal = loss.isTotal
    dimension = variables.count
    let restSlopes = graph.gradient(of: loss.rest, by: variables)
    let isPlain = restSlopes.allSatisfy { graph.isNumber($0, 0) }
    rest = isPlain ? nil : Program(&graph, outputs: restSlopes, inputs: variables)
    var numbers: [NodeID]
    if let linear = graph.linearPredictor(of: loss.body, by: variables) {
      width = variables.count
      numbers = linear.features
      form = Self.linearForm(linear, packing: &numbers, in: &graph)
    } else {
      width = 0
      let slopes = graph.gradient(of: loss.body, by: variables)
      let columns = graph.columns(below: slopes)
      numbers = graph.nodes(below: slopes).filter { id in
        graph.symbol(id).map { columns.contains($0) } ?? false
      }
      let inputs = variables + numbers.compactMap { graph.symbol($0) }
      form = .general(Program(&graph, outputs: slopes, inputs: inputs))
    }
    guard graph.halt == nil else { return nil }
    let chosen = data.rows(in: loss.sample)
    let used = graph.columns(below: numbers) + loss.sample
    packing = RowPacking(
      &graph, numbers, data: data, rows: chosen,
      count: chosen?.count ?? data.rowCount(of: used))
    packed = isInOrder ? nil : PackedRows(packing)
  }

  /// The form of a loss by a linear combination; what it needs besides features is packed behind
  /// them.
  private static func linearForm(
    _ linear: LinearPredictor, packing: inout [NodeID], in graph: inout ExpressionGraph
  ) -> Form {
    let slope = graph.gradient(of: linear.link, by: [linear.predictor])[0]
    let second = graph.gradient(of: slope, by: [linear.predictor])[0]
    let predictor = graph.variable(graph.name(linear.predictor))
    // Where a slope jumps, as that of |r| does, the second derivative is a constant too.
    let degree = graph.degrees(below: [slope], in: [linear.predictor])[slope] ?? nil
    if degree != nil, let factor = graph.constantValue(second) {
      let zero = graph.number(0)
      packing.append(graph.substituting([predictor: zero], in: [slope])[0])
      return .residual(slope: factor)
    }
    let columns = graph.nodes(below: [slope]).filter {
      graph.isRowwise($0) && graph.symbol($0) != nil
    }
    packing += columns
    let inputs = [linear.predictor] + columns.compactMap { graph.symbol($0) }
    return .link(Program(&graph, outputs: [slope], inputs: inputs))
  }

  /// Whether a row costs so little that batches of whatever size are best taken row by row.
  package var isLinear: Bool { width > 0 }

  /// Whether it takes rows in their order only.
  package var isInOrder: Bool { packed == nil }

  /// What a row's gradient is multiplied by in a batch of so many.
  func scale(_ count: Int) -> Double {
    (isTotal ? weight * Double(packing.count) : weight) / Double(count)
  }

  /// Adds the gradient of what does not depend on rows.
  func addRest(_ workspace: inout BatchWorkspace) {
    guard let rest else { return }
    for index in 0..<dimension { workspace.inputs[index] = workspace.point[index] }
    rest.run(workspace.inputs, into: &workspace.restSlopes, workspace: &workspace.rest)
    for index in 0..<dimension { workspace.gradient[index] += workspace.restSlopes[index] }
  }

  /// Whether all of the loss depends on rows.
  var isPure: Bool { rest == nil }

  /// A workspace, for any number of runs, one at a time.
  package func makeWorkspace() -> BatchWorkspace {
    var program: Program?
    switch form {
    case .residual: break
    case .link(let link): program = link
    case .general(let general): program = general
    }
    return BatchWorkspace(dimension: dimension, program: program, rest: rest)
  }
}

/// What a batch program needs besides itself.
package struct BatchWorkspace: Sendable {
  /// The point and the gradient, padded with zeros as the kernels ask for it.
  var point: [Double]
  var gradient: [Double]
  /// The registers of the program of a row, its constants in place.
  var registers: [Double]
  var inputs: [Double]
  var restSlopes: [Double]
  var rest: Workspace
  /// The rows that come now, where they come in order.
  var window = PackedRows()

  /// A workspace of no program.
  package init() { self.init(dimension: 0, program: nil, rest: nil) }

  init(dimension: Int, program: Program?, rest: Program?) {
    point = Array(repeating: 0, count: (dimension + 3) / 4 * 4)
    gradient = point
    registers = program.map { $0.makeWorkspace().registers } ?? []
    inputs = Array(repeating: 0, count: dimension)
    restSlopes = inputs
    self.rest = (rest ?? Program.empty).makeWorkspace()
  }
}

extension Program {
  /// A program of nothing.
  fileprivate static var empty: Program {
    var graph = ExpressionGraph()
    return Program(&graph, outputs: [], inputs: [])
  }
}
