import NablaAlgebra
import NablaEvaluation
import NablaOptimization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Least squares with all figures of the report, beside NumPy, scikit-learn and SciPy.
enum FitSuite {
  static func run() {
    let problems = [linear(), rising(), misra()]
    let peers = python()
    if peers.isEmpty { print("  skipped NumPy, SciPy and scikit-learn: no python3 with them here") }
    var rows: [[String]] = []
    for problem in problems {
      rows.append([problem.name, "nabla", (problem.time / 1e6).text(2), "1.00", problem.value])
      for peer in peers where peer[0] == problem.key {
        guard peer.count == 4, let time = Double(peer[2]) else { continue }
        rows.append([
          problem.name, peer[1].replacing("_", with: " "), (time * 1e3).text(2),
          (time * 1e9 / problem.time).text(2), peer[3],
        ])
      }
    }
    Table.print(["fit", "by", "ms", "to nabla", "first parameter"], rows)
    print("  minima, in time of day; nabla with standard errors and residuals, the others without")
  }

  /// What nabla took for a problem, in nanoseconds, and what it found.
  private struct Measured {
    var name: String
    /// The problem's name in the lines of the other process.
    var key: String
    var time: Double
    var value: String
  }

  /// A line through 1,000,000 rows of 10 features.
  private static func linear() -> Measured {
    var random = SplitMix(state: 1)
    let features = (0..<10).map { _ in (0..<1_000_000).map { _ in 2 * random.unit() - 1 } }
    var response = (0..<1_000_000).map { _ in random.unit() - 0.5 }
    for (place, feature) in features.enumerated() {
      for row in feature.indices { response[row] += Double(place + 1) * feature[row] }
    }
    var problem = Problem(columns: features, response: response, parameters: 10) { graph, x, t in
      graph.sum(zip(t, x).map { graph.product($0, $1) })
    }
    var found = 0.0
    let timing = Stopwatch.compare(rounds: 5, clock: .wall, [{ found = problem.solution() }])[0]
    return Measured(
      name: "10 features, 1,000,000 rows", key: "linear", time: timing.minimum,
      value: found.description)
  }

  /// b1 (1 - exp(-b2 x)) through 100,000 rows, from 1 for both.
  private static func rising() -> Measured {
    var random = SplitMix(state: 1)
    let x = (0..<100_000).map { _ in 10 * random.unit() }
    let y = x.map { 2.5 * (1 - exp(-0.6 * $0)) + 0.2 * (random.unit() - 0.5) }
    var problem = Problem(columns: [x], response: y, parameters: 2, model: saturation)
    var found = 0.0
    let timing = Stopwatch.compare(
      rounds: 5, clock: .wall, [{ found = problem.searched(from: [1, 1]) }])[0]
    return Measured(
      name: "b1 (1 - exp(-b2 x)), 100,000 rows", key: "rising", time: timing.minimum,
      value: found.description)
  }

  /// NIST's Misra1a, 200 times from its first start.
  ///
  /// Source: https://www.itl.nist.gov/div898/strd/nls/data/misra1a.shtml.
  private static func misra() -> Measured {
    let x = [
      77.6, 114.9, 141.1, 190.8, 239.9, 289, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760,
    ]
    let y = [
      10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.4, 75.47,
      81.78,
    ]
    var problem = Problem(columns: [x], response: y, parameters: 2, model: saturation)
    var found = 0.0
    let timing = Stopwatch.compare(
      rounds: 5, clock: .wall,
      [{ for _ in 0..<200 { found = problem.searched(from: [500, 0.0001]) } }])[0]
    return Measured(
      name: "NIST Misra1a, 200 times", key: "misra", time: timing.minimum,
      value: found.description)
  }

  private static func saturation(
    _ graph: inout ExpressionGraph, _ x: [NodeID], _ b: [NodeID]
  ) -> NodeID {
    let fall = graph.call(.exp, [graph.product([graph.number(-1), b[1], x[0]])])
    return graph.product(b[0], graph.difference(graph.number(1), fall))
  }

  /// The words of each line that Python prints: a problem, a peer, seconds, the first parameter.
  private static func python() -> [[String]] {
    let output = "/tmp/nabla-bench-\(getpid()).out"
    defer { unlink(output) }
    guard ChildProcess.run(["python3", "-c", script], input: "/dev/null", output: output) == 0,
      let file = fopen(output, "r")
    else { return [] }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 12)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes.prefix(count), as: UTF8.self).split(separator: "\n").map { line in
      line.split(separator: " ").map(String.init)
    }
  }

  private static let script = """
    import numpy, time
    from scipy.optimize import curve_fit
    from sklearn.linear_model import LinearRegression
    def told(problem, name, work):
        best, found = 1e9, work()
        for _ in range(5):
            start = time.perf_counter()
            work()
            best = min(best, time.perf_counter() - start)
        print(problem, name, best, float(found))
    random = numpy.random.default_rng(1)
    X = 2 * random.random((1000000, 10)) - 1
    y = X @ numpy.arange(1, 11) + random.random(1000000) - 0.5
    told("linear", "NumPy_lstsq", lambda: numpy.linalg.lstsq(X, y, rcond=None)[0][0])
    told("linear", "scikit-learn",
         lambda: LinearRegression(fit_intercept=False).fit(X, y).coef_[0])
    def f(x, b1, b2): return b1 * (1 - numpy.exp(-b2 * x))
    def jac(x, b1, b2):
        fall = numpy.exp(-b2 * x)
        return numpy.stack([1 - fall, b1 * x * fall], axis=1)
    x = 10 * random.random(100000)
    y = f(x, 2.5, 0.6) + 0.2 * (random.random(100000) - 0.5)
    told("rising", "SciPy_curve_fit", lambda: curve_fit(f, x, y, [1, 1])[0][0])
    told("rising", "SciPy_with_slopes", lambda: curve_fit(f, x, y, [1, 1], jac=jac)[0][0])
    x = numpy.array([77.6, 114.9, 141.1, 190.8, 239.9, 289, 332.8, 378.4, 434.8, 477.3, 536.8,
                     593.1, 689.1, 760])
    y = numpy.array([10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01,
                     66.4, 75.47, 81.78])
    def many(**words):
        for _ in range(200): found = curve_fit(f, x, y, [500, 0.0001], **words)[0][0]
        return found
    told("misra", "SciPy_curve_fit", many)
    told("misra", "SciPy_with_slopes", lambda: many(jac=jac))
    """
}

/// A model over columns, ready to be fitted.
private struct Problem {
  private var rows: ModelRows
  private let conditionallyLinear: [Int]

  init(
    columns: [[Double]], response: [Double], parameters count: Int,
    model: (inout ExpressionGraph, _ x: [NodeID], _ parameters: [NodeID]) -> NodeID
  ) {
    var graph = ExpressionGraph()
    let x = columns.indices.map { graph.column("x\($0)") }
    let y = graph.column("y")
    let parameters = (1...count).map { graph.variable("b\($0)") }
    let model = model(&graph, x, parameters)
    let symbols = parameters.compactMap { graph.symbol($0) }
    let slopes = graph.gradient(of: model, by: symbols)
    let numbers = zip(x + [y], columns + [response]).map { node, numbers in
      (graph.columns(below: [node])[0], ColumnBlocks(numbers))
    }
    let data = ColumnData(
      Dictionary(numbers, uniquingKeysWith: { first, _ in first }),
      threads: Parallel.processorCount)
    rows = ModelRows(
      graph, response: y, model: model, slopes: slopes, weight: nil, parameters: symbols, data: data
    )
    conditionallyLinear = slopes.indices.filter { index in
      !graph.variables(below: [slopes[index]]).contains(symbols[index])
    }
  }

  /// The first parameter by the direct solution.
  mutating func solution() -> Double {
    guard rows.survey() == nil, let run = rows.linearSolution() else { return .nan }
    let start = Array(repeating: 0.0, count: run.x.count)
    return told(LeastSquaresFit(run, attempt: nil, start: start, rows))
  }

  /// The first parameter by a search.
  mutating func searched(from start: [Double]) -> Double {
    let search = LeastSquares(conditionallyLinear: conditionallyLinear)
    guard rows.survey() == nil, let fit = search.fit(&rows, from: start) else { return .nan }
    return told(fit)
  }

  private mutating func told(_ fit: LeastSquaresFit) -> Double {
    let statistics = FitStatistics(fit, &rows)
    return statistics.standardErrors == nil ? .nan : fit.run.x[0]
  }
}
