import Foundation
import Nabla
import Testing

/// The keys of the JSON objects, which programs rely on.
@Suite struct JSONTests {
  private func object(_ statements: [String]) throws -> [String: Any] {
    var session = Session()
    let answers = statements.map { session.run($0) }
    return try JSON.object(try #require(answers.last))
  }

  struct Case: CustomStringConvertible, Sendable {
    var kind: String
    var statements: [String]
    var keys: [String]
    var description: String { "\(kind): \(statements.joined(separator: "; "))" }

    init(_ kind: String, _ statements: String..., keys: String) {
      self.kind = kind
      self.statements = statements
      self.keys = keys.split(separator: " ").map(String.init)
    }
  }

  private static let minimum =
    "method variables x fun jac nit nfev njev success status message stop point trajectory"
    + " fun_trajectory"

  private static let cases = [
    Case("definition", "f(x) = x^2", keys: "name parameters text"),
    Case("definition", "a = 3", keys: "name parameters text"),
    Case("value", "1/3", keys: "value text exact"),
    Case("value", "exp(0.5)", keys: "value text exact"),
    Case("expression", "x + 1", keys: "text variables"),
    Case("expression", "diff x^3", keys: "text variables"),
    Case("expression", "simplify x + x", keys: "text variables"),
    Case("expression", "expand (x + 1)^2", keys: "text variables"),
    Case("expression", "[x, 1]", keys: "text variables"),
    Case("gradient", "grad x*y", keys: "variables text"),
    Case("gradient", "grad x*y at (1, 2)", keys: "variables text at fun value"),
    Case("hessian", "hessian x*y", keys: "variables text"),
    Case("hessian", "hessian x*y at (1, 2)", keys: "variables text at value"),
    Case("jacobian", "jacobian [x*y, x]", keys: "variables text"),
    Case("jacobian", "jacobian [x*y, x] at (1, 2)", keys: "variables text at value"),
    Case("step", "step x^2 from 4", keys: "variables alpha old new fun_old fun_new jac"),
    Case("minimum", "minimize (x - 1)^2 from 3", keys: minimum + " hess_inv"),
    Case("minimum", "maximize 1 - (x - 1)^2 from 3", keys: minimum + " hess_inv"),
    Case("minimum", "minimize (x - 1)^2 from 3 alpha 0.1", keys: minimum + " alpha_limit"),
    Case("minimum", "minimize x^2 from 3 alpha 1.1", keys: minimum + " alpha_limit best"),
    Case("values", "table x^2 on [0, 1]", keys: "variables text step rows"),
    Case("check", "check x = x", keys: "variables equal proof reason points"),
    Case("check", "check x = 2", keys: "variables equal proof reason points witness"),
  ]

  @Test("an object has the keys of its kind", arguments: cases)
  func keys(example: Case) throws {
    let object = try object(example.statements)
    #expect(object["ok"] as? Bool == true)
    #expect(object["kind"] as? String == example.kind)
    #expect(object["input"] as? String == example.statements.last)
    #expect(object["line"] as? Int == 1)
    for key in example.keys { #expect(object[key] != nil, "\(key) is missing") }
  }

  @Test("an error tells its place in characters, from 1")
  func error() throws {
    let object = try object(["θ + 3 4"])
    #expect(object["ok"] as? Bool == false)
    let error = try #require(object["error"] as? [String: Any])
    #expect(error["message"] as? String == "two numbers stand side by side")
    #expect(error["line"] as? Int == 1)
    #expect(error["column"] as? Int == 5)
    #expect(error["length"] as? Int == 3)
    #expect((error["hint"] as? String)?.contains("3*4") == true)
  }

  @Test("lines are counted from the start of the script, inside a statement too")
  func lines() throws {
    var transcript = Transcript()
    let answers = transcript.answers(Array("x\n\n(1 +\n 2 3)\n".utf8))
    #expect(try JSON.object(answers[0])["line"] as? Int == 1)
    let object = try JSON.object(answers[1])
    #expect(object["line"] as? Int == 3)
    #expect((object["error"] as? [String: Any])?["line"] as? Int == 4)
  }

  @Test("notes stand in the object, and only where there are any")
  func notes() throws {
    #expect((try object(["1/2x"])["notes"] as? [String])?.count == 1)
    #expect(try object(["x/2"])["notes"] == nil)
  }

  private struct Descent: Decodable {
    var x: [Double]
    var jac: [Double]
    var trajectory: [[Double]]
    var funTrajectory: [Double]
  }

  @Test("numbers keep every bit, and what JSON cannot hold is a string")
  func numbers() throws {
    #expect(try object(["1/3"])["value"] as? Double == 1.0 / 3.0)
    #expect(try object(["10^400"])["value"] as? String == "inf")
    #expect(try object(["-inf"])["value"] as? String == "-inf")
    var session = Session()
    let answer = session.run("minimize x^4 - x from 3 alpha 0.01 steps 25")
    let minimum = try #require(answer.minimum)
    // JSONSerialization is sometimes a unit off in the last place, the decoder is not.
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let descent = try decoder.decode(Descent.self, from: Data(answer.json().utf8))
    #expect(descent.x == minimum.x)
    #expect(descent.jac == minimum.jac)
    #expect(descent.trajectory == minimum.trajectory)
    #expect(descent.funTrajectory == minimum.funTrajectory)
    #expect(minimum.trajectory.count == 26)
    #expect(minimum.funTrajectory.count == 26)
  }

  @Test("expressions and names are ASCII")
  func ascii() throws {
    let object = try object(["grad θ₀² + √θ₁"])
    #expect(object["variables"] as? [String] == ["theta0", "theta1"])
    #expect(object["text"] as? [String] == ["2theta0", "1/(2sqrt(theta1))"])
  }

  @Test("an expression too long to read is null, with the count of its operations")
  func longExpression() throws {
    let sum = (1...20_000).map { "sin(x\($0))" }.joined(separator: " + ")
    let object = try object([sum])
    #expect(object["text"] is NSNull)
    // A sine a variable, and a sum between each two.
    let operations = try #require(object["operations"] as? Int)
    #expect(operations >= 20_001 && operations <= 39_999)
  }

  @Test("each statement gives one object, in order, errors included")
  func order() throws {
    var transcript = Transcript()
    let answers = transcript.answers(Array("1; 2 3; x\nlog(-1)".utf8))
    let kinds = try answers.map { try JSON.object($0)["kind"] as? String }
    #expect(kinds == ["value", "error", "expression", "error"])
  }

  @Test(
    "the reason of an ending is one word",
    arguments: [
      ("minimize x^2 from 1", "gradient", "minimum"),
      ("minimize x^2 from 1 alpha 0.1 steps 3", "steps", "not stationary"),
      ("minimize x^2 from 1 alpha 1", "oscillating", "not stationary"),
      ("minimize x^2 from 1 alpha 1.1", "diverged", "not stationary"),
      ("minimize x^3 from -1", "unbounded", "not stationary"),
      ("minimize log(x) from 1 alpha 0.1", "undefined", "not stationary"),
      ("minimize x^2 - y^2 from (1, 0) alpha 0.1", "gradient", "saddle"),
      ("minimize x^4 from 1", "gradient", "minimum"),
      ("minimize (x^2 - 2)^2 from 5 tol 1e-30", "step", "minimum"),
      ("maximize -x^2 from 1", "gradient", "maximum"),
    ])
  func ending(statement: String, stop: String, point: String) throws {
    let object = try object([statement])
    #expect(object["stop"] as? String == stop)
    #expect(object["point"] as? String == point)
  }
}
