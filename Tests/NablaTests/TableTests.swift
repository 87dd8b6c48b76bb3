import Foundation
import Nabla
import Testing

/// The rows of `table` against values worked out in doubles.
@Suite struct TableTests {
  private func object(_ statements: String...) throws -> [String: Any] {
    var session = Session()
    let answers = statements.map { session.run($0) }
    return try JSON.object(try #require(answers.last))
  }

  private func rows(_ statements: String...) throws -> [[Double]] {
    var session = Session()
    let answers = statements.map { session.run($0) }
    let rows = try JSON.object(try #require(answers.last))["rows"] as? [[Any]]
    return try #require(rows).map { row in
      row.map { $0 as? Double ?? ($0 as? String == "inf" ? .infinity : .nan) }
    }
  }

  @Test("rows go from the lower end in exact steps; the upper end is one where it is hit")
  func steps() throws {
    #expect(try rows("table x on [0, 1] step 0.1").map(\.[0]) == (0...10).map { Double($0) / 10 })
    #expect(try rows("table x on [0, 1] step 0.3").map(\.[0]) == [0, 0.3, 0.6, 0.9])
    #expect(try rows("table x on [0, 1] step 1/3").map(\.[0]) == [0, 1 / 3.0, 2 / 3.0, 1])
    #expect(try rows("table x on [0, 1] step 7").map(\.[0]) == [0])
    #expect(try rows("table x on [-pi, pi] step pi/4").count == 9)
    #expect(try rows("table x on [0, sqrt(2)] step sqrt(2)/10").count == 11)
    #expect(try rows("table x on [0, 999.9] step 0.1").count == 10_000)
  }

  @Test(
    "a step of its own is round and gives some ten to twenty rows",
    arguments: [
      ("[0, 1]", 0.1), ("[0, 2]", 0.2), ("[0, 3]", 0.2), ("[1, 6]", 0.5), ("[0, 20]", 2),
      ("[-1, 1.5]", 0.2), ("[0, 8e-7]", 1e-7), ("[0, 7e20]", 5e19), ("[0, 1.9]", 0.2),
      ("[-1e308, 1e308]", 2e307),
    ])
  func roundSteps(interval: String, step: Double) throws {
    let answer = try object("table x on \(interval)")
    #expect(answer["step"] as? Double == step)
    let count = try #require((answer["rows"] as? [[Any]])?.count)
    #expect((9...21).contains(count))
  }

  @Test("values are those of the expressions, a column each")
  func values() throws {
    let table = try rows("f(x) = x^3 - 2x", "table [f, f', exp(-x), 7] on [-2, 2] step 1/4")
    #expect(table.count == 17)
    for row in table {
      let x = row[0]
      let values = [x, x * x * x - 2 * x, 3 * x * x - 2, exp(-x), 7]
      // JSONSerialization is sometimes a unit or two off in the last place.
      #expect(zip(row, values).allSatisfy { abs($0 - $1) <= 4 * $1.ulp }, "\(row)")
    }
    let answer = try object("table [x^2, 2x] on [0, 1]")
    #expect(answer["text"] as? [String] == ["x^2", "2x"])
    #expect(answer["variables"] as? [String] == ["x"])
  }

  @Test("exact places give exact values")
  func exact() throws {
    let sines = try rows("table sin(x) on [0, 2pi] step pi/2").map(\.[1])
    #expect(sines == [0, 1, 0, -1, 0])
    #expect(try rows("table log(x - 1/3) on [0, 1] step 1/3")[1][1].isNaN)
    #expect(try rows("table sqrt(0.3 - x) on [0, 0.3] step 0.1")[3][1] == 0)
  }

  @Test("where there is no value, the row says so")
  func undefined() throws {
    #expect(try rows("table 1/x on [-1, 1] step 1").map(\.[1].isNaN) == [false, true, false])
    #expect(try rows("table log(x) on [-1, 1] step 1").map(\.[1].isNaN) == [true, true, false])
    #expect(try rows("table tan(x) on [0, pi] step pi/4").map(\.[1].isNaN)[2])
    #expect(try rows("table exp(x) on [0, 1000] step 500").map(\.[1].isInfinite)[2])
    let slopes = try rows("f(x) = |x|", "table [f', f'(2x), d/dx |x - 1|] on [-1, 1] step 1")
    #expect(slopes[1][1].isNaN && slopes[1][2].isNaN && slopes[2][3].isNaN)
    #expect(slopes[0] == [-1, -1, -1, -1])
  }

  @Test("long tables of long expressions are worked out in doubles, just as well")
  func long() throws {
    let sum = (1...200).map { "x^\($0)/\($0)" }.joined(separator: " + ")
    let table = try rows("table \(sum) on [0, 1/2] step 0.0001")
    #expect(table.count == 5_001)
    #expect(abs(table[5_000][1] - log(2)) < 1e-14)
  }
}
