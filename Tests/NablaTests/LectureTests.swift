import Foundation
import Nabla
import Testing

/// The figures of the lecture's function, computed to 30 digits with mpmath from the formula alone.
@Suite struct LectureTests {
  private static let definition = "f(x) = (x^4 - 15x^3 + 80x^2 - 180x + 144)/10"

  private func answer(_ statements: String...) -> Answer {
    var session = Session()
    _ = session.run(Self.definition)
    var answer = session.run("f")
    for statement in statements { answer = session.run(statement) }
    return answer
  }

  /// The answer's JSON object.
  private func object(_ statements: String...) throws -> [String: Any] {
    var session = Session()
    _ = session.run(Self.definition)
    let answers = statements.map { session.run($0) }
    return try JSON.object(try #require(answers.last))
  }

  @Test(
    "values and slopes of the function are exact",
    arguments: [
      ("f(4.4)", "-0.21504"), ("f'(4)", "-0.4"), ("f''(4)", "-0.8"), ("f(4)", "0"), ("f(2)", "0"),
      ("f(3)", "0"), ("f(6)", "0"), ("f(7/2)", "0.09375"), ("f(1/3)", "748/81"),
      ("f'", "(4x^3 - 45x^2 + 160x - 180)/10"), ("f''(x)", "(12x^2 - 90x + 160)/10"),
      ("diff f order 4", "2.4"), ("diff f order 5", "0"),
    ])
  func exactValue(statement: String, text: String) throws {
    #expect(try object(statement)["text"] as? String == text)
  }

  @Test("a decimal is a fraction of ten, not the nearest double")
  func exactDecimal() throws {
    #expect(try object("f(0.1) - f(1/10)")["text"] as? String == "0")
    #expect(try object("0.1 + 0.2")["text"] as? String == "0.3")
  }

  /// Points, values and kinds; the points are the roots of f'.
  private static let stationaryPoints: [(verb: String, start: String, x: Double, fun: Double)] = [
    ("minimize", "2.3", 2.39274798112694872689795380818, -0.138274912944252624239669381499),
    ("maximize", "3.5", 3.53090655551521851899951264068, 0.09413771682087732785061433592),
    ("minimize", "5.4", 5.32634546335783275410253355114, -0.691409678876624703610944954421),
  ]

  @Test("descents and ascents end at the stationary points", arguments: stationaryPoints)
  func stationaryPoint(verb: String, start: String, x: Double, fun: Double) throws {
    let minimum = try #require(answer("\(verb) f from \(start)").minimum)
    #expect(minimum.success)
    #expect(minimum.point == (verb == "minimize" ? "minimum" : "maximum"))
    // A slope of 1e-8 where the curvature is at least 0.5 is an error of at most 2e-8.
    #expect(abs(minimum.x[0] - x) <= 2e-8)
    #expect(abs(minimum.fun - fun) <= 1e-13)
    #expect(abs(minimum.jac[0]) <= 1e-8)
  }

  @Test(
    "the curvature changes its sign at the inflections",
    arguments: [2.89608743617003346806491344329, 4.60391256382996653193508655671])
  func inflection(x: Double) throws {
    let curvature = try #require(try object("f''(\(x))")["value"] as? Double)
    #expect(abs(curvature) <= 1e-14)
  }

  private static let alphaOne: [Double] = [
    4.0, 4.4, 5.0464, 5.4967306010624, 5.0808624852305144194, 5.4899803921677582393,
    5.0928248721192566259,
  ]

  private static let alphaThreeTenths: [Double] = [
    4.0, 4.12, 4.26729664, 4.4427258381599587489, 4.6409262448291542834, 4.8461837048503401096,
    5.0321185448234256597, 5.1720147849392367434, 5.2564844894138173682, 5.2979114924945085984,
    5.3154271765891017272, 5.3222606020559265478, 5.324832983472764072, 5.3257876507529655173,
    5.3261400404400807029, 5.3262698543383143709, 5.3263176398813943263, 5.3263352253095158386,
    5.3263416962228787299, 5.3263440772377739904,
  ]

  @Test(
    "gradient descent passes the lecture's guesses",
    arguments: [("1", alphaOne), ("0.3", alphaThreeTenths)])
  func trajectory(alpha: String, guesses: [Double]) throws {
    let steps = guesses.count - 1
    let minimum = try #require(answer("minimize f from 4 alpha \(alpha) steps \(steps)").minimum)
    #expect(minimum.nit == steps)
    #expect(minimum.stop == "steps")
    #expect(minimum.trajectory.count == guesses.count)
    for (point, guess) in zip(minimum.trajectory, guesses) {
      #expect(abs(point[0] - guess) <= 1e-12 * guess)
    }
  }

  @Test(
    "one step goes against the slope",
    arguments: [("", 4.4), (" alpha 1", 4.4), (" alpha 0.3", 4.12)])
  func step(clause: String, new: Double) throws {
    let step = try object("step f from 4" + clause)
    #expect(step["old"] as? [Double] == [4])
    let reached = try #require(step["new"] as? [Double])
    #expect(abs(reached[0] - new) <= 1e-15 * new)
    #expect(step["jac"] as? [Double] == [-0.4])
  }

  @Test("with alpha 1 the guesses bounce, and the report says why")
  func bounce() throws {
    let answer = answer("minimize f from 4 alpha 1")
    let minimum = try #require(answer.minimum)
    #expect(minimum.stop == "oscillating")
    #expect(!minimum.success)
    // The limit is 2/f'' at the minimum, where f'' = (12x^2 - 90x + 160)/10.
    let x = 5.32634546335783275410253355114
    let limit = 20 / (12 * x * x - 90 * x + 160)
    #expect(abs(try #require(minimum.alphaLimit) - limit) <= 1e-4)
    #expect(answer.result(unicode: false).string.contains("oscillating between"))
  }

  @Test("two starts of BFGS end in two minima, and the second report says so")
  func twoMinima() throws {
    let answer = answer("minimize f from 6", "minimize f from 1")
    let minimum = try #require(answer.minimum)
    // SciPy's own run ends within 2e-7 of these, with gradients by differences.
    #expect(abs(minimum.x[0] - 2.3927478) <= 3e-7)
    #expect(abs(minimum.fun + 0.13827491294422317) <= 1e-12)
    let text = answer.result(unicode: false).string
    #expect(text.contains("another start, another minimum"))
    #expect(text.contains("-0.691409679"))
  }

  @Test("the gradient and the Hessian of 8a^2 + 3ab are those of the lecture")
  func gradient() throws {
    let gradient = try object("grad 8a^2 + 3ab at (2, 5)")
    #expect(gradient["variables"] as? [String] == ["a", "b"])
    #expect(gradient["text"] as? [String] == ["16a + 3b", "3a"])
    #expect(gradient["value"] as? [Double] == [47, 6])
    #expect(gradient["fun"] as? Double == 62)
    #expect(try object("hessian 8a^2 + 3ab")["text"] as? [[String]] == [["16", "3"], ["3", "0"]])
  }

  @Test("the gradient of the squared error is that of the lecture")
  func squaredError() throws {
    let gradient = try object(
      "L(t0, t1) = (y - t0 x0 - t1 x1)^2", "y = 3", "x0 = 1", "x1 = 4",
      "grad L at (0.5, -0.25)")
    #expect(gradient["value"] as? [Double] == [-7, -28])
    #expect(gradient["fun"] as? Double == 12.25)
    let symbolic = try object("grad (y - t0 x0 - t1 x1)^2 by t0, t1")
    #expect(
      symbolic["text"] as? [String] == [
        "-2x0*(y - t0*x0 - t1*x1)", "-2x1*(y - t0*x0 - t1*x1)",
      ])
  }
}
