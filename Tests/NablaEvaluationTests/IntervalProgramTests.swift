import NablaAlgebra
import NablaEvaluation
import NablaTestSupport
import Testing

@Suite("Programs over boxes")
struct IntervalProgramTests {
  private func enclosure(
    _ box: [Interval], _ build: (inout ExpressionGraph, [NodeID]) -> NodeID
  ) -> Enclosure {
    var graph = ExpressionGraph()
    let variables = ["x", "y"].prefix(box.count).map { graph.variable($0) }
    let root = build(&graph, Array(variables))
    let inputs = variables.compactMap { graph.symbol($0) }
    return IntervalProgram(graph, outputs: [root], inputs: inputs).evaluate(box)[0]
  }

  @Test("exact numbers and constants are enclosed, not rounded")
  func constants() {
    let tenth = enclosure([]) { graph, _ in graph.number(Rational(1, 10) ?? .zero) }
    #expect(tenth.interval == Interval(0.1.nextDown, 0.1))
    let pi = enclosure([]) { graph, _ in graph.pi() }
    #expect(pi.interval == Interval(.pi, Double.pi.nextUp))
    let e = enclosure([]) { graph, _ in graph.e() }
    #expect(e.interval == Interval(2.718281828459045, 2.718281828459045.nextUp))
    let large = enclosure([]) { graph, _ in graph.number(Rational(1 << 53 + 1)) }
    #expect(large.interval == Interval(0x1p53, 0x1p53 + 2))
    let sine = enclosure([]) { graph, _ in graph.call(.sin, [graph.pi()]) }
    #expect(sine.interval == .zero)
  }

  @Test("a tenth of x is x/10: one rounding")
  func tenths() {
    let result = enclosure([Interval(3)]) { graph, x in
      graph.scaled(x[0], by: Rational(1, 10) ?? .zero)
    }
    #expect(
      result.interval == Interval(0.3.nextDown, 0.3) || result.interval == Interval(0.3, 0.3.nextUp)
    )
  }

  @Test("a double of unknown origin may be anything")
  func reals() {
    #expect(enclosure([]) { graph, _ in graph.real(2.5) } == .unknown)
    let infinity = enclosure([]) { graph, _ in graph.real(.infinity) }
    #expect(infinity.interval.lower == .greatestFiniteMagnitude)
    #expect(!infinity.isDefined)
    #expect(enclosure([]) { graph, _ in graph.real(.nan) }.interval.isEmpty)
  }

  @Test("even powers know their sign, and negative ones where they are undefined")
  func powers() {
    let x = Interval(-1, 2)
    #expect(enclosure([x]) { $0.power($1[0], $0.number(2)) }.interval == Interval(0, 4))
    let inverse = enclosure([x]) { $0.power($1[0], $0.number(-2)) }
    #expect(inverse.interval == Interval(0.25, .infinity))
    #expect(inverse.decoration == .unknown)
    let root = enclosure([x]) { $0.power($1[0], $0.number(Rational(1, 2) ?? .zero)) }
    #expect(root.interval.contains(1.4142135623730951))
    #expect(root.decoration == .unknown)
    let free = enclosure([Interval(-2, 2), Interval(-1, 3)]) { $0.power($1[0], $1[1]) }
    #expect(free.interval.contains(-8) && free.interval.contains(8))
    #expect(free.decoration == .unknown)
    let atZero = enclosure([Interval(0, 1), Interval(0, 1)]) { $0.power($1[0], $1[1]) }
    #expect(atZero == Enclosure(Interval(0, 1), .defined))
  }

  @Test("x log(x) and x^x have limits at 0")
  func limits() {
    func entropy(_ x: Interval) -> Enclosure {
      enclosure([x]) { $0.product($1[0], $0.call(.log, [$1[0]])) }
    }
    let bounds = entropy(Interval(0, 1))
    #expect(bounds.decoration == .unknown)
    #expect(bounds.interval.contains(-0.36787944117144233))
    #expect(bounds.interval.width < 0.36787944117145)
    #expect(entropy(Interval(1, 2)).isContinuous)
    #expect(entropy(Interval(2)).interval.contains(1.3862943611198906))
    #expect(entropy(Interval(-2, 0)).interval.isEmpty)
    let power = enclosure([Interval(0, 2)]) { $0.power($1[0], $1[0]) }
    #expect(power.isContinuous)
    #expect(power.interval.contains(Interval(0.6922006275553464, 4)))
    #expect(power.interval.width < 3.3078)
    #expect(enclosure([Interval(-2, 0)]) { $0.power($1[0], $1[0]) }.interval.contains(0.25))
  }

  @Test("choices are taken where the condition is decided, and else lose continuity")
  func choices() {
    func choose(_ x: Interval) -> Enclosure {
      enclosure([x]) { graph, x in
        let isSmall = graph.call(.less, [x[0], graph.number(1)])
        return graph.call(.conditional, [isSmall, graph.call(.log, [x[0]]), graph.number(7)])
      }
    }
    #expect(choose(Interval(1, 2)) == Enclosure(Interval(7)))
    #expect(choose(Interval(-1, 2)).decoration == .unknown)
    #expect(choose(Interval(0.5, 2)) == Enclosure(Interval(-0.6931471805599454, 7), .defined))
    #expect(choose(Interval(0.5, 0.75)).decoration == .continuous)
  }

  @Test("steps are continuous where one value is left")
  func steps() {
    let floor: (inout ExpressionGraph, [NodeID]) -> NodeID = { $0.call(.floor, [$1[0]]) }
    #expect(enclosure([Interval(1, 1.5)], floor) == Enclosure(Interval(1), .continuous))
    #expect(enclosure([Interval(0.5, 1)], floor) == Enclosure(Interval(0, 1), .defined))
    let sign: (inout ExpressionGraph, [NodeID]) -> NodeID = { $0.call(.sign, [$1[0]]) }
    #expect(enclosure([Interval(0, 1)], sign) == Enclosure(Interval(0, 1), .defined))
    #expect(enclosure([.zero], sign) == Enclosure(.zero, .continuous))
    let modulus = enclosure([Interval(6.5, 7.5)]) { $0.call(.mod, [$1[0], $0.number(2)]) }
    #expect(modulus == Enclosure(Interval(0.5, 1.5), .continuous))
  }

  @Test("the angle jumps across the negative abscissas and nowhere else")
  func angles() {
    func angle(_ y: Interval, _ x: Interval) -> Enclosure {
      enclosure([y, x]) { $0.call(.atan2, $1) }
    }
    #expect(angle(Interval(-1, 1), Interval(1, 2)).isContinuous)
    #expect(angle(Interval(0, 1), Interval(-2, -1)).isContinuous)
    #expect(angle(Interval(0, 1), Interval(-2, -1)).interval.contains(3.141592653589793))
    #expect(angle(Interval(-1, 0), Interval(-2, -1)).decoration == .defined)
    #expect(angle(Interval(-1, 0), Interval(-2, -1)).interval.contains(Interval(-3.14, 3.14)))
    #expect(angle(Interval(-1, 1), Interval(-1, 1)).decoration == .unknown)
    let negativeZero = Interval(-0.0, 1)
    #expect(angle(negativeZero, Interval(-2, -1)).interval.lower > 0)
  }

  @Test("what is nowhere defined is empty")
  func undefined() {
    #expect(enclosure([Interval(-2, -1)]) { $0.call(.log, [$1[0]]) }.interval.isEmpty)
    #expect(enclosure([.zero]) { $0.reciprocal($1[0]) }.interval.isEmpty)
    #expect(
      enclosure([Interval(-1, 1)]) { $0.call(.log, [$1[0]]) }.interval == Interval(-.infinity, 0))
    let pole = enclosure([Interval(1, 2)]) { $0.call(.tan, [$1[0]]) }
    #expect(pole == .unknown)
  }

  @Test("random expressions over boxes hold their values at points")
  func randomExpressions() {
    var random = SeededRandom(seed: 3)
    var generator = ExpressionGenerator(seed: 17)
    var decided = 0
    for _ in 0..<400 {
      var graph = ExpressionGraph()
      let leaves = ["x", "y"].map { graph.variable($0) } + [graph.number(2)]
      let root = generator.expression(size: 6, leaves: leaves, in: &graph)
      let inputs = leaves.compactMap { graph.symbol($0) }
      let program = IntervalProgram(graph, outputs: [root], inputs: inputs)
      let doubles = Program(&graph, outputs: [root], inputs: inputs)
      let point = [generator.coordinate(), generator.coordinate()]
      let box = point.map { Interval($0 - 0.25, $0 + random.interval(scale: 1).absolute.upper) }
      let (thin, wide) = (program.evaluate(point.map { Interval($0) })[0], program.evaluate(box)[0])
      #expect(wide.interval.contains(thin.interval))
      #expect(thin.decoration >= wide.decoration)
      let value = doubles.evaluate(point)[0]
      guard thin.isDefined, thin.interval.width < 1e-9, value.isFinite else { continue }
      decided += 1
      #expect(abs(value - thin.interval.middle) <= 1e-8 * max(1, abs(value)))
    }
    #expect(decided > 200)
  }
}
