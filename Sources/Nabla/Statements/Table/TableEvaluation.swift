import NablaAlgebra
import NablaEvaluation
import NablaSyntax

/// Works out the rows of a table: exact values where the expressions are short enough, else doubles.
struct TableEvaluation {
  private let graph: ExpressionGraph
  private let roots: [NodeID]
  private let variable: NodeID
  private let symbol: Symbol
  private let antecedents: [Antecedent?]
  private let program: Program
  /// Whether every value is worked out by itself, from the exact place of its row.
  private let isExact: Bool

  /// About how many operations exact values may take together.
  private static let exactWork = 1_000_000
  /// Beyond this a function is hardly told from its pole.
  private static let poleSize = 1e15

  init(
    _ graph: ExpressionGraph, _ roots: [NodeID], of name: Name, rowCount: Int,
    antecedents: [Antecedent?]
  ) {
    var graph = graph
    variable = graph.variable(name.ascii)
    symbol = graph.symbol(named: name.ascii)
    self.graph = graph
    self.roots = roots
    self.antecedents = antecedents
    isExact = graph.nodes(below: roots).count * rowCount <= Self.exactWork
    program = Program(&graph, outputs: roots, inputs: [symbol])
  }

  /// The place and the values of a row.
  func row(_ index: Int, of steps: TableSteps) -> [ValuesResult.Cell] {
    var own = isExact ? graph : steps.graph
    let place = steps.place(index, in: &own)
    let first = cell(of: place, in: own)
    var cells = isExact ? exactCells(at: place, &own) : cells(at: first.value)
    for (column, antecedent) in antecedents.enumerated() {
      if let antecedent, !antecedent.isSmooth(at: first.value) {
        cells[column] = ValuesResult.Cell(.nan)
      }
    }
    return [first] + cells
  }

  private func exactCells(
    at place: NodeID, _ own: inout ExpressionGraph
  ) -> [ValuesResult.Cell] {
    let images = own.substituting([variable: place], in: roots)
    guard own.halt == nil else { return cells(at: cell(of: place, in: own).value) }
    return images.map { cell(of: $0, in: own) }
  }

  private func cell(of node: NodeID, in own: ExpressionGraph) -> ValuesResult.Cell {
    if let exact = own.number(node) { return ValuesResult.Cell(exact) }
    var numeric = Numeric(own)
    let value = numeric.value(node)
    if value.isFinite, value.magnitude > Self.poleSize {
      // At pi/2 the tangent of the nearest double is large, but that of the number is undefined.
      let bounds = IntervalProgram(own, outputs: [node], inputs: []).evaluate([])[0]
      if !bounds.isDefined, !bounds.interval.isBounded { return ValuesResult.Cell(.nan) }
    }
    return cell(value, of: node, in: own, at: [])
  }

  private func cells(at place: Double) -> [ValuesResult.Cell] {
    zip(program.evaluate([place]), roots).map { cell($0, of: $1, in: graph, at: [place]) }
  }

  /// A value as it is, unless it is infinite for another reason than its size.
  private func cell(
    _ value: Double, of node: NodeID, in own: ExpressionGraph, at point: [Double]
  ) -> ValuesResult.Cell {
    guard value.isInfinite else { return ValuesResult.Cell(value) }
    let inputs = point.isEmpty ? [] : [symbol]
    let reason = Diagnosis(of: node, in: own, inputs: inputs, at: point)?.reason
    return ValuesResult.Cell(reason == .overflow || reason == .input ? value : .nan)
  }
}
