import Foundation
import Nabla
import Testing

/// Losses in a vector of parameters over the tips table.
@Suite struct VectorLossTests {
  private static let model =
    "load tips.csv\nX = [1, total_bill, size]\nM(θ) = mean((tip - X @ θ)^2)\n"

  private func answer(_ text: String) throws -> Answer {
    var transcript = Transcript()
    let answers = transcript.answers(Array(text.utf8))
    #expect(answers.allSatisfy { $0.failure == nil })
    return try #require(answers.last)
  }

  private func check(
    _ text: String, x: [Double], fun: Double, within error: Double = 1e-7,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let minimum = try #require(try answer(text).minimum, sourceLocation: sourceLocation)
    #expect(minimum.success, sourceLocation: sourceLocation)
    #expect(minimum.x.count == x.count, sourceLocation: sourceLocation)
    for (found, expected) in zip(minimum.x, x) {
      #expect(abs(found - expected) <= error, sourceLocation: sourceLocation)
    }
    #expect(abs(minimum.fun - fun) <= 1e-12, sourceLocation: sourceLocation)
  }

  /// By NumPy's `lstsq` on the file.
  @Test(
    "a linear model of three columns ends at the least squares from every way to write the start",
    arguments: ["0", "(0, 0, 0)", "[0, 0, 0]", "θ = 0", "θ0 = 0, θ1 = 0, θ2 = 0"])
  func leastSquares(start: String) throws {
    try check(
      Self.model + "minimize M from " + start,
      x: [0.6689447408125043, 0.09271333683226964, 0.19259779439078747],
      fun: 1.014564905610028)
  }

  /// By NumPy's `solve` of the normal equations with 0.1 on the diagonal.
  @Test("ridge regression is the mean plus the square of the length, however that is written")
  func ridge() throws {
    for penalty in ["0.1 dot(θ, θ)", "0.1 θ @ θ", "norm(θ)^2/10"] {
      try check(
        Self.model + "R(θ) = M(θ) + \(penalty)\nminimize R from 0",
        x: [0.3829212825261571, 0.09923348406858691, 0.23879982518050685],
        fun: 1.0456994821255492)
    }
  }

  /// By Newton's method in NumPy, to a gradient of 1e-15.
  @Test("logistic and Huber losses are formulas like any other")
  func formulas() throws {
    try check(
      Self.model + """
        s = 2(smoker == "Yes") - 1
        minimize mean(log(1 + exp(-s*(X @ θ)))) from 0 using newton
        """,
      x: [0.030974113130789283, 0.06311995825216091, -0.7002479795754465],
      fun: 0.6329932124946792)
    try check(
      Self.model + """
        huber(r) = if |r| <= 1 then r^2/2 else |r| - 1/2
        minimize mean(huber(tip - X @ θ)) from 0
        """,
      x: [0.631938812355258, 0.09219072872150372, 0.19424308407068452],
      fun: 0.3904089484784944)
  }

  /// The least values by SciPy's `linprog`; a descent may stop short of a corner, and then says so.
  @Test(
    "where quantile losses stop at a kink, no minimum is claimed that is none",
    arguments: [("max(0.9r, -0.1r)", 0.1768672260598449), ("|r|", 0.7324754464831061)])
  func quantiles(loss: String, least: Double) throws {
    let text = Self.model + "q(r) = \(loss)\nminimize mean(q(tip - X @ θ)) from 0"
    let minimum = try #require(try answer(text).minimum)
    #expect(minimum.fun >= least - 1e-12)
    #expect(minimum.fun <= least + 1e-4)
    #expect(!minimum.success || minimum.fun <= least + 1e-9)
  }

  @Test("the gradient of a small network is that of difference quotients")
  func network() throws {
    let model = """
      load tips.csv
      z = [total_bill/20, size/2]
      N(u, v, b, w, c) = mean((tip - w @ tanh([u @ z, v @ z] + b) - c)^2)

      """
    let point = [0.5, 0.1, -0.3, 0.2, 0.1, -0.2, 1.5, -1, 2.5]
    func list(_ x: [Double]) -> String { x.map { "\($0)" }.joined(separator: ", ") }
    let gradient = try JSON.object(answer(model + "grad N at (\(list(point)))"))
    let slopes = try #require(gradient["value"] as? [Double])
    #expect(slopes.count == point.count)
    for index in slopes.indices {
      let values = try [1e-5, -1e-5].map { width in
        var there = point
        there[index] += width
        let value = try JSON.object(answer(model + "N(\(list(there)))"))["value"] as? Double
        return try #require(value)
      }
      #expect(abs((values[0] - values[1]) / 2e-5 - slopes[index]) <= 1e-8)
    }
  }
}
