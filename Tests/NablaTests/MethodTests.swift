import Foundation
import Nabla
import Testing

@Suite("Methods and verdicts in statements")
struct MethodTests {
  private static let quartic = "q(x) = (x^4 - 15x^3 + 80x^2 - 180x + 144)/10"

  private func answer(_ statements: String...) -> Answer {
    var session = Session()
    var answer = session.run(Self.quartic)
    for statement in statements { answer = session.run(statement) }
    return answer
  }

  private func minimum(_ statement: String) throws -> Minimum {
    let answer = answer(statement)
    return try #require(answer.minimum, "\(answer.failure?.message ?? "")")
  }

  private func text(_ statement: String) -> String {
    answer(statement).result(unicode: false).string
  }

  @Test(
    "what is written decides the method",
    arguments: [
      ("minimize q from 6", "bfgs"), ("minimize q from 6 alpha 0.3", "gd"),
      ("minimize q from 6 alpha auto", "gd"), ("minimize q from 6 decay sqrt 0.1", "gd"),
      ("minimize q from 6 using momentum", "momentum"),
      ("minimize q from 6 using nesterov", "nesterov"),
      ("minimize q from 6 using adagrad alpha 1", "adagrad"),
      ("minimize q from 6 using rmsprop", "rmsprop"), ("minimize q from 6 using adam", "adam"),
      ("minimize q from 6 using lbfgs memory 3", "lbfgs"),
      ("minimize q using newton from 6", "newton"),
    ])
  func method(statement: String, name: String) throws {
    let minimum = try minimum(statement)
    #expect(minimum.method == name)
    #expect(minimum.success, "\(minimum.message)")
    #expect(abs(minimum.x[0] - 5.32634546335783275) < 1e-6)
    #expect((minimum.alpha == nil) == ["bfgs", "lbfgs", "newton"].contains(name))
  }

  @Test("a fixed alpha tells its limit, as the lecture has it")
  func lecture() throws {
    let good = try minimum("minimize q from 6 alpha 0.94")
    #expect(good.success)
    let cycle = try minimum("minimize q from 6 alpha 0.96")
    #expect(cycle.stop == "oscillating")
    let points = cycle.trajectory.suffix(2).map { $0[0] }.sorted()
    #expect(abs(points[0] - 5.230705) < 1e-6 && abs(points[1] - 5.407869) < 1e-6)
    let wide = try minimum("minimize q from 6 alpha 1.5")
    let ends = wide.trajectory.suffix(2).map { $0[0] }.sorted()
    #expect(abs(ends[0] - 2.368545) < 1e-6 && abs(ends[1] - 2.418471) < 1e-6)
    #expect(abs((wide.alphaLimit ?? 0) - 1.4975) < 5e-5)
    #expect(!wide.success)
  }

  @Test("beyond the size of a matrix L-BFGS is chosen, and the sparse Hessian proves the minimum")
  func large() throws {
    let n = 2_400
    let names = (1...n).map { "x\($0)" }.joined(separator: ", ")
    let terms = (1...n / 2).map { "100(x\(2 * $0) - x\(2 * $0 - 1)^2)^2 + (1 - x\(2 * $0 - 1))^2" }
    let start = (1...n).map { $0.isMultiple(of: 2) ? "1" : "-1.2" }.joined(separator: ", ")
    let answer = answer(
      "r(\(names)) = \(terms.joined(separator: " + "))", "minimize r from (\(start))")
    let minimum = try #require(answer.minimum)
    #expect(minimum.method == "lbfgs")
    #expect(minimum.success, "\(minimum.message)")
    #expect(minimum.point == "minimum")
    #expect(minimum.x.allSatisfy { abs($0 - 1) < 1e-6 })
  }

  @Test("a dense function of so many variables is not claimed to be proved")
  func dense() throws {
    let n = 2_100
    let sum = (1...n).map { "x\($0)" }.joined(separator: " + ")
    let squares = (1...n).map { "x\($0)^2" }.joined(separator: " + ")
    let start = (1...n).map { "x\($0) = \($0 % 3)" }.joined(separator: ", ")
    let minimum = try minimum("minimize (\(sum) - 1)^2 + \(squares) from \(start)")
    #expect(minimum.stop == "gradient")
    #expect(!minimum.success)
    #expect(minimum.point == nil)
  }

  @Test("counted steps claim nothing")
  func counted() throws {
    let minimum = try minimum("minimize x^2 from 3 alpha 0.5 steps 4")
    #expect(minimum.x == [0])
    #expect(!minimum.success)
    #expect(minimum.point == "minimum")
    #expect(minimum.stop == "steps")
  }

  @Test(
    "no success where there is no minimum",
    arguments: [
      "exp(-x) from 0", "x^3 from 1", "-x^2 from 1", "-x^2 from 0", "log(x) from 1", "x from 2",
      "atan(x) from 1", "1/x from 1", "x^2 - y^2 from (1, 0)", "x*y from (1, 1)",
      "x*y from (0, 0)", "x^2 + exp(-y) from (1, 1)", "log(x) + log(y) from (1, 2)",
      "x^3 - 3x*y^2 from (0, 0)", "1/(1 + x^2) + y^2 from (1, 1)", "(1 - x*y)^2 + x^2 from (1, 1)",
      "if x < 1 then 2 - x else x + 3 from 0", "x - floor(x) from 1/2", "-|x| from 1",
      "|x| - |y| from (1, 1)", "10^7|y - x^2| + x from (3, 1)",
    ], ["", "using newton", "using lbfgs", "alpha auto"])
  func noMinimum(function: String, clauses: String) throws {
    let minimum = try minimum("minimize \(function) \(clauses)")
    #expect(!minimum.success, "\(minimum.message)")
    #expect(minimum.status != 0)
    #expect(minimum.point != "minimum")
  }

  @Test("a kink is a minimum in JSON too")
  func kink() throws {
    let object = try JSON.object(answer("minimize |x - 1| + x^2/9 from 5"))
    #expect(object["success"] as? Bool == true)
    #expect(object["point"] as? String == "minimum")
    #expect(object["status"] as? Int == 0)
    #expect(object["x"] as? [Double] == [1])
  }

  @Test("a departure is told in JSON")
  func departure() throws {
    let object = try JSON.object(answer("minimize cos(x) from 0"))
    let departures = try #require(object["departures"] as? [[String: Any]])
    #expect(departures.count == 1)
    #expect(departures[0]["step"] as? Int == 0)
    #expect(departures[0]["point"] as? String == "maximum")
    #expect(departures[0]["direction"] as? [Double] == [1])
    #expect(try JSON.object(answer("minimize q from 6"))["departures"] == nil)
  }

  @Test(
    "reports say what is to be known",
    arguments: [
      ("minimize cos(x) from 0", "the start is a maximum: lower values lie to the right"),
      ("minimize x^4 from 1", "the first derivative that is not 0 there is the 4th, 24 > 0"),
      ("minimize exp(-x) from 0", "an infimum, if there is one, is not reached"),
      ("minimize log(x) from 1", "unbounded below, value goes to -inf at x = 0"),
      ("minimize |x| from 3", "a local minimum at a kink: 0 lies between the slopes"),
      ("minimize x^2 + 1000y^2 from (1, 1) alpha 0.0001", "(condition number 1e+03)"),
      (
        "minimize q from 6 alpha auto",
        "alpha 0.19 was chosen: 1/L by the greatest curvature L = 5.2"
      ),
      ("minimize q from 6 using adam", "alpha 0.001 is usual for adam"),
      ("minimize q from 6 using momentum", "was chosen: 1/L"),
      ("maximize -|x| from 3", "a local maximum at a kink"),
      ("minimize q from 6 alpha 2.5", "diverging, clear after"),
      ("minimize x log(x) from 2 alpha 3", "undefined at x = -3.07944154"),
      ("minimize x^2 + 10^(-9)y^2 from (1, 1) alpha 0.4", "still about 1 away"),
    ])
  func sentences(statement: String, sentence: String) {
    let text = text(statement)
    #expect(text.contains(sentence), "\(text)")
  }

  @Test("words of methods are names where no clause can stand")
  func names() throws {
    #expect(answer("momentum = 3", "momentum^2").result(unicode: false).string == "9\n")
    #expect(try minimum("minimize beta1^2 + epsilon^2 from (1, 1) using newton").success)
    #expect(try minimum("minimize (q(x) + 1)^2 using adam beta1 0.8 epsilon 1e-7 from 6").success)
  }
}
