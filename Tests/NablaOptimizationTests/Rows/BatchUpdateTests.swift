import NablaAlgebra
import NablaEvaluation
import NablaOptimization
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Updates by batches, held against loops written by hand.
@Suite struct BatchUpdateTests {
  /// A loss of a row in two parameters, with its slopes by hand.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let build: @Sendable (inout ExpressionGraph, _ x: NodeID, _ y: NodeID, [NodeID]) -> NodeID
    let slopes: @Sendable (_ x: Double, _ y: Double, [Double]) -> [Double]
    /// The slopes of what does not depend on rows.
    var rest: @Sendable ([Double]) -> [Double] = { _ in [0, 0] }
    var testDescription: String { name }
  }

  static let cases = [
    Case(
      name: "squared residuals",
      build: { graph, x, y, p in
        let line = graph.sum(p[0], graph.product(p[1], x))
        return graph.power(graph.difference(y, line), graph.number(2))
      },
      slopes: { x, y, p in
        let r = 2 * (p[0] + p[1] * x - y)
        return [r, r * x]
      }),
    Case(
      name: "logistic regression with labels",
      build: { graph, x, y, p in
        let line = graph.sum(p[0], graph.product(p[1], x))
        return graph.call(.softplus, [graph.negated(graph.product(y, line))])
      },
      slopes: { x, y, p in
        let w = -y / (1 + exp(y * (p[0] + p[1] * x)))
        return [w, w * x]
      }),
    Case(
      name: "squared and absolute residuals, whose slopes jump",
      build: { graph, x, y, p in
        let r = graph.difference(y, graph.sum(p[0], graph.product(p[1], x)))
        return graph.sum(graph.power(r, graph.number(2)), graph.call(.abs, [r]))
      },
      slopes: { x, y, p in
        let r = p[0] + p[1] * x - y
        let w = 2 * r + (r < 0 ? -1 : 1)
        return [w, w * x]
      }),
    Case(
      name: "hinges",
      build: { graph, x, y, p in
        let line = graph.sum(p[0], graph.product(p[1], x))
        let margin = graph.difference(graph.number(1), graph.product(y, line))
        return graph.call(.max, [graph.number(0), margin])
      },
      slopes: { x, y, p in y * (p[0] + p[1] * x) < 1 ? [-y, -y * x] : [0, 0] }),
    Case(
      name: "slopes by features alone, which are those of the batch",
      build: { graph, x, y, p in
        let bump = graph.call(.cos, [graph.product(p[0], y)])
        return graph.sum(bump, graph.product(graph.power(p[1], graph.number(2)), x))
      },
      slopes: { x, y, p in [-y * sin(p[0] * y), 2 * p[1] * x] }),
    Case(
      name: "an exponential, with a penalty",
      build: { graph, x, y, p in
        let curve = graph.product(p[0], graph.call(.exp, [graph.product(p[1], x)]))
        return graph.power(graph.difference(y, curve), graph.number(2))
      },
      slopes: { x, y, p in
        let e = exp(p[1] * x)
        let r = 2 * (p[0] * e - y)
        return [r * e, r * p[0] * x * e]
      },
      rest: { [0.2 * $0[0], 0.2 * $0[1]] }),
  ]

  /// More than are packed at a time.
  private static let count = 2500
  private static let x = (0..<count).map { sin(Double($0) * 1.7) }
  private static let y = (0..<count).map { cos(Double($0) * 0.9) }

  @Test(
    "descent by batches in order is the loop written by hand", arguments: cases,
    [1, 7, 30, 99, 1300])
  func loop(of loss: Case, batch: Int) throws {
    let (alpha, epochs) = (0.05, 3)
    var plan = DescentPlan(.gradientDescent)
    plan.rate = .fixed(alpha)
    plan.schedule = .inverse(0.01)
    var batches = BatchPlan(size: batch)
    batches.epochs = epochs
    batches.isShuffled = false
    plan.batches = batches
    var objective = try objective(of: loss)
    let found = try plan.run(overRows: &objective, goal: .minimum, from: [0.1, 0.2])
    var p = [0.1, 0.2]
    var step = 0
    for _ in 0..<epochs {
      for start in stride(from: 0, to: Self.count, by: batch) {
        let rows = start..<min(Self.count, start + batch)
        var slopes = [0.0, 0.0]
        for row in rows {
          for (index, slope) in loss.slopes(Self.x[row], Self.y[row], p).enumerated() {
            slopes[index] += slope / Double(rows.count)
          }
        }
        let rate = alpha / (1 + 0.01 * Double(step))
        let rest = loss.rest(p)
        for index in 0..<2 { p[index] -= rate * (slopes[index] + rest[index]) }
        step += 1
      }
    }
    #expect(found.nit == step)
    #expect(found.visits?.rows == epochs * Self.count)
    for (mine, other) in zip(found.x, p) { #expect(abs(mine - other) <= 1e-13) }
  }

  private func objective(of loss: Case) throws -> RowObjective {
    var graph = ExpressionGraph()
    let p = [graph.variable("a"), graph.variable("b")]
    let (x, y) = (graph.column("x"), graph.column("y"))
    var root = graph.aggregate(.mean, of: loss.build(&graph, x, y, p))
    if loss.rest([1, 1]) != [0, 0] {
      let squares = p.map { graph.power($0, graph.number(2)) }
      root = graph.sum(
        root, graph.scaled(graph.sum(squares), by: try #require(Rational(1, 10))))
    }
    let columns = [x, y].map { graph.columns(below: [$0])[0] }
    return try #require(
      RowObjective(
        graph, root: root, variables: p.compactMap { graph.symbol($0) },
        data: ColumnData([columns[0]: ColumnBlocks(Self.x), columns[1]: ColumnBlocks(Self.y)])))
  }
}
