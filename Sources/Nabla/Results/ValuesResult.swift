import NablaAlgebra
import NablaSyntax

/// The answer to `table`: the values of expressions in steps of their variable.
struct ValuesResult: Sendable {
  var variable: Name
  /// The expressions, a column each.
  var raised: RaisedText
  /// How the columns are headed, for a pipe and for a terminal.
  var heads: (ascii: [String], unicode: [String])
  /// The distance from row to row.
  var step: Double
  /// The variable's value and the expressions' values, a row each.
  var rows: [[Cell]]

  /// A number of the table.
  struct Cell: Sendable {
    /// NaN where the expression is undefined, infinite where it is too large.
    var value: Double
    var text: String

    /// Significant digits of numbers that are no short decimals.
    private static let digits = 9

    /// An exact number, as a decimal where it has a short one.
    init(_ exact: Rational) {
      value = exact.double
      let decimal = exact.decimal(maximumDigits: 12).flatMap { $0.count <= 15 ? $0 : nil }
      text = decimal ?? NumberText.approximation(exact, Cell.digits)
    }

    init(_ value: Double) {
      self.value = value
      if value.isNaN {
        text = "undefined"
      } else if value.isInfinite {
        text = value < 0 ? "< -1.8e308" : "> 1.8e308"
      } else {
        text = NumberText.significant(value, Cell.digits)
      }
    }

    /// How many characters stand in front of the decimal point; words have none to align.
    fileprivate var wholeWidth: Int {
      guard value.isFinite else { return 0 }
      return text.prefix { $0 != "." && $0 != "e" }.count
    }
  }

  func addFields(to object: inout JSONObject) {
    object.add("variables", [variable.ascii])
    object.add("text", raw: JSON.array(heads.ascii.indices.map { raised.json($0) }))
    object.add("step", step)
    object.add("rows", rows.map { $0.map(\.value) })
  }

  func text(unicode: Bool) -> StyledText {
    var lines = [[variable.text(unicode: unicode)] + (unicode ? heads.unicode : heads.ascii)]
    let widths = lines[0].indices.map { column in rows.map { $0[column].wholeWidth }.max() ?? 0 }
    for row in rows {
      lines.append(
        zip(row, widths).map { cell, width in
          cell.value.isFinite ? Layout.flushed("", width - cell.wholeWidth) + cell.text : cell.text
        })
    }
    for column in lines[0].indices {
      // A head stands above the first digits, behind the room for signs.
      let indent = min(1, max(0, widths[column] - 1))
      lines[0][column] = Layout.flushed("", indent) + lines[0][column]
    }
    var text = StyledText()
    for (index, line) in Layout.columns(lines).enumerated() {
      text.append("  " + line.trimmedAtEnd + "\n", index == 0 ? .dimmed : .plain)
    }
    return text
  }
}
