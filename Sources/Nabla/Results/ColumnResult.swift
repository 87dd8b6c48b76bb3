import NablaSyntax

/// An expression that has a value in every row: the first ones, and how many there are.
struct ColumnResult: Sendable {
  /// The values of the first rows.
  enum Values: Sendable {
    /// NaN where one is missing.
    case numbers([Double])
    case texts([String?])
    /// The elements of a vector of expressions, row by row.
    case vectors([[Double]])
  }

  /// The expression, or the elements of a vector.
  var raised: RaisedText
  var rowCount: Int
  /// How many rows have no value.
  var missing: Int
  var first: Values
  /// The name of the column that was made of it.
  var name: Name?

  /// How many values are shown.
  static let shownCount = 6

  func addFields(to object: inout JSONObject) {
    if let name { object.add("name", name.ascii) }
    if case .vectors = first {
      object.add("text", raw: JSON.array(raised.texts().indices.map { raised.json($0) }))
    } else {
      object.add("text", raw: raised.json())
    }
    object.add("rows", rowCount)
    object.add("missing", missing)
    switch first {
    case .numbers(let numbers): object.add("first", numbers)
    case .texts(let texts):
      object.add("first", raw: JSON.array(texts.map { $0.map(JSON.string) ?? "null" }))
    case .vectors(let rows): object.add("first", rows)
    }
  }

  func text(unicode: Bool) -> StyledText {
    let list = first.texts
    let head = name.map { $0.text(unicode: unicode) + " = " } ?? ""
    var text = StyledText(
      Layout.indent(unicode) + head + "[" + list.joined(separator: ", ") + "]", .result)
    let rows = rowCount == 1 ? "1 row" : "\(rowCount) rows"
    text.append(
      "  # " + (rowCount > list.count ? "the first \(list.count) of " : "") + rows
        + (missing > 0 ? ", \(missing) without a value" : "") + "\n", .dimmed)
    return text
  }
}

extension ColumnResult.Values {
  /// The values as they are shown.
  fileprivate var texts: [String] {
    switch self {
    case .numbers(let numbers):
      numbers.map { $0.isNaN ? "missing" : NumberText.significant($0, 8) }
    case .texts(let texts): texts.map { $0?.excerpt.quotedText ?? "missing" }
    case .vectors(let rows):
      rows.map { JSON.array(ColumnResult.Values.numbers($0).texts) }
    }
  }
}
