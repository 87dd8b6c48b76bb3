import NablaData
import NablaSyntax

/// What `load` and `describe` tell of a table.
struct TableResult: Sendable {
  private let rowCount: Int
  private let columns: [(name: String, summary: Summary)]
  /// Whether figures are shown beside the names.
  var isDescribed = false

  /// The table, with what its columns are called here.
  init(_ table: Table, names: [Name]?) {
    rowCount = table.rowCount
    let summaries = table.summaries()
    let own = names.map { $0.map(\.ascii) } ?? summaries.map(\.name)
    columns = Array(zip(own, summaries))
  }

  func addFields(to object: inout JSONObject) {
    object.add("rows", rowCount)
    object.add("columns", raw: JSON.array(columns.map { Self.json($0.name, $0.summary) }))
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
    let shown = columns.prefix(20).map { column in
      if case .text = column.summary.cells { return column.name + " (text)" }
      return column.name
    }
    let more = columns.count > shown.count ? ", and \(columns.count - shown.count) more" : ""
    return StyledText("  \(rows): " + shown.joined(separator: ", ") + more + "\n")
  }

  /// A line for each column.
  private var description: StyledText {
    var rows = [["column", "count", "missing", "mean", "std", "min", "max"]]
    for (name, summary) in columns {
      let counts = [name, String(summary.count), String(summary.missing)]
      switch summary.cells {
      case .numbers(let moments):
        let figures = [moments.mean, moments.std, moments.min, moments.max]
        rows.append(counts + figures.map { NumberText.significant($0, 8) })
      case .text(let levels):
        let top = levels.mostFrequent.map { ", most often \($0) (\(levels.frequency))" } ?? ""
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

/// An expression that has a value in every row: the first ones, and how many there are.
struct ColumnResult: Sendable {
  /// The expression.
  var raised: RaisedText
  var rowCount: Int
  /// How many rows have no value.
  var missing: Int
  /// The values of the first rows, NaN where one is missing.
  var first: [Double]

  /// How many values are shown.
  static let shownCount = 6

  func addFields(to object: inout JSONObject) {
    object.add("text", raw: raised.json())
    object.add("rows", rowCount)
    object.add("missing", missing)
    object.add("first", first)
  }

  func text(unicode: Bool) -> StyledText {
    let list = first.map { $0.isNaN ? "missing" : NumberText.significant($0, 8) }
    var text = StyledText(
      Layout.indent(unicode) + "[" + list.joined(separator: ", ") + "]", .result)
    let rows = rowCount == 1 ? "1 row" : "\(rowCount) rows"
    text.append(
      "  # " + (rowCount > first.count ? "the first \(first.count) of " : "") + rows
        + (missing > 0 ? ", \(missing) without a value" : "") + "\n", .dimmed)
    return text
  }
}
