import NablaAlgebra
import Testing

/// Checks that two expressions have one handle in one graph.
func checkSame(
  _ first: Sketch, _ second: Sketch, sourceLocation: SourceLocation = #_sourceLocation
) {
  var graph = ExpressionGraph()
  let (a, b) = (first.build(&graph), second.build(&graph))
  #expect(
    a == b, "\(describe(a, in: graph)) and \(describe(b, in: graph))",
    sourceLocation: sourceLocation)
}

/// Checks that two expressions have different handles in one graph.
func checkDifferent(
  _ first: Sketch, _ second: Sketch, sourceLocation: SourceLocation = #_sourceLocation
) {
  var graph = ExpressionGraph()
  let (a, b) = (first.build(&graph), second.build(&graph))
  #expect(a != b, "\(describe(a, in: graph))", sourceLocation: sourceLocation)
}

/// Checks that a value is near the expected one.
///
/// The tolerance is relative above 1 and absolute below. Two NaN are near, and so are equal
/// infinities.
func checkNear(
  _ value: Double, _ expected: Double, within tolerance: Double, _ comment: String = "",
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(
    isNear(value, expected, within: tolerance), "\(value) is not \(expected) \(comment)",
    sourceLocation: sourceLocation)
}

/// Whether `checkNear` would pass.
func isNear(_ value: Double, _ expected: Double, within tolerance: Double) -> Bool {
  if value.isNaN || expected.isNaN { return value.isNaN && expected.isNaN }
  guard value.isFinite, expected.isFinite else { return value == expected }
  return Swift.abs(value - expected) <= tolerance * max(1, Swift.abs(expected))
}

/// A node as nested lists, for the messages of failed tests.
func describe(_ root: NodeID, in graph: ExpressionGraph) -> String {
  var texts: [NodeID: String] = [:]
  for id in graph.nodes(below: [root]) {
    let operands = graph.operands(id).map { texts[$0] ?? "?" }.joined(separator: " ")
    let text: String
    switch graph.kind(id) {
    case .number: text = graph.number(id)?.description ?? "?"
    case .real: text = graph.real(id)?.description ?? "?"
    case .pi: text = "pi"
    case .e: text = "e"
    case .variable: text = graph.symbol(id).map { graph.name($0) } ?? "?"
    case .sum: text = "(+ \(operands))"
    case .product, .scale: text = "(* \(operands))"
    case .power: text = "(^ \(operands))"
    case .call: text = "(\(graph.function(id).row.name) \(operands))"
    case .aggregate: text = "(\(graph.aggregate(id).name) \(operands))"
    }
    texts[id] = text
  }
  return texts[root] ?? "?"
}

@Test("The comparison of values lets nothing pass that is far off")
func comparisonOfValues() {
  #expect(isNear(1, 1 + 1e-13, within: 1e-12))
  #expect(!isNear(1, 1.1, within: 1e-12))
  #expect(!isNear(1e9, -1e9, within: 1e-12))
  #expect(!isNear(-1e9, 1e9, within: 1e-12))
  #expect(!isNear(.nan, 1, within: 1))
  #expect(!isNear(1, .nan, within: 1))
  #expect(!isNear(.infinity, 1, within: 1e-12))
  #expect(!isNear(1, .infinity, within: 1e-12))
  #expect(isNear(.nan, .nan, within: 0) && isNear(.infinity, .infinity, within: 0))
  #expect(!isNear(.infinity, -.infinity, within: 1e-12))
}
