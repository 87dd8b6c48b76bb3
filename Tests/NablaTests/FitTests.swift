import Foundation
import Nabla
import Testing

/// `fit`, `predict` and `residuals` in statements.
@Suite struct FitTests {
  private var session = Session()

  private mutating func load(_ csv: String) {
    _ = session.load(TableBytes(Array(csv.utf8)), for: session.run("load \"t.csv\""))
  }

  private mutating func object(
    _ statement: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> [String: Any] {
    let answer = session.run(statement)
    #expect(answer.failure == nil, sourceLocation: sourceLocation)
    return try JSON.object(answer, sourceLocation: sourceLocation)
  }

  private mutating func parameters(_ statement: String) throws -> [[String: Any]] {
    try #require(try object(statement)["parameters"] as? [[String: Any]])
  }

  private mutating func values(_ statement: String) throws -> [Double] {
    try parameters(statement).compactMap { $0["value"] as? Double }
  }

  private mutating func loadTips() throws {
    let file = Package.root.appendingPathComponent("examples/tips.csv")
    _ = session.load(TableBytes(try Package.bytes(of: file)), for: session.run("load \"tips.csv\""))
  }

  private func check(
    _ value: Any?, _ expected: Double, within share: Double = 1e-12,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let value = try #require(value as? Double, sourceLocation: sourceLocation)
    #expect(
      abs(value - expected) <= share * abs(expected), "\(value) for \(expected)",
      sourceLocation: sourceLocation)
  }

  /// The figures of the lecture, by mpmath from the sums of the columns.
  @Test("an interrupted direct solution is an error")
  mutating func interruption() throws {
    try loadTips()
    let answer = session.run(
      "fit tip ~ a + b*total_bill", monitor: Monitor(isInterrupted: { true }))
    #expect(answer.failure?.message == "interrupted")
    #expect(answer.isInterrupted)
  }

  @Test("the line through the tips is that of the closed form", arguments: ["", " using lm"])
  mutating func lecture(words: String) throws {
    try loadTips()
    let fit = try object("fit tip ~ θ0 + θ1 total_bill" + words)
    let found = try #require(fit["parameters"] as? [[String: Any]])
    try check(found[0]["value"], 0.920269613554673177968538006185)
    try check(found[1]["value"], 0.105024517384353385636779864511)
    try check(found[0]["stderr"], 0.159734746376432321057588783769)
    try check(found[1]["stderr"], 0.00736478984876259344684671373053)
    try check(fit["rss"], 252.788743850776030563872595454)
    try check(fit["mse"], 1.03601944201137717444210080104)
    try check(fit["r2"], 0.456616586351676341384644849531)
    #expect(fit["dof"] as? Int == 242)
    #expect((fit["jac"] as? [Double])?.allSatisfy { abs($0) < 1e-12 } == true)
    guard words.isEmpty else { return }
    try check(fit["condition"], 2813.58574973252869218569642893, within: 1e-9)
    try check(fit["alpha_limit"], 0.00212204217601238844751814721248)
  }

  @Test("a line through the origin, and the prediction with its standard error")
  mutating func origin() throws {
    try loadTips()
    let fit = try object("fit tip ~ θ1 total_bill")
    try check(
      (fit["parameters"] as? [[String: Any]])?[0]["value"], 0.143731895277216660852392257206)
    try check(fit["rss"], 287.46033217012142198163629168)
    let prediction = try object("predict at 10")
    try check(prediction["value"], 1.43731895277216660852392257206)
    // The slope's error, by RSS/(n - 1)/Σx², times 10.
    try check(prediction["stderr"], 10 * (287.46033217012142 / 243 / 114780.4443).squareRoot())
  }

  /// Values and errors by the normal equations in mpmath, 40 digits.
  @Test(
    "a prediction takes texts for the columns of text that a model compares",
    arguments: [
      ("at total_bill = 20, smoker = \"Yes\"", (2.9287471703241569, 0.10608187448244684)),
      ("at (20, \"No\")", (3.0776714819413777, 0.083352362607674105)),
    ])
  mutating func textPoint(point: String, expected: (value: Double, error: Double)) throws {
    try loadTips()
    _ = try object("fit tip ~ a + b*total_bill + c*(smoker == \"Yes\")")
    let prediction = try object("predict \(point)")
    try check(prediction["value"], expected.value)
    try check(prediction["stderr"], expected.error)
    #expect((prediction["at"] as? [Any])?.first as? Double == 20)
    #expect((prediction["at"] as? [Any])?.last as? String == (point.contains("Yes") ? "Yes" : "No"))
  }

  @Test("several comparisons of one column take one text, an unknown text makes them false")
  mutating func sharedText() throws {
    load("x,y\nred,1\nred,3\ngreen,5\nblue,9\n")
    _ = try object("fit y ~ a + b*(x == \"red\") + c*(x != \"green\")")
    for (text, value) in [("red", 2.0), ("green", 5), ("blue", 9)] {
      try check(try object("predict at x = \"\(text)\"")["value"], value)
    }
    let unknown = session.run("predict at \"grey\"")
    #expect(unknown.notes == ["no x is \"grey\"; there are \"red\", \"green\", \"blue\""])
    // As of any text but the three: a + c.
    try check(try JSON.object(unknown)["value"], 9)
  }

  @Test("a weight counts as so many equal rows")
  mutating func weights() throws {
    load("x,y,w\n1,2,1\n2,3,2\n3,7,1\n5,8,3\n")
    let weighted = try values("fit y ~ a + b x weights w")
    load("x,y\n1,2\n2,3\n2,3\n3,7\n5,8\n5,8\n5,8\n")
    let repeated = try values("fit y ~ a + b x")
    for (own, other) in zip(weighted, repeated) { try check(own, other, within: 1e-13) }
  }

  @Test("rows with a missing value are left out and counted")
  mutating func missing() throws {
    load("x,y\n1,2\n2,\n3,7\n,9\n5,8\n")
    let answer = session.run("fit y ~ a + b x")
    #expect(answer.notes == ["2 of 5 rows are left out, where y or x is missing"])
    let sparse = try values("fit y ~ a + b x")
    load("x,y\n1,2\n3,7\n5,8\n")
    #expect(try values("fit y ~ a + b x") == sparse)
  }

  @Test("predicted and residual add up to the response, row by row")
  mutating func columns() throws {
    try loadTips()
    _ = try object("fit tip ~ a + b total_bill + c size")
    _ = try object("predict")
    _ = try object("residuals")
    let rest = try object("max(|tip - predicted - residual|)")["value"] as? Double
    #expect(try #require(rest) <= 1e-14)
    // Another fit makes other columns of the same names.
    _ = try object("fit tip ~ a")
    _ = try object("residuals")
    let mean = try object("mean(residual)")["value"] as? Double
    #expect(abs(try #require(mean)) <= 1e-14)
    #expect(try object("a")["kind"] as? String == "expression", "parameters stay unknown")
  }

  @Test("a vector of parameters takes a design matrix")
  mutating func vector() throws {
    try loadTips()
    _ = session.run("X = [1, total_bill, size]")
    let vector = try values("fit tip ~ X @ θ")
    #expect(vector == (try values("fit tip ~ a + b total_bill + c size")))
  }

  @Test("as many rows as parameters, and a model through every row")
  mutating func exact() throws {
    load("x,y\n1,2\n3,7\n")
    let fit = try object("fit y ~ a + b x")
    let found = try #require(fit["parameters"] as? [[String: Any]])
    try check(found[0]["value"], -0.5, within: 1e-14)
    #expect(found[0]["stderr"] is NSNull)
    #expect((fit["stderr_missing"] as? String)?.contains("as many parameters as rows") == true)
    load("x,y\n0,3\n1,6\n2,12\n3,24\n")
    let curve = try object("fit y ~ a*2^(b x) from a = 1, b = 0.5")
    #expect(curve["success"] as? Bool == true)
    #expect(try #require(curve["rss"] as? Double) <= 1e-25)
  }

  @Test("parameters that the rows do not tell apart are no success, and are named")
  mutating func undetermined() throws {
    load("x,y\n0,3\n1,2\n2,1.4\n3,0.9\n")
    let fit = try object("fit y ~ a*exp(-b*x - c) from a = 1, b = 0.1, c = 1")
    #expect(fit["success"] as? Bool == false)
    #expect((fit["stderr_missing"] as? String)?.contains("do not tell") == true)
  }

  /// y = p exp(-q x) with p and q of any size, without noise.
  @Test(
    "sizes from 1e-9 to 1e9 make no difference",
    arguments: [(1e9, 1e-9), (1e-9, 1e9), (1e9, 1e9), (1e-9, 1e-9)])
  mutating func magnitudes(p: Double, q: Double) throws {
    let rows = (0..<20).map { row -> String in
      let x = Double(row) / 10
      return "\(x / q),\(p * exp(-x))\n"
    }
    load("x,y\n" + rows.joined())
    let found = try values("fit y ~ p*exp(-q*x) from p = \(2 * p), q = \(3 * q)")
    try check(found[0], p, within: 1e-10)
    try check(found[1], q, within: 1e-10)
  }

  @Test("steps out of the model's domain are taken back")
  mutating func domain() throws {
    let rows = (1...30).map { "\($0),\(2 * log(Double($0) - 0.9))\n" }
    load("x,y\n" + rows.joined())
    let found = try values("fit y ~ a*log(x - b) from a = 1, b = -20")
    try check(found[0], 2, within: 1e-9)
    try check(found[1], 0.9, within: 1e-9)
  }

  @Test("parameters that `from` does not name start from 1, which is said")
  mutating func partialStart() throws {
    load("x,y\n0,5.5\n1,4.6\n2,4.1\n3,3.6\n4,3.3\n5,3.1\n")
    let whole = try values("fit y ~ a*exp(-b x) + c from a = 3, b = 0.5, c = 1")
    let answer = session.run("fit y ~ a*exp(-b x) + c from b = 0.5, a = 3")
    #expect(answer.notes == ["no `from` for c: it starts from 1"])
    let found = try #require(try JSON.object(answer)["parameters"] as? [[String: Any]])
    for (own, expected) in zip(found, whole) { try check(own["value"], expected, within: 1e-8) }
    let other = session.run("fit y ~ a*exp(-b x) + c from b = 0.5")
    #expect(other.notes == ["no `from` for a, c: they start from 1"])
    #expect(session.run("fit y ~ a + b x from b = 1").notes.isEmpty)
    #expect(
      session.run("fit y ~ a*exp(-b x) from q = 1").failure?.message
        == "q is no variable of the expression")
  }

  @Test(
    "columns that depend on each other are named without those that rounding adds",
    arguments: [
      ("c (2 x)", "c cannot be told from b: in every row its factor is 2 times that of b"),
      ("c (x - 3)", "plus"), ("b z + c (z/7 + 0 x)", "7 times that of c"),
    ])
  mutating func dependence(term: String, message: String) throws {
    load("x,z,y\n16.99,0.3,5.5\n10.34,0.1,4.6\n21.01,0.7,4.1\n23.68,1.1,3.6\n24.59,0.2,3.3\n")
    let found = session.run("fit y ~ a + \(term.contains("b") ? "" : "b x + ")\(term)").failure
    #expect(found?.message.contains(message) == true, "\(found?.message ?? "none")")
    #expect(found?.message.contains("e-") == false)
  }

  @Test("without a start every parameter starts from 1, which is said")
  mutating func defaultStart() throws {
    load("x,y\n0,3\n1,2\n2,1.4\n3,0.9\n")
    let answer = session.run("fit y ~ a*exp(-b*x)")
    #expect(answer.notes == ["no `from`: every parameter starts from 1"])
    #expect(try JSON.object(answer)["success"] as? Bool == true)
  }
}
