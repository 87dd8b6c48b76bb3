import NablaAlgebra

/// Expressions with aggregates, compiled for numbers over columns.
///
/// Aggregates that depend on no input are computed once, when the program is made, unless it is to
/// run over some of the rows only. The others are computed stage by stage, those inside others first; those of one stage and one sample share a
/// pass over the rows. What is left is a program in the inputs and the aggregates.
package struct AggregateProgram: Sendable {
  /// Aggregates that are computed in one pass over the rows.
  struct Stage: Sendable {
    var rows: RowProgram
    /// The positions of its scalars among the inputs and aggregates.
    var scalars: [Int]
    var columns: [ColumnBlocks]
    /// The columns that must not be missing in a row.
    var sample: [Symbol]
    var rowCount: Int
    /// The places of its results among the aggregates.
    var places: [Int]
    /// On how many threads its pass may run.
    var threads: Int
  }

  private let program: Program
  private let stages: [Stage]
  /// The values of the aggregates, NaN for those that depend on inputs.
  private let aggregates: [Double]
  private let inputCount: Int

  /// Compiles the values of `outputs`, in which columns stand inside aggregates only, as functions
  /// of `inputs`; with `isBatchwise` all aggregates are those of the rows that a run is given.
  ///
  /// The graph gains nodes. Complexity: linear in the nodes below the outputs, and in the rows for
  /// aggregates that depend on no input.
  package init(
    _ graph: inout ExpressionGraph, outputs: [NodeID], inputs: [Symbol], data: ColumnData,
    isBatchwise: Bool = false
  ) {
    var plan = AggregatePlan(&graph, outputs: outputs, inputs: inputs, data: data)
    inputCount = inputs.count
    aggregates =
      isBatchwise
      ? Array(repeating: .nan, count: plan.placeholders.count)
      : plan.values(inputCount: inputs.count)
    stages = plan.stages.filter { isBatchwise || $0.isParametric }.map(\.stage)
    program = Program(&graph, outputs: plan.outputs, inputs: inputs + plan.placeholders)
  }

  /// How many values a run yields.
  package var outputCount: Int { program.outputCount }

  /// Whether a run goes over the rows; where not, the data has left it.
  package var readsRows: Bool { !stages.isEmpty }

  /// How many rows every pass goes over; `nil` where passes go over different rows, 0 where there is
  /// none.
  package var rowCount: Int? {
    guard let first = stages.first else { return 0 }
    let isShared = stages.allSatisfy { $0.rowCount == first.rowCount && $0.sample == first.sample }
    return isShared ? first.rowCount : nil
  }

  /// What a run needs besides the program.
  package struct Workspace: Sendable {
    fileprivate var plain: NablaEvaluation.Workspace
    fileprivate var rows: [RowWorkspace]
    fileprivate var scalars: [Double]
    fileprivate var stageScalars: [Double] = []
    fileprivate var results: [Double] = []
  }

  /// A workspace, for any number of runs, one at a time.
  package func makeWorkspace() -> Workspace {
    Workspace(
      plain: program.makeWorkspace(), rows: stages.map { _ in RowWorkspace() },
      scalars: Array(repeating: 0, count: inputCount) + aggregates)
  }

  /// Computes the outputs at a point.
  ///
  /// Aggregates that depend on inputs go over `rows`, all unless given; sums are then scaled up to
  /// all rows.
  package func run(
    _ inputs: [Double], rows: ArraySlice<Int32>? = nil, into outputs: inout [Double],
    workspace: inout Workspace
  ) {
    for (index, value) in inputs.enumerated() { workspace.scalars[index] = value }
    for (index, stage) in stages.enumerated() {
      stage.run(
        inputCount: inputCount, rows: rows, scalars: &workspace.scalars,
        gathered: &workspace.stageScalars, results: &workspace.results,
        workspace: &workspace.rows[index])
    }
    program.run(workspace.scalars, into: &outputs, workspace: &workspace.plain)
  }

  /// The outputs at a point.
  package func evaluate(_ inputs: [Double]) -> [Double] {
    var workspace = makeWorkspace()
    var results = Array(repeating: 0.0, count: outputCount)
    run(inputs, into: &results, workspace: &workspace)
    return results
  }
}

extension AggregateProgram.Stage {
  /// Computes its aggregates and writes them behind the inputs.
  func run(
    inputCount: Int, rows subset: ArraySlice<Int32>? = nil, scalars: inout [Double],
    gathered: inout [Double], results: inout [Double], workspace: inout RowWorkspace
  ) {
    gathered.removeAll(keepingCapacity: true)
    for position in self.scalars { gathered.append(scalars[position]) }
    if results.count < places.count { results = Array(repeating: 0, count: places.count) }
    let count = subset?.count ?? rowCount
    rows.run(
      gathered, columns, count: count, rows: subset, threads: threads, into: &results,
      workspace: &workspace)
    let scale = Double(rowCount) / Double(count)
    for (index, place) in places.enumerated() {
      let isTotal = rows.aggregates[index] == .sum || rows.aggregates[index] == .count
      scalars[inputCount + place] =
        isTotal && subset != nil ? results[index] * scale : results[index]
    }
  }
}
