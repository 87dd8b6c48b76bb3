import Nabla
import Testing

/// Columns of text: comparisons are ones and zeros.
@Suite struct TextColumnTests {
  private var session = Session()

  private mutating func answer(_ statement: String) -> Answer { session.run(statement) }

  @discardableResult
  private mutating func load(_ text: String, _ words: String = "") -> Answer {
    session.load(TableBytes(Array(text.utf8)), for: session.run("load \"t.csv\" \(words)"))
  }

  private mutating func value(
    _ statement: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Double {
    let object = try JSON.object(answer(statement))
    return try #require(object["value"] as? Double, sourceLocation: sourceLocation)
  }

  private static let text = #"""
    t,d,s
    1,Sun,a;b
    2,Sat,"say ""#1"""
    4,Sun,Süd
    8,,a;b
    16,Fri,NA

    """#

  @Test(
    "a comparison is 1 or 0 in arithmetic, aggregates and conditions",
    arguments: [
      ("sum(d == \"Sun\")", 2), ("sum(d != \"Sun\")", 2), ("sum(\"Sun\" == d)", 2),
      ("sum(t (d == \"Sun\"))", 5), ("mean(d == \"Sun\")", 0.5),
      ("sum(if d == \"Sun\" then t else 0)", 5), ("sum(d == \"Sun\" or d == \"Fri\")", 3),
      ("sum(not d == \"Sun\")", 2), ("sum(d == \"Sun\" and t > 1)", 1),
      ("max(t*(d == \"Sat\"))", 2), ("count(d == \"Sun\")", 4), ("sum(s == \"a;b\")", 2),
      ("sum(s == \"say \"\"#1\"\"\")", 1), ("sum(s == \"Süd\")", 1), ("sum(t == 2)", 1),
      ("var(d == \"Sun\")", 1.0 / 3), ("sum(d == \"Mon\")", 0),
      ("sum(t (d == \"Sun\"))/sum(d == \"Sun\")", 2.5),
    ] as [(String, Double)])
  mutating func values(statement: String, expected: Double) throws {
    load(Self.text)
    #expect(try value(statement) == expected)
  }

  @Test("a loss with groups has the means of the groups as its minimum")
  mutating func fit() throws {
    load(Self.text)
    _ = answer("L(u, v) = mean((t - u - v (d == \"Sun\"))^2)")
    let minimum = try #require(answer("minimize L from (0, 0) using newton").minimum)
    // Rows with a day: 1 and 4 on Sundays, 2 and 16 on others.
    #expect(abs(minimum.x[0] - 9) <= 1e-12)
    #expect(abs(minimum.x[1] - (2.5 - 9)) <= 1e-12)
    let gradient = answer("grad L").result(unicode: false).string
    #expect(gradient.contains("v*(d == \"Sun\")"))
    #expect(answer(gradient.trimmed).failure == nil)
  }

  @Test("rows without a text are left out, and the note names the column")
  mutating func missing() throws {
    load(Self.text)
    #expect(
      answer("mean(d == \"Sun\")").notes == ["1 of 5 rows is left out, where d is missing"])
    let object = try JSON.object(answer("d == \"Sun\""))
    #expect(object["missing"] as? Int == 1)
  }

  @Test(
    "a text that never occurs is told, with those that are spelled like it",
    arguments: [
      ("sum(d == \"sun\")", "no d is \"sun\"; did you mean \"Sun\"?"),
      ("f(a) = sum(a (d != \"Mo\"))", "no d is \"Mo\"; there are \"Sun\", \"Sat\", \"Fri\""),
    ])
  mutating func absent(statement: String, note: String) {
    load(Self.text)
    #expect(answer(statement).notes.contains(note))
  }

  @Test("a column of text alone shows its first texts")
  mutating func texts() throws {
    load(Self.text)
    let object = try JSON.object(answer("d"))
    #expect(object["kind"] as? String == "column")
    #expect(object["missing"] as? Int == 1)
    let first = try #require(object["first"] as? [Any])
    #expect(first.map { $0 as? String } == ["Sun", "Sat", "Sun", nil, "Fri"])
  }

  @Test(
    "a value made of a comparison follows the table that is loaded, and a column of numbers is none"
  )
  mutating func reloading() throws {
    load(Self.text)
    _ = answer("z = d == \"Sun\"")
    #expect(try value("sum(z)") == 2)
    // Levels stand in another order now.
    load("t,d\n1,Fri\n2,Sun\n3,Sun\n4,Sun\n")
    #expect(try value("sum(z t)") == 9)
    load("t,d\n1,2\n3,4\n")
    #expect(answer("sum(z)").failure?.message.contains("the column d") == true)
  }

  @Test("a named table's column is compared behind its name, and text by wish holds numbers")
  mutating func names() throws {
    load("k,x\n007,1\n7,2\n007,4\n", "as u text k")
    #expect(try value("sum(u.x (u.k == \"007\"))") == 5)
    #expect(answer("sum(u.k == 7)").failure?.hint == "write u.k == \"7\"")
  }

  @Test("statements with texts are saved as they are")
  mutating func saving() {
    load(Self.text)
    _ = answer("sum(s == \"say \"\"#1\"\"\")")
    #expect(session.statements.last == "sum(s == \"say \"\"#1\"\"\")")
  }
}

extension String {
  /// The first line without white space around it.
  fileprivate var trimmed: String {
    split(separator: "\n").first.map { String($0.drop { $0 == " " }) } ?? ""
  }
}
