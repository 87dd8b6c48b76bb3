import CBaseline
import NablaAlgebra
import NablaEvaluation
import NablaOptimization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Descent over the rows of tables, beside the same loops in C, NumPy and scikit-learn.
enum BatchSuite {
  static func run() {
    tips()
    for (batch, isShuffled) in [(1, false), (1, true), (32, true)] { epochs(batch, isShuffled) }
    python()
  }

  /// 10,000 steps of gradient descent for a line through as many rows as the tips have.
  private static func tips() {
    let (count, steps, alpha) = (244, 10_000, 0.001)
    var random = SplitMix(state: 1)
    let x = (0..<count).map { _ in 3 + 47 * random.unit() }
    let y = x.map { 1 + 0.1 * $0 + random.unit() }
    var graph = ExpressionGraph()
    let names = (graph.column("x"), graph.column("y"))
    let (a, b) = (graph.variable("a"), graph.variable("b"))
    let line = graph.sum(a, graph.product(b, names.0))
    let residual = graph.difference(names.1, line)
    let square = graph.power(residual, graph.number(2))
    let root = graph.aggregate(.mean, of: square)
    let data = ColumnData([
      graph.column(names.0): ColumnBlocks(x), graph.column(names.1): ColumnBlocks(y),
    ])
    let variables = graph.symbols([a, b])
    var plan = DescentPlan(.gradientDescent)
    plan.rate = .fixed(alpha)
    plan.steps = steps
    var theta = [[0.0, 0.0], [0.0, 0.0], [0.0, 0.0]]
    let timings = Stopwatch.compare(
      rounds: 15,
      [
        {
          guard
            var objective = RowObjective(graph, root: root, variables: variables, data: data)
          else { return }
          let descent = try? plan.run(overRows: &objective, goal: .minimum, from: [0, 0])
          theta[0] = descent?.x ?? []
        },
        {
          theta[1] = [0, 0]
          cbaseline_line(x, y, count, alpha, steps, &theta[1])
        },
        {
          theta[2] = [0, 0]
          cbaseline_line_in_order(x, y, count, alpha, steps, &theta[2])
        },
      ])
    print("  10,000 steps for a line through 244 rows; nabla with all its report needs")
    Table.print(
      ["", "ms", "ns a step", "to nabla", "b"],
      zip(["nabla", "C, sums reordered", "C, sums in order"], zip(timings, theta)).map {
        name, result in
        [
          name, (result.0.median / 1e6).text(3), (result.0.median / Double(steps)).text(1),
          (result.0.median / timings[0].median).text(2), result.1[1].description,
        ]
      })
  }

  private static let rowCount = 1_000_000
  private static let featureCount = Int(CBASELINE_FEATURES)
  private static let alpha = 0.001
  private static let epochCount = 5

  /// 5 epochs over 1,000,000 rows of 10 features.
  private static func epochs(_ batch: Int, _ isShuffled: Bool) {
    let sample = Sample(rowCount, featureCount)
    let processors = Parallel.processorCount
    guard let objective = sample.objective(threads: 1),
      let threaded = sample.objective(threads: processors)
    else { return }
    var plan = DescentPlan(.gradientDescent)
    plan.rate = .fixed(alpha)
    var batches = BatchPlan(size: batch)
    batches.epochs = epochCount
    batches.isShuffled = isShuffled
    plan.batches = batches
    var theta = [[Double]](repeating: [], count: 3)
    let start = Array(repeating: 0.0, count: featureCount)
    // Used, so that no compiler leaves the losses out.
    var losses = 0.0
    var epochs = Double.infinity
    let monitor = DescentMonitor(now: { Stopwatch.now(.wall) / 1e9 })
    let timings = Stopwatch.compare(
      rounds: 5, clock: .wall,
      [
        {
          var objective = objective
          let descent = try? plan.run(
            overRows: &objective, goal: .minimum, from: start, monitor: monitor)
          theta[0] = descent?.x ?? []
          epochs = min(epochs, (descent?.visits?.seconds ?? .infinity) * 1e9)
        },
        {
          var objective = threaded
          let descent = try? plan.run(overRows: &objective, goal: .minimum, from: start)
          theta[2] = descent?.x ?? []
        },
        {
          theta[1] = start
          var order = (0..<Int32(rowCount)).map { $0 }
          var state: UInt64 = 1
          for _ in 0..<epochCount {
            if isShuffled { cbaseline_shuffle(&order, rowCount, &state) }
            order.withUnsafeBufferPointer { order in
              let rows = isShuffled ? order.baseAddress : nil
              if batch == 1 {
                cbaseline_sgd_single(sample.rows, rows, rowCount, alpha, &theta[1])
              } else {
                cbaseline_sgd(sample.rows, rows, rowCount, batch, alpha, &theta[1])
              }
            }
            losses += cbaseline_squared_loss(sample.rows, rowCount, theta[1])
          }
        },
      ])
    print(
      "  5 epochs over 1,000,000 rows of 10 features, batch \(batch),"
        + " \(isShuffled ? "shuffled" : "in order"), the loss over all rows after each")
    let whole = "nabla, with packing and verdict"
    let rows = [
      ("nabla", epochs, theta[0]), (whole, timings[0].minimum, theta[0]),
      ("the same on \(processors) threads", timings[1].minimum, theta[2]),
      ("C", timings[2].minimum, theta[1]),
    ]
    Table.print(
      ["", "ms", "ns a row", "to nabla", "θ0"],
      rows.map { name, time, theta in
        [
          name, (time / 1e6).text(1), (time / Double(rowCount * epochCount)).text(1),
          (time / epochs).text(2), theta[0].description,
        ]
      })
    if !losses.isFinite { print("  the loop in C went astray") }
  }

  /// What NumPy and scikit-learn take, in a process of their own that times itself.
  private static func python() {
    let output = "/tmp/nabla-bench-\(getpid()).out"
    defer { unlink(output) }
    let status = ChildProcess.run(
      ["python3", "-c", script], input: "/dev/null", output: output)
    guard status == 0, let file = fopen(output, "r") else {
      print("  skipped NumPy and scikit-learn: no python3 with both here")
      return
    }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 12)
    let count = fread(&bytes, 1, bytes.count, file)
    print(String(decoding: bytes.prefix(count), as: UTF8.self), terminator: "")
  }

  private static let script = """
    import numpy, time
    from sklearn.linear_model import SGDRegressor
    def told(name, work):
        best = 1e9
        for _ in range(3):
            start = time.perf_counter()
            work()
            best = min(best, time.perf_counter() - start)
        print(f"  {name}: {best * 1e3:.1f} ms")
    random = numpy.random.default_rng(1)
    x = 3 + 47 * random.random(244)
    y = 1 + 0.1 * x + random.random(244)
    def line():
        a = b = 0.0
        for _ in range(10000):
            r = y - a - b * x
            a, b = a + 0.002 * r.mean(), b + 0.002 * (r @ x) / 244
    told("NumPy, 10,000 steps for the line", line)
    X = random.standard_normal((1000000, 10))
    t = X @ numpy.arange(1, 11) + random.standard_normal(1000000)
    def regressor(shuffle):
        return lambda: SGDRegressor(
            penalty=None, max_iter=5, tol=None, shuffle=shuffle, learning_rate="constant",
            eta0=0.002, fit_intercept=False, random_state=1).fit(X, t)
    told("scikit-learn, batch 1, in order", regressor(False))
    told("scikit-learn, batch 1, shuffled", regressor(True))
    def batches():
        w = numpy.zeros(10)
        for _ in range(5):
            order = random.permutation(1000000)
            for start in range(0, 1000000, 32):
                rows = order[start:start + 32]
                f = X[rows]
                w += 0.002 / len(rows) * ((t[rows] - f @ w) @ f)
    told("NumPy, batch 32, shuffled", batches)
    """
}

/// A linear model with noise, as columns and row by row.
private struct Sample {
  let graph: ExpressionGraph
  let root: NodeID
  let variables: [Symbol]
  private let columns: [Symbol: ColumnBlocks]
  /// The features of each row, and its target behind them.
  let rows: [Double]

  init(_ count: Int, _ features: Int) {
    var graph = ExpressionGraph()
    var random = SplitMix(state: 1)
    var rows: [Double] = []
    rows.reserveCapacity(count * (features + 1))
    for _ in 0..<count {
      var target = random.unit() - 0.5
      for feature in 1...features {
        let value = 2 * random.unit() - 1
        rows.append(value)
        target += Double(feature) * value
      }
      rows.append(target)
    }
    let width = features + 1
    var columns: [Symbol: ColumnBlocks] = [:]
    var nodes: [NodeID] = []
    for place in 0..<width {
      let node = graph.column("x\(place)")
      nodes.append(node)
      columns[graph.column(node)] = ColumnBlocks((0..<count).map { rows[$0 * width + place] })
    }
    let parameters = (0..<features).map { graph.variable("t\($0)") }
    let line = graph.sum(zip(parameters, nodes).map { graph.product($0, $1) })
    let residual = graph.difference(nodes[features], line)
    root = graph.aggregate(.mean, of: graph.power(residual, graph.number(2)))
    variables = graph.symbols(parameters)
    self.columns = columns
    self.rows = rows
    self.graph = graph
  }

  /// The loss over all rows, gone over on so many threads.
  func objective(threads: Int) -> RowObjective? {
    RowObjective(
      graph, root: root, variables: variables, data: ColumnData(columns, threads: threads))
  }
}

extension ExpressionGraph {
  /// The symbols of variables.
  fileprivate func symbols(_ nodes: [NodeID]) -> [Symbol] { nodes.compactMap { symbol($0) } }

  /// The symbol of a column.
  fileprivate func column(_ node: NodeID) -> Symbol { columns(below: [node])[0] }
}
