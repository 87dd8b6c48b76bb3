/// What a statement can be exported to, by the word behind `export`.
package enum ExportTarget: String, CaseIterable, Sendable {
  case latex
  case c
  case swift
  case python
  case sql
  case sqlite
  case postgresql
  case duckdb
  case spark
  case pyspark

  /// Whether the rows stay in a database.
  package var isDatabase: Bool {
    switch self {
    case .latex, .c, .swift, .python: false
    case .sql, .sqlite, .postgresql, .duckdb, .spark, .pyspark: true
    }
  }

  /// How sentences call it.
  package var title: String {
    switch self {
    case .latex: "LaTeX"
    case .c: "C"
    case .swift: "Swift"
    case .python: "Python"
    case .sql: "SQL"
    case .sqlite: "SQLite"
    case .postgresql: "PostgreSQL"
    case .duckdb: "DuckDB"
    case .spark: "Spark SQL"
    case .pyspark: "PySpark"
    }
  }
}
