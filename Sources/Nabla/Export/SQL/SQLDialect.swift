import NablaAlgebra

/// Which database a query is for.
enum SQLDialect: Sendable {
  /// The standard, as far as databases follow it.
  case sql
  case sqlite
  case postgresql
  case duckdb
  case spark

  /// The type of doubles.
  var double: String { self == .spark ? "DOUBLE" : "DOUBLE PRECISION" }

  /// A placeholder for a value that is given when the query is run.
  func placeholder(_ name: String) -> String { (self == .duckdb ? "$" : ":") + name }

  /// A name of a table or column, whatever is in it: in quotes, which are doubled inside.
  func quoted(_ name: String) -> String {
    let mark = self == .spark ? "`" : "\""
    return mark + name.replacing(mark, with: mark + mark) + mark
  }

  /// 1 or 0 as the text of a column is the one compared with, or the other way round.
  func indicator(_ indicator: Indicator, _ column: String) -> String {
    let text =
      self == .spark
      ? indicator.text.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
      : indicator.text.replacing("'", with: "''")
    let (hit, miss) = indicator.isNegated ? (0.0, 1.0) : (1.0, 0.0)
    return "CASE WHEN \(column) = '\(text)' THEN \(literal(hit))"
      + " WHEN \(column) <> '\(text)' THEN \(literal(miss)) END"
  }

  /// A number that is a double and no decimal, integer or quotient of such.
  func literal(_ value: Double) -> String {
    if !value.isFinite {
      if self == .sqlite { return value.isNaN ? "NULL" : "9e999" }
      return "CAST('\(value.isNaN ? "NaN" : "Infinity")' AS \(double))"
    }
    let text = value.description
    switch self {
    case .sqlite, .postgresql: return text
    case .spark: return text + "D"
    case .sql, .duckdb:
      if text.contains("e") { return text }
      return (text.hasSuffix(".0") ? String(text.dropLast(2)) : text) + "E0"
    }
  }

  /// An aggregate of a value over the rows; `nil` where there is none.
  ///
  /// Where `mayBeUndefined` tells that a row may have no value although it has all columns, one such
  /// row leaves the aggregate undefined; the database alone would pass over it.
  func aggregate(_ aggregate: Aggregate, _ value: String, mayBeUndefined: Bool) -> String? {
    let plain: String
    switch aggregate {
    case .mean: plain = "AVG(\(value))"
    case .sum: plain = "SUM(\(value))"
    case .count: return "CAST(COUNT(*) AS \(double))"
    case .least: plain = "MIN(\(value))"
    case .greatest: plain = "MAX(\(value))"
    case .quantile: return nil
    case .median:
      switch self {
      case .sqlite: return nil
      case .duckdb: plain = "MEDIAN(\(value))"
      case .spark: plain = "PERCENTILE(\(value), 0.5)"
      case .sql, .postgresql: plain = "PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY \(value))"
      }
    }
    return mayBeUndefined ? "CASE WHEN COUNT(\(value)) = COUNT(*) THEN \(plain) END" : plain
  }
}
