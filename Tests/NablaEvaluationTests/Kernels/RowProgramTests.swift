import NablaAlgebra
import NablaEvaluation
import NablaTestSupport
import Testing

@Suite("Programs over rows")
struct RowProgramTests {
  /// The columns x and y and the scalars a and b.
  private struct Setting {
    var graph = ExpressionGraph()
    let columns: [NodeID]
    let scalars: [NodeID]
    let point = [0.75, -1.25]
    let numbers: [[Double]]

    init(count: Int, seed: UInt64 = 3, in range: ClosedRange<Double> = -2...2) {
      columns = [graph.column("x"), graph.column("y")]
      scalars = [graph.variable("a"), graph.variable("b")]
      var random = SeededRandom(seed: seed)
      numbers = (0..<2).map { _ in
        (0..<count).map { _ in Double.random(in: range, using: &random) }
      }
    }

    func symbols(_ nodes: [NodeID]) -> [Symbol] { nodes.compactMap { graph.symbol($0) } }

    /// The values of an expression in each row, by a program at points.
    mutating func values(of body: NodeID) -> [Double] {
      let program = Program(
        &graph, outputs: [body], inputs: symbols(scalars) + symbols(columns))
      return numbers[0].indices.map { row in
        program.evaluate(point + numbers.map { $0[row] })[0]
      }
    }

    /// Aggregates of an expression.
    mutating func evaluate(_ aggregates: [Aggregate], of body: NodeID) -> [Double] {
      let outputs = aggregates.map { graph.aggregate($0, of: body, over: columns) }
      let data = ColumnData(
        Dictionary(uniqueKeysWithValues: zip(symbols(columns), numbers.map { ColumnBlocks($0) })))
      return AggregateProgram(&graph, outputs: outputs, inputs: symbols(scalars), data: data)
        .evaluate(point)
    }
  }

  /// Holds the sum over rows against the values at points.
  private func check(_ setting: inout Setting, _ body: NodeID, _ comment: String) {
    let values = setting.values(of: body)
    let results = setting.evaluate([.sum, .mean, .least, .greatest, .median], of: body)
    guard values.allSatisfy(\.isFinite) else {
      #expect(!results[0].isFinite || values.contains { !$0.isFinite }, "\(comment)")
      return
    }
    let sum = values.reduce(0, +)
    let scale = values.reduce(1e-300) { $0 + abs($1) }
    #expect(abs(results[0] - sum) <= 4e-13 * scale, "sum of \(comment)")
    #expect(abs(results[1] - sum / Double(values.count)) <= 4e-13 * scale, "mean of \(comment)")
    let sorted = values.sorted()
    let middle = (sorted[(values.count - 1) / 2] + sorted[values.count / 2]) / 2
    for (result, expected) in zip(results[2...], [sorted[0], sorted[values.count - 1], middle]) {
      #expect(abs(result - expected) <= 4e-13 * max(1, abs(expected)), "order of \(comment)")
    }
  }

  @Test("every built-in over rows is what it is at points", arguments: Function.allCases)
  func builtIns(_ function: Function) {
    for count in [1, 2, 3, 7, 13, 511, 513] {
      var setting = Setting(count: count, in: 0.1...0.9)
      let arguments = Array(
        [setting.columns[0], setting.columns[1], setting.scalars[0]]
          .prefix(function.row.arity.lowerBound))
      let body = setting.graph.call(function, arguments)
      check(&setting, body, "\(function) over \(count) rows")
    }
  }

  @Test("random expressions over rows are what they are at points", arguments: 1...60)
  func randomExpressions(_ seed: Int) {
    var generator = ExpressionGenerator(seed: UInt64(seed))
    var setting = Setting(count: 1 + seed * 17, seed: UInt64(seed))
    let leaves = setting.columns + setting.scalars
    let body = generator.expression(size: 12, leaves: leaves, in: &setting.graph)
    guard !setting.graph.columns(below: [body]).isEmpty else { return }
    check(&setting, body, "expression \(seed)")
  }

  @Test("sums are all but exactly rounded, whatever cancels", arguments: [1, 10, 1000, 40_000])
  func accurateSums(_ count: Int) throws {
    var random = SeededRandom(seed: 5)
    let large = (0..<count).map { _ in Double.random(in: -1e8...1e8, using: &random).rounded() }
    let small = (0..<count).map { _ in Double(Int.random(in: -999...999, using: &random)) / 1024 }
    // Large numbers and their negatives around small ones, whose sum is exact.
    let numbers = zip(large, small).flatMap { [$0 * 0x1p20, $1, -$0 * 0x1p20] }
    var graph = ExpressionGraph()
    let x = graph.column("x")
    let symbol = try #require(graph.symbol(x))
    let doubled = graph.scaled(x, by: Rational(-4))
    let outputs = [graph.aggregate(.sum, of: x), graph.aggregate(.sum, of: doubled)]
    let data = ColumnData([symbol: ColumnBlocks(numbers)])
    let results = AggregateProgram(&graph, outputs: outputs, inputs: [], data: data).evaluate([])
    #expect(results == [small.reduce(0, +), -4 * small.reduce(0, +)])
  }

  @Test("the bits are the same on any number of threads", arguments: [2, 3, 8, 1000])
  func threads(_ threads: Int) {
    for count in [1, 16_385, 65_537, 200_003] {
      let alone = Self.manyRows(count, threads: 1)
      #expect(Self.manyRows(count, threads: threads).map(\.bitPattern) == alone.map(\.bitPattern))
    }
  }

  /// Each kind of aggregate of an expression over many rows.
  private static func manyRows(_ count: Int, threads: Int) -> [Double] {
    var graph = ExpressionGraph()
    let x = graph.column("x")
    let body = graph.product(graph.call(.sin, [x]), graph.call(.exp, [x]))
    let outputs = [Aggregate.sum, .mean, .least, .greatest, .median].map {
      graph.aggregate($0, of: body)
    }
    let numbers = ColumnBlocks((0..<count).map { Double($0 * 7919 % 1009) / 100 })
    let data = ColumnData(
      Dictionary(uniqueKeysWithValues: graph.columns(below: [x]).map { ($0, numbers) }),
      threads: threads)
    return AggregateProgram(&graph, outputs: outputs, inputs: [], data: data).evaluate([])
  }

  @Test("of no rows the mean is undefined and the sum is zero")
  func noRows() {
    var setting = Setting(count: 0)
    let body = setting.graph.product(setting.columns[0], setting.scalars[0])
    let results = setting.evaluate([.sum, .mean, .count, .least], of: body)
    #expect(results[0] == 0 && results[1].isNaN && results[2] == 0 && results[3].isNaN)
  }

  @Test("an infinity or a NaN in a row stays in the sum and in the extremes")
  func special() throws {
    for (number, expected) in [(Double.infinity, Double.infinity), (.nan, .nan)] {
      var graph = ExpressionGraph()
      let (x, a) = (graph.column("x"), graph.variable("a"))
      let (symbol, input) = (try #require(graph.symbol(x)), try #require(graph.symbol(a)))
      let body = graph.product(x, graph.sum(x, a))
      let outputs = [graph.aggregate(.sum, of: body), graph.aggregate(.greatest, of: body)]
      let data = ColumnData([symbol: ColumnBlocks([1, 2, number, 3])])
      let program = AggregateProgram(
        &graph, outputs: outputs, inputs: [input], data: data)
      for result in program.evaluate([number.isNaN ? .nan : 2]) {
        #expect(expected.isNaN ? result.isNaN : result == expected)
      }
    }
  }
}
