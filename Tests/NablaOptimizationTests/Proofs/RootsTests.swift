import NablaAlgebra
import NablaEvaluation
import NablaOptimization
import Testing

@Suite("Roots by proof")
struct RootsTests {
  private typealias Build = (inout ExpressionGraph, NodeID) -> NodeID

  private func find(_ part: LinePart, limit: Int = 20_000, _ build: Build) -> Roots {
    var graph = ExpressionGraph()
    let x = graph.variable("x")
    let root = build(&graph, x)
    return Roots.find(
      graph, root: root, variable: graph.symbol(named: "x"), on: part, limit: limit)
  }

  /// All roots proved, no others, each closely around the number expected.
  private func check(
    _ roots: Roots, _ expected: [Double], areExact: Bool = false,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(roots.isComplete, sourceLocation: sourceLocation)
    #expect(roots.roots.allSatisfy { $0.exists && $0.isAlone }, sourceLocation: sourceLocation)
    #expect(roots.roots.count == expected.count, "\(roots.roots)", sourceLocation: sourceLocation)
    for (root, value) in zip(roots.roots, expected) {
      let near = Interval(value.nextDown, value.nextUp)
      #expect(!root.bounds.intersection(near).isEmpty, sourceLocation: sourceLocation)
      #expect(root.bounds.width <= 1e-12 * max(1, abs(value)), sourceLocation: sourceLocation)
    }
    if areExact {
      #expect(roots.roots.allSatisfy { $0.exact != nil }, sourceLocation: sourceLocation)
    }
  }

  @Test("polynomials exactly, multiple roots as one")
  func polynomials() {
    let line = LinePart.line
    check(
      find(line) { $0.sum($0.power($1, $0.number(2)), $0.number(-2)) },
      [-2.0.squareRoot(), 2.0.squareRoot()], areExact: true)
    check(find(.between(-1, 1)) { $0.power($1, $0.number(3)) }, [0], areExact: true)
    check(find(line) { $0.sum($0.power($1, $0.number(2)), $0.number(1)) }, [])
    let double = find(line) { graph, x in
      let first = graph.power(graph.sum(x, graph.number(-1)), graph.number(2))
      return graph.product(first, graph.sum(x, graph.number(2)))
    }
    check(double, [-2, 1], areExact: true)
  }

  @Test("multiples of pi are recognized, at the ends too")
  func circular() {
    var graph = ExpressionGraph()
    let x = graph.variable("x")
    let root = graph.call(.sin, [x])
    var end = LinePoint(bounds: Interval(2) * .pi)
    end.node = graph.scaled(graph.pi(), by: Rational(2))
    let roots = Roots.find(
      graph, root: root, variable: graph.symbol(named: "x"),
      on: LinePart(LinePoint(.zero), end))
    check(roots, [0, .pi, 2 * .pi], areExact: true)
  }

  @Test("an end that is not known exactly leaves a root at it unproved")
  func vagueEnd() {
    let roots = find(.between(Interval(1), .pi)) { $0.call(.sin, [$1]) }
    #expect(roots.roots.count == 1)
    #expect(roots.roots.allSatisfy { !$0.exists })
  }

  @Test("roots of higher order are told from others near them")
  func higherOrder() {
    check(find(.between(-1, 1)) { $0.difference($1, $0.call(.sin, [$1])) }, [0], areExact: true)
    let flat = find(.between(-1, 2)) { graph, x in
      let square = graph.scaled(graph.power(x, graph.number(2)), by: Rational(1, 2) ?? .one)
      return graph.sum([graph.call(.cos, [x]), graph.number(-1), square])
    }
    check(flat, [0], areExact: true)
  }

  @Test("a double root that no formula gives is enclosed and not proved")
  func hiddenDouble() {
    // (exp(x) - x - 2)^2 multiplied out, so that nothing shows the square.
    let roots = find(.between(0, 3)) { graph, x in
      let exponential = graph.call(.exp, [x])
      let rest = graph.sum(x, graph.number(2))
      return graph.sum([
        graph.call(.exp, [graph.scaled(x, by: Rational(2))]),
        graph.scaled(graph.product(exponential, rest), by: Rational(-2)),
        graph.power(rest, graph.number(2)),
      ])
    }
    #expect(!roots.isComplete)
    #expect(roots.roots.contains { $0.bounds.contains(1.1461932206205825) && !$0.exists })
    #expect(roots.roots.allSatisfy { $0.bounds.width < 1e-3 })
  }

  @Test("poles and jumps are no roots")
  func discontinuities() {
    check(find(.between(-1, 1)) { $0.reciprocal($1) }, [])
    check(find(.between(-1, 1)) { $0.quotient($1, $1) }, [])
    let shifted = find(.between(-1, 1)) { graph, x in
      let pole = graph.reciprocal(graph.sum(x, graph.number(Rational(-1, 3) ?? .one)))
      return graph.sum(pole, graph.number(2))
    }
    check(shifted, [-1.0 / 6], areExact: true)
    let tangent = find(.between(0, 10)) { $0.difference($0.call(.tan, [$1]), $1) }
    check(tangent, [0, 4.493409457909064, 7.725251836937707])
    let step = find(.between(-1, 3)) { graph, x in
      graph.sum(graph.call(.floor, [x]), graph.number(Rational(-1, 2) ?? .one))
    }
    #expect(step.roots.allSatisfy { !$0.exists })
    #expect(!step.isComplete)
  }

  @Test("whole stretches of roots are said to be more than one")
  func stretches() {
    let ramp = find(.between(-1, 1)) { $0.call(.max, [$1, $0.number(0)]) }
    #expect(!ramp.isComplete && ramp.roots.contains { $0.exists && !$0.isAlone })
    #expect(ramp.roots.contains { $0.bounds.contains(Interval(-1, 0)) })
    let nothing = find(.between(-1, 1)) { graph, x in
      graph.product(graph.number(0), graph.call(.log, [x]))
    }
    #expect(nothing.isZero && !nothing.isComplete)
  }

  @Test("half-lines, where that can be proved")
  func halfLines() {
    let roots = find(.between(-.infinity, .infinity)) { graph, x in
      graph.sum(graph.call(.exp, [x]), graph.scaled(x, by: Rational(-5)))
    }
    check(roots, [0.2591711018190738, 2.5426413577735265])
    let wave = find(.between(0, .infinity), limit: 2_000) { $0.call(.sin, [$1]) }
    #expect(!wave.isComplete && wave.ending != .complete)
  }

  @Test("where the expression changes its sign there is a root", arguments: 0..<20)
  func neverMissed(seed: Int) {
    var random = RandomExpression(seed: UInt64(1_000 + seed))
    for _ in 0..<10 {
      var graph = ExpressionGraph()
      let x = graph.variable("x")
      let symbol = graph.symbol(named: "x")
      let root = random.expression(size: 6, leaves: [x], in: &graph)
      guard !graph.variables(below: [root]).isEmpty else { continue }
      let ends = (random.number(in: -3...1).rounded(), random.number(in: 1...3))
      let result = Roots.find(
        graph, root: root, variable: symbol, on: .between(ends.0, ends.1), limit: 2_000)
      let program = IntervalProgram(graph, outputs: [root], inputs: [symbol])
      let points = (0...60).map { ends.0 + (ends.1 - ends.0) * Double($0) / 60 }
      for (a, b) in zip(points, points.dropFirst()) {
        let (left, right) = (program.evaluate([Interval(a)])[0], program.evaluate([Interval(b)])[0])
        let isCertain =
          left.interval.upper < 0 && right.interval.lower > 0
          || left.interval.lower > 0 && right.interval.upper < 0
        guard isCertain, program.evaluate([Interval(a, b)])[0].isContinuous else { continue }
        #expect(
          result.roots.contains { !$0.bounds.intersection(Interval(a, b)).isEmpty },
          "seed \(seed) on [\(a), \(b)]")
      }
      for found in result.roots where found.exists {
        #expect(program.evaluate([found.bounds])[0].interval.contains(0), "seed \(seed)")
      }
      for (index, found) in result.roots.enumerated().dropFirst() {
        let last = result.roots[index - 1]
        #expect(last.bounds.upper < found.bounds.lower || last.exact != nil, "seed \(seed)")
      }
    }
  }
}
