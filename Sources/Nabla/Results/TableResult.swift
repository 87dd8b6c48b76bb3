import NablaData
import NablaSyntax

/// What `load` and `describe` tell of a table.
struct TableResult: Sendable {
  private let table: Table
  /// What the columns are called here.
  private let names: [String]
  /// Whether figures are shown beside the names.
  var isDescribed = false

  /// The table, with what its columns are called here.
  init(_ table: Table, names: [Name]?) {
    self.table = table
    self.names = names.map { $0.map(\.ascii) } ?? table.columns.map(\.name)
  }

  private var rowCount: Int { table.rowCount }

  func addFields(to object: inout JSONObject) {
    object.add("rows", rowCount)
    object.add("columns", raw: JSON.array(zip(names, table.summaries()).map { Self.json($0, $1) }))
  }

  private static func json(_ name: String, _ summary: Summary) -> String {
    var object = JSONObject()
    object.add("name", name)
    switch summary.cells {
    case .numbers(let moments):
      object.add("kind", "number")
      object.add("count", summary.count)
      object.add("missing", summary.missing)
      object.add("mean", moments.mean)
      object.add("std", moments.std)
      object.add("min", moments.min)
      object.add("max", moments.max)
    case .text(let levels):
      object.add("kind", "text")
      object.add("count", summary.count)
      object.add("missing", summary.missing)
      object.add("levels", levels.count)
      if let top = levels.mostFrequent { object.add("top", top) }
      object.add("frequency", levels.frequency)
    }
    return object.text
  }

  func text(unicode: Bool) -> StyledText { isDescribed ? description : overview }

  /// How many rows there are, and the names of the columns.
  private var overview: StyledText {
    let rows = rowCount == 1 ? "1 row" : "\(rowCount) rows"
    let shown = zip(names, table.columns).prefix(20).map { $1.isText ? $0 + " (text)" : $0 }
    let more = names.count > shown.count ? ", and \(names.count - shown.count) more" : ""
    return StyledText("  \(rows): " + shown.joined(separator: ", ") + more + "\n")
  }

  /// A line for each column.
  private var description: StyledText {
    var rows = [["column", "count", "missing", "mean", "std", "min", "max"]]
    for (name, summary) in zip(names, table.summaries()) {
      let counts = [name, String(summary.count), String(summary.missing)]
      switch summary.cells {
      case .numbers(let moments):
        let figures = [moments.mean, moments.std, moments.min, moments.max]
        rows.append(counts + figures.map { NumberText.significant($0, 8) })
      case .text(let levels):
        let top =
          levels.mostFrequent.map { ", most often \($0.excerpt) (\(levels.frequency))" } ?? ""
        rows.append(counts + ["text, \(levels.count) different\(top)"])
      }
    }
    // What is said of text runs over the columns of figures.
    let widths = (0..<7).map { column in
      rows.reduce(0) { $1.count == 7 ? max($0, $1[column].count) : $0 }
    }
    let first = rows.reduce(0) { max($0, $1[0].count) }
    var text = StyledText("  \(rowCount == 1 ? "1 row" : "\(rowCount) rows")\n", .dimmed)
    for (index, row) in rows.enumerated() {
      var line = "  " + Layout.padded(row[0], first)
      for (column, cell) in row.enumerated().dropFirst() {
        line += "  " + (row.count == 7 || column < 3 ? Layout.flushed(cell, widths[column]) : cell)
      }
      text.append(line + "\n", index == 0 ? .dimmed : .plain)
    }
    return text
  }
}
