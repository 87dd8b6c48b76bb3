/// Columns of equally many rows, each with a name of its own.
package struct Table: Sendable, Equatable {
  package let name: String
  package let columns: [Column]
  package let rowCount: Int
  private let places: [String: Int]

  /// A table of columns; nil if they differ in length, or two have one name.
  package init?(name: String, columns: [Column]) {
    let rowCount = columns.first?.rowCount ?? 0
    guard columns.allSatisfy({ $0.rowCount == rowCount }) else { return nil }
    var places: [String: Int] = [:]
    for (place, column) in columns.enumerated() {
      guard places.updateValue(place, forKey: column.name) == nil else { return nil }
    }
    self.name = name
    self.columns = columns
    self.rowCount = rowCount
    self.places = places
  }

  /// A table of columns that are known to be of one length and of different names.
  init(name: String, known columns: [Column]) {
    self.name = name
    self.columns = columns
    rowCount = columns.first?.rowCount ?? 0
    places = Dictionary(
      columns.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The column of a name, or nil.
  ///
  /// - Complexity: O(1).
  package subscript(name: String) -> Column? { places[name].map { columns[$0] } }

  /// A column summarized, one after the other.
  ///
  /// - Complexity: O(rows times columns).
  package func summaries() -> [Summary] { columns.map(Summary.init) }
}
