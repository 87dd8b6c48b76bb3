import NablaAlgebra
import NablaEvaluation
import Testing

@Suite("Compilation")
struct CompilationTests {
  @Test("an instruction has 20 bytes")
  func instructionSize() {
    #expect(MemoryLayout<Instruction>.size == 20)
    #expect(MemoryLayout<Instruction>.stride == 20)
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
    // A sine, a product and a sum a term, one less; in each of the 16 blocks of up to 64 terms all
    // products but one are joined with the sum.
    #expect(program.instructions.count == 3 * 999 - 1 - (999 - 16))
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

  @Test(
    "a product and the sum that alone needs it are one instruction",
    arguments: [
      ("x*y + z", Opcode.multiplyAdd), ("x*y - z", .multiplySubtract),
      ("z - x*y", .subtractProduct),
    ])
  func fusesProducts(name: String, opcode: Opcode) {
    var graph = ExpressionGraph()
    let (x, y, z) = (Formula("x"), Formula("y"), Formula("z"))
    let formula = name == "x*y + z" ? x * y + z : name == "x*y - z" ? x * y - z : z - x * y
    let root = formula.build(&graph)
    let inputs = graph.variables(below: [root])
    let program = Program(&graph, outputs: [root], inputs: inputs)
    #expect(program.instructions.map(\.opcode) == [opcode])
    let values = ["x": 3.0, "y": 5.0, "z": 7.0]
    let expected = ["x*y + z": 22.0, "x*y - z": 8.0, "z - x*y": -8.0]
    #expect(program.evaluate(inputs.map { values[graph.name($0)] ?? .nan })[0] == expected[name])
  }

  @Test("a product in a sum is rounded before it is added, whatever the machine can do at once")
  func roundsProducts() {
    var graph = ExpressionGraph()
    let (x, y) = (Formula("x"), Formula("y"))
    let root = (x * x - y).build(&graph)
    let program = Program(&graph, outputs: [root], inputs: graph.variables(below: [root]))
    // (1 + 2^-30)^2 is 1 + 2^-29 + 2^-60, whose last part is lost in rounding.
    #expect(program.evaluate([1 + 0x1p-30, 1 + 0x1p-29])[0] == 0)
  }

  @Test("a product that is needed twice is computed once and kept")
  func keepsSharedProducts() {
    var graph = ExpressionGraph()
    let (x, y, z) = (Formula("x"), Formula("y"), Formula("z"))
    let outputs = [x * y + z, x * y].map { $0.build(&graph) }
    let program = Program(&graph, outputs: outputs, inputs: graph.variables(below: outputs))
    #expect(Set(program.instructions.map(\.opcode)) == [.multiply, .add])
    #expect(program.evaluate([3, 5, 7]) == [22, 15])
  }

  @Test("powers of one base share their squares")
  func sharesPowers() {
    var graph = ExpressionGraph()
    let x = Formula("x")
    let root = ((x ^ 2) + (x ^ 3) + (x ^ 4) + (x ^ 6)).build(&graph)
    let program = Program(&graph, outputs: [root], inputs: graph.variables(below: [root]))
    let products = program.instructions.filter { [.multiply, .multiplyAdd].contains($0.opcode) }
    #expect(products.count == 4)
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
