import NablaAlgebra
import NablaEvaluation
import NablaSyntax

/// Writes values and derivatives as one query: common table expressions one after the other, each
/// with names for what the next ones use.
struct SQLExport {
  /// Most common table expressions of a query, lest databases give up on it.
  private static let stageLimit = 200

  let subject: ExportSubject
  let dialect: SQLDialect
  var writer: CodeWriter<SQLLanguage>
  let names: CodeNames
  /// The common table expressions so far.
  var stages: [(name: String, query: String)] = []
  /// The tables with the results of passes.
  private(set) var totals: [String] = []
  /// The table of the variables' values.
  private var parameters = ""
  var hasParameters: Bool { !subject.variables.isEmpty }

  /// The text of a query.
  static func text(_ subject: ExportSubject, _ dialect: SQLDialect) throws(UnsupportedPart)
    -> String
  {
    if subject.descent != nil { return try descentText(subject, dialect) }
    return try query(subject, dialect).text
  }

  /// A query as text.
  struct Query: Sendable {
    var text: String
    /// The names of the columns of its one row.
    var outputs: [String]
    /// The names of the placeholders, in the order of the variables.
    var parameters: [String]
  }

  /// The query of all outputs.
  static func query(
    _ subject: ExportSubject, _ dialect: SQLDialect
  ) throws(UnsupportedPart) -> Query {
    var export = SQLExport(subject, dialect)
    export.addParameters()
    let query = try export.result()
    return Query(
      text: export.comment() + export.statement(query) + (dialect == .spark ? "\n" : ";\n"),
      outputs: export.outputNames, parameters: export.names.variables)
  }

  /// The query of the aggregates alone, which depend on no variable.
  static func moments(
    _ subject: ExportSubject, _ dialect: SQLDialect
  ) throws(UnsupportedPart) -> Query {
    var export = SQLExport(subject, dialect)
    try export.addPasses()
    let query = export.select(export.names.aggregates, from: export.totals)
    return Query(
      text: export.statement(query) + "\n", outputs: export.names.aggregates, parameters: [])
  }

  init(_ subject: ExportSubject, _ dialect: SQLDialect) {
    self.subject = subject
    self.dialect = dialect
    writer = CodeWriter(SQLLanguage(dialect: dialect))
    if let table = subject.table { writer.identifiers.reserve(table) }
    parameters = writer.identifiers.fresh("parameters")
    names = CodeNames(subject, &writer.identifiers)
  }

  /// The comment in front, a line each, with the placeholders explained.
  func comment() -> String {
    var lines = subject.comment(writer.identifiers, language: dialect.title)
    if subject.descent == nil, hasParameters {
      let list = names.variables.prefix(8).map { dialect.placeholder($0) }.joined(separator: ", ")
      lines.append("Placeholders: " + list + (names.variables.count > 8 ? ", ..." : ""))
    }
    return lines.flatMap { $0.split(whereSeparator: \.isNewline) }.map { "-- \($0)\n" }.joined()
  }

  /// The query with its common table expressions.
  func statement(_ query: String, isRecursive: Bool = false) -> String {
    guard !stages.isEmpty else { return query }
    let parts = stages.map { "\($0.name) AS (\n\(indented($0.query))\n)" }
    return (isRecursive ? "WITH RECURSIVE " : "WITH ") + parts.joined(separator: ",\n") + "\n"
      + query
  }

  private func indented(_ text: String) -> String {
    text.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n")
  }

  /// A table of one row with the values of the variables.
  mutating func addParameters() {
    guard hasParameters else { return }
    let list = names.variables.map {
      "CAST(\(dialect.placeholder($0)) AS \(dialect.double)) AS \($0)"
    }
    stages.append((parameters, "SELECT\n" + columns(list)))
  }

  /// A list with commas, a line each.
  func columns(_ list: [String]) -> String { list.map { "  " + $0 }.joined(separator: ",\n") }

  /// Adds what the result needs, and returns its query.
  mutating func result() throws(UnsupportedPart) -> String {
    try addPasses()
    let texts = scalars
    let code = subject.code.result
    let row = subject.code.rowColumns.map { CodeText(text: names.column($0)) }
    let block = try writer.write(code, inputs: texts + row)
    var source = (hasParameters ? [parameters] : []) + totals
    if !row.isEmpty {
      source = [try addRows(subject.code.rowColumns, [], named: "source", using: code, texts)]
    } else if !block.definitions.isEmpty {
      let inputs = used(code, texts)
      if !inputs.isEmpty {
        let name = writer.identifiers.fresh("results")
        stages.append((name, select(inputs, from: source)))
        source = [name]
      }
    }
    let last = try addLayers(block.definitions, on: source, named: "results")
    let outputs = zip(outputNames, block.outputs).map { "\($1.text) AS \($0)" }
    return select(outputs, from: last)
  }

  /// Adds the passes over the rows.
  mutating func addPasses() throws(UnsupportedPart) {
    for (index, pass) in subject.code.passes.enumerated() {
      try write(pass, number: index + 1, scalars)
    }
  }

  /// The texts of variables and aggregates.
  var scalars: [CodeText] { (names.variables + names.aggregates).map { CodeText(text: $0) } }

  /// `value`, `gradient_a`, `hessian_a_b`.
  private var outputNames: [String] {
    let chosen = subject.varied.compactMap { name in
      subject.variables.firstIndex(of: name).map { names.variables[$0] }
    }
    return subject.outputs.flatMap { output -> [String] in
      switch output.shape {
      case .scalar: [output.name]
      case .vector: chosen.map { "\(output.name)_\($0)" }
      case .matrix(let rows):
        (0..<output.count).map { index in
          let width = output.count / rows
          let row = rows == chosen.count ? chosen[index / width] : String(index / width + 1)
          return "\(output.name)_\(row)_\(chosen[index % width])"
        }
      }
    }
  }

  func select(_ list: [String], from source: [String]) -> String {
    let tail = source.isEmpty ? "" : "\nFROM " + source.joined(separator: " CROSS JOIN ")
    return "SELECT\n" + columns(list) + tail
  }

  /// The scalars that some code uses, by their names.
  private func used(_ code: StraightLine, _ texts: [CodeText]) -> [String] {
    code.usedInputs.sorted().filter { $0 < texts.count }.map { texts[$0].text }
  }

  // MARK: Rows

  /// A pass over the rows: the columns as doubles, the names of common parts, the aggregates.
  private mutating func write(
    _ pass: ExportCode.Pass, number: Int, _ texts: [CodeText]
  ) throws(UnsupportedPart) {
    let rows = try addRows(
      pass.columns, pass.sample, named: "rows_\(number)", using: pass.row, texts)
    let columns = pass.columns.map { CodeText(text: names.column($0)) }
    let block = try writer.write(pass.row, inputs: texts + columns)
    let source = try addLayers(block.definitions, on: [rows], named: "rows_\(number)")
    var list: [String] = []
    for ((place, aggregate), value) in zip(zip(pass.places, pass.aggregates), block.outputs) {
      let isUndefined = pass.row.mayBeUndefined
      guard let text = dialect.aggregate(aggregate, value.text, mayBeUndefined: isUndefined) else {
        throw UnsupportedPart(part: "`\(aggregate.name)` over rows")
      }
      list.append("\(text) AS \(names.aggregates[place])")
    }
    let name = writer.identifiers.fresh("totals_\(number)")
    stages.append((name, select(list, from: source)))
    totals.append(name)
  }

  /// The rows of the table with the columns that are needed, as doubles.
  private mutating func addRows(
    _ columns: [Symbol], _ sample: [Symbol], named stem: String, using code: StraightLine,
    _ texts: [CodeText]
  ) throws(UnsupportedPart) -> String {
    func header(_ symbol: Symbol) -> String {
      dialect.quoted(subject.columns[symbol]?.header ?? "")
    }
    var list = used(code, texts)
    list += columns.map { symbol in
      let name = names.column(symbol)
      guard let text = subject.columns[symbol]?.indicator else {
        return "CAST(\(header(symbol)) AS \(dialect.double)) AS \(name)"
      }
      return "\(dialect.indicator(text, header(symbol))) AS \(name)"
    }
    if list.isEmpty { list = [dialect.literal(1) + " AS one"] }
    let isVaried = code.usedInputs.contains { $0 < names.variables.count }
    let source =
      [dialect.quoted(subject.table ?? "data")] + (isVaried ? [parameters] : [])
      + (code.usedInputs.contains { (names.variables.count..<texts.count).contains($0) }
        ? totals : [])
    var query = select(list, from: source)
    if !sample.isEmpty {
      var seen: Set<String> = []
      let headers = sample.map(header).filter { seen.insert($0).inserted }
      query += "\nWHERE " + headers.map { $0 + " IS NOT NULL" }.joined(separator: "\n  AND ")
    }
    let name = writer.identifiers.fresh(stem)
    stages.append((name, query))
    return name
  }

  /// One table more for each depth of names that are defined by others.
  private mutating func addLayers(
    _ definitions: [(name: String, value: CodeText)], on source: [String], named stem: String
  ) throws(UnsupportedPart) -> [String] {
    var source = source
    var layers: [[String]] = []
    for (name, value) in definitions {
      while layers.count <= value.depth { layers.append([]) }
      layers[value.depth].append("\(value.text) AS \(name)")
    }
    guard stages.count + layers.count <= Self.stageLimit else {
      throw UnsupportedPart(
        part: "room for an expression that is nested \(layers.count) times")
    }
    for layer in layers {
      let name = writer.identifiers.fresh(stem + "_with")
      stages.append((name, select(["*"] + layer, from: source)))
      source = [name]
    }
    return source
  }
}

extension SQLDialect {
  /// How sentences call it.
  var title: String {
    switch self {
    case .sql: "SQL"
    case .sqlite: "SQLite"
    case .postgresql: "PostgreSQL"
    case .duckdb: "DuckDB"
    case .spark: "Spark SQL"
    }
  }
}
