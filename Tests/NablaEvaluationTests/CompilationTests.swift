import NablaAlgebra
import NablaEvaluation
import Testing

@Suite("Compilation")
struct CompilationTests {
  @Test("an instruction has 16 bytes")
  func instructionSize() {
    #expect(MemoryLayout<Instruction>.size == 16)
    #expect(MemoryLayout<Instruction>.stride == 16)
  }

  @Test("a sum of a million terms compiles, runs and needs few registers")
  func longSum() {
    var graph = ExpressionGraph()
    let count = 1_000_000
    let variables = (0..<count).map { graph.variable("x\($0)") }
    let root = graph.sum(variables)
    let inputs = variables.compactMap { graph.symbol($0) }
    let program = Program(&graph, outputs: [root], inputs: inputs)
    #expect(program.instructions.count == count - 1)
    #expect(program.registerCount < count + 50)
    // The sum of 1/k up to a million, log(n) + Euler's constant + 1/(2n) - 1/(12n^2).
    let result = program.evaluate((1...count).map { 1 / Double($0) })[0]
    #expect(abs(result / 14.392726722865723 - 1) < 1e-15)
  }

  @Test("temporaries are reused, so a long sum of products lives in a handful of them")
  func reusesRegisters() {
    var graph = ExpressionGraph()
    let inputs = (0..<1000).map { graph.variable("x\($0)") }
    let terms = inputs.indices.dropLast().map { position in
      let sine = graph.call(.sin, [inputs[position]])
      return graph.product(sine, inputs[position + 1])
    }
    let root = graph.sum(terms)
    let symbols = inputs.compactMap { graph.symbol($0) }
    let program = Program(&graph, outputs: [root], inputs: symbols)
    #expect(program.registerCount - inputs.count < 10)
    #expect(program.instructions.count == 3 * 999 - 1)
  }

  @Test("a chain a hundred thousand calls deep compiles")
  func deepChain() {
    var graph = ExpressionGraph()
    let x = graph.variable("x")
    var root = x
    for _ in 0..<100_000 { root = graph.call(.sin, [root]) }
    let program = Program(&graph, outputs: [root], inputs: graph.variables(below: [x]))
    #expect(program.instructions.count == 100_000)
    #expect(program.registerCount == 2)
    // sin iterated n times behaves like sqrt(3/n) (de Bruijn, Asymptotic Methods, section 8.6).
    #expect(abs(program.evaluate([1])[0] / (3e-5).squareRoot() - 1) < 1e-3)
  }

  @Test("common subexpressions of all outputs are computed once")
  func sharesSubexpressions() {
    var graph = ExpressionGraph()
    let x = Formula("x")
    let shared = exp(sin(x))
    let outputs = [shared * x, shared + 1, shared].map { $0.build(&graph) }
    let program = Program(&graph, outputs: outputs, inputs: graph.variables(below: outputs))
    #expect(program.instructions.count == 4)
  }

  @Test("subtractions and divisions are single instructions", arguments: ["x - y", "x/y"])
  func fusesSigns(name: String) {
    var graph = ExpressionGraph()
    let (x, y) = (Formula("x"), Formula("y"))
    let root = (name == "x/y" ? x / y : x - y).build(&graph)
    let program = Program(&graph, outputs: [root], inputs: graph.variables(below: [root]))
    #expect(program.instructions.map(\.opcode) == [name == "x/y" ? .divide : .subtract])
  }

  @Test("powers of one base share their squares")
  func sharesPowers() {
    var graph = ExpressionGraph()
    let x = Formula("x")
    let root = ((x ^ 2) + (x ^ 3) + (x ^ 4) + (x ^ 6)).build(&graph)
    let program = Program(&graph, outputs: [root], inputs: graph.variables(below: [root]))
    #expect(program.instructions.filter { $0.opcode == .multiply }.count == 4)
    #expect(program.evaluate([2]) == [4 + 8 + 16 + 64])
  }

  @Test("a log-sum-exp of n sums and its gradient stay linear in n", arguments: [10, 100, 1000])
  func logSumExpIsLinear(count: Int) {
    var graph = ExpressionGraph()
    let variables = (0..<count).map { graph.variable("x\($0)") }
    let inputs = variables.compactMap { graph.symbol($0) }
    let exponentials = variables.indices.map { position in
      let next = variables[(position + 1) % count]
      return graph.call(.exp, [graph.sum(variables[position], graph.scaled(next, by: Rational(2)))])
    }
    let root = graph.call(.log, [graph.sum(exponentials)])
    let outputs = [root] + graph.gradient(of: root, by: inputs)
    let program = Program(&graph, outputs: outputs, inputs: inputs)
    #expect(program.instructions.count < 12 * count)
    // All sums are 3000, so the value is that plus log n, and the partials are 3/n.
    let results = program.evaluate(Array(repeating: 1000, count: count))
    #expect(abs(results[0] / (3000 + logarithm(count)) - 1) < 1e-15)
    for partial in results.dropFirst() {
      #expect(abs(partial * Double(count) / 3 - 1) < 1e-14)
    }
  }

  private func logarithm(_ count: Int) -> Double {
    Function.log.evaluate([Double(count)])
  }
}
