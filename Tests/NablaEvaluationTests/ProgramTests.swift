import Foundation
import NablaAlgebra
import NablaEvaluation
import Testing

@Suite("Programs")
struct ProgramTests {
  @Test("agree with the plain evaluation of random expressions", arguments: UInt64(1)...400)
  func agreesOnRandomExpressions(seed: UInt64) {
    var generator = ExpressionGenerator(seed: seed)
    var graph = ExpressionGraph()
    let variables = ["x", "y", "z"].map { graph.variable($0) }
    let inputs = variables.compactMap { graph.symbol($0) }
    let leaves = variables + [graph.number(2), graph.fraction(1, 3), graph.pi()]
    let root = generator.expression(size: 12, leaves: leaves, in: &graph)
    let other = generator.expression(size: 6, leaves: leaves + [root], in: &graph)
    let program = Program(&graph, outputs: [root, other], inputs: inputs)
    for _ in 0..<5 {
      let point = inputs.map { _ in generator.coordinate() }
      let results = program.evaluate(point)
      check(root, in: graph, inputs, at: point, is: results[0])
      check(other, in: graph, inputs, at: point, is: results[1])
    }
  }

  /// Holds the result to the values of the plain evaluator at the point and around it, because a
  /// stable form is more accurate than what it is compared with.
  private func check(
    _ root: NodeID, in graph: ExpressionGraph, _ inputs: [Symbol], at point: [Double],
    is result: Double, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let plain = [-1e-9, 0, 1e-9].map { shift in
      let values = zip(inputs, point.map { $0 * (1 + shift) })
      let known = Dictionary(uniqueKeysWithValues: values)
      return PlainEvaluator(graph: graph, point: known).value(of: root)
    }
    guard plain.allSatisfy(\.isFinite) else { return }
    let scale = plain.map(\.magnitude).max() ?? 0
    let spread = (plain.max() ?? 0) - (plain.min() ?? 0)
    // Where a comparison goes another way nearby, the value is not determined to any accuracy.
    guard spread < 1e-3 * scale else { return }
    let error = abs(result - plain[1])
    #expect(
      error <= 1e-9 * max(scale, 1e-3) + spread, "\(result), not \(plain[1])",
      sourceLocation: sourceLocation)
  }

  @Test(
    "compute each function as its kernel does, on nasty arguments", arguments: Function.allCases)
  func agreesWithKernels(function: Function) {
    let count = function.row.arity.lowerBound
    for arguments in nastyArguments(count) {
      var graph = ExpressionGraph()
      let variables = (0..<count).map { graph.variable("x\($0)") }
      let root = graph.call(function, variables)
      let inputs = variables.compactMap { graph.symbol($0) }
      let result = Program(&graph, outputs: [root], inputs: inputs).evaluate(arguments)[0]
      let expected = function.evaluate(arguments)
      #expect(
        result.bitPattern == expected.bitPattern || result.isNaN && expected.isNaN,
        "\(function)\(arguments) is \(result), not \(expected)")
      let known = Dictionary(uniqueKeysWithValues: zip(inputs, arguments))
      let plain = PlainEvaluator(graph: graph, point: known).value(of: root)
      #expect(result == plain || result.isNaN && plain.isNaN, "\(function)\(arguments)")
    }
  }

  private func nastyArguments(_ count: Int) -> [[Double]] {
    let values: [Double] = [
      0, -0.0, .infinity, -.infinity, .nan, 1, -1, 2, -2, 0.5, -0.5, 1.5, 1e-300, -1e-300,
      .leastNonzeroMagnitude,
      1e300, -1e300, .pi, .pi / 2, 171, 172, -170.5, 710, -746, 1 + 0x1p-52, 1 - 0x1p-53,
    ]
    if count == 1 { return values.map { [$0] } }
    let pairs = values.flatMap { x in values.map { y in [x, y] } }
    return count == 2 ? pairs : pairs.flatMap { pair in [0, 1, .nan].map { [$0] + pair } }
  }

  @Test("choose a branch without being touched by the other one")
  func selectsBranches() {
    let x = Formula("x")
    let formula = Formula { graph in
      let (argument, zero) = (x.build(&graph), graph.number(0))
      let condition = graph.call(.less, [zero, argument])
      let logarithm = graph.call(.log, [argument])
      return graph.call(.conditional, [condition, logarithm, graph.negated(argument)])
    }
    #expect(evaluate(formula, x: -3) == 3)
    #expect(evaluate(formula, x: 1) == 0)
    #expect(evaluate(formula, x: .nan).isNaN)
  }

  @Test("keep the value that a choice falls back to where it is needed again")
  func keepsFallback() {
    let x = Formula("x")
    let square = sin(x)
    let choice = Formula { graph in
      let condition = graph.call(.less, [graph.number(0), x.build(&graph)])
      let (then, otherwise) = (exp(x).build(&graph), square.build(&graph))
      return graph.call(.conditional, [condition, then, otherwise])
    }
    #expect(evaluate(choice + square * square, x: 1) == exp(1) + sin(1) * sin(1))
    #expect(evaluate(choice + square * square, x: -1) == sin(-1) + sin(-1) * sin(-1))
  }

  @Test("give the same bits on every run")
  func repeatsItself() {
    var generator = ExpressionGenerator(seed: 7)
    var graph = ExpressionGraph()
    let x = graph.variable("x")
    let root = generator.expression(size: 40, leaves: [x, graph.number(3)], in: &graph)
    let program = Program(&graph, outputs: [root], inputs: graph.variables(below: [x]))
    var workspace = program.makeWorkspace()
    var outputs = [0.0]
    program.run([0.7], into: &outputs, workspace: &workspace)
    let first = outputs[0].bitPattern
    for _ in 0..<100 {
      program.run([0.7], into: &outputs, workspace: &workspace)
      #expect(outputs[0].bitPattern == first)
    }
  }

  @Test("accept the workspace of another program")
  func fitsWorkspaces() {
    var graph = ExpressionGraph()
    let x = graph.variable("x")
    let inputs = graph.variables(below: [x])
    let small = Program(&graph, outputs: [x], inputs: inputs)
    let root = (Formula("x") * 5 + exp(Formula("x"))).build(&graph)
    let large = Program(&graph, outputs: [root], inputs: inputs)
    var workspace = small.makeWorkspace()
    var outputs = [0.0]
    large.run([2], into: &outputs, workspace: &workspace)
    #expect(outputs[0] == 10 + exp(2))
    small.run([2], into: &outputs, workspace: &workspace)
    #expect(outputs[0] == 2)
  }

  @Test("compute outputs that are inputs, constants or given twice")
  func plainOutputs() {
    var graph = ExpressionGraph()
    let x = graph.variable("x")
    let outputs = [x, graph.fraction(1, 4), x, graph.power(graph.pi(), graph.number(2))]
    let program = Program(&graph, outputs: outputs, inputs: graph.variables(below: [x]))
    #expect(program.evaluate([3]) == [3, 0.25, 3, .pi * .pi])
    #expect(program.instructions.isEmpty)
  }

  @Test("give NaN to a variable that is no input")
  func unknownVariable() {
    var graph = ExpressionGraph()
    let root = graph.sum(graph.variable("x"), graph.number(1))
    #expect(Program(&graph, outputs: [root], inputs: []).evaluate([])[0].isNaN)
  }

  @Test("take a tenth as one rounding")
  func dividesByWholeNumbers() {
    #expect(evaluate(Formula("x") / 10, x: 24) == 2.4)
    #expect(evaluate((Formula("x") ^ 4) / 10, x: 3) == 8.1)
  }

  @Test(
    "reach results whose steps would overflow",
    arguments: [
      (Formula("x") ^ -8, 1e-30, 1e240), (Formula("x") ^ 8, 1e30, 1e240),
      (Formula("x") ^ -2, 1e150, 1e-300), (1e200 * (Formula("x") ^ -2), 1e200, 1e-200),
    ])
  func avoidsOverflow(formula: Formula, x: Double, expected: Double) {
    let result = evaluate(formula, x: x)
    #expect(abs(result / expected - 1) < 1e-14, "\(result)")
  }

  private func evaluate(_ formula: Formula, x: Double) -> Double {
    var graph = ExpressionGraph()
    let variable = graph.variable("x")
    let root = formula.build(&graph)
    return Program(&graph, outputs: [root], inputs: graph.variables(below: [variable]))
      .evaluate([x])[0]
  }
}

private func * (a: Double, b: Formula) -> Formula { Formula(a) * b }

extension ExpressionGraph {
  fileprivate mutating func fraction(_ numerator: Int, _ denominator: Int) -> NodeID {
    number(Rational(numerator, denominator) ?? .zero)
  }
}
