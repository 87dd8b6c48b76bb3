import NablaSyntax

/// A point at which a model is asked for its value: a number or a text for each of its columns.
struct ModelPoint: Sendable {
  /// What a column holds there.
  enum Value: Sendable {
    case number(Double)
    case text(String)

    var json: String {
      switch self {
      case .number(let number): JSON.number(number)
      case .text(let text): JSON.string(text)
      }
    }
  }

  var coordinates: [(column: Name, value: Value)]

  /// What a leaf of the model is there: the number of its column, or the truth of a comparison of its
  /// text, be it one that no row holds.
  func value(ofLeaf symbolName: String) -> Double {
    let column = TableStore.columnName(of: symbolName)
    switch coordinates.first(where: { $0.column == column })?.value {
    case .number(let number): return number
    case .text(let text):
      guard let indicator = Indicator(symbolName: symbolName) else { return .nan }
      return (text == indicator.text) == indicator.isNegated ? 0 : 1
    case nil: return .nan
    }
  }
}
