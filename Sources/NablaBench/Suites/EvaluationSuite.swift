import CBaseline
import NablaAlgebra
import NablaOptimization

/// Evaluates compiled programs and the same functions written in C.
enum EvaluationSuite {
  private static let repetitions = 20_000

  static func run() {
    var rows: [[String]] = []
    rows.append(quartic())
    rows.append(rosenbrock(100))
    Table.print(["function", "nabla ns", "C ns", "ratio"], rows)
  }

  /// The lecture's quartic in nabla.
  static func quarticObjective() -> ProgramObjective {
    var graph = ExpressionGraph()
    let x = graph.variable("x")
    var terms: [NodeID] = []
    for (power, coefficient) in [144, -180, 80, -15, 1].enumerated() {
      let term = graph.power(x, graph.number(power))
      terms.append(graph.scaled(term, by: Rational(coefficient)))
    }
    let root = graph.scaled(graph.sum(terms), by: Rational(1, 10) ?? .one)
    return ProgramObjective(graph, root: root, variables: graph.variables(below: [root]))
  }

  private static func quartic() -> [String] {
    var objective = quarticObjective()
    var gradient = [0.0]
    var sink = 0.0
    let timings = Stopwatch.compare(
      rounds: 31,
      [
        {
          var x = [4.0]
          sink += sum(&objective, at: &x, &gradient)
        },
        {
          var x = 4.0
          var derivative = 0.0
          for _ in 0..<repetitions {
            sink += cbaseline_quartic(x, &derivative)
            x += 1e-9
          }
        },
      ])
    return row("quartic", timings, sink)
  }

  private static func rosenbrock(_ n: Int) -> [String] {
    var graph = ExpressionGraph()
    let (root, variables) = TestFunction.rosenbrock.build(n, in: &graph)
    var objective = ProgramObjective(graph, root: root, variables: variables)
    var gradient = Array(repeating: 0.0, count: n)
    var x = Array(repeating: 0.5, count: n)
    var sink = 0.0
    let timings = Stopwatch.compare(
      rounds: 31,
      [
        { sink += sum(&objective, at: &x, &gradient) },
        {
          for _ in 0..<repetitions {
            sink += cbaseline_rosenbrock(x, n, &gradient)
            x[0] += 1e-9
          }
        },
      ])
    return row("Rosenbrock-\(n)", timings, sink)
  }

  /// Evaluates near a point.
  ///
  /// Arguments, unlike what a closure captures, are not checked for overlapping accesses at
  /// every turn.
  private static func sum(
    _ objective: inout ProgramObjective, at x: inout [Double], _ gradient: inout [Double]
  ) -> Double {
    var sum = 0.0
    for _ in 0..<repetitions {
      sum += objective.valueAndGradient(at: x, gradient: &gradient)
      x[0] += 1e-9
    }
    return sum
  }

  private static func row(_ name: String, _ timings: [Timing], _ sink: Double) -> [String] {
    // The sum is looked at, so that no compiler may leave the work out.
    guard sink.isFinite else { return [name, "nan", "nan", "nan"] }
    let each = timings.map { $0.median / Double(repetitions) }
    return [name, each[0].text(1), each[1].text(1), (each[0] / each[1]).text(2)]
  }
}
