import Foundation
import NablaData
import Testing

/// Means, deviations and levels.
@Suite("Summaries")
struct SummaryTests {
  @Test("tips: means and deviations by the exact sums of the lecture")
  func tips() throws {
    let table = try read(Array(Data(contentsOf: Files.tips))).table
    #expect(table.rowCount == 244)
    // Sums of x, y, x² and y² are exact decimals, computed elsewhere from the same 244 rows.
    let n = 244.0
    let (x, y, xx, yy) = (4827.77, 731.58, 114780.4443, 2658.6932)
    check(table, "total_bill", mean: x / n, std: ((xx - x * x / n) / (n - 1)).squareRoot())
    check(table, "tip", mean: y / n, std: ((yy - y * y / n) / (n - 1)).squareRoot())
    let names = table.columns.map(\.name)
    #expect(names == ["total_bill", "tip", "sex", "smoker", "day", "time", "size"])
    #expect(table.columns.map(\.isText) == [false, false, true, true, true, true, false])
    #expect(table.columns.allSatisfy { $0.missingCount == 0 })
    let day = Summary(try #require(table["day"]))
    check(day, levels: 4, mostFrequent: "Sat", frequency: 87)
    guard case .text(_, let levels) = table["day"]?.cells else { return }
    #expect(levels == ["Sun", "Sat", "Thur", "Fri"])
  }

  private func check(
    _ table: Table, _ name: String, mean: Double, std: Double,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    guard let numbers = table[name]?.numbers else {
      Issue.record("no numbers \(name)", sourceLocation: sourceLocation)
      return
    }
    let moments = Summary.Moments(of: numbers)
    #expect(abs(moments.mean - mean) < 1e-14 * mean, sourceLocation: sourceLocation)
    // The sums' difference loses two digits or so.
    #expect(abs(moments.std - std) < 1e-13 * std, sourceLocation: sourceLocation)
  }

  private static let tiny = Double.leastNonzeroMagnitude

  /// Numbers whose figures are known.
  static let known: [(numbers: [Double], mean: Double, std: Double)] = [
    ([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16], 1e9 + 10, 30.0.squareRoot()),
    ([1, 1e100, 1, -1e100], 0.5, 1e100 * (2.0 / 3).squareRoot()),
    ([1e308, 1e308, -1e308, 1.5e308], 0.625e308, 1.1086778913041726e308),
    ([800 * tiny, 600 * tiny], 700 * tiny, 141 * tiny),
    ([0.1, 0.1, 0.1], 0.1, 0), ([-0.0, 0], 0, 0), ([5, .nan, 7], 6, 2.0.squareRoot()),
  ]

  @Test("figures stay right where plain sums cancel or overflow", arguments: known.indices)
  func hard(index: Int) {
    let (numbers, mean, std) = Self.known[index]
    let moments = Summary.Moments(of: Blocks(numbers))
    #expect(abs(moments.mean - mean) <= max(1e-15 * mean.magnitude, Self.tiny))
    #expect(abs(moments.std - std) <= max(1e-15 * std, Self.tiny))
  }

  @Test("no numbers, one number, infinities")
  func few() {
    let none = Summary.Moments(of: Blocks([.nan, .nan]))
    #expect([none.mean, none.std, none.min, none.max].allSatisfy { $0.isNaN })
    let one = Summary.Moments(of: Blocks([.nan, 3]))
    #expect(one.mean == 3 && one.std.isNaN && one.min == 3 && one.max == 3)
    let infinite = Summary.Moments(of: Blocks([1, .infinity]))
    #expect(infinite.mean == .infinity && infinite.std.isNaN && infinite.max == .infinity)
  }

  @Test("counts leave missing cells out")
  func counts() throws {
    let table = try read("a,b\n1,x\n,y\n3,\n4,y\n").table
    let summaries = table.summaries()
    #expect(summaries.map(\.count) == [3, 3])
    #expect(summaries.map(\.missing) == [1, 1])
    check(summaries[1], levels: 2, mostFrequent: "y", frequency: 2)
    let equal = Column(name: "e", text: ["q", "p", "p", "q", nil])
    check(Summary(equal), levels: 2, mostFrequent: "q", frequency: 2)
    let empty = Column(name: "e", text: [nil])
    check(Summary(empty), levels: 0, mostFrequent: nil, frequency: 0)
  }

  private func check(
    _ summary: Summary, levels: Int, mostFrequent: String?, frequency: Int,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    guard case .text(let found) = summary.cells else {
      Issue.record("no text", sourceLocation: sourceLocation)
      return
    }
    #expect(found.count == levels, sourceLocation: sourceLocation)
    #expect(found.mostFrequent == mostFrequent, sourceLocation: sourceLocation)
    #expect(found.frequency == frequency, sourceLocation: sourceLocation)
  }

  @Test("a table has columns of one length and of different names")
  func tables() throws {
    let a = Column(name: "a", numbers: [1, .nan])
    #expect(Table(name: "t", columns: [a, Column(name: "b", numbers: [1])]) == nil)
    #expect(Table(name: "t", columns: [a, a]) == nil)
    let table = try #require(Table(name: "t", columns: [a, a.renamed("b")]))
    #expect(table["b"]?.missingCount == 1 && table["c"] == nil && table.rowCount == 2)
  }
}
