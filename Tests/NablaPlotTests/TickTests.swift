import NablaPlot
import Testing

/// Ticks are round numbers inside the range, in steps of 1, 2 or 5, with exact labels.
@Suite struct TickTests {
  @Test(
    "the labels of an axis are what a person would write",
    arguments: [
      (0.0, 10.0, 5, ["0", "2", "4", "6", "8", "10"]),
      (1, 6.75, 6, ["1", "2", "3", "4", "5", "6"]),
      (-0.3, 0.3, 6, ["-0.3", "-0.2", "-0.1", "0", "0.1", "0.2", "0.3"]),
      (0, 1e-7, 2, ["0", "5e-8", "1e-7"]),
      (0, 4e7, 4, ["0", "1e7", "2e7", "3e7", "4e7"]),
      (-1e308, 1e308, 4, ["-1e308", "-5e307", "0", "5e307", "1e308"]),
      (
        1_000_000_000, 1_000_000_004, 4,
        ["1e9", "1.000000001e9", "1.000000002e9", "1.000000003e9", "1.000000004e9"]
      ),
    ])
  func labels(lower: Double, upper: Double, count: Int, expected: [String]) throws {
    let axis = Axis("x", try #require(PlotRange(lower, upper)))
    #expect(axis.ticks(about: count).labels == expected)
  }

  @Test(
    "a logarithmic axis has powers of ten, or 1, 2 and 5 times them",
    arguments: [
      (0.01, 100.0, ["0.01", "0.1", "1", "10", "100"]),
      (1, 20, ["1", "2", "5", "10", "20"]),
      (1e-12, 1e12, ["1e-10", "1e-5", "1", "1e5", "1e10"]),
    ])
  func decades(lower: Double, upper: Double, expected: [String]) throws {
    let axis = Axis("x", try #require(PlotRange(lower, upper)), isLogarithmic: true)
    #expect(axis.ticks(about: 5).labels == expected)
  }

  @Test("ticks lie in the range, ascend, and say what they are", arguments: 0..<300)
  func properties(index: Int) throws {
    // Ranges of all sizes and places, by a linear congruence.
    let a = Double(index * 7_919 % 1_000) / 100 - 5
    let width = Double(index * 104_729 % 997 + 1)
    let scale = [1e-9, 1e-3, 1, 1e5, 1e200][index % 5]
    let range = try #require(PlotRange(a * scale, (a + width) * scale))
    let ticks = Axis("", range).ticks(about: 6)
    #expect((3...13).contains(ticks.count))
    let slack = 1e-8 * range.halfWidth
    for (tick, label) in zip(ticks, ticks.labels) {
      #expect(range.widened(by: 1e-9).contains(tick.value), "\(label)")
      let read = try #require(Double(label))
      #expect(abs(read - tick.value) <= slack)
    }
    #expect(zip(ticks, ticks.dropFirst()).allSatisfy { $0.value < $1.value })
  }

  @Test("a range too far from zero for round steps has no ticks, and no trap")
  func far() throws {
    let range = try #require(PlotRange(1e300, 1e300.nextUp))
    #expect(Axis("", range).ticks(about: 5).count <= 2)
  }
}
