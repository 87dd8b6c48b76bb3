import NablaAlgebra
import NablaEvaluation
import NablaOptimization
import NablaTestSupport
import Testing

/// Losses without their rows, held against the rows.
@Suite struct MomentTests {
  /// A loss over two columns in two parameters.
  struct Loss: Sendable, CustomTestStringConvertible {
    let name: String
    let build: @Sendable (inout ExpressionGraph, _ residual: NodeID, _ a: NodeID) -> NodeID
    var testDescription: String { name }
  }

  static let losses = [
    Loss(name: "the mean of squares") { graph, r, _ in
      graph.aggregate(.mean, of: graph.power(r, graph.number(2)))
    },
    Loss(name: "the sum of fourth powers over the count") { graph, r, _ in
      let rows = graph.columns(inRowsOf: r)
      let sum = graph.aggregate(.sum, of: graph.power(r, graph.number(4)), over: rows)
      return graph.quotient(sum, graph.aggregate(.count, of: r, over: rows))
    },
    Loss(name: "a mean of squares with a penalty") { graph, r, a in
      let mean = graph.aggregate(.mean, of: graph.power(r, graph.number(2)))
      return graph.sum(mean, graph.scaled(graph.power(a, graph.number(2)), by: Rational(3)))
    },
    Loss(name: "the root of a mean of squares") { graph, r, _ in
      let mean = graph.aggregate(.mean, of: graph.power(r, graph.number(2)))
      return graph.call(.sqrt, [mean])
    },
    Loss(name: "a variance of residuals") { graph, r, a in
      let centred = graph.difference(r, graph.aggregate(.mean, of: r))
      let variance = graph.aggregate(.mean, of: graph.power(centred, graph.number(2)))
      return graph.sum(variance, graph.power(a, graph.number(2)))
    },
  ]

  private struct Problem {
    var rows: RowObjective
    var moments: RowObjective
    /// The least-squares line, by centred sums.
    var best: [Double]
  }

  /// A line through rows with given means of x and y, both with deviations of about 1.
  private func problem(_ loss: Loss, _ meanX: Double, _ meanY: Double) throws -> Problem {
    var random = SeededRandom(seed: 7)
    let u = (0..<2000).map { _ in 2 * random.unit() - 1 }
    let x = u.map { meanX + $0 }
    let y = u.map { meanY + 0.5 * $0 + 2 * random.unit() - 1 }
    var graph = ExpressionGraph()
    let (a, b) = (graph.variable("a"), graph.variable("b"))
    let (xs, ys) = (graph.column("x"), graph.column("y"))
    let residual = graph.difference(ys, graph.sum(a, graph.product(b, xs)))
    let root = loss.build(&graph, residual, a)
    let symbols = [a, b].compactMap { graph.symbol($0) }
    let names = [xs, ys].map { graph.columns(below: [$0])[0] }
    let data = ColumnData([names[0]: ColumnBlocks(x), names[1]: ColumnBlocks(y)])
    let objective = try #require(
      RowObjective(graph, root: root, variables: symbols, data: data))
    var rows = objective
    rows.forgetMoments()
    let (mx, my) = (mean(x), mean(y))
    let slope =
      mean(zip(x, y).map { ($0 - mx) * ($1 - my) }) / mean(x.map { ($0 - mx) * ($0 - mx) })
    return Problem(rows: rows, moments: objective, best: [my - slope * mx, slope])
  }

  private func mean(_ numbers: [Double]) -> Double {
    numbers.reduce(0, +) / Double(numbers.count)
  }

  @Test("values and gradients are those of the rows", arguments: losses)
  func agreement(loss: Loss) throws {
    var problem = try problem(loss, 3, 2)
    var (own, other) = ([0.0, 0.0], [0.0, 0.0])
    var random = SeededRandom(seed: 3)
    for step in 0..<60 {
      // Towards the least-squares line, as a descent goes.
      let part = 1 - 1 / Double(1 + step)
      let x = problem.best.map { part * $0 + (1 - part) * random.unit() }
      let value = problem.moments.valueAndGradient(at: x, gradient: &own)
      let expected = problem.rows.valueAndGradient(at: x, gradient: &other)
      #expect(abs(value - expected) <= 1e-12 * abs(expected))
      #expect(abs(problem.moments.value(at: x) - expected) <= 1e-12 * abs(expected))
      let size = max(abs(other[0]), abs(other[1]), abs(expected))
      for (mine, theirs) in zip(own, other) { #expect(abs(mine - theirs) <= 1e-12 * size) }
    }
    #expect(problem.moments.momentEvaluations > 60)
    #expect(problem.rows.momentEvaluations == 0)
  }

  /// The value is a difference of numbers around 1e16 at 0, and 0.33 at the end.
  @Test(
    "rounding does not bite where columns have large means",
    arguments: [(1e6, 1e8), (0, 1e8), (1e6, 0), (-1e6, -1e8)])
  func largeMeans(meanX: Double, meanY: Double) throws {
    var problem = try problem(Self.losses[0], meanX, meanY)
    let plan = DescentPlan(.newton)
    let found = try plan.run(overRows: &problem.moments, goal: .minimum, from: [0, 0])
    var gradient = [0.0, 0.0]
    let expected = problem.rows.valueAndGradient(at: found.x, gradient: &gradient)
    #expect(abs(found.fun - expected) <= 1e-7 * expected)
    // The condition number is up to 4e24, but 2e13 in units of the variables' own.
    #expect(found.success)
    #expect(found.fun <= (1 + 1e-9) * problem.rows.value(at: problem.best))
    // Far from the reference point and near to it alike.
    for step in 0..<200 {
      let x = [problem.best[0] + 1e-3 * Double(step % 20), problem.best[1] + 1e-9 * Double(step)]
      let value = problem.moments.value(at: x)
      #expect(abs(value - problem.rows.value(at: x)) <= 1e-7 * value)
    }
  }

  /// Centred, the condition number is about 3, and gradient descent goes all the way.
  @Test("gradient descent by moments goes the way of gradient descent by rows", arguments: losses)
  func trajectory(loss: Loss) throws {
    var problem = try problem(loss, 0, 2)
    var plan = DescentPlan(.gradientDescent)
    plan.rate = .fixed(0.01)
    plan.steps = 300
    let own = try plan.run(overRows: &problem.moments, goal: .minimum, from: [0, 0])
    let other = try plan.run(overRows: &problem.rows, goal: .minimum, from: [0, 0])
    #expect(problem.moments.momentEvaluations > 250)
    for (mine, theirs) in zip(own.trajectory.points, other.trajectory.points) {
      for (a, b) in zip(mine, theirs) { #expect(abs(a - b) <= 1e-13 * max(1, abs(b))) }
    }
  }
}
