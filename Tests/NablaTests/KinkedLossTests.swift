import Nabla
import Testing

/// Losses over rows with a kink at each row: their minima are at corners, where rows meet.
@Suite struct KinkedLossTests {
  private func minimum(_ statement: String) throws -> Minimum {
    var transcript = Transcript()
    let answers = transcript.answers(Array("load tips.csv\n\(statement)".utf8))
    return try #require(answers.last?.minimum)
  }

  /// Points and values by SciPy's linear programming, `linprog` with HiGHS's simplex method, in which
  /// a regression quantile is a vertex.
  @Test(
    "regression quantiles are found to the last digits by the usual method",
    arguments: [
      (
        "mean(|tip - a - b total_bill|) from (0, 0)", [0.5017985611510789, 0.12410071942446047],
        0.7373522083972168
      ),
      (
        "mean(max(0.9(tip - a - b total_bill), -0.1(tip - a - b total_bill))) from (0, 0)",
        [0.6207061688311697, 0.17654220779220775], 0.17689005448956774
      ),
      (
        "mean(|tip - a - b total_bill - c size|) from (0, 0, 0)",
        [0.3476154992548435, 0.11177347242921008, 0.15201192250372628], 0.7324754464831061
      ),
      ("mean(max(0.9(tip - a), -0.1(tip - a))) from 0", [5], 0.294106557377049),
      // The median of an odd number of rows.
      ("mean(if total_bill > 20 then |tip - a| else 0) from 0", [3.55], 0.4541393442622951),
    ])
  func quantiles(statement: String, x: [Double], fun: Double) throws {
    let found = try minimum("minimize " + statement)
    #expect(found.success)
    for (mine, theirs) in zip(found.x, x) { #expect(abs(mine - theirs) <= 1e-12) }
    #expect(abs(found.fun - fun) <= 1e-14)
  }

  @Test("between two middle rows every value is a median, and the report says that none is lower")
  func flatMedian() throws {
    let found = try minimum("minimize mean(|tip - a|) from 0")
    #expect(found.success)
    #expect(2.88...2.92 ~= found.x[0])
    #expect(abs(found.fun - 1.0323770491803275) <= 1e-15)
    #expect(found.message.hasSuffix("a flat point of a convex function, so no lower value exists"))
  }

  @Test("a corner of a convex loss is its global minimum, that of another a local one")
  func globality() throws {
    let convex = try minimum("minimize mean(|tip - a|) + |a - 7| from 0")
    #expect(
      convex.message.hasSuffix("a global minimum at a kink, with 0 among the slopes around it"))
    let other = try minimum("minimize mean(min(|tip - a|, 1)) + |a - 2| from 0")
    #expect(other.message.hasSuffix("a local minimum at a kink, with 0 among the slopes around it"))
    #expect(abs(other.x[0] - 2) <= 1e-12)
  }

  @Test("a penalty on magnitudes leaves a parameter at zero")
  func lasso() throws {
    let found = try minimum(
      "minimize mean((tip - a - b total_bill)^2) + 0.5(|a| + |b|) from (0, 0)")
    #expect(found.success)
    #expect(abs(found.x[0]) <= 1e-12)
    // b without a: (mean(total_bill tip) - 0.25)/mean(total_bill^2), by Python's fractions.
    #expect(abs(found.x[1] - 0.14320044586201344) <= 1e-9)
  }
}
