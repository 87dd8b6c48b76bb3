import Foundation
import Nabla
import NablaTestSupport
import Testing

/// Verdicts on convexity against known ones, and against chords drawn in doubles.
@Suite struct ConvexityTests {
  private func object(_ statement: String) throws -> [String: Any] {
    var session = Session()
    return try JSON.object(session.run(statement))
  }

  private func verdict(_ statement: String) throws -> String? {
    try object(statement)["verdict"] as? String
  }

  /// Curvature by hand, with eigenvalues of the Hessian sampled by NumPy; the cases that CVXPY,
  /// SymPy and people get wrong among them.
  static let cases: [(text: String, box: String, verdict: String)] = [
    ("5", "x in [-5, 5]", "affine"),
    ("x^6 + x^2", "x in [-5, 5]", "strictly convex"),
    ("-log(x)", "x in [0.1, 5]", "strictly convex"),
    ("1/x", "x in [0.1, 5]", "strictly convex"),
    ("x^0.5", "x in [0.1, 5]", "strictly concave"),
    ("abs(x)^1.5", "x in [-5, 5]", "strictly convex"),
    ("min(abs(x), 1)*(2*abs(x) - min(abs(x), 1))", "x in [-5, 5]", "convex"),
    ("log(1 + exp(x))", "x in [-5, 5]", "strictly convex"),
    ("2x - 3y + 1", "x in [-5, 5], y in [-5, 5]", "affine"),
    ("max(abs(x), abs(y))", "x in [-5, 5], y in [-5, 5]", "convex"),
    ("exp(x + y)", "x in [-5, 5], y in [-5, 5]", "convex"),
    ("sqrt(x*y)", "x in [0.1, 5], y in [0.1, 5]", "concave"),
    ("x*log(x/y) - x + y", "x in [0.1, 5], y in [0.1, 5]", "convex"),
    ("(3 - t - 2s)^2", "t in [-5, 5], s in [-5, 5]", "convex"),
    ("-log(1 - x^2 - y^2)", "x in [-0.6, 0.6], y in [-0.6, 0.6]", "strictly convex"),
    ("x^4", "x in [-2, 2]", "strictly convex"),
    ("min(x^2, 1)", "x in [-2, 2]", "neither"),
    ("log(cosh(x))", "x in [-5, 5]", "strictly convex"),
    ("x^2/2 + cos(x)", "x in [-5, 5]", "strictly convex"),
    ("x^4 - 0.000001*x^2", "x in [-1, 1]", "neither"),
    ("(x + y)^2", "x in [-5, 5], y in [-5, 5]", "convex"),
    ("x^2 + 1.99*x*y + y^2", "x in [-5, 5], y in [-5, 5]", "strictly convex"),
    ("x*y", "x in [-1, 1], y in [-1, 1]", "neither"),
    ("x^2*y^2", "x in [-1, 1], y in [-1, 1]", "neither"),
    ("sqrt(1 + x^2 + y^2)", "x in [-5, 5], y in [-5, 5]", "strictly convex"),
    ("exp(x*y)", "x in [-1, 1], y in [-1, 1]", "neither"),
    ("x/y", "x in [0.1, 5], y in [0.1, 5]", "neither"),
    ("x^0.3*y^0.5", "x in [0.1, 5], y in [0.1, 5]", "strictly concave"),
    ("log(x*z - y^2)", "x in [2, 3], y in [-1, 1], z in [2, 3]", "strictly concave"),
    ("100*(y - x^2)^2 + (1 - x)^2", "x in [1.0, 1.1], y in [0.9, 0.95]", "strictly convex"),
    ("x^3", "x in [0, 2]", "strictly convex"),
    ("x^4 - 6x^2", "x in [1, 3]", "strictly convex"),
    ("x^4 - 6x^2", "x in [-3, 3]", "neither"),
    ("sin(x)", "x in [0, 3.2]", "neither"),
    ("cos(x)", "x in [-1.57, 1.57]", "strictly concave"),
    ("exp(-x^2)", "x in [-0.7, 0.7]", "strictly concave"),
    ("exp(-x^2)", "x in [-3, 3]", "neither"),
    ("1/(1 + exp(-x))", "x in [-5, 0]", "strictly convex"),
    ("tanh(x)", "x in [-5, 5]", "neither"),
    ("x*exp(-x)", "x in [0, 2]", "strictly concave"),
    ("x^2*exp(x)", "x in [-0.58, 2]", "strictly convex"),
    ("(x^4 - 15x^3 + 80x^2 - 180x + 144)/10", "x in [2.9, 4.6]", "strictly concave"),
    ("x^2/(1 + x^2)", "x in [-5, 5]", "neither"),
  ]

  @Test("known verdicts are found", arguments: cases)
  func known(text: String, box: String, verdict: String) throws {
    #expect(try self.verdict("convex \(text) on \(box)") == verdict)
    let opposite = try self.verdict("concave -(\(text)) on \(box)")
    let mirrored =
      verdict.contains("convex")
      ? verdict.replacingOccurrences(of: "convex", with: "concave")
      : verdict.replacingOccurrences(of: "concave", with: "convex")
    #expect(opposite == mirrored)
  }

  @Test(
    "traps: holes, jumps, kinks, single points, ends that only look like inflections",
    arguments: [
      ("1/x^2", "neither"), ("1/x", "neither"), ("sqrt(abs(x))", "neither"),
      ("if x == 0 then 5 else x^2", "neither"), ("floor(x)", "neither"), ("tan(x)", "neither"),
      ("if x <= 0 then 0 else x^2", "convex"), ("(abs(x) - 1)^2", "neither"),
      ("x^3 on [-1, 1]", "neither"), ("x^4 - 6x^2 on [1, 2]", "strictly convex"),
      ("sin(x) on [0, pi]", "strictly concave"), ("cos(x) on [-pi/2, pi/2]", "strictly concave"),
      ("sqrt(x^2 + y^2)", "convex"), ("x*y", "neither"), ("x^2 + 3x*y + 5y^2", "strictly convex"),
      ("x^2 + 2x*y + y^2", "convex"), ("x^4 - 6x^2 + y^2", "neither"),
      ("(x - 1)^2 (x + 1)^2 on [-1/2, 1/2]", "strictly concave"), ("5", "affine"),
      ("x^4 - 4x^3 + 6x^2 - 4x + 1", "strictly convex"), ("max(x, y, x + y)", "convex"),
      ("log(exp(x) + exp(y))", "convex"), ("x^2/y on x in [-1, 1], y in [1, 2]", "convex"),
      // Far out their curvatures underflow, on a stretch too long to be cut into narrow parts.
      ("log(x) + sqrt(x)", "strictly concave"), ("sqrt(x) + x^(1/3)", "strictly concave"),
      ("sqrt(1 + (x - y)^2)", "convex"),
    ])
  func traps(statement: String, expected: String) throws {
    #expect(try verdict("convex \(statement)") == expected)
  }

  @Test("an end that cannot be told from an inflection leaves the verdict open")
  func undecided() throws {
    // The number is above pi/2 by less than doubles can tell.
    let statement = "concave cos(x) on [-1.5, 1.57079632679489661923132169164]"
    #expect(try verdict(statement) == "unknown")
  }

  @Test("the lecture's curve is refuted by its own chord, and convex outside its inflections")
  func lecture() throws {
    let answer = try object("convex (x^4 - 15x^3 + 80x^2 - 180x + 144)/10")
    #expect(answer["verdict"] as? String == "neither")
    let witness = try #require(answer["witness"] as? [String: Double])
    #expect(witness == ["a": 3, "b": 4, "t": 0.5, "chord": 0, "value": 0.09375])
    let parts = try #require(answer["convex_on"] as? [[Any]])
    // The roots of 12x^2 - 90x + 160.
    let root = (90 * 90 - 4 * 12 * 160.0).squareRoot()
    #expect(parts.count == 2)
    #expect(parts[0][0] as? String == "-inf" && parts[1][1] as? String == "inf")
    let inflections = try [#require(parts[0][1] as? Double), #require(parts[1][0] as? Double)]
    #expect(abs(inflections[0] - (90 - root) / 24) < 1e-14)
    #expect(abs(inflections[1] - (90 + root) / 24) < 1e-14)
  }

  private static let atoms = [
    "x", "y", "x + y", "x - 2y", "x^2", "y^2", "x*y", "abs(x)", "exp(x)", "exp(-y)", "x^4", "y^3",
    "cos(x)", "log(x + 4)", "sqrt(y + 4)", "max(x, y)", "min(x, 1)", "sigmoid(y)", "x^2/(y + 4)",
    "hypot(x, y)", "1/(x + 4)", "(x + y)^2", "log(1 + exp(x))", "tanh(y)",
  ]

  /// Sums of random atoms with random factors, composed once in a while.
  private static func expression(_ random: inout SeededRandom) -> String {
    let terms = (0...Int.random(in: 0...2, using: &random)).map { _ in
      "\(Int.random(in: -3...4, using: &random)) * (\(atoms[Int.random(in: 0..<atoms.count, using: &random)]))"
    }
    let sum = terms.joined(separator: " + ")
    let outer = ["(\(sum))", "exp(\(sum))", "(\(sum))^2", "abs(\(sum))", "max(\(sum), x)"]
    return outer[max(0, Int.random(in: -4..<outer.count, using: &random))]
  }

  @Test("no chord contradicts a verdict on a random expression", arguments: 0..<150)
  func sound(seed: Int) throws {
    var random = SeededRandom(seed: UInt64(seed))
    let text = Self.expression(&random)
    var session = Session()
    _ = session.run("f(x, y) = \(text)")
    let answer = try JSON.object(session.run("convex f on [-2, 2], [-2, 2]"))
    let verdict = try #require(answer["verdict"] as? String)
    let formula = try Formula(text)
    let value = { (point: [Double]) in
      formula.value(at: formula.variables.map { $0 == "x" ? point[0] : point[1] })
    }
    for _ in 0..<300 {
      let points = (0..<2).map { _ in
        (0..<2).map { _ in Double(Int.random(in: -16...16, using: &random)) / 8 }
      }
      let middle = zip(points[0], points[1]).map { ($0 + $1) / 2 }
      let values = [value(points[0]), value(points[1])]
      let excess = value(middle) - (values[0] + values[1]) / 2
      guard excess.isFinite else { continue }
      let noise = 1e-12 * (1 + abs(values[0]) + abs(values[1]))
      let isConvex = verdict.contains("convex") || verdict == "affine"
      let isConcave = verdict.contains("concave") || verdict == "affine"
      #expect(!isConvex || excess <= noise, "\(text): \(verdict), but \(points)")
      #expect(!isConcave || excess >= -noise, "\(text): \(verdict), but \(points)")
    }
  }
}
