import NablaOptimization
import Testing

@Suite("What a descent keeps, and how it is watched")
struct TrajectoryTests {
  private static let slow = TestObjective.polynomial("x^2 / 2", [0, 0, 0.5])

  @Test("keeps every point with value and slope")
  func keepsAll() throws {
    var objective = Self.slow
    let descent = try GradientDescent(learningRate: 0.5, steps: 3).minimize(&objective, from: [8])
    #expect(descent.trajectory.points == [[8], [4], [2], [1]])
    #expect(descent.trajectory.values == [32, 8, 2, 0.5])
    #expect(descent.trajectory.slopes == [8, 4, 2, 1])
    #expect(descent.trajectory.omitted.isEmpty)
    #expect(descent.trajectory.point(at: 4) == nil)
    #expect(descent.trajectory.point(at: -1) == nil)
  }

  @Test("drops points in the middle beyond the storage limit", arguments: [17, 20, 31, 100, 1000])
  func dropsMiddle(steps: Int) throws {
    var objective = Self.slow
    var method = GradientDescent(learningRate: 0.01, steps: steps)
    let all = try method.minimize(&objective, from: [8]).trajectory
    method.storageLimit = 48
    let some = try method.minimize(&objective, from: [8]).trajectory
    #expect(some.count == steps + 1)
    #expect(some.omitted == 8..<(steps + 1 - 8))
    #expect(some.steps == Array(0..<8) + Array(steps - 7...steps))
    #expect(some.points == Array(all.points.prefix(8)) + Array(all.points.suffix(8)))
    #expect(some.values == Array(all.values.prefix(8)) + Array(all.values.suffix(8)))
    #expect(some.point(at: 8) == (steps + 1 == 16 ? all.point(at: 8) : nil))
  }

  @Test("an interruption ends with what there is")
  func interruption() throws {
    var objective = Self.slow
    var polls = 0
    let monitor = DescentMonitor(isInterrupted: {
      polls += 1
      return polls > 5
    })
    let descent = try GradientDescent(learningRate: 0.01, steps: 100).minimize(
      &objective, from: [8], monitor: monitor)
    #expect(descent.stop == .interrupted)
    #expect(descent.nit == 5)
    #expect(!descent.success)
    #expect(descent.status == 7)
    polls = 0
    var valley = TestObjective.rosenbrock(2)
    let other = try BFGS().minimize(&valley, from: [-1.2, 1], monitor: monitor)
    #expect(other.stop == .interrupted)
    #expect(other.nit == 5)
  }

  @Test("progress is told once a step")
  func progress() throws {
    var objective = Self.slow
    var told: [Int] = []
    var values: [Double] = []
    let monitor = DescentMonitor(progress: { step, value, norm in
      told.append(step)
      values.append(value)
      #expect(norm >= 0)
    })
    let descent = try GradientDescent(learningRate: 0.5, steps: 4).minimize(
      &objective, from: [8], monitor: monitor)
    #expect(told == [0, 1, 2, 3])
    #expect(values == Array(descent.trajectory.values.prefix(4)))
  }

  @Test("the best point is told where the last is not")
  func best() throws {
    var objective = TestObjective.quartic
    let descent = try GradientDescent(learningRate: 1, steps: 6).minimize(&objective, from: [4])
    let lowest = try #require(descent.trajectory.values.min())
    #expect(lowest < descent.fun)
    #expect(descent.best?.fun == lowest)
    #expect(descent.best.map { objective.function($0.x) } == lowest)
  }

  @Test(
    "impossible demands are refused",
    arguments: [
      (0.0, [1.0], OptimizationError.learningRate(0)), (-1, [1], .learningRate(-1)),
      (.infinity, [1], .learningRate(.infinity)),
      (0.1, [1, 2], .wrongStart(given: 2, expected: 1)),
      (0.1, [], .wrongStart(given: 0, expected: 1)),
    ])
  func refusals(alpha: Double, start: [Double], error: OptimizationError) {
    var objective = Self.slow
    #expect(throws: error) {
      try GradientDescent(learningRate: alpha).minimize(&objective, from: start)
    }
  }

  @Test("a rate, a tolerance and numbers of steps must be sensible")
  func moreRefusals() {
    var objective = Self.slow
    #expect(throws: OptimizationError.self) {
      try GradientDescent(learningRate: .nan).minimize(&objective, from: [1])
    }
    #expect(throws: OptimizationError.steps(-1)) {
      try GradientDescent(learningRate: 1, steps: -1).minimize(&objective, from: [1])
    }
    var method = BFGS()
    method.tolerance = -1
    #expect(throws: OptimizationError.tolerance(-1)) {
      try method.minimize(&objective, from: [1])
    }
    #expect(throws: OptimizationError.wrongStart(given: 2, expected: 1)) {
      try BFGS().minimize(&objective, from: [1, 2])
    }
  }
}
