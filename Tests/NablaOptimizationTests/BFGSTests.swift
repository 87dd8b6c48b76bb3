import Foundation
import NablaOptimization
import Testing

private func minimize(_ objective: TestObjective, from start: [Double]) throws -> Descent {
  var objective = objective
  return try BFGS().minimize(&objective, from: start)
}

@Suite("BFGS")
struct BFGSTests {
  @Test(
    "reaches known minima",
    arguments: [
      (TestObjective.quartic, [6.0], [5.32634546335783275]),
      (.quartic, [1], [2.39274798112694873]),
      (.quartic, [-100], [2.39274798112694873]),
      (.rosenbrock(2), [-1.2, 1], [1, 1]),
      (.rosenbrock(2).withoutHessian, [-1.2, 1], [1, 1]),
      (.rosenbrock(10), [Double](repeating: 2, count: 10), [Double](repeating: 1, count: 10)),
      (.rosenbrock(100), [Double](repeating: 2, count: 100), [Double](repeating: 1, count: 100)),
      (.beale, [1, 1], [3, 0.5]),
      (.entropy, [1], [0.36787944117144233]),
      (.entropy, [1e-9], [0.36787944117144233]),
      (.quadratic("ill scaled", [[2e6, 0], [0, 2e-3]], [2e6, 2e-3]), [-3, 40], [1, 1]),
    ])
  func minima(objective: TestObjective, start: [Double], expected: [Double]) throws {
    let descent = try minimize(objective, from: start)
    #expect(descent.success, "\(descent.message)")
    #expect(descent.status == 0)
    #expect(descent.point.kind == .minimum)
    #expect(descent.jac.maxNorm <= 1e-8)
    check(descent.x, equals: expected, within: 1e-5)
    #expect(descent.trajectory.points.first == start)
    #expect(descent.trajectory.points.last == descent.x)
    #expect(descent.trajectory.count == descent.nit + 1)
  }

  @Test("gives the quartic's minima to nine digits")
  func lectureDigits() throws {
    check(try minimize(.quartic, from: [6]).x, equals: [5.326345463], within: 1e-9)
    check(try minimize(.quartic, from: [1]).x, equals: [2.3927479811], within: 1e-9)
  }

  @Test("counts the evaluations that it makes")
  func counts() throws {
    var objective = TestObjective.rosenbrock(2)
    var method = BFGS()
    method.stepBound = 5
    let descent = try method.minimize(&objective, from: [-1.2, 1])
    #expect(descent.stop == .steps(limit: 5))
    #expect(descent.nit == 5)
    #expect(descent.nfev == descent.njev)
    // The verdict and the Newton walk behind it evaluate too.
    #expect(descent.nfev <= objective.evaluations)
    #expect(descent.nfev >= 6)
  }

  @Test("every step satisfies the strong Wolfe conditions", arguments: [2, 5, 20])
  func wolfe(n: Int) throws {
    let objective = TestObjective.rosenbrock(n)
    let start = (0..<n).map { $0.isMultiple(of: 2) ? -1.2 : 1 }
    let points = try minimize(objective, from: start).trajectory.points
    #expect(points.count > 10)
    for (old, new) in zip(points, points.dropFirst()) {
      let move = zip(new, old).map { $0 - $1 }
      let before = objective.gradient(old).dot(move)
      let after = objective.gradient(new).dot(move)
      #expect(objective.function(new) <= objective.function(old) + 0.9999e-4 * before)
      #expect(abs(after) <= 0.9001 * abs(before))
    }
  }

  @Test("the inverse Hessian that it learns is that of a quadratic")
  func inverseHessian() throws {
    let descent = try minimize(.quadratic("form", [[4, 1], [1, 3]], [1, 2]), from: [10, -7])
    check(descent.hessInv ?? [], equals: [3.0 / 11, -1.0 / 11, -1.0 / 11, 4.0 / 11], within: 1e-3)
    check(descent.x, equals: [1.0 / 11, 7.0 / 11], within: 1e-8)
  }

  @Test("backs off from the edge of the domain")
  func backsOff() throws {
    let objective = TestObjective(
      "barrier", { $0 < 1 ? -log(1 - $0) - 3 * $0 : .nan }, { 1 / (1 - $0) - 3 },
      { 1 / (1 - $0) / (1 - $0) })
    let descent = try minimize(objective, from: [0])
    #expect(descent.success)
    check(descent.x, equals: [2.0 / 3], within: 1e-8)
  }

  @Test("backs off from values that overflow")
  func overflow() throws {
    let objective = TestObjective("cosh", { cosh($0 - 2) }, { sinh($0 - 2) }, { cosh($0 - 2) })
    check(try minimize(objective, from: [700]).x, equals: [2], within: 1e-8)
  }

  @Test(
    "what has no minimum is no success",
    arguments: [
      (TestObjective.logarithm, 0.9, ["unbounded"]),
      (.squareRoot, 1, ["undefined"]),
      (.polynomial("x", [0, 1]), 1, ["unbounded"]),
      (.polynomial("-x^2", [0, 0, -1]), 1, ["unbounded"]),
      (.polynomial("x^3 - 3x", [0, -3, 0, 1]), -2, ["unbounded"]),
      (.decay(shift: 0), 0, ["gradient"]),
      (.decay(shift: 5), 0, ["gradient"]),
      (.decay(shift: 5), 40, ["gradient"]),
      (.bell(sign: 1), 1, ["gradient"]),
      (.reciprocal, 1, ["gradient"]),
      (.arctangent, 1, ["gradient"]),
      (.softplus, 3, ["gradient"]),
    ])
  func noMinimum(objective: TestObjective, start: Double, stops: [String]) throws {
    let descent = try minimize(objective, from: [start])
    #expect(!descent.success, "\(descent.message)")
    #expect(descent.status != 0)
    #expect(stops.contains(descent.stop.word), "\(descent.stop)")
    #expect(descent.point.kind == .notStationary)
    #expect(descent.fun.isFinite)
  }

  @Test("a kink is a minimum where the slopes on its sides have opposite signs")
  func kink() throws {
    let descent = try minimize(.magnitude, from: [0.7])
    #expect(descent.success, "\(descent.message)")
    #expect(descent.point.kind == .minimum)
    #expect(abs(descent.x[0]) <= 1e-8)
    #expect(descent.stop.word == "step")
  }

  @Test(
    "starts that are undefined end at once",
    arguments: [(TestObjective.logarithm, -1.0), (.squareRoot, 0), (.quartic, .nan)])
  func undefinedStart(objective: TestObjective, start: Double) throws {
    let descent = try minimize(objective, from: [start])
    #expect(descent.stop.word == "undefined")
    #expect(descent.nit == 0)
    #expect(descent.status == 3)
  }

  @Test(
    "values flat to rounding do not keep it from the minimum",
    arguments: [1e6, 1e10, 1e14, -1e14])
  func flatValues(offset: Double) throws {
    let objective = TestObjective(
      "offset", { offset + ($0 - 3) * ($0 - 3) + pow($0 - 3, 4) },
      { 2 * ($0 - 3) + 4 * pow($0 - 3, 3) }, { 2 + 12 * ($0 - 3) * ($0 - 3) })
    let descent = try minimize(objective, from: [4.7])
    #expect(descent.success, "\(descent.message)")
    check(descent.x, equals: [3], within: 1e-8)
  }

  @Test("a noisy value does not keep it from the minimum")
  func noisy() throws {
    // Values scatter by 1e-9 from one double to the next, derivatives are exact.
    let valley = TestObjective.rosenbrock(2)
    let objective = TestObjective(
      "noisy valley", dimension: 2,
      value: { valley.function($0) + 1e-9 * sin(1e17 * ($0[0] + $0[1])) },
      gradient: valley.gradient, hessian: valley.secondDerivatives)
    let descent = try minimize(objective, from: [-1.2, 1])
    #expect(descent.success, "\(descent.message)")
    #expect(descent.trajectory.count == descent.nit + 1)
    check(descent.x, equals: [1, 1], within: 1e-8)
  }

  @Test("a tolerance of 0 ends with success at the minimum that doubles can tell")
  func zeroTolerance() throws {
    var objective = TestObjective.rosenbrock(2)
    var method = BFGS()
    method.tolerance = 0
    let descent = try method.minimize(&objective, from: [-1.2, 1])
    #expect(descent.success, "\(descent.stop) \(descent.message)")
    check(descent.x, equals: [1, 1], within: 1e-12)
  }

  @Test("maximizes with the signs of the function itself")
  func maximize() throws {
    var objective = TestObjective.quartic
    let descent = try BFGS().maximize(&objective, from: [4])
    #expect(descent.success)
    #expect(descent.goal == .maximum)
    #expect(descent.point.kind == .maximum)
    #expect(
      descent.message == "converged: the gradient is within the tolerance, a strict local maximum")
    check(descent.x, equals: [3.53090655551521852], within: 1e-8)
    check([descent.fun], equals: [0.0941377168208773], within: 1e-12)
    check([descent.point.largestCurvature ?? 0], equals: [-0.81739767], within: 1e-7)
    #expect(descent.trajectory.values.first == 0)
    check([descent.trajectory.slopes[0]], equals: [-0.4], within: 1e-14)
    #expect((descent.hessInv?[0] ?? 1) < 0)
    #expect(objective.evaluations > 0)
  }

  @Test("refuses more variables than its matrix can hold, as a value")
  func tooLarge() throws {
    var objective = TestObjective.rosenbrock(2001)
    #expect(throws: OptimizationError.dimensionTooLarge(2001, limit: 2000)) {
      try BFGS().minimize(&objective, from: [Double](repeating: 0, count: 2001))
    }
  }
}
