import NablaAlgebra
import NablaEvaluation
import NablaOptimization
import Testing

@Suite("Global minima by proof")
struct GlobalMinimumTests {
  private typealias Build = (inout ExpressionGraph, [NodeID]) -> NodeID

  private func find(
    _ box: [LinePart], budget: Int = GlobalMinimum.standardBudget,
    isInterrupted: @escaping () -> Bool = { false }, _ build: Build
  ) -> GlobalMinimum {
    var graph = ExpressionGraph()
    let variables = box.indices.map { graph.variable("x_\($0)") }
    let root = build(&graph, variables)
    return GlobalMinimum.find(
      graph, root: root, variables: variables.compactMap { graph.symbol($0) }, on: box,
      budget: budget, isInterrupted: isInterrupted)
  }

  private func checkCertified(
    _ minimum: GlobalMinimum, value: Double, at points: [[Double]], within tolerance: Double = 1e-9,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(minimum.isCertified, sourceLocation: sourceLocation)
    #expect(minimum.lower <= value && value <= minimum.upper, sourceLocation: sourceLocation)
    #expect(minimum.upper - minimum.lower <= 1e-9, sourceLocation: sourceLocation)
    #expect(minimum.boxes.count == points.count, sourceLocation: sourceLocation)
    for point in points {
      let box = minimum.boxes.first { zip($0, point).allSatisfy { $0.contains($1) } }
      #expect(box != nil, "\(point)", sourceLocation: sourceLocation)
      let width = box.map { $0.map(\.width).max() ?? 0 } ?? 0
      #expect(width <= tolerance, sourceLocation: sourceLocation)
    }
  }

  /// (x^4 - 15x^3 + 80x^2 - 180x + 144)/10.
  private static let quartic: @Sendable (inout ExpressionGraph, NodeID) -> NodeID = { graph, x in
    let coefficients = [144, -180, 80, -15, 1]
    let terms = coefficients.enumerated().map { power, coefficient in
      let node = graph.power(x, graph.number(power))
      return graph.scaled(node, by: Rational(coefficient, 10) ?? .one)
    }
    return graph.sum(terms)
  }

  @Test("the lecture's quartic, to the last digits")
  func quartic() {
    let minimum = find([.between(-10, 20)]) { Self.quartic(&$0, $1[0]) }
    // Both by mpmath to 30 digits.
    checkCertified(
      minimum, value: -0.69140967887662470, at: [[5.32634546335783275]], within: 1e-12)
    #expect(minimum.boxCount < 200)
  }

  @Test("minima at edges that are no doubles")
  func edges() {
    let third = Interval(1) / Interval(3)
    let box: [LinePart] = [.between(third, Interval(2)), .between(-Interval.pi, Interval(5))]
    let minimum = find(box) { $0.sum($1[0], $0.product($1[0], $1[1])) }
    // At x = 2, y = -pi: 2 - 2pi.
    #expect(minimum.isCertified)
    #expect(minimum.lower <= 2 - 2 * Double.pi && 2 - 2 * Double.pi <= minimum.upper + 1e-15)
    #expect(minimum.boxes == [[Interval(2), -Interval.pi]])
  }

  @Test("equal minima are all enclosed")
  func twins() {
    let minimum = find([.between(-10, 10)]) { $0.call(.cos, [$1[0]]) }
    checkCertified(minimum, value: -1, at: [-3 * Double.pi, -.pi, .pi, 3 * .pi].map { [$0] })
  }

  @Test("a minimum at a kink, on the common face of boxes too")
  func kinks() {
    let absolute = find([.between(-1, 2)]) { $0.call(.abs, [$1[0]]) }
    checkCertified(absolute, value: 0, at: [[0]])
    let shifted = find([.between(-1, 2)]) { graph, x in
      let first = graph.call(.abs, [graph.sum(x[0], graph.number(Rational(-1, 3) ?? .one))])
      return graph.sum(first, graph.scaled(x[0], by: Rational(1, 2) ?? .one))
    }
    checkCertified(shifted, value: 1.0 / 6, at: [[1.0 / 3]])
    let curved = find([.between(-1, 2)]) { graph, x in
      // |x| - x^2/2 has a minimum at 0 although its second derivative, where there is one, is -1.
      let square = graph.scaled(graph.power(x[0], graph.number(2)), by: Rational(-1, 8) ?? .one)
      return graph.sum(graph.call(.abs, [x[0]]), square)
    }
    checkCertified(curved, value: 0, at: [[0]])
  }

  @Test("nothing is certified where the function jumps at the minimum")
  func jumps() {
    let saw = find([.between(0, 3)]) { $0.difference($0.call(.floor, [$1[0]]), $1[0]) }
    #expect(!saw.isCertified)
    #expect(saw.lower <= -1 && saw.upper >= -1 && saw.upper < -0.999)
    let pole = find([.between(-1, 1)]) { $0.reciprocal($1[0]) }
    #expect(!pole.isCertified)
    #expect(pole.lower == -.infinity)
    let step = find([.between(-1, 1)]) { graph, x in
      let isNegative = graph.call(.less, [x[0], graph.number(0)])
      return graph.call(.conditional, [isNegative, graph.number(1), x[0]])
    }
    #expect(step.lower <= 0 && 0 <= step.upper)
  }

  @Test("an infimum at infinity is not taken for a minimum")
  func infinity() {
    let decay = find([.between(0, .infinity)]) { $0.call(.exp, [$0.negated($1[0])]) }
    #expect(!decay.isCertified)
    #expect(decay.lower == 0)
    let line = find([.between(-.infinity, .infinity)]) { $1[0] }
    #expect(!line.isCertified && line.lower == -.infinity)
    let parabola = find([.between(-.infinity, .infinity)]) { graph, x in
      graph.sum(graph.power(x[0], graph.number(2)), graph.scaled(x[0], by: Rational(-3)))
    }
    checkCertified(parabola, value: -2.25, at: [[1.5]])
  }

  @Test("where the function is undefined, the rest of the box counts")
  func gaps() {
    let entropy = find([.between(-1, 2)]) { $0.product($1[0], $0.call(.log, [$1[0]])) }
    checkCertified(entropy, value: -0.36787944117144233, at: [[0.36787944117144233]])
    #expect(entropy.hasGaps)
    let nowhere = find([.between(-2, -1)]) { $0.call(.log, [$1[0]]) }
    #expect(!nowhere.isCertified && nowhere.best == nil && nowhere.upper == .infinity)
    #expect(nowhere.boxes.isEmpty)
  }

  @Test("sums without common variables are searched block by block")
  func separable() {
    let side = LinePart.between(-5.12, 5.12)
    let minimum = find(Array(repeating: side, count: 6)) { graph, x in
      let terms = x.map { variable in
        let turn = graph.product([graph.number(2), graph.pi(), variable])
        let wave = graph.scaled(graph.call(.cos, [turn]), by: Rational(-10))
        return graph.sum(graph.power(variable, graph.number(2)), wave)
      }
      return graph.sum(terms + [graph.number(60)])
    }
    checkCertified(minimum, value: 0, at: [Array(repeating: 0, count: 6)])
    #expect(minimum.boxCount < 1_000)
  }

  @Test("fifty coupled variables end with bounds that hold")
  func manyVariables() {
    let minimum = find(Array(repeating: .between(-2, 2), count: 50), budget: 60_000_000) {
      graph, x in
      let waves = zip(x, x.dropFirst()).map { a, b in
        graph.call(.sin, [graph.sum(graph.product(a, b), a)])
      }
      return graph.sum(waves)
    }
    #expect(!minimum.isCertified && minimum.ending == .budget)
    #expect(minimum.lower >= -49.0000001 && minimum.lower <= minimum.upper)
    #expect(minimum.upper <= -30)
  }

  @Test("an interruption leaves bounds that hold")
  func interruption() {
    nonisolated(unsafe) var count = 0
    let interrupt = {
      count += 1
      return count > 3
    }
    let minimum = find([.between(-2, 2), .between(-2, 2)], isInterrupted: interrupt) { graph, x in
      graph.call(.sin, [graph.product([x[0], x[1], graph.number(9)])])
    }
    #expect(minimum.ending == .interrupted && !minimum.isCertified)
    #expect(minimum.lower <= -1 && minimum.upper >= -1)
  }

  @Test("no value at any point lies below the bounds", arguments: 0..<30)
  func neverWrong(seed: Int) {
    var random = RandomExpression(seed: UInt64(seed))
    for _ in 0..<8 {
      var graph = ExpressionGraph()
      let variables = ["x", "y"].prefix(1 + random.next(below: 2)).map { graph.variable($0) }
      let root = random.expression(size: 6, leaves: variables, in: &graph)
      let symbols = variables.compactMap { graph.symbol($0) }
      let ends = symbols.map { _ in
        (random.number(in: -3...1).rounded(), random.number(in: 1...3))
      }
      let box = ends.map { LinePart.between($0.0, $0.1) }
      let minimum = GlobalMinimum.find(
        graph, root: root, variables: symbols, on: box, budget: 2_000_000)
      let program = IntervalProgram(graph, outputs: [root], inputs: symbols)
      for _ in 0..<100 {
        let point = ends.map { random.next(below: 5) == 0 ? $0.0 : random.number(in: $0.0...$0.1) }
        let value = program.evaluate(point.map { Interval($0) })[0]
        guard value.isDefined else { continue }
        #expect(value.interval.upper >= minimum.lower, "seed \(seed) at \(point)")
        let isFound = minimum.upper < .infinity || minimum.ending == .budget
        #expect(isFound || value.interval.upper == .infinity)
        if value.interval.upper < minimum.upper {
          #expect(
            !minimum.isCertified
              || minimum.boxes.contains { part in
                zip(part, point).allSatisfy { $0.contains($1) }
              }, "seed \(seed) at \(point)")
        }
      }
    }
  }
}
