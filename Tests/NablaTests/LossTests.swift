import Foundation
import Nabla
import Testing

/// Losses over the tips table; figures to 30 digits by mpmath from the exact decimals of the file.
@Suite struct LossTests {
  private static let one = "load tips.csv\nL(θ1) = mean((tip - θ1 total_bill)^2)\n"
  private static let two = "load tips.csv\nL(θ0, θ1) = mean((tip - θ0 - θ1 total_bill)^2)\n"

  private func answer(_ text: String) throws -> Answer {
    var transcript = Transcript()
    let answers = transcript.answers(Array(text.utf8))
    #expect(answers.allSatisfy { $0.failure == nil })
    return try #require(answers.last)
  }

  private func check(
    _ answer: Answer, x: [Double], fun: Double, within error: Double,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let minimum = try #require(answer.minimum, sourceLocation: sourceLocation)
    #expect(minimum.success, sourceLocation: sourceLocation)
    for (found, expected) in zip(minimum.x, x) {
      #expect(abs(found - expected) <= error, sourceLocation: sourceLocation)
    }
    #expect(abs(minimum.fun - fun) <= 1e-15 * 8, sourceLocation: sourceLocation)
  }

  @Test("gradients and Hessians keep their means, and read as a person writes them")
  func formulas() throws {
    #expect(
      try answer(Self.one + "grad L").result(unicode: false).string
        == "[-2mean(total_bill*(tip - theta1*total_bill))]\n")
    #expect(
      try answer(Self.one + "hessian L").result(unicode: false).string
        == "[[2mean(total_bill^2)]]\n")
    #expect(
      try answer(Self.two + "hessian L").result(unicode: false).string
        == "[[2, 2mean(total_bill)], [2mean(total_bill), 2mean(total_bill^2)]]\n")
  }

  @Test("the loss without an intercept has the lecture's value, slope, step and minimum")
  func withoutIntercept() throws {
    let gradient = try JSON.object(answer(Self.one + "grad L at 0"))
    #expect(gradient["fun"] as? Double == 10.8962836065573770491803278689)
    #expect(gradient["value"] as? [Double] == [-135.226318032786885245901639344])
    let step = try JSON.object(answer(Self.one + "step L from 0 alpha 0.0001"))
    let new = try #require((step["new"] as? [Double])?.first)
    #expect(abs(new - 0.013522631803278689) <= 0.013522631803278689.ulp)
    let (x, fun) = (0.143731895277216660852392257206, 1.17811611545131730320342742492)
    for method in ["", "alpha 0.0001", "using newton", "using lbfgs", "using adam alpha 0.01"] {
      try check(answer(Self.one + "minimize L from 0 " + method), x: [x], fun: fun, within: 2e-11)
    }
  }

  /// The guesses by Python from the sums of the columns.
  @Test("guesses of gradient descent are the lecture's")
  func guesses() throws {
    let few = try #require(answer(Self.one + "minimize L from 0 alpha 0.0001 steps 20").minimum)
    let expected = [0.0, 0.013522631803278689, 0.025773022879929802, 0.03687086860360816]
    for (point, value) in zip(few.trajectory, expected) { #expect(abs(point[0] - value) <= 1e-16) }
    #expect(abs(few.x[0] - 0.1238101330308628) <= 1e-15)
    let many = try #require(answer(Self.one + "minimize L from 0 alpha 0.0001 steps 1000").minimum)
    // Nearer than this a step of alpha times the slope is lost in rounding.
    #expect(abs(many.x[0] - 0.14373189527721666) <= 2e-16)
    let both = try #require(
      answer(Self.two + "minimize L from (0, 0) alpha 0.001 steps 1000").minimum)
    #expect(abs(both.x[0] - 0.2663066724923411) <= 1e-13)
    #expect(abs(both.x[1] - 0.13254059117317676) <= 1e-14)
  }

  @Test("the loss with an intercept ends at the least-squares line by every method")
  func withIntercept() throws {
    let x = [0.920269613554673177968538006185, 0.105024517384353385636779864511]
    for method in ["", "using newton", "using lbfgs"] {
      let answer = try answer(Self.two + "minimize L from (0, 0) " + method)
      try check(answer, x: x, fun: 1.03601944201137717444210080104, within: 3e-8)
    }
  }

  @Test("a rate beyond the limit diverges, and the limit is told")
  func divergence() throws {
    let answer = try answer(Self.two + "minimize L from (0, 0) alpha 0.00214326259777")
    let minimum = try #require(answer.minimum)
    #expect(minimum.stop == "diverged")
    let limit = try #require(minimum.alphaLimit)
    #expect(abs(limit - 0.00212204217601238844751814721248) <= 1e-10)
  }

  @Test("a mean of squares of affine terms is convex, strictly where the data tell")
  func convexity() throws {
    let object = try JSON.object(answer(Self.two + "convex L"))
    #expect(object["verdict"] as? String == "strictly convex")
    let same = "load tips.csv\nM(a, b) = mean((tip - a size - 2b size)^2)\nconvex M"
    #expect(try JSON.object(answer(same))["verdict"] as? String == "convex")
    let logistic =
      "load tips.csv\nM(a, b) = mean(softplus(a + b size) - (a + b size)*tip/10)\nconvex M"
    #expect(try JSON.object(answer(logistic))["verdict"] as? String == "convex")
    let product = "load tips.csv\nM(a, b) = mean((tip - a*b*size)^2)\nconvex M"
    #expect(try JSON.object(answer(product))["verdict"] as? String == "neither")
  }

  @Test(
    "losses of a residual are as convex as their curve",
    arguments: [
      // Huber's loss, the quantile loss in two spellings, pseudo-Huber, log cosh, logistic.
      ("mean(if |tip - a| < 1 then (tip - a)^2/2 else |tip - a| - 1/2)", "convex"),
      (
        "mean(if |tip - a - b size| < 1 then (tip - a - b size)^2/2 else |tip - a - b size| - 1/2)",
        "convex"
      ),
      ("mean(max(0.9(tip - a), -0.1(tip - a))) + 0.1 |a|", "convex"),
      (
        "mean(if tip > a + b size then 0.9(tip - a - b size) else -0.1(tip - a - b size))", "convex"
      ),
      ("mean(sqrt(1 + (tip - a - b size)^2))", "convex"), ("mean(log(cosh(tip - a)))", "convex"),
      ("mean(log(1 + exp(-(2 (smoker == \"Yes\") - 1)*(a + b size))))", "convex"),
      // Not Huber's: the pieces meet in a jump, or at a slope that falls.
      ("mean(if |tip - a| < 1 then (tip - a)^2/2 else |tip - a|)", "neither"),
      ("mean(if |tip - a| < 1 then (tip - a)^2 else |tip - a|)", "neither"),
      ("mean(tanh(tip - a))", "neither"), ("mean((tip - a*exp(-b size))^2)", "neither"),
    ])
  func residualLosses(loss: String, verdict: String) throws {
    let object = try JSON.object(answer("load tips.csv\nconvex \(loss)"))
    #expect(object["verdict"] as? String == verdict)
  }

  @Test("a logistic loss is defined everywhere, and its verdict says so")
  func logisticIsDefined() throws {
    let text = "load tips.csv\nconvex mean(log(1 + exp(a + b size)))"
    #expect(
      try answer(text).result(unicode: false).string.contains(
        "convex: a mean of logarithms of log-convex terms"))
  }

  @Test(
    "where rows do not tell parameters apart, a quadratic that is nowhere negative has a proved minimum",
    arguments: [
      ("mean((tip - a - b total_bill - 2c total_bill)^2)", true),
      ("sum((tip - a - b total_bill - 2c total_bill)^2)/2", true),
      ("mean((tip - b total_bill - 2c total_bill)^2) + 0.1(b + 2c)^2", true),
      ("var(tip - b total_bill - 2c total_bill)", true),
      // Not known to be bounded below by their form.
      ("mean(tip^2) - 2(b + 2c) mean(tip total_bill) + (b + 2c)^2 mean(total_bill^2)", false),
      ("mean((tip - b total_bill - 2c total_bill)^2) - 0.000000000001b", false),
    ])
  func boundedQuadratic(loss: String, isProved: Bool) throws {
    let start = loss.contains("a -") ? "(1, 1, 1)" : "(1, 1)"
    let answer = try answer("load tips.csv\nminimize \(loss) from \(start)")
    let minimum = try #require(answer.minimum)
    let text = "a flat point of a convex function, so no lower value exists"
    #expect(minimum.message.hasSuffix(text) == isProved)
    #expect(minimum.success || !isProved)
  }

  @Test("features that the rows do not tell apart are named under the minimum")
  func collinear() throws {
    let text = "load tips.csv\nminimize mean((tip - a - b size - c (2size + 3))^2) from (0, 0, 0)"
    let answer = try answer(text)
    let groups = try #require(try JSON.object(answer)["collinear"] as? [[String]])
    #expect(groups.map { Set($0) } == [["a", "b", "c"]])
    let report = answer.result(unicode: false).string
    #expect(report.contains("cannot be told from"))
    #expect(report.contains("this is one minimum of many"))
    let single = "load tips.csv\nminimize mean((tip - a - b size)^2) from (0, 0)"
    #expect(try JSON.object(self.answer(single))["collinear"] == nil)
  }

  /// Against central differences of the value, at several points.
  @Test(
    "gradients of losses are difference quotients of their values",
    arguments: [
      "mean((tip - a - b total_bill)^2)", "sum((tip - a)^2)/count(tip) + 0.1 b^2",
      "mean(log(1 + exp(-(a + b size))))", "mean((tip - a*exp(-b size/10))^2)",
      "mean((b tip - mean(a tip + b^2 size))^2)", "std(tip - a total_bill) + b*corr(tip, size)",
      "mean(if |tip - a| < 1 then (tip - a)^2/2 else |tip - a| - 1/2) + b^2",
    ])
  func differences(loss: String) throws {
    func value(_ a: Double, _ b: Double) throws -> Double {
      let text = "load tips.csv\nL(a, b) = \(loss)\nL(\(a), \(b))"
      return try #require(try JSON.object(answer(text))["value"] as? Double)
    }
    let h = 1e-5
    let gradient = try JSON.object(
      answer("load tips.csv\nL(a, b) = \(loss)\ngrad L at (0.3, 0.2)"))
    let slopes = try #require(gradient["value"] as? [Double])
    let byA = try (value(0.3 + h, 0.2) - value(0.3 - h, 0.2)) / (2 * h)
    let byB = try (value(0.3, 0.2 + h) - value(0.3, 0.2 - h)) / (2 * h)
    #expect(abs(slopes[0] - byA) <= 1e-7 * max(1, abs(byA)))
    #expect(abs(slopes[1] - byB) <= 1e-7 * max(1, abs(byB)))
  }
}
