import Foundation
import Nabla
import Testing

/// What statements about boxes prove, held against `mpmath` and against what must never be claimed.
@Suite struct ProofTests {
  private func object(
    _ statement: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> [String: Any] {
    var session = Session()
    let json = session.run(statement).json()
    let value = try JSONSerialization.jsonObject(with: Data(json.utf8))
    return try #require(value as? [String: Any], sourceLocation: sourceLocation)
  }

  @Test(
    "a certified minimum encloses the known value",
    arguments: ProofTests.minima)
  func certifiedMinima(problem: String, value: Double) throws {
    let result = try object("minimize " + problem)
    #expect(result["certified"] as? Bool == true)
    let lower = try #require(result["lower"] as? Double)
    let upper = try #require(result["upper"] as? Double)
    let slack = 1e-15 * max(1, abs(value))
    #expect(lower <= value + slack && value - slack <= upper)
    #expect(upper - lower <= 1e-9 * max(1, abs(value)))
  }

  private static let minima: [(String, Double)] = [
    ("(x^4 - 15x^3 + 80x^2 - 180x + 144)/10 on [-10, 20]", -0.6914096788766247),
    ("sin(x) + sin(10x/3) on [2.7, 7.5]", -1.8995993491521133),
    ("x*log(x) on [0, 5]", -0.36787944117144233),
    ("x^x on [0, 2]", 0.6922006275553464),
    ("|x| - x^2/8 on [-1, 2]", 0.0),
    ("(4 - 2.1x^2 + x^4/3)*x^2 + x*y + (4y^2 - 4)*y^2 on [-3, 3], [-2, 2]", -1.0316284534898774),
    (
      "-(y + 47)*sin(sqrt(abs(x/2 + y + 47))) - x*sin(sqrt(abs(x - y - 47))) on [-512, 512], [-512, 512]",
      -959.6406627208507
    ),
    ("1 + (x^2 + y^2)/4000 - cos(x)*cos(y/sqrt(2)) on [-600, 600], [-600, 600]", 0.0),
    ("x on [1/3, 1]", 1.0 / 3),
    ("cos(x) on [0, pi]", -1.0),
    ("floor(x) on [0.5, 0.7]", 0.0), ("1/x on [0, 1]", 1.0),
  ]

  @Test(
    "no minimum is certified that is not taken, or not for certain",
    arguments: [
      "exp(-x) on [0, inf]", "1/x on [-1, 1]", "floor(x) - x on [0, 3]", "x on [-inf, inf]",
      "tan(x) on [0, 2]", "log(x) on [0, 1]", "if x > 0 then x else 1 on [-1, 1]",
      "-1/x^2 on [-1, 1]", "atan(x) on [-inf, inf]", "digamma(x) on [-1, 1]",
    ])
  func uncertified(problem: String) throws {
    let result = try object("minimize " + problem)
    #expect(result["certified"] as? Bool == false)
  }

  @Test("a maximum is the minimum with its sign turned")
  func maximum() throws {
    let result = try object("maximize 3 - (x - 1)^2 on [-5, 5]")
    #expect(result["certified"] as? Bool == true)
    #expect(result["lower"] as? Double == 3 && result["upper"] as? Double == 3)
  }

  @Test(
    "roots, how many are proved, and whether there are others", arguments: ProofTests.rootCases)
  func roots(problem: String, count: Int, isComplete: Bool) throws {
    let result = try object("roots " + problem)
    let roots = try #require(result["roots"] as? [[String: Any]])
    let proved = roots.count { $0["certified"] as? Bool == true }
    if problem.hasPrefix("sin(1/x)") {
      #expect(proved > 10)
    } else {
      #expect(proved == count)
    }
    #expect(result["complete"] as? Bool == isComplete)
  }

  private static let rootCases: [(String, Int, Bool)] = [
    ("(x^4 - 15x^3 + 80x^2 - 180x + 144)/10 on [0, 7]", 4, true),
    ("sin(x) on [0, 2pi]", 3, true), ("x - pi on [0, pi]", 1, true),
    ("tan(x) - x on [0, 10]", 3, true), ("1/x on [-1, 1]", 0, true),
    ("x/x on [-1, 1]", 0, true), ("x^2 - 2", 2, true), ("sin(x)^2 on [-4, 4]", 3, true),
    ("x*sin(x)*log(x) on [-1, 4]", 2, true), ("sqrt(x) - x on [0, 2]", 2, true),
    ("0*x on [0, 1]", 0, false), ("floor(x) - 1/2 on [-1, 3]", 0, false),
    ("max(x, 0) on [-1, 1]", 1, false), ("sin(1/x) on [0, 1]", 0, false),
  ]

  @Test("a descent tells whether it ended at the global minimum of a stated box")
  func globalCheck() throws {
    let quartic = "minimize (x^4 - 15x^3 + 80x^2 - 180x + 144)/10"
    let global = try #require(try object(quartic + " from 6")["global"] as? [String: Any])
    #expect(global["is_global"] as? Bool == true)
    let local = try #require(try object(quartic + " from 1")["global"] as? [String: Any])
    #expect(local["is_global"] as? Bool == false)
    #expect(try object("minimize exp(-x) from 0")["global"] == nil)
    #expect(try object("minimize a^2 + b^2 + c^2 from (1, 1, 1)")["global"] == nil)
  }
}
