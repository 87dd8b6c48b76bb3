import NablaAlgebra

/// Proven bounds of an expression with aggregates: intervals go over every row.
///
/// It costs a hundred times what a pass of an `AggregateProgram` does, and more where functions are
/// transcendental: it is for checking what such passes have found. The numbers in the columns are
/// taken as they are.
package struct AggregateEnclosure: Sendable {
  /// An aggregate, and the rows it goes over.
  private struct Part: Sendable {
    var aggregate: Aggregate
    var isParametric: Bool
    var program: IntervalProgram
    var columns: [ColumnBlocks]
    var rowCount: Int
  }

  /// Rows that one thread takes at a time.
  private static let chunk = 2048

  private let program: IntervalProgram
  private let parts: [Part]
  private let threads: Int
  /// The aggregates that depend on no input, once they are known.
  private var constants: [Int: Interval] = [:]

  /// Compiles the value of `root` as a function of `inputs`; `nil` where it has a median or another
  /// quantile in it.
  ///
  /// Complexity: linear in the nodes below the root, and in the rows where some are missing.
  package init?(
    _ graph: ExpressionGraph, _ root: NodeID, by inputs: [Symbol], data: ColumnData
  ) {
    var graph = graph
    let split = AggregateSplit(&graph, outputs: [root], inputs: inputs)
    let areFolds = split.parts.allSatisfy { part in
      switch part.aggregate {
      case .mean, .sum, .count, .least, .greatest: true
      case .median, .quantile: false
      }
    }
    guard areFolds else { return nil }
    let scalars = inputs + split.placeholders
    threads = data.threads
    program = IntervalProgram(graph, outputs: split.outputs, inputs: scalars)
    parts = split.parts.map { part in
      let columns = graph.columns(below: [part.body])
      let rows = data.rows(in: part.sample)
      return Part(
        aggregate: part.aggregate, isParametric: part.isParametric,
        program: IntervalProgram(graph, outputs: [part.body], inputs: scalars + columns),
        columns: columns.map { column in rows.map { data[column].gathered($0) } ?? data[column] },
        rowCount: rows?.count ?? data.rowCount(of: columns + part.sample))
    }
  }

  /// Bounds of the value at a point given as intervals; `nil` where it is not known to be defined,
  /// or when interrupted.
  package mutating func bounds(
    at point: [Interval], isInterrupted: () -> Bool
  ) -> Interval? {
    var scalars = point + parts.map { _ in .entire }
    for (index, part) in parts.enumerated() {
      guard
        let value = constants[index] ?? Self.value(part, scalars, threads, isInterrupted)
      else { return nil }
      if !part.isParametric { constants[index] = value }
      scalars[point.count + index] = value
    }
    let result = program.evaluate(scalars)[0]
    return result.isDefined && result.interval.isBounded ? result.interval : nil
  }

  private static func value(
    _ part: Part, _ scalars: [Interval], _ threads: Int, _ isInterrupted: () -> Bool
  ) -> Interval? {
    let count = Interval(Double(part.rowCount))
    if part.aggregate == .count { return count }
    guard part.rowCount > 0 else { return nil }
    var total: Interval?
    for start in stride(from: 0, to: part.rowCount, by: ColumnBlocks.length) {
      if isInterrupted() { return nil }
      let length = min(ColumnBlocks.length, part.rowCount - start)
      let chunks = (length + chunk - 1) / chunk
      var folded = Array(repeating: Interval.empty, count: chunks)
      folded.withUnsafeMutableBufferPointer { folded in
        let room = folded
        Parallel.forEach(chunks, workers: min(threads, chunks)) { _, item in
          let first = start + item * chunk
          room[item] = fold(part, scalars, first..<min(first + chunk, start + length)) ?? .empty
        }
      }
      for value in folded {
        if value.isEmpty { return nil }
        total = total.map { part.aggregate.folded($0, value) } ?? value
      }
    }
    return part.aggregate == .mean ? total.map { $0 / count } : total
  }

  /// What the aggregate makes of some rows, before a mean is divided; `nil` where one of them is not
  /// known to have a value.
  private static func fold(
    _ part: Part, _ scalars: [Interval], _ rows: Range<Int>
  ) -> Interval? {
    var workspace = part.program.makeWorkspace()
    var box = scalars + part.columns.map { _ in .zero }
    var values = [Enclosure.unknown]
    var total: Interval?
    for row in rows {
      for (index, column) in part.columns.enumerated() {
        box[scalars.count + index] = Interval(column[row])
      }
      part.program.run(box, into: &values, workspace: &workspace)
      guard values[0].isDefined else { return nil }
      total = total.map { part.aggregate.folded($0, values[0].interval) } ?? values[0].interval
    }
    return total
  }
}

extension Aggregate {
  /// Bounds of what two parts of the rows make together.
  fileprivate func folded(_ x: Interval, _ y: Interval) -> Interval {
    switch self {
    case .mean, .sum, .count, .median, .quantile: x + y
    case .least: Interval(min(x.lower, y.lower), min(x.upper, y.upper))
    case .greatest: Interval(max(x.lower, y.lower), max(x.upper, y.upper))
    }
  }
}
