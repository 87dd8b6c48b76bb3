import NablaOptimization
import Testing

@Suite("Starts and stops at saddles, maxima and kinks")
struct DepartureTests {
  private func plan(_ method: DescentMethodName, alpha: Double? = nil) -> DescentPlan {
    var plan = DescentPlan(method)
    if let alpha { plan.rate = .fixed(alpha) }
    return plan
  }

  @Test(
    "every method steps off a maximum that it starts at, and says so",
    arguments: [DescentMethodName.gradientDescent, .momentum, .adam, .bfgs, .lbfgs, .newton])
  func maximum(method: DescentMethodName) throws {
    var objective = TestObjective.cosine
    let takesRate = method.row.takesRate
    let descent = try plan(method, alpha: takesRate ? 0.1 : nil)
      .run(&objective, goal: .minimum, from: [0])
    #expect(descent.departures.map(\.kind) == [.maximum])
    #expect(descent.departures.first?.step == 0)
    check([abs(descent.x[0])], equals: [Double.pi], within: method == .adam ? 0.1 : 1e-6)
  }

  @Test(
    "a strict start stays and is judged",
    arguments: [DescentMethodName.gradientDescent, .bfgs, .lbfgs, .newton])
  func strict(method: DescentMethodName) throws {
    var objective = TestObjective.cosine
    var plan = plan(method, alpha: method.row.takesRate ? 0.1 : nil)
    plan.isStrictStart = true
    let descent = try plan.run(&objective, goal: .minimum, from: [0])
    #expect(descent.x == [0])
    #expect(descent.nit == 0)
    #expect(!descent.success)
    #expect(descent.point.kind == .maximum)
    #expect(descent.departures.isEmpty)
  }

  /// x² + y⁴ - y²: a saddle at 0 and minima at (0, ±1/√2).
  private let doubleWell = TestObjective(
    "double well", dimension: 2,
    value: { $0[0] * $0[0] + $0[1] * $0[1] * ($0[1] * $0[1] - 1) },
    gradient: { [2 * $0[0], $0[1] * (4 * $0[1] * $0[1] - 2)] },
    hessian: { [2, 0, 0, 12 * $0[1] * $0[1] - 2] })

  @Test("a saddle on the way is left", arguments: [DescentMethodName.bfgs, .lbfgs, .newton])
  func saddle(method: DescentMethodName) throws {
    var objective = doubleWell
    let descent = try plan(method).run(&objective, goal: .minimum, from: [1, 0])
    #expect(descent.success, "\(descent.message)")
    #expect(descent.departures.map(\.kind) == [.saddle])
    #expect((descent.departures.first?.step ?? 0) > 0)
    check([descent.x[0], abs(descent.x[1])], equals: [0, 0.5.squareRoot()], within: 1e-7)
    #expect(descent.trajectory.count == descent.nit + 1)
  }

  @Test("maximizing tells what was left in the function's own terms")
  func maximizing() throws {
    var objective = TestObjective.cosine
    let descent = try plan(.bfgs).run(&objective, goal: .maximum, from: [Double.pi])
    #expect(descent.departures.map(\.kind) == [.minimum])
    check([descent.fun], equals: [1], within: 1e-12)
  }

  @Test("gradient descent that runs onto a saddle stays there and says so")
  func ontoSaddle() throws {
    var objective = TestObjective.quadratic("saddle", [[2, 0], [0, -2]], [0, 0])
    let descent = try plan(.gradientDescent, alpha: 0.1).run(
      &objective, goal: .minimum, from: [1, 0])
    #expect(!descent.success)
    #expect(descent.point.kind == .saddle)
    check(descent.point.escape ?? [], equals: [0, 1], within: 1e-12)
  }

  /// Functions with a kink or something like it, by names for the cases below.
  private static func kinked(_ name: String) -> TestObjective {
    switch name {
    case "|x - π|":
      TestObjective(name, { abs($0 - Double.pi) }, { $0 < Double.pi ? -1 : 1 }, { _ in 0 })
    case "|x| + x²":
      TestObjective(name, { abs($0) + $0 * $0 }, { 2 * $0 + ($0 < 0 ? -1 : 1) }, { _ in 2 })
    case "jump":
      TestObjective(name, { $0 < 1 ? 2 - $0 : $0 + 3 }, { $0 < 1 ? -1 : 1 }, { _ in 0 })
    default:
      TestObjective(
        name, { abs($0).squareRoot() }, { ($0 < 0 ? -0.5 : 0.5) / abs($0).squareRoot() },
        { -0.25 / (abs($0) * abs($0).squareRoot()) })
    }
  }

  @Test(
    "a kink is a proved minimum where 0 lies between the slopes; a jump and a cusp prove nothing",
    arguments: [
      ("|x - π|", 0.0, true), ("|x| + x²", 3, true), ("jump", 0, false),
      ("cusp", 1, false),
    ])
  func kinks(name: String, start: Double, success: Bool) throws {
    var objective = Self.kinked(name)
    let descent = try BFGS().minimize(&objective, from: [start])
    #expect(descent.success == success, "\(descent.message)")
    if success { #expect(descent.point.isVerified) }
  }

  /// max(|x|, |y - 1|) + y/4, whose minimum, where three slopes have 0 in their hull, is (0, 1).
  private let pyramid = TestObjective(
    "pyramid", dimension: 2,
    value: { max(abs($0[0]), abs($0[1] - 1)) + $0[1] / 4 },
    gradient: { x in
      abs(x[0]) > abs(x[1] - 1)
        ? [x[0] < 0 ? -1 : 1, 0.25] : [0, (x[1] < 1 ? -1 : 1) + 0.25]
    })

  @Test("a kink in two variables is found by gradient sampling")
  func kinkInTwoVariables() throws {
    var objective = pyramid
    let descent = try BFGS().minimize(&objective, from: [2, 4])
    #expect(descent.success, "\(descent.message)")
    #expect(descent.point.isKink)
    check(descent.x, equals: [0, 1], within: 1e-6)
  }

  @Test("a ridge that falls along itself is no minimum")
  func fallingRidge() throws {
    var objective = TestObjective(
      "ridge", dimension: 2, value: { 1e7 * abs($0[1] - $0[0] * $0[0]) + $0[0] },
      gradient: { x in
        let side = x[1] < x[0] * x[0] ? -1e7 : 1e7
        return [-2 * x[0] * side + 1, side]
      })
    #expect(try !BFGS().minimize(&objective, from: [3, 1]).success)
  }
}
