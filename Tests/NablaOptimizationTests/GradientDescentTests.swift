import NablaOptimization
import Testing

/// Checks that two points agree to a tolerance relative to the larger of 1 and the coordinate.
func check(
  _ found: [Double], equals expected: [Double], within tolerance: Double,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(found.count == expected.count, sourceLocation: sourceLocation)
  for (a, b) in zip(found, expected) {
    #expect(abs(a - b) <= tolerance * max(1, abs(b)), "\(a) \(b)", sourceLocation: sourceLocation)
  }
}

private func descend(
  _ objective: TestObjective, from start: [Double], alpha: Double, steps: Int? = nil
) throws -> Descent {
  var objective = objective
  return try GradientDescent(learningRate: alpha, steps: steps).minimize(&objective, from: start)
}

@Suite("Gradient descent with a fixed rate")
struct GradientDescentTests {
  @Test("makes the lecture's guesses from 4 with rate 1")
  func lectureWithRateOne() throws {
    let expected = [
      4, 4.4, 5.0464, 5.4967306010624, 5.0808624852305144194, 5.4899803921677582393,
      5.0928248721192566259,
    ]
    let descent = try descend(.quartic, from: [4], alpha: 1, steps: 6)
    check(descent.trajectory.points.flatMap { $0 }, equals: expected, within: 1e-13)
    #expect(descent.nit == 6)
  }

  @Test("makes the lecture's twenty guesses from 4 with rate 0.3")
  func lectureWithSmallRate() throws {
    let expected = [
      4.0, 4.12, 4.26729664, 4.4427258381599587489, 4.6409262448291542834, 4.8461837048503401096,
      5.0321185448234256597, 5.1720147849392367434, 5.2564844894138173682, 5.2979114924945085984,
      5.3154271765891017272, 5.3222606020559265478, 5.324832983472764072, 5.3257876507529655173,
      5.3261400404400807029, 5.3262698543383143709, 5.3263176398813943263, 5.3263352253095158386,
      5.3263416962228787299, 5.3263440772377739904,
    ]
    let descent = try descend(.quartic, from: [4], alpha: 0.3, steps: 19)
    check(descent.trajectory.points.flatMap { $0 }, equals: expected, within: 1e-13)
    #expect(descent.stop == .steps(limit: 19))
    #expect(descent.trajectory.count == 20)
    #expect(descent.nfev == 20)
  }

  @Test("converges from 6 with rate 0.3 after 18 steps")
  func convergesFromSix() throws {
    let descent = try descend(.quartic, from: [6], alpha: 0.3)
    check(
      Array(descent.trajectory.points.flatMap { $0 }.prefix(3)), equals: [6, 5.28, 5.308086],
      within: 1e-7)
    #expect(descent.nit == 18)
    #expect(descent.success)
    #expect(descent.status == 0)
    #expect(descent.point.kind == .minimum)
    #expect(descent.stop.word == "gradient")
    #expect(descent.best == nil)
    check(descent.x, equals: [5.326345461], within: 1e-9)
    check([descent.fun], equals: [-0.691409679], within: 1e-9)
    check([descent.point.smallestCurvature ?? 0], equals: [2.10684], within: 5e-6)
    check([descent.trajectory.slope(at: 1) ?? 0], equals: [-0.0936192], within: 1e-7)
  }

  @Test("just below the limit converges, however slowly it bounces")
  func convergesBelowTheLimit() throws {
    let descent = try descend(.quartic, from: [4], alpha: 0.94)
    #expect(descent.success)
    #expect(descent.oscillation == nil)
    check(descent.x, equals: [5.326345463357833], within: 1e-8)
  }

  @Test(
    "above the limit cycles, and tells between which points and what the limit is",
    arguments: [
      (0.96, 4.0, [5.230705, 5.407869], 5.326345, 0.949290, 0.47),
      (1.5, 6.0, [2.368545, 2.418471], 2.392748, 1.497500, 0.75),
    ])
  func cycles(
    alpha: Double, start: Double, points: [Double], near: Double, limit: Double, suggestion: Double
  ) throws {
    let descent = try descend(.quartic, from: [start], alpha: alpha)
    #expect(descent.stop == .oscillating(period: 2))
    #expect(!descent.success)
    #expect(descent.status == 5)
    let oscillation = try #require(descent.oscillation)
    #expect(oscillation.isSettled)
    check(oscillation.points.flatMap { $0 }.sorted(), equals: points, within: 1e-6)
    let rate = try #require(descent.rateLimit)
    #expect(rate.isRelocated)
    check(rate.near, equals: [near], within: 1e-6)
    check([rate.limit], equals: [limit], within: 1e-6)
    #expect(rate.suggestion == suggestion)
  }

  @Test("finds cycles of every period that the logistic map has", arguments: [2, 3, 4, 5, 7, 8])
  func longCycles(period: Int) throws {
    // Descent on rate r: x ← x - (x - r x (1 - x)) is the logistic map; superstable rates,
    // at which 1/2 lies on the cycle, were found with mpmath.findroot in 40 digits.
    let rates = [
      2: 3.2360679774997896964, 3: 3.8318740552833155684, 4: 3.4985616993277015200,
      5: 3.7389149129706849931, 7: 3.7017691535379561142, 8: 3.5546408627688248654,
    ]
    let r = try #require(rates[period])
    let objective = TestObjective(
      "logistic", { ($0 * $0 * (1 - r)) / 2 + r * $0 * $0 * $0 / 3 }, { $0 - r * $0 * (1 - $0) },
      { 1 - r + 2 * r * $0 })
    let descent = try descend(objective, from: [0.5], alpha: 1)
    #expect(descent.stop == .oscillating(period: period))
    #expect(descent.oscillation?.points.count == period)
  }

  @Test("exactly n steps are made even in a cycle, and the bounce is told")
  func bounceWithFixedSteps() throws {
    let descent = try descend(.quartic, from: [4], alpha: 1, steps: 19)
    #expect(descent.stop == .steps(limit: 19))
    #expect(descent.nit == 19)
    #expect(!descent.success)
    let oscillation = try #require(descent.oscillation)
    #expect(!oscillation.isSettled)
    #expect(oscillation.points == Array(descent.trajectory.points.suffix(2)))
    #expect(try descend(.quartic, from: [4], alpha: 1, steps: 400).oscillation?.isSettled == true)
    #expect(try descend(.quartic, from: [4], alpha: 1, steps: 400).nit == 400)
  }

  @Test("a run of fixed steps claims no success even at a minimum, and goes on at rest")
  func fixedStepsAtRest() throws {
    let descent = try descend(.quartic, from: [6], alpha: 0.3, steps: 500)
    #expect(descent.nit == 500)
    #expect(!descent.success)
    #expect(descent.status == 1)
    #expect(descent.point.kind == .minimum)
    #expect(descent.stop == .steps(limit: 500))
    let none = try descend(.quartic, from: [6], alpha: 0.3, steps: 0)
    #expect(none.nit == 0)
    #expect(none.x == [6])
  }

  @Test("a rate that overshoots ever farther diverges", arguments: [2.5, 5, 1e30, 1e110, 1e300])
  func diverges(alpha: Double) throws {
    let descent = try descend(.quartic, from: [6], alpha: alpha)
    #expect(descent.stop.word == "diverged")
    #expect(descent.status == 4)
    #expect(descent.divergedAt != nil)
    #expect(descent.fun.isFinite)
    #expect((descent.best?.fun ?? descent.fun) <= 0)
    #expect((descent.rateLimit?.limit ?? .infinity) < 1)
  }

  @Test("divergence by a few per cent a step is clear long before overflow")
  func slowDivergence() throws {
    let descent = try descend(Self.meanSquare, from: [0, 0], alpha: 0.00214326259777)
    #expect(descent.stop.word == "diverged")
    #expect(descent.nit < 1500)
    check([descent.rateLimit?.limit ?? 0], equals: [0.00212204217601238845], within: 1e-12)
  }

  @Test("a function without a lower bound is called unbounded")
  func unbounded() throws {
    let cubic = TestObjective.polynomial("x^3 - 3x", [0, -3, 0, 1])
    let descent = try descend(cubic, from: [2], alpha: 3)
    #expect(descent.stop.word == "unbounded")
    #expect(!descent.success)
    check([descent.rateLimit?.limit ?? 0], equals: [1.0 / 6], within: 1e-12)
  }

  @Test("a step out of the domain ends the descent at the last point inside")
  func leavesTheDomain() throws {
    let descent = try descend(.logarithm, from: [1], alpha: 0.3)
    guard case .undefined(let at) = descent.stop else {
      Issue.record("\(descent.stop)")
      return
    }
    #expect(at[0] < 0)
    #expect(descent.x[0] > 0)
    #expect(descent.fun.isFinite)
    #expect(descent.jac == [1 / descent.x[0]])
    #expect(descent.x == descent.trajectory.points.last)
  }

  @Test("a start outside the domain is undefined", arguments: [Double.nan, -1])
  func undefinedStart(start: Double) throws {
    let descent = try descend(.logarithm, from: [start], alpha: 0.3)
    #expect(descent.stop.word == "undefined")
    #expect(descent.nit == 0)
    #expect(!descent.success)
    #expect(descent.status == 3)
  }

  @Test("a step that rounding swallows ends the descent, and is no success")
  func swallowedStep() throws {
    let descent = try descend(.quartic, from: [6], alpha: 1e-20)
    #expect(descent.stop.word == "step")
    #expect(!descent.success)
    #expect(descent.point.kind == .notStationary)
  }

  @Test("a tolerance below what doubles reach still succeeds at a verified minimum")
  func unreachableTolerance() throws {
    var objective = TestObjective.quadratic("sphere", [[2, 0], [0, 4]], [2, 12])
    var method = GradientDescent(learningRate: 0.3)
    method.tolerance = 0
    let descent = try method.minimize(&objective, from: [5, 7])
    #expect(descent.success)
    check(descent.x, equals: [1, 3], within: 1e-15)
  }

  /// The tips data's mean squared error as a function of intercept and slope, without its constant.
  static let meanSquare = TestObjective.quadratic(
    "mean square",
    [[2, 39.571885245901639344], [39.571885245901639344, 940.82331393442622951]],
    [5.99655737704918032787, 135.226318032786885246])

  @Test(
    "follows the regression line's two parameters",
    arguments: [
      (1000, [0.2663066724923411, 0.13254059117317676]),
      (10_000, [0.8882052002027907, 0.10637365616330698]),
      (100_000, [0.9202696135545072, 0.10502451738436037]),
    ])
  func regression(steps: Int, expected: [Double]) throws {
    let descent = try descend(Self.meanSquare, from: [0, 0], alpha: 0.001, steps: steps)
    check(descent.x, equals: expected, within: 1e-11)
    check([descent.rateLimit?.limit ?? 0], equals: [0.00212204217601238845], within: 1e-12)
  }

  @Test("the bound on steps is a stop of its own")
  func stepBound() throws {
    let descent = try descend(Self.meanSquare, from: [0, 0], alpha: 1e-5)
    #expect(descent.stop == .steps(limit: 10_000))
    #expect(descent.status == 1)
    #expect(descent.nit == 10_000)
  }
}
