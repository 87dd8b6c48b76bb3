import NablaAlgebra

/// Expressions over columns, compiled for their values row by row.
package struct RowValues: Sendable {
  /// How many rows are best asked for at once.
  package static let usualLength = RowProgram.chunkLength

  private let program: RowProgram
  private let columns: [ColumnBlocks]
  private var workspace = RowWorkspace()

  /// Compiles the values of `outputs`, without aggregates, as functions of `inputs` and the columns in
  /// them; `rows` are those that count, all unless given.
  package init(
    _ graph: inout ExpressionGraph, outputs: [NodeID], inputs: [Symbol], data: ColumnData,
    rows: [Int32]?
  ) {
    let symbols = graph.columns(below: outputs)
    columns = symbols.map { symbol in rows.map { data[symbol].gathered($0) } ?? data[symbol] }
    // The least of one value is the value.
    program = RowProgram(
      &graph, bodies: outputs, aggregates: outputs.map { _ in .least },
      fractions: outputs.map { _ in 0.5 }, scalars: inputs, columns: symbols)
  }

  /// Writes the values in some rows, output by output, into a block of as many numbers.
  package mutating func run(
    _ inputs: [Double], rows: Range<Int>, into block: inout [Double]
  ) {
    program.write(inputs, columns, rows: rows, into: &block, workspace: &workspace)
  }
}
