import NablaAlgebra
import NablaData
import NablaSyntax

extension Lowering {
  /// Whether a call makes one number of the rows of a table: `mean(tip)`, and `max(tip)` where
  /// `max(1, 2)` is no such call.
  func isAggregate(_ name: Name, _ arguments: [NodeID]) -> AggregateName? {
    guard let aggregate = AggregateName(rawValue: name.ascii) else { return nil }
    if AggregateName.ownNames.contains(aggregate) { return aggregate }
    return arguments.count == 1 ? aggregate : nil
  }

  /// An aggregate of expressions over the rows of one table.
  ///
  /// Rows in which a used column is missing are left out: the sample of all parts of one aggregate
  /// is that of its arguments together.
  mutating func aggregate(
    _ name: AggregateName, _ arguments: [NodeID], at span: Span
  ) throws(Diagnostic) -> NodeID {
    let used = Set(arguments.flatMap { graph.columns(inRowsOf: $0) }).sorted()
    guard !used.isEmpty else {
      throw Diagnostic(
        "`\(name.rawValue)` goes over the rows of a table, and no column stands in it", at: span,
        hint: tables.entries.isEmpty
          ? "load a table first: load \"tips.csv\""
          : columnHint(name, arguments))
    }
    try checkTable(of: used, at: span)
    let sample = used.filter { column in
      reference(of: column).map { tables.mayMiss($0.column) } ?? false
    }
    let rows = Sample(columns: sample, witness: used[0])
    let first = arguments[0]
    switch name {
    case .mean: return graph.mean(first, rows)
    case .sum: return graph.total(first, rows)
    case .count: return graph.rowCount(rows)
    case .median: return graph.aggregate(.median, of: first, over: sample)
    case .quantile:
      let fraction = try fraction(arguments[1], at: span)
      return graph.aggregate(.quantile, of: first, over: sample + [fraction])
    case .least: return graph.aggregate(.least, of: first, over: sample)
    case .greatest: return graph.aggregate(.greatest, of: first, over: sample)
    case .variance: return graph.covariance(first, first, rows)
    case .std: return graph.deviation(first, rows)
    case .cov: return graph.covariance(first, arguments[1], rows)
    case .corr: return graph.correlation(first, arguments[1], rows)
    }
  }

  /// What to write where a column is wanted: the one that was meant without its table's name, or any.
  private func columnHint(_ name: AggregateName, _ arguments: [NodeID]) -> String {
    let columns = tables.columns.filter { !$0.value.column.isText }.keys.sorted().map(\.ascii)
    for symbol in graph.variables(below: arguments) {
      let near = columns.filter { $0.hasSuffix("." + graph.name(symbol)) }.prefix(4)
      if !near.isEmpty { return "write its table in front: " + near.joined(separator: " or ") }
    }
    guard let first = columns.first, let last = columns.last else {
      return "its columns are all text; such a comparison is a number: sum(day == \"Sun\")"
    }
    return "write a column in it, such as " + name.example(first, last)
  }

  /// The part of the values that lies below a quantile.
  private func fraction(_ node: NodeID, at span: Span) throws(Diagnostic) -> NodeID {
    if let number = graph.number(node), !number.isNegative, number <= .one { return node }
    throw Diagnostic(
      "the second argument of `quantile` is a number from 0 to 1", at: span,
      hint: "write \(AggregateName.quantile.example) for what a quarter of the values lies below")
  }

  /// Refuses a column as the argument of a function that goes over rows itself: what is the same in
  /// every row stands in front of its mean already.
  func checkIsNoAggregate(_ formula: NodeID, _ name: Name, at span: Span) throws(Diagnostic) {
    guard graph.hasAggregates,
      graph.nodes(below: [formula]).contains(where: { graph.kind($0) == .aggregate })
    else { return }
    throw Diagnostic(
      "\(name.ascii) goes over the rows itself, so it takes no column", at: span,
      hint: "hand it numbers, or write its formula with the column")
  }

  private func reference(of column: NodeID) -> TableStore.Reference? {
    graph.symbol(column).flatMap { tables.reference(for: graph.name($0)) }
  }

  /// Refuses columns of several tables in one row.
  func checkTable(of columns: [NodeID], at span: Span) throws(Diagnostic) {
    let found = columns.compactMap { reference(of: $0) }
    guard let first = found.first,
      let other = found.first(where: { $0.table != first.table })
    else { return }
    throw Diagnostic(
      "columns of two tables cannot stand in one row: `\(first.column.name)` is of"
        + " \(TableStore.label(first.table)), `\(other.column.name)` of"
        + " \(TableStore.label(other.table))",
      at: span, hint: "each aggregate goes over one table")
  }
}

/// The rows that an aggregate goes over.
struct Sample {
  /// The columns that have missing values; a row without one of them does not count.
  var columns: [NodeID]
  /// A column that says what table is meant.
  var witness: NodeID
}

// Variance and its kin are made of means and sums, so that their derivatives follow. They divide by
// count - 1, as pandas does and NumPy with ddof=1.
extension ExpressionGraph {
  mutating func mean(_ node: NodeID, _ rows: Sample) -> NodeID {
    aggregate(.mean, of: node, over: rows.columns)
  }

  mutating func total(_ node: NodeID, _ rows: Sample) -> NodeID {
    aggregate(.sum, of: node, over: rows.columns.isEmpty ? [rows.witness] : rows.columns)
  }

  mutating func rowCount(_ rows: Sample) -> NodeID {
    aggregate(.count, of: rows.witness, over: rows.columns.isEmpty ? [rows.witness] : rows.columns)
  }

  private mutating func centred(_ node: NodeID, _ rows: Sample) -> NodeID {
    let mean = mean(node, rows)
    return difference(node, mean)
  }

  /// The sum of the products of deviations from the means.
  private mutating func comoment(_ a: NodeID, _ b: NodeID, _ rows: Sample) -> NodeID {
    let left = centred(a, rows)
    let right = centred(b, rows)
    let product = product(left, right)
    return total(product, rows)
  }

  mutating func covariance(_ a: NodeID, _ b: NodeID, _ rows: Sample) -> NodeID {
    let top = comoment(a, b, rows)
    let bottom = sum(rowCount(rows), number(-1))
    return quotient(top, bottom)
  }

  mutating func deviation(_ node: NodeID, _ rows: Sample) -> NodeID {
    let variance = covariance(node, node, rows)
    return call(.sqrt, [variance])
  }

  mutating func correlation(_ a: NodeID, _ b: NodeID, _ rows: Sample) -> NodeID {
    let top = comoment(a, b, rows)
    let left = call(.sqrt, [comoment(a, a, rows)])
    let right = call(.sqrt, [comoment(b, b, rows)])
    let bottom = product(left, right)
    return quotient(top, bottom)
  }
}
