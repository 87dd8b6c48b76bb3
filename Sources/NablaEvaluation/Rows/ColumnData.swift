import NablaAlgebra

/// The numbers of columns, by the symbols that stand for them in a graph.
package struct ColumnData: Sendable {
  private var values: [Symbol: ColumnBlocks]
  /// On how many threads a pass over the rows may run; what it yields does not depend on it.
  package let threads: Int

  /// Makes the data of some columns; those of one table have equally many rows.
  package init(_ values: [Symbol: ColumnBlocks] = [:], threads: Int = 1) {
    self.values = values
    self.threads = threads
  }

  /// The numbers of a column; none for one that is not known.
  package subscript(symbol: Symbol) -> ColumnBlocks {
    values[symbol] ?? ColumnBlocks(hasMissing: false)
  }

  /// How many rows all of some columns have; 0 where one of them is not known.
  package func rowCount(of symbols: [Symbol]) -> Int {
    symbols.map { self[$0].count }.min() ?? 0
  }

  /// The rows in which no column of `sample` is missing; `nil` where that are all.
  ///
  /// - Complexity: O(1) where no column has missing numbers, else linear in the rows.
  package func rows(in sample: [Symbol]) -> [Int32]? {
    let columns = sample.map { self[$0] }.filter(\.hasMissing)
    guard let first = columns.first else { return nil }
    var rows: [Int32] = []
    for (index, block) in first.blocks.enumerated() {
      let start = index * ColumnBlocks.length
      for place in block.indices
      where columns.allSatisfy({ !$0.blocks[index][place].isNaN }) {
        rows.append(Int32(start + place))
      }
    }
    return rows.count == first.count ? nil : rows
  }

  /// The least and the greatest number of a column; `nil` where there is none.
  package func range(of symbol: Symbol) -> ClosedRange<Double>? {
    var (least, greatest) = (Double.infinity, -Double.infinity)
    for block in self[symbol].blocks {
      for number in block where !number.isNaN {
        least = min(least, number)
        greatest = max(greatest, number)
      }
    }
    return least <= greatest ? least...greatest : nil
  }
}
