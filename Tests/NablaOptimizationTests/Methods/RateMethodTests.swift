import Foundation
import NablaOptimization
import Testing

private func descend(
  _ objective: TestObjective, using name: DescentMethodName, from start: [Double],
  alpha: Double? = nil, steps: Int? = nil, schedule: Schedule = .constant,
  _ parameters: [Hyperparameter: Double] = [:]
) throws -> Descent {
  var objective = objective
  var plan = DescentPlan(name)
  plan.steps = steps
  plan.schedule = schedule
  plan.parameters = parameters
  if let alpha { plan.rate = .fixed(alpha) }
  return try plan.run(&objective, goal: .minimum, from: start)
}

@Suite("Methods by learning rate")
struct RateMethodTests {
  /// f(x) = x², with slope 2x; from 1 the first slopes are 2 and 2 x₁.
  private static let square = TestObjective.polynomial("x^2", [0, 0, 1])

  @Test(
    "the first three points are those of the method's formulas, worked out by hand",
    arguments: [
      (DescentMethodName.gradientDescent, 0.1, [1, 0.8, 0.64]),
      // v = -0.2, then -0.18 - 0.16.
      (.momentum, 0.1, [1, 0.8, 0.46]),
      // z = 0.8, y = 0.8 - 0.18; then z = 0.62·0.8 and y = z + 0.9(z - 0.8).
      (.nesterov, 0.1, [1, 0.62, 0.2224]),
      // The first step is the rate itself, the second 1.8/√(4 + 3.24) of it.
      (.adagrad, 0.1, [1, 0.9, 0.9 - 0.1 * 1.8 / 7.24.squareRoot()]),
      // The first step is 1/√0.1 of the rate.
      (.rmsprop, 0.01, [1, 1 - 0.01 / 0.1.squareRoot()]),
      // Both means are corrected for their start, so the first step is the rate itself.
      (.adam, 0.1, [1, 0.9]),
    ])
  func formulas(method: DescentMethodName, alpha: Double, points: [Double]) throws {
    let descent = try descend(
      Self.square, using: method, from: [1], alpha: alpha, steps: points.count - 1)
    check(descent.trajectory.points.map { $0[0] }, equals: points, within: 1e-7)
    #expect(descent.method == method)
    #expect(descent.learningRate == alpha)
    #expect(descent.nfev == points.count)
  }

  @Test("Adam follows its paper over many steps", arguments: [0.001, 0.05])
  func adam(alpha: Double) throws {
    let objective = TestObjective.rosenbrock(2)
    var x = [-1.2, 1.0]
    var (m, s) = ([0.0, 0.0], [0.0, 0.0])
    for t in 1...50 {
      let g = objective.gradient(x)
      for i in 0..<2 {
        m[i] = 0.8 * m[i] + 0.2 * g[i]
        s[i] = 0.99 * s[i] + 0.01 * g[i] * g[i]
        x[i] -=
          alpha * m[i] / (1 - pow(0.8, Double(t)))
          / (sqrt(s[i] / (1 - pow(0.99, Double(t)))) + 1e-6)
      }
    }
    let descent = try descend(
      objective, using: .adam, from: [-1.2, 1], alpha: alpha, steps: 50,
      [.beta1: 0.8, .beta2: 0.99, .epsilon: 1e-6])
    check(descent.x, equals: x, within: 1e-12)
  }

  @Test(
    "each finds the quartic's minimum with its usual settings",
    arguments: [DescentMethodName.gradientDescent, .momentum, .nesterov, .rmsprop, .adam])
  func quartic(method: DescentMethodName) throws {
    let descent = try descend(.quartic, using: method, from: [6])
    #expect(descent.success, "\(descent.message)")
    check(descent.x, equals: [5.32634546335783275], within: 1e-7)
    #expect(descent.rateChoice != nil)
  }

  @Test(
    "the limit with momentum is where a quadratic begins to diverge",
    arguments: [DescentMethodName.gradientDescent, .momentum, .nesterov], [0.3, 0.9])
  func limit(method: DescentMethodName, momentum: Double) throws {
    let bowl = TestObjective.quadratic("bowl", [[10, 0], [0, 1]], [0, 0])
    let set: [Hyperparameter: Double] = method == .gradientDescent ? [:] : [.momentum: momentum]
    let limit = try #require(
      try descend(bowl, using: method, from: [1, 1], alpha: 0.01, set).rateLimit?.limit)
    #expect(try descend(bowl, using: method, from: [1, 1], alpha: 0.98 * limit, set).success)
    let beyond = try descend(bowl, using: method, from: [1, 1], alpha: 1.02 * limit, set)
    #expect(beyond.stop.word == "diverged")
  }

  @Test(
    "schedules go by their formulas",
    arguments: [
      (Schedule.constant, 30, 1.0), (.inverse(0.1), 30, 0.25), (.squareRoot(0.1), 30, 0.5),
      (.exponential(0.1), 30, exp(-3)), (.staircase(factor: 0.5, every: 10), 30, 0.125),
      (.staircase(factor: 0.5, every: 10), 29, 0.25), (.cosine(steps: 60), 30, 0.5),
      (.cosine(steps: 60), 0, 1), (.cosine(steps: 60), 60, 0),
    ])
  func schedules(schedule: Schedule, step: Int, rate: Double) {
    #expect(abs(schedule.rate(1, step: step) - rate) < 1e-15)
    #expect(abs(schedule.rate(0.3, step: step) - 0.3 * rate) < 1e-15)
  }

  @Test("a decaying rate arrives where a constant one cycles")
  func decay() throws {
    #expect(
      try descend(.quartic, using: .gradientDescent, from: [6], alpha: 0.96).stop.word
        == "oscillating")
    let descent = try descend(
      .quartic, using: .gradientDescent, from: [6], alpha: 0.96, schedule: .inverse(0.01))
    #expect(descent.success)
    #expect(descent.rateLimit == nil)
  }

  @Test(
    "a rate of its own choosing converges without overshooting",
    arguments: [
      (TestObjective.quartic, [6.0]), (.entropy, [1]), (.entropy, [3]),
      (.quadratic("valley", [[2, 0], [0, 200]], [1, 1]), [9, 9]), (.cosine, [1]),
    ])
  func automatic(objective: TestObjective, start: [Double]) throws {
    let descent = try descend(objective, using: .gradientDescent, from: start)
    #expect(descent.success, "\(descent.message)")
    #expect(descent.rateChoice?.rate == descent.learningRate)
    #expect((descent.learningRate ?? 0) <= (descent.rateLimit?.limit ?? 0))
  }

  @Test("parameters out of range are refused, as values")
  func ranges() {
    #expect(throws: OptimizationError.hyperparameter(.momentum, 1)) {
      try descend(.quartic, using: .momentum, from: [6], [.momentum: 1])
    }
    #expect(throws: OptimizationError.hyperparameter(.epsilon, 0)) {
      try descend(.quartic, using: .adam, from: [6], [.epsilon: 0])
    }
    #expect(throws: OptimizationError.hyperparameter(.memory, 0.5)) {
      try descend(.quartic, using: .lbfgs, from: [6], [.memory: 0.5])
    }
  }

  @Test("slow convergence is told with the condition number and the steps to go")
  func slow() throws {
    let valley = TestObjective.quadratic("valley", [[2, 0], [0, 2000]], [0, 0])
    let slowness = try #require(
      try descend(valley, using: .gradientDescent, from: [1, 1], alpha: 1e-4).slowness)
    #expect(abs(slowness.condition - 1000) < 1e-6)
    #expect(abs(slowness.reduction - 0.9998) < 1e-9)
    // 0.9998ⁿ · 2 = 1e-8 after n steps, 10,000 of which are done.
    let all = log(0.5e-8) / log(0.9998)
    #expect(abs(slowness.stepsToGo - (all - 10_000)) < 2)
    #expect(slowness.bestRate < 2.0 / 2002 && slowness.bestRate > 1.5 / 2002)
    #expect(
      try descend(.decay(shift: 0), using: .gradientDescent, from: [0], alpha: 1).slowness == nil)
  }
}
