import NablaEvaluation

/// Value and gradient of losses over 1,000,000 rows, by one thread and by all, beside the loop in C
/// and what NumPy and JAX make of the formula.
enum RowsSuite {
  static let rowCount = 1_000_000
  private static let rounds = 21

  static func run() {
    let processors = Parallel.processorCount
    let compiled = CompiledBaseline.all
    for flags in CompiledBaseline.flags where !compiled.contains(where: { $0.flags == flags }) {
      print("  skipped C \(flags): no cc here")
    }
    var rows: [[String]] = []
    for loss in RowLoss.allCases {
      let data = loss.data(rowCount)
      for threads in Set([1, processors]).sorted() {
        rows += measure(loss, data, threads, compiled)
      }
    }
    Table.print(["loss", "by", "threads", "ns a row", "to nabla"], rows)
    print("  minima; one thread in processor time, several in time of day")
  }

  private static func measure(
    _ loss: RowLoss, _ data: RowData, _ threads: Int, _ compiled: [CompiledBaseline]
  ) -> [[String]] {
    let program = loss.program(data, threads: threads)
    var workspace = program.makeWorkspace()
    var results = Array(repeating: 0.0, count: program.outputCount)
    let point = loss.point
    var candidates: [(name: String, work: () -> Void)] = [
      ("nabla", { program.run(point, into: &results, workspace: &workspace) })
    ]
    for baseline in compiled {
      guard let function = baseline.function(loss) else { continue }
      candidates.append(
        ("C \(baseline.flags)", { sink = total(function, data, point, threads: threads) }))
    }
    let timings = Stopwatch.compare(
      rounds: rounds, clock: threads == 1 ? .processor : .wall, candidates.map(\.work))
    var figures = zip(candidates, timings).map {
      (name: $0.name, nanoseconds: $1.minimum / Double(rowCount))
    }
    for peer in PythonPeer.allCases where threads == 1 || peer.usesThreads {
      guard let nanoseconds = peer.measure(loss, threads: threads) else {
        print("  skipped \(peer.rawValue): no python3 with it here")
        continue
      }
      figures.append((peer.rawValue, nanoseconds))
    }
    return figures.map { figure in
      [
        loss.rawValue, figure.name, String(threads), figure.nanoseconds.text(2),
        (figure.nanoseconds / figures[0].nanoseconds).text(2),
      ]
    }
  }

  /// What is computed is kept, so that no compiler may leave it out.
  nonisolated(unsafe) private static var sink = 0.0

  /// The loop in C, over the same blocks of memory.
  private static func total(
    _ function: RowLoss.Baseline, _ data: RowData, _ point: [Double], threads: Int
  ) -> Double {
    let (x, y) = (data.x.blocks, data.y.blocks)
    var sums = Array(repeating: 0.0, count: x.count * 8)
    sums.withUnsafeMutableBufferPointer { sums in
      guard let sums = sums.baseAddress else { return }
      Parallel.forEach(x.count, workers: threads) { _, block in
        let own = sums + block * 8
        own[0] = function(x[block], y[block], x[block].count, point, own + 1)
      }
    }
    return sums.reduce(0, +)
  }
}
