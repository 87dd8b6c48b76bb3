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
    /// Whether a command made it.
    var isComputed = false
  }

  private(set) var entries: [Entry] = []
  private(set) var columns: [Name: Reference] = [:]
  /// On how many threads a pass over the rows may run.
  var threads = Parallel.processorCount

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

  /// Gives a table one more column, or another in place of one of the same name.
  mutating func add(_ column: Column, named name: Name, to table: Name?) {
    guard let position = entries.firstIndex(where: { $0.name == table }) else { return }
    let old = entries[position]
    var columns = old.table.columns
    var names = old.columnNames
    if let place = columns.firstIndex(where: { $0.name == column.name }) {
      columns[place] = column
      names[place] = name
    } else {
      columns.append(column)
      names.append(name)
    }
    guard let grown = Table(name: old.table.name, columns: columns) else { return }
    entries[position].table = grown
    entries[position].columnNames = names
    self.columns[name] = Reference(table: table, column: column, isComputed: true)
  }

  /// Forgets one column of a table, and the table with its last one.
  mutating func removeColumn(_ name: Name) {
    guard let reference = columns.removeValue(forKey: name),
      let position = entries.firstIndex(where: { $0.name == reference.table })
    else { return }
    var entry = entries[position]
    let isKept = entry.columnNames.map { $0 != name }
    entry.columnNames = zip(entry.columnNames, isKept).filter(\.1).map(\.0)
    let columns = zip(entry.table.columns, isKept).filter(\.1).map(\.0)
    guard !columns.isEmpty, let table = Table(name: entry.table.name, columns: columns) else {
      entries.remove(at: position)
      return
    }
    entry.table = table
    entries[position] = entry
  }

  /// The data of all columns that occur below `roots`.
  func data(for graph: ExpressionGraph, below roots: [NodeID]) -> ColumnData {
    var values: [Symbol: ColumnBlocks] = [:]
    for symbol in graph.columns(below: roots) { values[symbol] = data(for: graph.name(symbol)) }
    return ColumnData(values, threads: threads)
  }

  /// The data of a leaf: the numbers of a column, or the ones and zeros of a comparison of texts.
  private func data(for symbolName: String) -> ColumnBlocks? {
    guard let column = reference(for: symbolName)?.column else { return nil }
    if let indicator = Indicator(symbolName: symbolName) { return indicator.values(of: column) }
    return column.numbers.map { ColumnBlocks($0.blocks, hasMissing: column.missingCount > 0) }
  }

  /// The column that a leaf stands for, or is made of.
  func reference(for symbolName: String) -> Reference? {
    columns[Self.columnName(of: symbolName)]
  }

  /// The name of the column that a leaf stands for, or is made of.
  static func columnName(of symbolName: String) -> Name {
    Indicator(symbolName: symbolName)?.column ?? Name(symbolName)
  }

  /// Whether there is a column for a leaf, of the kind that it needs.
  func hasColumn(for symbolName: String) -> Bool {
    let isText = reference(for: symbolName)?.column.isText
    return isText == (Indicator(symbolName: symbolName) != nil)
  }

  /// A column of text in which a text occurs, the first by name.
  func textColumn(with text: String) -> Name? {
    columns.filter { $0.value.column.code(of: text) != nil }.keys.min()
  }

  /// The name of a table in sentences.
  static func label(_ name: Name?) -> String { name.map { "`\($0.ascii)`" } ?? "the other table" }
}
