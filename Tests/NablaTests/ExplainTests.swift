import Foundation
import Nabla
import NablaTestSupport
import Testing

/// Explanations against the results that they explain, and against difference quotients.
@Suite struct ExplainTests {
  static let expressions = [
    "x", "x^2", "3x + 1", "x sin(x^2)", "x^4 - 15x^3 + 80x^2 - 180x + 144", "sin(x^2)/x",
    "1/(x^2 + 1)", "exp(-x^2/2)/sqrt(2pi)", "x^x", "2^x log(x)", "|x - 3|", "floor(x)",
    "max(x, x^2)", "min(x, x^2, 3 - x)", "if x < 0 then -x else x^2", "sqrt(x^2 + 1)",
    "(3x + 1)^5", "x exp(x) sin(x)", "tanh(3x + 1)", "log(1 + exp(x))", "(x^2 + 1)/(x - 1)",
    "1/(x^2 sin(x))", "atan2(x, x^2 + 1)", "hypot(x, 2x, 3)", "sigmoid(x)^2", "mod(x, 3)",
    "x^(x^2)", "(x + 1)^-2 (x + 2)^3", "sin(cos(tan(x)))", "x/3/7", "-(x^2 + x)", "x - (x + 1)^2",
    "cbrt(x)", "softplus(x^2)", "erf(x/2)", "x (x + 1) (x + 2)", "exp(x)/exp(2x)", "2^(3x)",
  ]

  /// The steps of an explanation in JSON.
  private func steps(_ statement: String) throws -> [[String: String]] {
    var session = Session()
    let object = try JSON.object(session.run(statement))
    #expect(object["kind"] as? String == "explanation", "\(statement)")
    return try #require(object["steps"] as? [[String: String]], "\(statement)")
  }

  private func result(_ statement: String) -> String {
    var session = Session()
    let text = session.run(statement).result(unicode: false).string
    return String(text.split(separator: "\n").first ?? "")
  }

  private func check(
    _ text: String, fully: Bool = false, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let statement = "explain \(fully ? "fully " : "")diff \(text)"
    var session = Session()
    let lines = session.run(statement).result(unicode: false).string.split(separator: "\n")
    let expected = result("diff \(text)")
    #expect(
      lines.last?.hasSuffix("= \(expected)") == true || lines.last.map(String.init) == expected,
      "\(text)", sourceLocation: sourceLocation)
    let derivative = try Formula(String(expected.prefix { $0 != "#" }))
    for step in try steps(statement) {
      try check(equations: step["text"] ?? "", of: text, derivative, sourceLocation)
    }
  }

  /// Every side of an equation `d/dx E = side` is the difference quotient of E.
  private func check(
    equations: String, of text: String, _ derivative: Formula, _ sourceLocation: SourceLocation
  ) throws {
    for equation in equations.components(separatedBy: ",  ") {
      let sides = equation.components(separatedBy: " = ")
      #expect(sides[0].hasPrefix("d/dx "), "\(equation)", sourceLocation: sourceLocation)
      let subject = try Formula(String(sides[0].dropFirst(5)))
      for side in sides.dropFirst() {
        let formula = try Formula(side)
        // A long part has a name, and is looked at in its own steps.
        guard formula.variables.allSatisfy({ $0 == "x" }), subject.variables == ["x"] else {
          continue
        }
        for x in [-1.37, -0.41, 0.23, 0.77, 1.61, 2.29] {
          let (coarse, fine) = (slope(subject, x, 2e-5), slope(subject, x, 1e-5))
          let value = formula.variables.isEmpty ? formula.value(at: []) : formula(x)
          // Where the quotient has not settled there is a kink, or rounding hides it; where the result
          // itself has no value, no line needs one.
          guard derivative.variables.isEmpty || derivative(x).isFinite, fine.isFinite,
            abs(coarse - fine) < 1e-6 * max(1, abs(fine))
          else { continue }
          #expect(
            abs(value - fine) < 1e-5 * max(1, abs(fine)),
            "\(equation) at \(x): \(value) and not \(fine), of \(text)",
            sourceLocation: sourceLocation)
        }
      }
    }
  }

  private func slope(_ formula: Formula, _ x: Double, _ h: Double) -> Double {
    (formula(x + h) - formula(x - h)) / (2 * h)
  }

  @Test("the last line is what diff prints, and every line is true", arguments: expressions)
  func derivation(text: String) throws {
    try check(text)
    try check(text, fully: true)
  }

  @Test("so it is for random expressions", arguments: 0..<12)
  func random(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    for _ in 0..<15 {
      let text = expression(size: Int.random(in: 1...7, using: &random), &random)
      var session = Session()
      guard !session.run("diff \(text) by x").isFailure else { continue }
      try check("\(text) by x")
      try check("\(text) by x", fully: true)
    }
  }

  private func expression(size: Int, _ random: inout SeededRandom) -> String {
    guard size > 0 else { return random.pick(["x", "x", "x", "2", "3", "pi", "0.5"]) }
    let part = Int.random(in: 0..<size, using: &random)
    let left = { (random: inout SeededRandom) in self.expression(size: part, &random) }
    switch Int.random(in: 0..<7, using: &random) {
    case 0, 1:
      return "(" + left(&random) + random.pick([" + ", " - "])
        + expression(size: size - 1 - part, &random) + ")"
    case 2: return "(" + left(&random) + "*" + expression(size: size - 1 - part, &random) + ")"
    case 3: return "(" + left(&random) + "/" + expression(size: size - 1 - part, &random) + ")"
    case 4: return "(" + expression(size: size - 1, &random) + ")^" + random.pick(["2", "3", "-1"])
    default:
      let function = random.pick(["sin", "cos", "exp", "atan", "sqrt", "log", "abs", "sigmoid"])
      return function + "(" + expression(size: size - 1, &random) + ")"
    }
  }

  @Test("rules are called by their names")
  func names() throws {
    let rules = try steps("explain diff x sin(x^2)/exp(x)").compactMap { $0["rule"] }
    #expect(
      rules == [
        "quotient rule", "product rule", "sine and chain rule", "power rule", "so", "exponential",
        "put together", "simplified",
      ])
    let full = try steps("explain fully diff 3x^2 + 5").compactMap { $0["rule"] }
    #expect(
      full == [
        "sum rule", "constant factor", "power rule", "the variable itself", "constant",
        "put together",
      ] || full == ["sum rule", "constant factor", "power rule", "constant", "put together"])
  }

  @Test("what is seen at once is left out unless all is asked for")
  func folding() throws {
    #expect(try steps("explain diff sin(3x + 1)").count == 1)
    #expect(try steps("explain diff sin(3x + 1) fully").count > 3)
    #expect(
      try steps("explain fully diff sin(3x + 1)") == steps("explain diff sin(3x + 1) fully"))
  }

  @Test(
    "long and deep expressions get a bounded account",
    arguments: [
      (0..<20_000).map { "x^\($0 % 7 + 2)*\($0 + 1)*sin(\($0)*x)" }.joined(separator: " + "),
      String(repeating: "sin(x + ", count: 3_000) + "1" + String(repeating: ")", count: 3_000),
      (1...400).map { "(x + sin(\($0)x))" }.joined(separator: "*"),
    ])
  func bounded(text: String) throws {
    var session = Session()
    let answer = session.run("explain diff " + text)
    #expect(!answer.isFailure)
    let plain = session.run("diff " + text).result(unicode: false).string
    let lines = answer.result(unicode: false).string.split(separator: "\n")
    let own = lines.count - plain.split(separator: "\n").count
    #expect(own < 100)
    #expect(lines.prefix(max(0, own)).allSatisfy { $0.utf8.count < 2_000 })
    #expect(lines.contains { $0.contains("more parts go by the same rules") })
  }

  @Test(
    "what has no explanation is an error that tells what has one",
    arguments: ["explain roots x^2 - 1", "explain x + 1", "explain vars", "explain hessian x^2"])
  func refusal(statement: String) {
    var session = Session()
    let failure = session.run(statement).failure
    #expect(failure?.hint?.contains("diff") == true)
  }
}
