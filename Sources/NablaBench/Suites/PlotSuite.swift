import Nabla

/// Times pictures in the terminal: the whole statement, from its text to the characters.
enum PlotSuite {
  private static let rowCount = 1_000_000
  /// How many values the contours of a loss over so many rows are drawn from.
  private static let gridCount = 33 * 33

  static func run() {
    runCurves()
    runContours()
  }

  /// Curves, against a statement that works out one value.
  private static func runCurves() {
    var session = Session()
    _ = session.run("f(x) = (x^4 - 15x^3 + 80x^2 - 180x + 144)/10")
    let statements = [
      "f(3)", "plot f on [1, 6.75]", "plot f", "plot f, f' on [0, 8]", "plot exp(-x^2) sin(5x)",
      "plot tan(x) on [-10, 10]", "plot step f from 4",
    ]
    let candidates = statements.map { statement in
      { _ = session.run(statement).result(unicode: true).string }
    }
    let timings = Stopwatch.compare(rounds: 101, candidates)
    let rows = zip(statements, timings).map { statement, timing in
      [
        statement, (timing.median / 1e6).text(3), (timing.minimum / 1e6).text(3),
        ((timing.median - timings[0].median) / 1e6).text(3),
      ]
    }
    Table.print(["statement", "median ms", "minimum ms", "beyond f(3) ms"], rows)
  }

  /// Contours of a loss over many rows, against as many values of it as they need.
  private static func runContours() {
    var session = Session()
    var text = "x,y\n"
    for row in 0..<rowCount {
      text += "0.\(row * 7_919 % rowCount),0.\(row * 104_729 % rowCount)\n"
    }
    let loading = session.run("load \"rows.csv\"")
    _ = session.load(TableBytes(Array(text.utf8)), for: loading)
    _ = session.run("L(a, b) = mean((y - a - b*x)^2)")
    let timings = Stopwatch.compare(
      rounds: 3, clock: .wall,
      [
        { for _ in 0..<gridCount { _ = session.run("L(0.3, 0.7)") } },
        { _ = session.run("plot L on a in [0, 1], b in [0, 1]").result(unicode: true).string },
      ])
    let names = ["\(gridCount) values L(0.3, 0.7)", "plot L, contours"]
    let rows = zip(names, timings).map { [$0, ($1.median / 1e6).text(0)] }
    Table.print(["\(rowCount) rows", "median ms"], rows)
    print("  contours to values: \((timings[1].median / timings[0].median).text(2))")
  }
}
