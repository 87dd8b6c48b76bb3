import NablaAlgebra

/// The numbers of columns, by the symbols that stand for them in a graph; NaN where one is missing.
package struct ColumnData: Sendable {
  private var values: [Symbol: [Double]]

  /// Makes the data of some columns; those of one table have equally many rows.
  package init(_ values: [Symbol: [Double]] = [:]) {
    self.values = values
  }

  /// The numbers of a column; none for one that is not known.
  package subscript(symbol: Symbol) -> [Double] { values[symbol] ?? [] }

  /// How many rows all of some columns have; 0 where one of them is not known.
  package func rowCount(of symbols: [Symbol]) -> Int {
    symbols.map { self[$0].count }.min() ?? 0
  }

  /// The rows in which no column of `sample` is missing; `nil` where that are all.
  func rows(in sample: [Symbol]) -> [Int]? {
    let columns = sample.map { self[$0] }.filter { $0.contains(where: \.isNaN) }
    guard let first = columns.first else { return nil }
    return first.indices.filter { row in columns.allSatisfy { !$0[row].isNaN } }
  }

  /// The least and the greatest number of a column; `nil` where there is none.
  package func range(of symbol: Symbol) -> ClosedRange<Double>? {
    let numbers = self[symbol].filter { !$0.isNaN }
    guard let least = numbers.min(), let greatest = numbers.max() else { return nil }
    return least...greatest
  }
}
