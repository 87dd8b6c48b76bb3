import Foundation
import NablaOptimization
import NablaTestSupport
import Testing

private func verdict(_ objective: TestObjective, at point: [Double]) throws -> Descent {
  var objective = objective
  var method = BFGS()
  method.isStrictStart = true
  return try method.minimize(&objective, from: point)
}

@Suite("Verdicts on stationary points")
struct VerdictTests {
  @Test(
    "a descent started at a stationary point says what it is",
    arguments: [
      (TestObjective.quartic, [3.5309065555152185], PointKind.maximum, false),
      (.quartic, [5.326345463357833], .minimum, true),
      (.polynomial("x^2", [0, 0, 1]), [0], .minimum, true),
      (.polynomial("x^3", [0, 0, 0, 1]), [0], .saddle, false),
      (.polynomial("x^3", [0, 0, 0, 1]), [4e-5], .saddle, false),
      (.polynomial("x^3", [0, 0, 0, 1]), [-4e-5], .saddle, false),
      (.polynomial("x^4", [0, 0, 0, 0, 1]), [0], .flat, true),
      (.polynomial("x^4", [0, 0, 0, 0, 1]), [1e-3], .flat, true),
      (.polynomial("x^4 + 1", [1, 0, 0, 0, 1]), [1e-3], .flat, true),
      (.polynomial("-x^4", [0, 0, 0, 0, -1]), [0], .maximum, false),
      (.polynomial("-x^4", [0, 0, 0, 0, -1]), [1e-3], .maximum, false),
      (.polynomial("(x - 1)^6", [1, -6, 15, -20, 15, -6, 1]), [1.01], .flat, true),
      (.polynomial("(x - 1)^5", [-1, 5, -10, 10, -5, 1]), [1.0066], .saddle, false),
      (.polynomial("(x - 1)^5", [-1, 5, -10, 10, -5, 1]), [1.0003], .saddle, false),
      (.polynomial("(x - 1)^5", [-1, 5, -10, 10, -5, 1]), [1], .saddle, false),
      (.polynomial("5", [5]), [1], .flat, true),
      (.cosine, [0], .maximum, false),
      (.bell(sign: 1), [30], .flat, false),
      (.bell(sign: -1), [30], .flat, false),
      (.bell(sign: -1), [5], .notStationary, false),
      (.decay(shift: 0), [800], .flat, false),
      (.decay(shift: 5), [800], .flat, false),
      (.floor, [2.5], .flat, false),
      (.quadratic("bowl", [[2, 1], [1, 3]], [0, 0]), [0, 0], .minimum, true),
      (.quadratic("saddle", [[2, 0], [0, -2]], [0, 0]), [0, 0], .saddle, false),
      (.quadratic("hill", [[-2, 1], [1, -2]], [0, 0]), [0, 0], .maximum, false),
      (.quadratic("valley", [[2, 2], [2, 2]], [2, 2]), [0.25, 0.75], .flat, true),
      // The slope that is left across the valley is no way down from a saddle.
      (
        .quadratic("valley", [[2, -2], [-2, 2]], [0, 0]), [1.999999998, 2.000000002], .flat, true
      ),
      (.quadratic("ridge", [[-2, -2], [-2, -2]], [0, 0]), [0, 0], .maximum, false),
      (.peano, [0, 0], .saddle, false),
      (.monkeySaddle, [0, 0], .saddle, false),
      (.monkeySaddle, [1e-5, 1e-5], .saddle, false),
      (.powers(4, sign: 1), [0, 0], .flat, true),
      (.powers(4, sign: 1), [1e-3, 5e-4], .flat, true),
      (.powers(4, sign: -1), [1e-3, 5e-4], .maximum, false),
      (.powellSingular, [0, 0, 0, 0], .flat, true),
    ])
  func kinds(objective: TestObjective, point: [Double], kind: PointKind, success: Bool) throws {
    let descent = try verdict(objective, at: point)
    #expect(descent.nit == 0)
    #expect(descent.stop.word == "gradient")
    #expect(descent.point.kind == kind)
    #expect(descent.success == success, "\(descent.message)")
    #expect(descent.success == (descent.status == 0))
    #expect(descent.message.hasPrefix(success ? "converged" : "not converged"))
  }

  @Test(
    "the way off a saddle descends",
    arguments: [
      (TestObjective.quadratic("saddle", [[2, 5], [5, -2]], [0, 0]), [0.0, 0]),
      (.monkeySaddle, [0, 0]), (.polynomial("x^3", [0, 0, 0, 1]), [0]), (.cosine, [0]),
    ])
  func escape(objective: TestObjective, point: [Double]) throws {
    let direction = try #require(try verdict(objective, at: point).point.escape)
    #expect(abs(direction.euclideanNorm - 1) < 1e-12)
    let there = zip(point, direction).map { $0 + 0.01 * $1 }
    #expect(objective.function(there) < objective.function(point))
  }

  @Test("the same kinds are found from differences of gradients")
  func withoutHessian() throws {
    let bowl = TestObjective.quadratic("bowl", [[2, 1], [1, 3]], [2, 1]).withoutHessian
    #expect(try verdict(bowl, at: [1, 0]).point.kind == .minimum)
    let saddle = TestObjective.quadratic("saddle", [[2, 0], [0, -2]], [0, 0]).withoutHessian
    #expect(try verdict(saddle, at: [0, 0]).point.kind == .saddle)
  }

  @Test("a minimum that is degenerate is reached slowly, and called flat")
  func powellSingular() throws {
    let descent = try verdict(.powellSingular, at: [3, -1, 0, 1])
    #expect(descent.nit > 0)
    #expect(descent.point.kind == .flat)
    #expect(descent.success)
    #expect(descent.fun < 1e-12)
  }

  @Test("a tail is told from a minimum by Newton's step")
  func tail() throws {
    let descent = try verdict(.decay(shift: 0), at: [0])
    #expect(descent.point.isPlateau)
    check([descent.point.newtonStep ?? 0], equals: [1], within: 1e-12)
    #expect(descent.jac.maxNorm <= 1e-8)
  }

  @Test("success on random polynomials is never false")
  func randomPolynomials() throws {
    var generator = SeededRandom(seed: 42)
    var successes = 0
    for trial in 0..<400 {
      let degree = 1 + Int(generator.unit() * 7)
      let scale = pow(10, generator.unit() * 8 - 4)
      let coefficients = (0...degree).map { _ in (generator.unit() - 0.5) * scale }
      var objective = TestObjective.polynomial("random", coefficients)
      let start = [(generator.unit() - 0.5) * 10]
      let rate = pow(10, generator.unit() * 5 - 4)
      let descent =
        trial.isMultiple(of: 2)
        ? try BFGS().minimize(&objective, from: start)
        : try GradientDescent(learningRate: rate).minimize(&objective, from: start)
      guard descent.success else { continue }
      successes += 1
      let x = descent.x[0]
      let slope = abs(descent.jac[0])
      for distance in [1e-5, 1e-4, 1e-3] {
        for there in [x - distance, x + distance] {
          let rounding = 1e-13 * scale * pow(max(1, abs(there)), Double(degree))
          let least = objective.function([x]) - 2 * slope * distance - rounding
          #expect(objective.function([there]) >= least, "\(coefficients) \(start)")
        }
      }
    }
    #expect(successes > 50)
  }

  @Test("kinds have the words of the reports")
  func words() {
    let kinds: [PointKind] = [.minimum, .maximum, .saddle, .flat, .notStationary]
    #expect(kinds.map(\.rawValue) == ["minimum", "maximum", "saddle", "flat", "not stationary"])
    let stops: [StopReason] = [
      .gradient(measured: 0, limit: 0), .step(measured: 0), .value(measured: 0, limit: 0),
      .steps(limit: 0), .diverged(step: 0), .oscillating(period: 2), .unbounded(value: 0, at: []),
      .undefined(at: []), .lineSearch, .interrupted,
    ]
    #expect(
      stops.map(\.word) == [
        "gradient", "step", "value", "steps", "diverged", "oscillating", "unbounded", "undefined",
        "line search", "interrupted",
      ])
  }
}
