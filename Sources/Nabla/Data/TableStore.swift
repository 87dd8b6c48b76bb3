import NablaAlgebra
import NablaData
import NablaEvaluation
import NablaSyntax

/// The tables that a session has loaded, and what their columns are called.
struct TableStore: Sendable {
  /// A table and the name given to it by `as`; that of one whose columns stand alone is `nil`.
  struct Entry: Sendable {
    var name: Name?
    var table: Table
    /// What each column is called, in the table's order.
    var columnNames: [Name]
  }

  /// A column by its name.
  struct Reference: Sendable {
    /// The name of its table.
    var table: Name?
    var column: Column
  }

  private(set) var entries: [Entry] = []
  private(set) var columns: [Name: Reference] = [:]

  /// Whether a value is missing anywhere.
  var hasMissing: Bool { columns.values.contains { $0.column.missingCount > 0 } }

  /// The table of a name; `nil` for the one whose columns stand alone.
  func entry(_ name: Name?) -> Entry? { entries.first { $0.name == name } }

  /// Takes in a table in place of another of the same name.
  mutating func add(_ entry: Entry) {
    remove(entry.name)
    entries.append(entry)
    for (name, column) in zip(entry.columnNames, entry.table.columns) {
      columns[name] = Reference(table: entry.name, column: column)
    }
  }

  /// Forgets a table and its columns, whose names are returned.
  @discardableResult
  mutating func remove(_ name: Name?) -> [Name] {
    guard let position = entries.firstIndex(where: { $0.name == name }) else { return [] }
    let names = entries.remove(at: position).columnNames
    for name in names { columns[name] = nil }
    return names
  }

  /// Forgets one column of a table.
  mutating func removeColumn(_ name: Name) { columns[name] = nil }

  /// The data of all columns that occur below `roots`.
  func data(for graph: ExpressionGraph, below roots: [NodeID]) -> ColumnData {
    var values: [Symbol: ColumnBlocks] = [:]
    for symbol in graph.columns(below: roots) {
      guard let column = columns[Name(graph.name(symbol))]?.column, let numbers = column.numbers
      else { continue }
      values[symbol] = ColumnBlocks(numbers.blocks, hasMissing: column.missingCount > 0)
    }
    return ColumnData(values)
  }

  /// The name of a table in sentences.
  static func label(_ name: Name?) -> String { name.map { "`\($0.ascii)`" } ?? "the other table" }
}
