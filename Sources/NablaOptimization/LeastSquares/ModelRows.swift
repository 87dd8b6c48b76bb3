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
  package let threads: Int
  /// The response, the model and the weight.
  private var values: RowValues
  /// The same, and the slopes.
  private var slopes: RowValues
  private var room: [Double] = []

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
    threads = data.threads
    values = RowValues(&graph, outputs: outputs, inputs: parameters, data: data, rows: places)
    self.slopes = RowValues(
      &graph, outputs: outputs + slopes, inputs: parameters, data: data, rows: places)
    parameterCount = parameters.count
  }

  mutating func setMoments(norm: Double, totalSquares: Double) {
    responseNorm = norm
    self.totalSquares = totalSquares
  }

  /// The place in the table of a row that counts.
  package func place(_ row: Int) -> Int { places.map { Int($0[row]) } ?? row }

  package mutating func residuals(
    of rows: Range<Int>, at parameters: [Double], into block: inout [Double]
  ) {
    let count = rows.count
    block.resize(to: count)
    write(rows, at: parameters)
    for row in 0..<count {
      block[row] = room[2 * count + row].squareRoot() * (room[row] - room[count + row])
    }
  }

  package mutating func slopesAndResiduals(
    of rows: Range<Int>, at parameters: [Double], into block: inout [Double]
  ) {
    let count = rows.count
    block.resize(to: count * (parameterCount + 1))
    room.resize(to: count * (parameterCount + 3))
    slopes.run(parameters, rows: rows, into: &room)
    for row in 0..<count {
      let root = room[2 * count + row].squareRoot()
      block[parameterCount * count + row] = root * (room[row] - room[count + row])
      for index in 0..<parameterCount {
        block[index * count + row] = root * room[(3 + index) * count + row]
      }
    }
  }

  /// Calls `body` with the response, the model and the weight in each of some rows, all unless given.
  package mutating func forEachRow(
    in rows: Range<Int>? = nil, at parameters: [Double],
    _ body: (_ row: Int, _ response: Double, _ model: Double, _ weight: Double) -> Void
  ) {
    forEachBlock(in: rows ?? 0..<rowCount) { rows, range in
      rows.write(range, at: parameters)
      for (place, row) in range.enumerated() {
        body(
          row, rows.room[place], rows.room[range.count + place],
          rows.room[2 * range.count + place])
      }
    }
  }

  /// Writes the responses, models and weights of some rows.
  private mutating func write(_ rows: Range<Int>, at parameters: [Double]) {
    room.resize(to: 3 * rows.count)
    values.run(parameters, rows: rows, into: &room)
  }
}

extension [Double] {
  /// Makes room for so many numbers, whatever they are.
  fileprivate mutating func resize(to count: Int) {
    if self.count != count { self = Array(repeating: 0, count: count) }
  }
}
