import NablaAlgebra
import NablaEvaluation
import NablaOptimization
import Testing

/// Which losses over rows have one Hessian everywhere: those of second degree in their parameters, and
/// no others, be their second derivatives numbers wherever they exist.
@Suite struct UniformHessianTests {
  struct Loss: Sendable, CustomTestStringConvertible {
    let name: String
    let isUniform: Bool
    /// The loss of the residual y - a x, in a and b.
    let build: @Sendable (inout ExpressionGraph, _ r: NodeID, _ a: NodeID, _ b: NodeID) -> NodeID
    var testDescription: String { name }
  }

  static let losses = [
    Loss(name: "a mean of squares", isUniform: true) { graph, r, _, _ in graph.meanSquare(r) },
    Loss(name: "a mean of squares with a square and a product", isUniform: true) { graph, r, a, b in
      graph.sum([graph.meanSquare(r), graph.power(b, graph.number(2)), graph.product(a, b)])
    },
    Loss(name: "a mean", isUniform: true) { graph, r, _, _ in graph.aggregate(.mean, of: r) },
    Loss(name: "a mean of squares and a magnitude", isUniform: false) { graph, r, a, _ in
      graph.sum(graph.meanSquare(r), graph.call(.abs, [a]))
    },
    Loss(name: "a mean of magnitudes", isUniform: false) { graph, r, _, _ in
      graph.aggregate(.mean, of: graph.call(.abs, [r]))
    },
    Loss(name: "a mean of squares and the greater of two", isUniform: false) { graph, r, a, b in
      graph.sum(graph.meanSquare(r), graph.call(.max, [a, b]))
    },
    Loss(name: "a mean of cubes", isUniform: false) { graph, r, _, _ in
      graph.aggregate(.mean, of: graph.power(r, graph.number(3)))
    },
    Loss(name: "a product of means of squares", isUniform: false) { graph, r, a, _ in
      graph.product(graph.meanSquare(r), graph.power(a, graph.number(2)))
    },
    Loss(name: "a mean of exponentials", isUniform: false) { graph, r, _, _ in
      graph.aggregate(.mean, of: graph.call(.exp, [r]))
    },
  ]

  @Test("a Hessian is called the same everywhere just for degrees up to 2", arguments: losses)
  func uniform(loss: Loss) throws {
    var graph = ExpressionGraph()
    let (a, b) = (graph.variable("a"), graph.variable("b"))
    let (x, y) = (graph.column("x"), graph.column("y"))
    let residual = graph.difference(y, graph.product(a, x))
    let root = loss.build(&graph, residual, a, b)
    let names = [x, y].map { graph.columns(below: [$0])[0] }
    let data = ColumnData([names[0]: ColumnBlocks([1, 2, 4]), names[1]: ColumnBlocks([3, 5, 8])])
    let symbols = [a, b].compactMap { graph.symbol($0) }
    var objective = try #require(RowObjective(graph, root: root, variables: symbols, data: data))
    let found = objective.constantHessian()
    #expect((found != nil) == loss.isUniform)
    guard let found else { return }
    for point in [[0.0, 0.0], [3, -2], [-1e3, 1e3]] {
      #expect(objective.hessian(at: point) == found)
      // Half the second difference of the value along each variable, exact for squares.
      for index in 0..<2 {
        var (above, below) = (point, point)
        above[index] += 1
        below[index] -= 1
        let value = objective.value(at: point)
        let bend = objective.value(at: above) + objective.value(at: below) - 2 * value
        #expect(abs(bend - found[3 * index]) <= 1e-9 * max(1, abs(value)))
      }
    }
  }
}

extension ExpressionGraph {
  fileprivate mutating func meanSquare(_ r: NodeID) -> NodeID {
    aggregate(.mean, of: power(r, number(2)))
  }
}
