import Foundation
import NablaAlgebra

/// Evaluates expressions as they are written, node by node, as an oracle for programs.
struct PlainEvaluator {
  let graph: ExpressionGraph
  let point: [Symbol: Double]

  func value(of root: NodeID) -> Double {
    var values: [NodeID: Double] = [:]
    for id in graph.nodes(below: [root]) {
      values[id] = value(of: id, graph.operands(id).map { values[$0] ?? .nan })
    }
    return values[root] ?? .nan
  }

  private func value(of id: NodeID, _ operands: [Double]) -> Double {
    switch graph.kind(id) {
    case .number: graph.number(id)?.double ?? .nan
    case .real: graph.real(id) ?? .nan
    case .pi: Double.pi
    case .e: M_E
    case .variable: graph.symbol(id).flatMap { point[$0] } ?? .nan
    case .sum: operands.reduce(0, +)
    case .product, .scale: operands.reduce(1, *)
    case .power: power(operands[0], operands[1])
    case .call: graph.function(id).evaluate(operands)
    case .aggregate: .nan
    }
  }

  private func power(_ base: Double, _ exponent: Double) -> Double {
    if base.isNaN || exponent.isNaN { return .nan }
    return exponent == 0.5 ? base.squareRoot() : pow(base, exponent)
  }
}
