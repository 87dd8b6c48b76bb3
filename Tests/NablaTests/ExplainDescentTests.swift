import Foundation
import Nabla
import Testing

/// Descents, gradients and convexity told in words, against the numbers that they tell.
@Suite struct ExplainDescentTests {
  private func object(_ statements: String...) throws -> [String: Any] {
    var transcript = Transcript()
    let answers = transcript.answers(Array(statements.joined(separator: "\n").utf8))
    return try JSON.object(try #require(answers.last))
  }

  private func steps(_ object: [String: Any]) throws -> [[String: String]] {
    try #require(object["steps"] as? [[String: String]])
  }

  private func text(_ statements: String...) -> String {
    var transcript = Transcript()
    return transcript.run(statements.joined(separator: "\n"), unicode: false).last ?? ""
  }

  /// The value of one side of an equation that has numbers only.
  private func value(_ side: String) throws -> Double {
    let formula = try Formula(side)
    return try #require(formula.variables.isEmpty ? formula.value(at: []) : nil)
  }

  static let q = "(x^4 - 15x^3 + 80x^2 - 180x + 144)/10"

  @Test(
    "each method's numbers give what stands behind them, and that is the trajectory",
    arguments: [
      "alpha 0.3", "alpha 0.1 decay inverse 0.5", "alpha 0.1 using momentum",
      "alpha 0.1 using nesterov momentum 0.5", "using adagrad alpha 0.5", "using rmsprop alpha 0.1",
      "using adam alpha 0.1", "", "using newton", "using lbfgs",
    ])
  func numbers(clauses: String) throws {
    let statement = "minimize \(Self.q) from 4.1 \(clauses) steps 5"
    let told = try object("explain fully " + statement)
    let plain = try object(statement)
    let trajectory = try #require(plain["trajectory"] as? [[Double]])
    #expect(told["x"] as? [Double] == plain["x"] as? [Double])
    var points: [Double] = []
    for step in try steps(told) where step["rule"]?.hasPrefix("step") == true {
      let sides = try #require(step["text"]).components(separatedBy: " = ")
      let last = try #require(sides.last.flatMap(Double.init))
      let numeric = try value(sides[sides.count - 2])
      #expect(abs(numeric - last) <= 2e-5 * max(1, abs(last)), "\(step)")
      if sides[0].hasPrefix("x") { points.append(last) }
    }
    #expect(points.count == trajectory.count - 1)
    for (point, record) in zip(points, trajectory.dropFirst()) {
      #expect(abs(point - record[0]) <= 1e-6 * max(1, abs(point)), "\(clauses)")
    }
  }

  @Test("the rule has the numbers put in, as in the lecture")
  func lecture() throws {
    let told = text("f(x) = " + Self.q, "explain minimize f from 4 alpha 0.3 steps 2")
    #expect(told.contains("x1 = x0 - alpha*f'(x0) = 4 - 0.3*(-0.4) = 4.12"))
    #expect(told.contains("x2 = x1 - alpha*f'(x1) = 4.12 - 0.3*(-0.4909888) = 4.267297"))
    #expect(told.contains("stopped after 2 steps, as asked"))
    let step = text("f(x) = " + Self.q, "explain step f from 4 alpha 0.3")
    #expect(step.contains("x1 = x0 - alpha*f'(x0) = 4 - 0.3*(-0.4) = 4.12"))
    #expect(step.contains("the function falls to the right (slope -0.4)"))
  }

  @Test("uphill the sign is another, and several variables have a line each")
  func others() throws {
    let ascent = text("explain maximize 1 - (x - 3)^2 from 0 alpha 0.1 steps 1")
    #expect(ascent.contains("x1 = x0 + alpha*f'(x0) = 0 + 0.1*6 = 0.6"))
    let plane = text("explain minimize (a - 1)^2 + (b - 2)^2 from (0, 0) alpha 0.1 steps 1")
    #expect(plane.contains("a = 0 - 0.1*(-2) = 0.2"))
    #expect(plane.contains("b = 0 - 0.1*(-4) = 0.4"))
  }

  @Test("on batches an epoch is a line")
  func epochs() throws {
    let told = text(
      "load \"tips.csv\"", "L(a, b) = mean((tip - a - b*total_bill)^2)",
      "explain minimize L from (0, 0) alpha 0.0001 batch 32 epochs 3")
    #expect(told.contains("epoch 1: 8 steps, (0, 0) -> ("))
    #expect(told.contains("32 rows"))
    #expect(told.contains("stopped after 3 epochs"))
  }

  @Test("a gradient is read aloud, with the true change beside the one to first order")
  func slopes() throws {
    let told = text(
      "load \"tips.csv\"",
      "L(theta0, theta1) = mean((tip - theta0 - theta1*total_bill)^2)",
      "explain grad L at (0, 0)")
    // The same from the file by hand.
    let rows = try Package.text(of: Package.root.appendingPathComponent("examples/tips.csv"))
      .split(separator: "\n").dropFirst().map {
        $0.split(separator: ",").prefix(2).compactMap { Double($0) }
      }
    let loss = { (slope: Double) in
      rows.reduce(0) { $0 + pow($1[1] - slope * $1[0], 2) } / Double(rows.count)
    }
    let change = String(format: "%.4g", loss(0) - loss(0.01))
    #expect(told.contains("-135.226"))
    #expect(
      told.contains(
        "nudge theta1 up by 0.01 and the loss falls by about 1.352 (in truth by \(change))"))
    #expect(text("explain grad x^2 at 0").contains("the gradient is zero"))
    #expect(text("explain grad |x| at 0").contains("kink"))
  }

  @Test("convexity is told by its rules, by second derivatives, or by a chord")
  func convexity() throws {
    let rules = text("explain convex exp(x) + (x - 3)^2 + 2x")
    #expect(rules.contains("exp(x) is convex: the exponential of an affine term"))
    #expect(rules.contains("(x - 3)^2 is convex: the square of an affine term"))
    let chord = text("f(x) = " + Self.q, "explain convex f")
    #expect(
      chord.contains(
        "the chord from 0 at x = 3 to 0 at x = 4 has the height 0 half-way, at x = 7/2"))
    #expect(chord.contains("the value 3/32 there, which is above the chord by 0.09375"))
    let second = text("explain convex x^4 - 6x^2 on [1, 2]")
    #expect(second.contains("the second derivative is 12x^2 - 12"))
  }
}
