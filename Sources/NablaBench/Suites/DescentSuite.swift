import CBaseline
import NablaOptimization

/// Runs the descent loop with its trace and stop rules, and the bare loop in C with its trace.
enum DescentSuite {
  private static let steps = 1_000_000

  static func run() {
    var objective = EvaluationSuite.quarticObjective()
    var method = GradientDescent(learningRate: 0.3)
    method.steps = steps
    var ends = [0.0, 0.0]
    let timings = Stopwatch.compare(
      rounds: 9,
      [
        {
          let descent = try? method.minimize(&objective, from: [4])
          ends[0] = descent?.x[0] ?? .nan
        },
        {
          var points = Array(repeating: 0.0, count: steps + 1)
          var values = points
          ends[1] = cbaseline_descend(4, 0.3, steps, &points, &values)
        },
      ])
    let rows = zip(["nabla", "C"], timings).enumerated().map { index, pair in
      [
        pair.0, (pair.1.median / 1e6).text(1), (pair.1.median / Double(steps)).text(1),
        ends[index].description,
      ]
    }
    Table.print(["loop", "median ms", "ns a step", "end"], rows)
    let ratio = (timings[0].median / timings[1].median).text(2)
    print("  ratio \(ratio), of the minima \((timings[0].minimum / timings[1].minimum).text(2))")
  }
}
