import NablaAlgebra
import NablaEvaluation

/// Values as straight-line code: passes over the rows of a table, and what is made of their results.
struct ExportCode: Sendable {
  /// A loop over rows that makes one number for each of some aggregates.
  struct Pass: Sendable {
    /// The values in a row; the inputs are those of the whole code and then the pass's columns.
    var row: StraightLine
    var aggregates: [Aggregate]
    /// The places of the results among all aggregates.
    var places: [Int]
    var columns: [Symbol]
    /// The columns without which a row does not count.
    var sample: [Symbol]
    /// Whether it depends on the variables.
    var isParametric: Bool
  }

  /// The passes in an order in which each uses results of earlier ones only.
  private(set) var passes: [Pass] = []
  /// What each aggregate is, by its place.
  let aggregates: [Aggregate]
  /// The outputs; the inputs are the variables, the aggregates, and the columns in `rowColumns`.
  let result: StraightLine
  /// The columns that stand outside any aggregate.
  let rowColumns: [Symbol]
  private let variableCount: Int
  /// Loops over terms that repeat, which add to the value and the gradient.
  var loops: [TermLoop] = []

  /// What passes have in common that are one.
  private struct Key: Hashable {
    var level: Int
    var isParametric: Bool
    var sample: [Symbol]
  }

  /// Writes down `outputs` as functions of `variables`; the graph gains nodes.
  init(_ graph: inout ExpressionGraph, outputs: [NodeID], variables: [Symbol]) {
    let split = AggregateSplit(&graph, outputs: outputs, inputs: variables)
    aggregates = split.parts.map(\.aggregate)
    variableCount = variables.count
    let inputs = variables + split.placeholders
    var groups: [(key: Key, places: [Int])] = []
    var positions: [Key: Int] = [:]
    for (place, part) in split.parts.enumerated() {
      let key = Key(level: part.level, isParametric: part.isParametric, sample: part.sample)
      if let position = positions[key] {
        groups[position].places.append(place)
      } else {
        positions[key] = groups.count
        groups.append((key, [place]))
      }
    }
    for (key, places) in groups.sorted(by: { $0.key.level < $1.key.level }) {
      let bodies = places.map { split.parts[$0].body }
      let columns = graph.columns(below: bodies)
      passes.append(
        Pass(
          row: StraightLine(&graph, outputs: bodies, inputs: inputs + columns),
          aggregates: places.map { split.parts[$0].aggregate }, places: places, columns: columns,
          sample: key.sample, isParametric: key.isParametric))
    }
    rowColumns = graph.columns(below: split.outputs)
    result = StraightLine(&graph, outputs: split.outputs, inputs: inputs + rowColumns)
  }

  /// The positions of the variables that are used at all.
  var usedVariables: Set<Int> {
    passes.reduce(result.usedInputs) { $0.union($1.row.usedInputs) }.filter { $0 < variableCount }
  }

  /// All columns, each once, in the order of first use.
  var columns: [Symbol] {
    var seen: Set<Symbol> = []
    return (passes.flatMap { $0.columns + $0.sample } + rowColumns).filter {
      seen.insert($0).inserted
    }
  }
}
