import NablaAlgebra
import NablaEvaluation
import NablaTestSupport
import Testing

@Suite("Functions over intervals")
struct IntervalFunctionTests {
  @Test("a point's bounds hold the exact value, closely", arguments: FunctionFigure.table)
  func points(_ figure: FunctionFigure) throws {
    let program = try #require(figure.program)
    let result = program.evaluate(figure.point.map { Interval($0) })[0]
    let interval = result.interval
    #expect(interval.lower <= figure.below && figure.above <= interval.upper)
    // Polygamma is a long sum.
    let width = figure.name == "polygamma" ? 200 : 8
    #expect(interval.lower >= figure.below.stepped(-width), "\(interval)")
    #expect(interval.upper <= figure.above.stepped(width), "\(interval)")
    if figure.above.isFinite { #expect(result.isDefined) }
  }

  @Test("an interval's bounds hold the values at every known point in it")
  func wideIntervals() throws {
    let groups = Dictionary(grouping: FunctionFigure.table, by: \.name)
    for (name, figures) in groups where figures[0].point.count == 1 {
      let program = try #require(figures[0].program)
      let points = figures.map { $0.point[0] }
      for lower in points {
        for upper in points where lower <= upper {
          let interval = program.evaluate([Interval(lower, upper)])[0].interval
          for figure in figures where (lower...upper).contains(figure.point[0]) {
            #expect(
              interval.lower <= figure.below && figure.above <= interval.upper,
              "\(name) on [\(lower), \(upper)] at \(figure.point)")
          }
        }
      }
    }
  }

  @Test("a part of a box gives a part of the values, and no less knowledge")
  func inclusion() throws {
    var random = SeededRandom(seed: 5)
    for function in Function.allCases where function.row.arity.contains(2) || function.arity == 1 {
      let count = function.row.arity.contains(1) ? 1 : 2
      let program = try #require(FunctionFigure.program(of: function, count: count))
      for _ in 0..<60 {
        let outer = (0..<count).map { _ in random.interval(scale: 8) }
        let inner = outer.map { random.part(of: $0) }
        let (large, small) = (program.evaluate(outer)[0], program.evaluate(inner)[0])
        #expect(
          large.interval.contains(small.interval),
          "\(function) on \(outer) and \(inner): \(large) \(small)")
        #expect(small.decoration >= large.decoration, "\(function) on \(outer) and \(inner)")
      }
    }
  }

  @Test("values of the program for doubles lie in the bounds")
  func agreesWithDoubles() throws {
    var random = SeededRandom(seed: 6)
    for function in Function.allCases where function.row.arity.contains(2) || function.arity == 1 {
      let count = function.row.arity.contains(1) ? 1 : 2
      let program = try #require(FunctionFigure.program(of: function, count: count))
      for _ in 0..<60 {
        let box = (0..<count).map { _ in random.interval(scale: 8) }
        let point = box.map { random.point(in: $0) }
        let value = function.evaluate(point)
        let result = program.evaluate(box)[0]
        if !value.isFinite {
          #expect(result.decoration == .unknown, "\(function) at \(point)")
        } else {
          let slack = max(abs(value) * 1e-13, 1e-300)
          #expect(
            result.interval.lower <= value + slack && value - slack <= result.interval.upper,
            "\(function) at \(point) in \(box): \(value) \(result)")
        }
      }
    }
  }

  @Test("gamma's valleys are enclosed where digamma changes its sign")
  func gammaValleys() throws {
    let gamma = try #require(FunctionFigure.program("gamma", [1]))
    // The least values between the poles, by mpmath.
    check(gamma, Interval(1, 2), least: 0.8856031944108887)
    check(gamma, Interval(0.1, 5), least: 0.8856031944108887)
    check(gamma, Interval(-0.9, -0.1), greatest: -3.544643611155005)
    check(gamma, Interval(-1.9, -1.1), least: 2.3024072583396801)
    let logGamma = try #require(FunctionFigure.program("lgamma", [1]))
    check(logGamma, Interval(1, 2), least: -0.12148629053584961)
  }

  private func check(
    _ program: IntervalProgram, _ x: Interval, least: Double? = nil, greatest: Double? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let interval = program.evaluate([x])[0].interval
    for (bound, exact) in [(interval.lower, least), (interval.upper, greatest)] {
      guard let exact else { continue }
      #expect(abs(bound - exact) <= 1e-14 * abs(exact), sourceLocation: sourceLocation)
    }
  }
}

extension FunctionFigure {
  /// A function of one or two inputs.
  static func program(of function: Function, count: Int) -> IntervalProgram? {
    var graph = ExpressionGraph()
    let nodes = ["x", "y"].prefix(count).map { graph.variable($0) }
    let root = graph.call(function, nodes)
    return IntervalProgram(graph, outputs: [root], inputs: nodes.compactMap { graph.symbol($0) })
  }
}

extension Function {
  fileprivate var arity: Int { row.arity.lowerBound }
}

extension Double {
  /// The double so many places above, or below for a negative count.
  fileprivate func stepped(_ count: Int) -> Double {
    (0..<abs(count)).reduce(self) { value, _ in count < 0 ? value.nextDown : value.nextUp }
  }
}
