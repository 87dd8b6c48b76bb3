import NablaAlgebra
import NablaEvaluation
import Testing

/// The exact value of a function at a point of doubles, between two doubles.
struct FunctionFigure: CustomTestStringConvertible, Sendable {
  /// The function's name, or `power`.
  var name: String
  var point: [Double]
  /// The largest double not above the value.
  var below: Double
  /// The smallest double not below the value.
  var above: Double

  init(_ name: String, _ point: [Double], _ below: Double, _ above: Double) {
    self.name = name
    self.point = point
    self.below = below
    self.above = above
  }

  var testDescription: String { "\(name)\(point)" }

  /// The function as a program of as many inputs as the point has coordinates; the order of
  /// `polygamma` is a constant.
  var program: IntervalProgram? { FunctionFigure.program(name, point) }

  static func program(_ name: String, _ point: [Double]) -> IntervalProgram? {
    var graph = ExpressionGraph()
    let arguments = ["x", "y"].prefix(point.count).map { graph.variable($0) }
    let inputs = arguments.compactMap { graph.symbol($0) }
    var nodes = arguments
    if name == "polygamma", let order = Int(exactly: point[0]) { nodes[0] = graph.number(order) }
    let root: NodeID
    if name == "power" {
      root = graph.power(nodes[0], nodes[1])
    } else if let function = Function.named(name) {
      root = graph.call(function, nodes)
    } else {
      return nil
    }
    return IntervalProgram(graph, outputs: [root], inputs: inputs)
  }
}
