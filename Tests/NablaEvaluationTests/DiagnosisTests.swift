import NablaAlgebra
import NablaEvaluation
import Testing

@Suite("Diagnosis")
struct DiagnosisTests {
  private static let x = Formula("x")
  private static let y = Formula("y")

  @Test("a negative logarithm names the domain and the argument")
  func logarithm() throws {
    let (graph, found) = diagnose(exp(log(Self.x)) + 1, x: -1)
    let diagnosis = try #require(found)
    #expect(diagnosis.reason == .domain)
    #expect(graph.function(diagnosis.node) == .log)
    #expect(diagnosis.operandValues == [-1])
    #expect(diagnosis.value.isNaN)
  }

  @Test("the cause is named, not the operations that it spoils")
  func findsTheCause() throws {
    let (graph, found) = diagnose(Self.x * (1 / Self.x), x: 0)
    let diagnosis = try #require(found)
    #expect(diagnosis.reason == .divisionByZero)
    #expect(graph.kind(diagnosis.node) == .power)
    #expect(diagnosis.operandValues == [0, -1])
  }

  @Test(
    "every reason is told apart",
    arguments: [
      (exp(x), 1000, Diagnosis.Reason.overflow),
      (x ^ 9, 1e200, .overflow),
      (x * 1e300.formula, 1e300, .overflow),
      (call(.gamma, x), 200, .overflow),
      (call(.gamma, x), -2, .domain),
      (log(x), 0, .domain),
      (call(.asin, x), 1.5, .domain),
      (call(.acosh, x), 0.5, .domain),
      (call(.atanh, x), 1, .domain),
      (call(.csc, x), 0, .domain),
      (call(.mod, 1, x), 0, .domain),
      (sqrt(x), -4, .negativeBase),
      (x ^ -3, 0, .divisionByZero),
      (x, .nan, .input),
      (x + 1, .infinity, .input),
      (x + Formula(-.infinity), .infinity, .indeterminate),
      (sin(x), .infinity, .indeterminate),
    ])
  func tellsReasons(formula: Formula, x: Double, reason: Diagnosis.Reason) {
    #expect(diagnose(formula, x: x).found?.reason == reason)
  }

  @Test("an infinity that does no harm is not blamed")
  func ignoresHarmless() {
    let formula = exp(-(1 / Self.x)) + log(Self.x - 1)
    let (graph, found) = diagnose(formula, x: 0)
    #expect(found.map { graph.function($0.node) } == .log)
  }

  @Test("of a choice only the branch taken counts")
  func followsTheBranch() {
    let x = Self.x
    let formula = Formula { graph in
      let condition = graph.call(.less, [x.build(&graph), graph.number(0)])
      let (then, otherwise) = (log(x).build(&graph), (1 / x).build(&graph))
      return graph.call(.conditional, [condition, then, otherwise])
    }
    #expect(diagnose(formula, x: 0).found?.reason == .divisionByZero)
    #expect(diagnose(formula, x: -1).found?.reason == .domain)
    #expect(diagnose(formula, x: 1).found == nil)
  }

  @Test("nothing is found where the value is finite")
  func finite() {
    #expect(diagnose(exp(-exp(Self.x)), x: 800).found == nil)
  }

  private func diagnose(
    _ formula: Formula, x: Double
  ) -> (graph: ExpressionGraph, found: Diagnosis?) {
    var graph = ExpressionGraph()
    let variable = graph.variable("x")
    let root = formula.build(&graph)
    let inputs = graph.variables(below: [variable])
    return (graph, Diagnosis(of: root, in: graph, inputs: inputs, at: [x]))
  }
}

extension Double {
  fileprivate var formula: Formula { Formula(self) }
}
