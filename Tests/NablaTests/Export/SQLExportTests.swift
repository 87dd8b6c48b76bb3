import Foundation
import Nabla
import Testing

@Suite("Exports to SQL")
struct SQLExportTests {
  static var tips: String {
    get throws {
      try Package.text(of: Package.root.appendingPathComponent("examples/tips.csv"))
    }
  }

  private static let sqlite = """
    import csv, sqlite3
    rows = list(csv.DictReader(open("tips.csv")))
    table = sqlite3.connect(":memory:")
    table.execute("CREATE TABLE tips(total_bill REAL, tip REAL, smoker TEXT, size INTEGER)")
    cells = [(float(r["total_bill"]), float(r["tip"]), r["smoker"], int(r["size"])) for r in rows]
    # A row that misses something counts in no aggregate.
    table.executemany("INSERT INTO tips VALUES (?, ?, ?, ?)", cells)
    table.execute("INSERT INTO tips VALUES (NULL, NULL, NULL, NULL)")
    query = open("f.sql").read()
    """

  private func run(_ query: String, _ script: String) throws -> [Double] {
    try Tool.withFolder(["f.sql": query, "tips.csv": try Self.tips]) { folder in
      Tool.numbers(try #require(Tool.runPython(script, in: folder), "\(query)"))
    }
  }

  @Test(
    "SQLite's loss and gradient are nabla's",
    .enabled(if: Tool.hasSQLite, "python3 has no sqlite3"), arguments: Export.losses.indices)
  func sqlite(index: Int) throws {
    let head = "load tips.csv\n" + Export.losses[index] + "\n"
    let numbers = try run(
      Export.text(head + "export sqlite grad L"),
      Self.sqlite + "\nprint(*table.execute(query, {'a': 0.5, 'b': 0.1}).fetchone())")
    try Export.check(numbers, Export.values(head + "grad L at " + Export.point))
  }

  @Test(
    "SQLite descends by one aggregation of moments as nabla does",
    .enabled(if: Tool.hasSQLite, "python3 has no sqlite3"))
  func descent() throws {
    let head = "load tips.csv\n" + Export.losses[0] + "\n"
    let statement = "minimize L from (0, 0) alpha 0.003 steps 60"
    let query = try Export.text(head + "export sqlite " + statement)
    #expect(query.split(separator: "\"tips\"").count == 2, "the table is gone over once")
    let numbers = try run(query, Self.sqlite + "\nprint(*table.execute(query).fetchone())")
    var transcript = Transcript()
    let minimum = try #require(transcript.answers(Array((head + statement).utf8)).last?.minimum)
    try Export.check(numbers, [60] + minimum.x + [minimum.fun], within: 1e-10)
  }

  @Test(
    "moments of columns far from 0 lose no digits",
    .enabled(if: Tool.hasSQLite, "python3 has no sqlite3"))
  func distant() throws {
    let rows = (0..<200).map { index in
      let x = cos(Double(index))
      return [1_000_000 + x, 3 + 2 * x + sin(Double(7 * index)) / 10]
    }
    let csv = "x,y\n" + rows.map { "\($0[0]),\($0[1])\n" }.joined()
    var session = Session()
    let load = session.run("load t.csv")
    #expect(session.load(TableBytes(Array(csv.utf8)), for: load).failure == nil)
    let statement = "minimize mean((a + b*x - y)^2) from (-1999997, 2) alpha 1e-13 steps 3"
    let numbers = try run(
      session.run("export sqlite " + statement).result(unicode: false).string,
      """
      import sqlite3
      table = sqlite3.connect(":memory:")
      table.execute("CREATE TABLE t(x REAL, y REAL)")
      table.executemany("INSERT INTO t VALUES (?, ?)", \(rows))
      print(*table.execute(open("f.sql").read()).fetchone())
      """)
    let minimum = try #require(session.run(statement).minimum)
    try Export.check(numbers, [3] + minimum.x + [minimum.fun], within: 1e-11)
  }

  @Test(
    "functions written out in SQL are as accurate as nabla's",
    .enabled(if: Tool.hasSQLite, "python3 has no sqlite3"),
    arguments: [
      "expm1(x)*log1p(y)", "softplus(x) + sigmoid(y)", "hypot(x, y) + cbrt(x)",
      "round(x) + mod(x, y) + max(x, y) - min(x, 2)", "if x < y then sin(x) else not (x > 1)",
      "log(1 + exp(x)) + exp(x) - 1", "(x > 0 and y > 0) + (x > 0 or y > 5)",
    ])
  func functions(expression: String) throws {
    let formula = try Formula(expression + " + 0x + 0y")
    for point in [[1e-10, 1e-12], [-2.5, 0.75], [30, 2], [0.5, 1.5]] {
      let numbers = try run(
        Export.text("export sqlite " + expression),
        """
        import sqlite3
        query = open("f.sql").read()
        row = sqlite3.connect(":memory:").execute(query, {'x': \(point[0]), 'y': \(point[1])})
        print(repr(row.fetchone()[0]))
        """)
      let expected = formula.value(at: point)
      #expect(numbers.count == 1 && abs(numbers[0] - expected) <= 1e-14 * expected.magnitude)
    }
  }

  @Test(
    "names of columns are data, never SQL", .enabled(if: Tool.hasSQLite, "python3 has no sqlite3"))
  func injection() throws {
    let header = "a\"; DROP TABLE t; --"
    var session = Session()
    let csv = "\"\(header.replacing("\"", with: "\"\""))\",select\n1,2\n3,4\n"
    let load = session.run("load t.csv")
    let loaded = session.load(TableBytes(Array(csv.utf8)), for: load)
    #expect(loaded.failure == nil)
    let query = session.run("export sqlite mean(select*a_DROP_TABLE_t)")
    #expect(query.failure == nil)
    let numbers = try run(
      query.result(unicode: false).string,
      """
      import sqlite3
      table = sqlite3.connect(":memory:")
      table.execute('CREATE TABLE t("a""; DROP TABLE t; --" REAL, "select" REAL)')
      table.executemany("INSERT INTO t VALUES (?, ?)", [(1, 2), (3, 4)])
      print(table.execute(open("f.sql").read()).fetchone()[0])
      """)
    #expect(numbers == [7])
  }

  @Test(
    "a row where the loss is undefined leaves the whole undefined, not out",
    .enabled(if: Tool.hasSQLite, "python3 has no sqlite3"))
  func undefined() throws {
    let query = try Export.text("load tips.csv\nexport sqlite mean(log(tip - a))")
    let text = try Tool.withFolder(["f.sql": query, "tips.csv": try Self.tips]) { folder in
      Tool.runPython(Self.sqlite + "\nprint(table.execute(query, {'a': 5}).fetchone())", in: folder)
    }
    #expect(text == "(None,)\n")
  }

  @Test(
    "DuckDB's loss and gradient are nabla's",
    .enabled(if: Tool.hasDuckDB, "python3 has no duckdb"), arguments: Export.losses.indices)
  func duckdb(index: Int) throws {
    let head = "load tips.csv\n" + Export.losses[index] + "\n"
    let numbers = try run(
      Export.text(head + "export duckdb grad L"),
      """
      import duckdb
      table = duckdb.connect()
      table.execute("CREATE TABLE tips AS SELECT * FROM read_csv('tips.csv')")
      table.execute("INSERT INTO tips(sex) VALUES ('Male')")
      print(*table.execute(open("f.sql").read(), {"a": 0.5, "b": 0.1}).fetchone())
      """)
    try Export.check(numbers, Export.values(head + "grad L at " + Export.point))
  }

  @Test(
    "Spark fits a polynomial loss from one aggregation and any other from one a step",
    .enabled(if: Tool.hasSpark, "python3 has no pyspark, or there is no java"))
  func spark() throws {
    let clauses = "minimize L from (0, 0) alpha 0.001 steps 2"
    let polynomial = "load tips.csv\n" + Export.losses[0] + "\n"
    let logistic = "load tips.csv\n" + Export.losses[1] + "\n"
    let script = """
      import numpy as np
      import polynomial, logistic
      from pyspark.sql import SparkSession
      spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
      table = spark.read.csv("tips.csv", header=True, inferSchema=True)
      table.createOrReplaceTempView("tips")
      for module in [polynomial, logistic]:
          point, steps = module.minimize_L(spark)
          print(*(repr(float(number)) for number in point))
      """
    let files = [
      "polynomial.py": try Export.text(polynomial + "export pyspark " + clauses),
      "logistic.py": try Export.text(logistic + "export pyspark " + clauses),
      "script.py": script, "tips.csv": try Self.tips,
    ]
    let output = try Tool.withFolder(files) { Tool.run(["python3", "script.py"], in: $0) }
    var expected: [Double] = []
    for head in [polynomial, logistic] {
      var transcript = Transcript()
      let answers = transcript.answers(Array((head + clauses).utf8))
      expected += try #require(answers.last?.minimum).x
    }
    try Export.check(Tool.numbers(try #require(output)), expected)
  }
}
