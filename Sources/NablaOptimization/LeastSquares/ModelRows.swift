import NablaAlgebra
import NablaEvaluation

/// A model, a response and perhaps weights as expressions over the columns of a table.
package struct ModelRows: ResidualRows {
  package let parameterCount: Int
  /// 0 until the rows are surveyed.
  package private(set) var responseNorm = 0.0
  /// The weighted sum of squared deviations of the response from its mean; 0 until the rows are
  /// surveyed.
  package private(set) var totalSquares = 0.0
  /// The rows that count, by their places in the table, where some are left out.
  package let places: [Int32]?
  package let rowCount: Int
  /// The response, the model and the weight.
  private let values: Program
  /// The same, and the slopes.
  private let slopes: Program
  private let columns: [ColumnBlocks]
  private var inputs: [Double]
  private var valueOutputs: [Double]
  private var slopeOutputs: [Double]
  private var valueWorkspace: Workspace
  private var slopeWorkspace: Workspace

  /// Compiles a model, whose only variables are `parameters`; without a weight all rows weigh 1.
  ///
  /// Rows in which a column that occurs is missing do not count.
  package init(
    _ graph: ExpressionGraph, response: NodeID, model: NodeID, slopes: [NodeID], weight: NodeID?,
    parameters: [Symbol], data: ColumnData
  ) {
    var graph = graph
    let one = graph.number(1)
    let outputs = [response, model, weight ?? one]
    let symbols = graph.columns(below: outputs)
    places = data.rows(in: symbols)
    rowCount = places?.count ?? data.rowCount(of: symbols)
    columns = symbols.map { data[$0] }
    values = Program(&graph, outputs: outputs, inputs: parameters + symbols)
    self.slopes = Program(&graph, outputs: outputs + slopes, inputs: parameters + symbols)
    parameterCount = parameters.count
    inputs = Array(repeating: 0, count: parameters.count + symbols.count)
    valueOutputs = Array(repeating: 0, count: 3)
    slopeOutputs = Array(repeating: 0, count: 3 + slopes.count)
    valueWorkspace = values.makeWorkspace()
    slopeWorkspace = self.slopes.makeWorkspace()
  }

  mutating func setMoments(norm: Double, totalSquares: Double) {
    responseNorm = norm
    self.totalSquares = totalSquares
  }

  /// The place in the table of a row that counts.
  package func place(_ row: Int) -> Int { places.map { Int($0[row]) } ?? row }

  private mutating func load(_ row: Int) {
    let place = place(row)
    for index in columns.indices { inputs[parameterCount + index] = columns[index][place] }
  }

  package mutating func residuals(
    of rows: Range<Int>, at parameters: [Double], into block: inout [Double]
  ) {
    if block.count != rows.count { block = Array(repeating: 0, count: rows.count) }
    for (index, value) in parameters.enumerated() { inputs[index] = value }
    for (position, row) in rows.enumerated() {
      load(row)
      values.run(inputs, into: &valueOutputs, workspace: &valueWorkspace)
      block[position] = valueOutputs[2].squareRoot() * (valueOutputs[0] - valueOutputs[1])
    }
  }

  package mutating func slopesAndResiduals(
    of rows: Range<Int>, at parameters: [Double], into block: inout [Double]
  ) {
    let size = rows.count * (parameterCount + 1)
    if block.count != size { block = Array(repeating: 0, count: size) }
    for (index, value) in parameters.enumerated() { inputs[index] = value }
    for (position, row) in rows.enumerated() {
      load(row)
      slopes.run(inputs, into: &slopeOutputs, workspace: &slopeWorkspace)
      let root = slopeOutputs[2].squareRoot()
      for index in 0..<parameterCount {
        block[index * rows.count + position] = root * slopeOutputs[3 + index]
      }
      block[parameterCount * rows.count + position] = root * (slopeOutputs[0] - slopeOutputs[1])
    }
  }

  /// The response, the model and the weight in a row.
  package mutating func values(
    of row: Int, at parameters: [Double]
  ) -> (response: Double, model: Double, weight: Double) {
    for (index, value) in parameters.enumerated() { inputs[index] = value }
    load(row)
    values.run(inputs, into: &valueOutputs, workspace: &valueWorkspace)
    return (valueOutputs[0], valueOutputs[1], valueOutputs[2])
  }
}
