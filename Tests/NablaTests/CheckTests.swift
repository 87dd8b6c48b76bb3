import Foundation
import Nabla
import NablaTestSupport
import Testing

/// Verdicts on equations against known ones, and against values in doubles.
@Suite struct CheckTests {
  private func object(_ statement: String) throws -> [String: Any] {
    var session = Session()
    return try JSON.object(session.run(statement))
  }

  @Test(
    "equations that rewriting proves",
    arguments: [
      "x = x", "(x + 1)^2 = x^2 + 2x + 1", "d/dx x^2 sin(x) = 2x sin(x) + x^2 cos(x)",
      "sin(x)^2 + cos(x)^2 = 1", "sin(x)^2 = 1 - cos(x)^2", "exp(x)exp(y) = exp(x + y)",
      "1/(x + 1) + 1/(x - 1) = 2x/(x^2 - 1)", "d/dx x/(x^2 + 1) = (1 - x^2)/(x^2 + 1)^2",
      "(x^2 - 1)/(x - 1) = x + 1 on [2, 3]", "x/x = 1 on [1, 2]",
      "log(x)*(x + 1) = x log(x) + log(x)",
      "sqrt(2)^2 = 2", "0.1 + 0.2 = 0.3", "x + log(x) - log(x) = x on [1, 2]",
    ])
  func equal(equation: String) throws {
    let answer = try object("check \(equation)")
    #expect(answer["equal"] as? Bool == true)
    #expect(answer["proof"] as? String == "canonical form")
    #expect(answer["witness"] == nil)
  }

  static let differing: [(equation: String, at: [Double], left: Double, right: Double)] = [
    ("(x + 1)^2 = x^2 + 1", [1], 4, 2), ("sqrt(x^2) = x", [-1], 1, -1),
    ("(a + b)^2 = a^2 + b^2", [1, 1], 4, 2), ("pi = 22/7", [], .pi, 22 / 7),
    ("x = x + 1e-30", [0], 0, 1e-30), ("x^2 = x on [2, 3]", [2], 4, 2),
    ("x = y on x in [0, 1], y in [2, 3]", [0, 2], 0, 2),
    ("floor(x) = x on [0.2, 0.8]", [0.5], 0, 0.5), ("exp(1000x) = exp(1000x) + 1", [0], 1, 2),
  ]

  @Test("equations that fail at a point", arguments: differing)
  func different(equation: String, at point: [Double], left: Double, right: Double) throws {
    let answer = try object("check \(equation)")
    #expect(answer["equal"] as? Bool == false)
    #expect(answer["proof"] as? String == "point")
    let witness = try #require(answer["witness"] as? [String: Any])
    #expect(witness["at"] as? [Double] == point)
    #expect(witness["left"] as? Double == left)
    #expect(witness["right"] as? Double == right)
  }

  @Test(
    "one side is undefined where the other is not",
    arguments: [
      ("x/x = 1", 0.0, "left"), ("1/(1/x) = x", 0, "left"), ("x = sqrt(x)^2", -1, "right"),
      ("x + 1 = (x^2 - 1)/(x - 1)", 1, "right"), ("x + log(x) - log(x) = x", 0, "left"),
    ])
  func undefined(equation: String, at place: Double, side: String) throws {
    let answer = try object("check \(equation)")
    #expect(answer["equal"] as? Bool == false)
    let witness = try #require(answer["witness"] as? [String: Any])
    #expect(witness["at"] as? [Double] == [place])
    #expect(witness[side] as? String == "nan")
  }

  @Test(
    "what only agrees at points is not called equal",
    arguments: [
      "sin(2x) = 2 sin(x) cos(x)", "sqrt(2) + sqrt(3) = sqrt(5 + 2 sqrt(6))",
      "sqrt(x^2) = x on [0, 10]", "log(x*y) = log(x) + log(y) on [1, 2], [1, 2]",
      "log(-1 - x^2) = sqrt(-1 - x^2)", "x*0^(x^2) = 0 on [1, 2]",
    ])
  func open(equation: String) throws {
    let answer = try object("check \(equation)")
    #expect(answer["equal"] is NSNull)
    #expect(answer["proof"] as? String == "sampling")
    #expect((answer["reason"] as? String)?.isEmpty == false)
  }

  @Test("no verdict on random equations contradicts values in doubles", arguments: 0..<120)
  func sound(seed: Int) throws {
    var random = SeededRandom(seed: UInt64(seed))
    let atoms = [
      "x", "1/x", "x^2", "sqrt(x)", "log(x)", "(x + 1)", "1/(x - 1)", "exp(x)", "|x|", "2",
    ]
    func side() -> String {
      (0...2).map { _ in
        let atom = atoms[Int.random(in: 0..<atoms.count, using: &random)]
        return "\(Int.random(in: -2...2, using: &random))*\(atom)"
          + (Bool.random(using: &random) ? "*" : "/")
          + atoms[Int.random(in: 0..<atoms.count, using: &random)]
      }.joined(separator: " + ")
    }
    let left = side()
    // Half of the equations hold wherever both sides are defined.
    let right = Bool.random(using: &random) ? side() : "((\(left))*(x + 3))/(x + 3)"
    let answer = try object("check \(left) = \(right)")
    let formulas = try [Formula(left), Formula(right)]
    let value = { (formula: Formula, x: Double) in
      formula.value(at: formula.variables.map { _ in x })
    }
    if answer["equal"] as? Bool == true {
      for x in stride(from: -4.125, through: 4, by: 0.25) {
        let (a, b) = (value(formulas[0], x), value(formulas[1], x))
        #expect(a.isFinite == b.isFinite, "\(left) = \(right) at \(x)")
        #expect(!a.isFinite || abs(a - b) <= 1e-9 * (1 + abs(a)), "\(left) = \(right) at \(x)")
      }
    }
    if let witness = answer["witness"] as? [String: Any], let at = witness["at"] as? [Double] {
      let x = at.first ?? 0
      for (formula, key) in zip(formulas, ["left", "right"]) {
        let told = witness[key] as? Double ?? .nan
        let computed = value(formula, x)
        #expect(
          told.isNaN ? !computed.isFinite : abs(told - computed) <= 1e-9 * (1 + abs(told)),
          "\(left) = \(right) at \(x)")
      }
    }
  }

  @Test("a check that is stopped says what it has")
  func interrupted() {
    var session = Session()
    let answer = session.run(
      "check sin(2x) = 2 sin(x) cos(x)", monitor: Monitor(isInterrupted: { true }))
    #expect(answer.isInterrupted)
  }

  @Test("long equations end", arguments: [60, 4_000])
  func long(count: Int) throws {
    let terms = (1...count).map { "sin(x_\($0))" }
    let equation =
      terms.joined(separator: " + ") + " = " + terms.reversed().joined(separator: " + ")
    #expect(try object("check \(equation)")["equal"] as? Bool == true)
    #expect(try object("check \(equation) + 1")["equal"] as? Bool == false)
  }
}
