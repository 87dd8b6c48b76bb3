import Foundation
import Nabla
import Testing

/// Tables in statements: `load`, columns as names, values over rows.
@Suite struct TableTests {
  private var session = Session()

  /// The answer to a statement.
  private mutating func answer(_ statement: String) -> Answer { session.run(statement) }

  private mutating func load(_ text: String, _ words: String = "") -> Answer {
    session.load(TableBytes(Array(text.utf8)), for: session.run("load \"t.csv\" \(words)"))
  }

  private mutating func value(
    _ statement: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Double {
    let object = try JSON.object(answer(statement))
    return try #require(object["value"] as? Double, sourceLocation: sourceLocation)
  }

  /// Five rows, one value missing in each of two columns.
  private static let gaps = "x,y,day\n1,2,Sun\n2,,Sat\n4,3,Sun\n8,1,Sat\n,7,Sun\n"

  @Test("load asks for the file, and tells the rows and columns")
  mutating func loading() throws {
    #expect(answer("load \"a b.csv\" as t").request == .load(path: "a b.csv"))
    let object = try JSON.object(load(Self.gaps))
    #expect(object["kind"] as? String == "table")
    #expect(object["rows"] as? Int == 5)
    let columns = try #require(object["columns"] as? [[String: Any]])
    #expect(columns.map { $0["name"] as? String } == ["x", "y", "day"])
    #expect(columns[0]["missing"] as? Int == 1)
    #expect(session.statements == ["load \"t.csv\" "])
  }

  /// As in pandas each of these drops the rows it cannot use; worked out by hand, so that the rows are
  /// seen.
  @Test("rows without a value in a used column are left out and counted")
  mutating func missing() throws {
    _ = load(Self.gaps)
    #expect(try value("mean(x)") == 15.0 / 4)
    #expect(try value("mean(x*y)") == (2 + 12 + 8) / 3.0)
    #expect(try value("count(x*y)") == 3)
    // x is 1, 4, 8 and y is 2, 3, 1 where both are there.
    let cov = ((1 - 13 / 3.0) * 0 + (4 - 13 / 3.0) * 1 + (8 - 13 / 3.0) * -1) / 2
    #expect(abs(try value("cov(x, y)") - cov) <= 1e-15)
    #expect(answer("mean(x*y)").notes == ["2 of 5 rows are left out, where x or y is missing"])
    #expect(answer("mean(x)").notes == ["1 of 5 rows is left out, where x is missing"])
    // Two aggregates have samples of their own.
    #expect(try value("mean(x) - mean(y)") == 15.0 / 4 - 13.0 / 4)
  }

  @Test("value, gradient and Hessian of a loss go over the same rows")
  mutating func sampleOfDerivatives() throws {
    _ = load(Self.gaps)
    _ = answer("L(a) = mean((y - a x)^2)")
    // Over the rows (1, 2), (4, 3), (8, 1).
    #expect(try value("L'(0)") == -2 * 22 / 3.0)
    #expect(try value("L''(0)") == 2 * 81 / 3.0)
    let minimum = try #require(answer("minimize L from 0 using newton").minimum)
    #expect(abs(minimum.x[0] - 22 / 81.0) <= 1e-15)
  }

  @Test("an expression over columns shows its first values and how many there are")
  mutating func rows() throws {
    _ = load(Self.gaps)
    let object = try JSON.object(answer("x^2 - mean(y)"))
    #expect(object["kind"] as? String == "column")
    #expect(object["rows"] as? Int == 5)
    #expect(object["missing"] as? Int == 1)
    #expect((object["first"] as? [Any])?[0] as? Double == 1 - 13 / 4.0)
    #expect((object["first"] as? [Any])?[4] as? String == "nan")
  }

  @Test("columns whose names are one to the language get names of their own, and all are told")
  mutating func likeNames() throws {
    let notes = load("theta,θ,x1,x_1,count,count_\n1,2,3,4,5,6\n1,2,3,4,5,6\n").notes
    #expect(notes.count == 4)
    for (name, expected) in [
      ("theta", 1.0), ("theta2", 2), ("x1", 3), ("count_", 5), ("count__2", 6),
    ] {
      #expect(try value("mean(\(name))") == expected)
    }
  }

  @Test(
    "columns called like functions, constants and words of commands can be used",
    arguments: [
      "sin", "e", "from", "if", "pi", "mean", "load", "min", "alpha", "θ1", "table", "time",
    ])
  mutating func reservedNames(name: String) throws {
    let object = try JSON.object(load("\(name),y\n1,2\n3,4\n"))
    let columns = try #require(object["columns"] as? [[String: Any]])
    let used = try #require(columns[0]["name"] as? String)
    #expect(try value("mean(\(used) + y)") == 5)
  }

  @Test(
    "values that rows do not have are errors that name the column",
    arguments: [
      ("x,y\nNA,1\nNA,2\n", "std(x)", "no row has a value in x"),
      ("x,y\nNA,1\nNA,2\n", "sum(x y)", "no row has a value in x"),
      ("x,y\nNA,1\n1,NA\n", "mean(x y)", "no row has a value in each of x, y"),
      ("x,y\n1,1\ninf,2\n", "mean(x)", "x is infinite in row 2"),
      ("x,y\n5,1\n5,2\n", "corr(x, y)", "x is the same in every row"),
      ("x,y\ninf,1\n2,2\n", "minimize mean((x - a)^2) from 0", "x is infinite in row 1"),
      (
        "x,y\nNA,1\nNA,2\n", "minimize mean((x - a)^2) from 0 alpha 0.1 batch 1",
        "no row has a value in x"
      ),
      ("x,y\n1,2\n", "x[0]", "the rows of a column cannot be picked"),
    ])
  mutating func valueless(text: String, statement: String, message: String) {
    _ = load(text)
    let failure = answer(statement).failure
    #expect(failure?.message.hasSuffix(message) == true, "\(failure?.message ?? "none")")
    #expect(failure?.hint != nil)
  }

  @Test("ten thousand columns are ten thousand names")
  mutating func wide() throws {
    let places = 0..<10_000
    let row = { (factor: Int) in places.map { String($0 * factor) }.joined(separator: ",") }
    _ = load(
      places.map { "c\($0)" }.joined(separator: ",") + "\n" + row(1) + "\n" + row(3) + "\n")
    #expect(try value("mean(c9999)") == 2 * 9999)
    #expect(try value("cov(c1, c2)") == 4)
  }

  @Test("columns of a named table stand behind its name, and tables do not mix in a row")
  mutating func names() throws {
    _ = load("x,count\n1,2\n3,4\n", "as a")
    _ = load("x,count\n5,6\n7,8\n9,10\n")
    #expect(try value("mean(a.x)") == 2)
    #expect(try value("sum(a.count)") == 6)
    #expect(try value("mean(x)") == 7)
    #expect(try value("mean(x) - mean(a.x)") == 5)
    #expect(answer("mean(x*a.x)").failure?.message.contains("two tables") == true)
    #expect(try value("mean(count_)") == 8)
    _ = answer("L(t) = mean((a.count - t a.x)^2)")
    _ = answer("forget a")
    #expect(answer("mean(a.x)").isFailure)
    #expect(answer("L(1)").failure?.message == "in L: there is no column a.count any more")
  }

  @Test(
    "an aggregate without a column names one that could be meant",
    arguments: [
      ("as a", "mean(x)", "write its table in front: a.x or b.x"),
      ("as a", "mean(z)", "write a column in it, such as mean(a.x)"),
      ("", "corr(z, z)", "write a column in it, such as corr(b.x, x)"),
    ])
  mutating func columnMeant(words: String, statement: String, hint: String) {
    _ = load("day,x\nSun,2\nSat,4\n", words)
    _ = load("day,x\nSun,2\nSat,4\n", "as b")
    #expect(answer(statement).failure?.hint == hint)
  }

  @Test("a name of the user's hides a column until it is forgotten; a parameter hides it always")
  mutating func hiding() throws {
    _ = answer("u = 10")
    #expect(load("u,v\n1,2\n3,4\n").notes.count == 1)
    #expect(try value("u") == 10)
    _ = answer("forget u")
    #expect(try value("mean(u)") == 2)
    #expect(answer("v = 3").notes == ["v hides the column of this name; `forget v` uncovers it"])
    #expect(answer("v = 4").notes.isEmpty)
    #expect(answer("w = 4").notes.isEmpty)
    _ = answer("forget v")
    _ = answer("g(u) = mean(v*u)")
    #expect(try value("g(2)") == 6)
    #expect(answer("g(u)").isFailure)
  }

  @Test("a file that is no table, or a load that fails, changes nothing")
  mutating func failures() throws {
    _ = load("x\n1\n2\n")
    #expect(load("x,y\n1\n").isFailure)
    #expect(load("").isFailure)
    #expect(try value("mean(x)") == 1.5)
    #expect(session.statements.count == 2)
  }

  @Test("a column that is forgotten leaves its table, and the last one takes the table along")
  mutating func forgetting() throws {
    _ = load("x,y\n1,2\n3,4\n")
    _ = answer("forget x")
    let object = try JSON.object(answer("describe"))
    let columns = try #require(object["columns"] as? [[String: Any]])
    #expect(columns.map { $0["name"] as? String } == ["y"])
    #expect(answer("mean(x)").isFailure)
    _ = answer("forget y")
    #expect(answer("describe").failure?.message == "no table is loaded")
  }

  @Test("values over rows are columns of the table that is saved, in natural order")
  mutating func savedColumns() throws {
    _ = load("x,day\n1,Sun\n3,Sat\n")
    for statement in [
      "z10 = x/2", "z2 = (x - mean(x))/std(x)", "s = day == \"Sun\"", "m = mean(x)",
      "f(a) = a x", "w = a x", "x + 1",
    ] {
      #expect(!answer(statement).isFailure)
    }
    let text = try #require(answer("save table out.csv").tableText)
    let root = 0.5.squareRoot()
    #expect(
      String(decoding: Array(text.joined()), as: UTF8.self)
        == "x,day,s,z2,z10\n1,Sun,1,\(-root),0.5\n3,Sat,0,\(root),1.5\n")
  }

  @Test("a number made of data is worked out when it is given")
  mutating func values() throws {
    _ = load("x\n1\n2\n6\n")
    _ = answer("m = mean(x)")
    _ = answer("z = x - m")
    #expect(try value("sum(z^2)") == 14)
    _ = load("x\n5\n")
    #expect(try value("m") == 3)
  }

  /// What NumPy calls mean, median, sum, var and std with ddof=1, cov, corrcoef, quantile; the figures
  /// are exact ones of the file's decimals by Python's fractions, roots by decimal to 40 digits.
  @Test(
    "figures of the tips table are exact but for a rounding or two",
    arguments: [
      ("mean(tip)", 2.99827868852459), ("median(tip)", 2.9), ("sum(total_bill)", 4827.77),
      ("var(tip)", 1.914454638062470485057), ("std(tip)", 1.383638189001181943402),
      ("cov(tip, total_bill)", 8.323501629224853268569),
      ("corr(tip, total_bill)", 0.675734109211364541567), ("max(size) - min(size)", 5),
      ("mean((tip - mean(tip))^2)", 1.906608512496640687987), ("quantile(tip, 0.25)", 2),
      ("quantile(total_bill, 0.25)", 13.3475), ("quantile(tip, 0.9)", 5),
      ("quantile(total_bill, 0.75)", 24.1275),
      // NumPy rounds 0.999·243 and is 3 units in the last place off in the first, 9.757000000000005.
      ("quantile(tip, 0.999)", 9.757), ("quantile(total_bill, 0.001)", 3.72124),
      ("quantile(total_bill, 0.997)", 49.00208), ("quantile(tip, 1/3)", 2.03),
      ("quantile(tip/total_bill, 1)", 0.7103448275862069),
      ("quantile(tip, 0)", 1), ("quantile(total_bill, 1/2) - median(total_bill)", 0),
    ])
  func tips(statement: String, expected: Double) throws {
    var transcript = Transcript()
    let answers = transcript.answers(Array("load tips.csv\n\(statement)".utf8))
    let object = try JSON.object(answers[1])
    let value = try #require(object["value"] as? Double)
    #expect(abs(value - expected) <= 5e-16 * abs(expected))
  }

  @Test("batches are of the same rows in every mean")
  mutating func batchesOfDifferentRows() throws {
    _ = load(Self.gaps)
    let answer = answer("minimize mean((x - a)^2) + mean((y - a)^2) from 0 alpha 0.1 batch 2")
    #expect(answer.failure?.message.contains("different ones") == true)
    let same = self.answer("minimize mean((x - a)^2) + mean((x - 2a)^2) from 0 alpha 0.01 batch 2")
    #expect(same.minimum?.stop == "epochs")
  }

  @Test("rows in many blocks are all gone over, those without a value left out")
  mutating func blocks() throws {
    let count = 150_000
    // The last row of the first block, and the first of the third, lack a number.
    let gaps: Set = [65_535, 131_072]
    let rows = (0..<count).map { "\(gaps.contains($0) ? "" : String($0)),1" }
    _ = load("x,y\n" + rows.joined(separator: "\n"))
    let left = Double(count - gaps.count)
    let sum = Double(count * (count - 1) / 2 - gaps.reduce(0, +))
    #expect(try value("sum(y)") == Double(count))
    #expect(try value("sum(x)") == sum)
    #expect(try value("count(x*y)") == left)
    #expect(try value("max(x*y)") == Double(count - 1))
    _ = answer("L(a) = mean((x - a y)^2)")
    let minimum = try #require(answer("minimize L from 0 using newton").minimum)
    #expect(abs(minimum.x[0] - sum / left) <= 1e-9)
    let words = "from 0 alpha 0.01 batch 1000 epochs 1"
    let batches = try #require(answer("minimize L \(words)").minimum)
    #expect(batches.nit == 150)
    let object = try JSON.object(answer("x + y"))
    #expect(object["rows"] as? Int == count)
    #expect(object["missing"] as? Int == gaps.count)
  }

  @Test("a value made of a column that is gone is an error, and no other rows are read for it")
  mutating func goneColumn() throws {
    _ = load("x,y\n1,2\n3,4\n")
    _ = answer("z = x - 1")
    #expect(try value("sum(z*y)") == 8)
    _ = load("y\n1\n2\n3\n")
    #expect(answer("sum(z*y)").failure?.message.contains("no more") == true)
    #expect(answer("z").isFailure)
  }
}
