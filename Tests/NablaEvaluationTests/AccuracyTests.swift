import NablaAlgebra
import NablaEvaluation
import Testing

@Suite("Values and gradients agree with multiple precision")
struct AccuracyTests {
  @Test("to a relative error of 1e-14", arguments: AccuracyCase.figures)
  func agreesWithMultiplePrecision(figure: AccuracyCase) throws {
    let formula = try #require(AccuracyCase.formulas[figure.name])
    var graph = ExpressionGraph()
    let names = ["x", "y"].prefix(figure.point.count)
    let inputs = names.map { graph.variable($0) }.compactMap { graph.symbol($0) }
    let root = formula.build(&graph)
    let outputs = [root] + graph.gradient(of: root, by: inputs)
    let results = Program(&graph, outputs: outputs, inputs: inputs).evaluate(figure.point)
    check(results[0], is: figure.value)
    for (result, exact) in zip(results.dropFirst(), figure.gradient) { check(result, is: exact) }
  }

  private func check(
    _ value: Double, is exact: Double, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    // A result below the normal doubles cannot have more digits than they have.
    let error = abs(value - exact)
    let limit = max(1e-14 * abs(exact), Double.leastNonzeroMagnitude)
    #expect(error <= limit, "\(value) instead of \(exact)", sourceLocation: sourceLocation)
  }
}
