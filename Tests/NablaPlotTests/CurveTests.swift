import NablaPlot
import Testing

/// Curves have gaps where there is no value, none where there is one, and follow the function.
@Suite struct CurveTests {
  /// The curve of a function on a range.
  private func curve(
    _ value: @escaping (Double) -> Double, on lower: Double, _ upper: Double,
    isContinuous: ((Double, Double) -> Bool)? = nil
  ) throws -> [[PlotPoint]] {
    let function = SampledFunction(value: value, isContinuous: isContinuous)
    let horizontal = Axis("x", try #require(PlotRange(lower, upper)))
    let samples = Samples(function, along: horizontal)
    let vertical = Axis("y", try #require(samples.verticalRange))
    return CurveTracer.curve(of: function, samples, vertical: vertical)
  }

  @Test("a pole parts a curve in two, and no line crosses it")
  func pole() throws {
    let pieces = try curve(
      { 1 / ($0 - 0.3) }, on: -1, 1, isContinuous: { a, b in b < 0.3 || a > 0.3 })
    #expect(pieces.count == 2)
    #expect(try #require(pieces.first?.last).x < 0.3)
    #expect(try #require(pieces.last?.first).x > 0.3)
  }

  @Test("a curve begins where its domain does")
  func edge() throws {
    let pieces = try curve(
      { ($0 - 0.123).squareRoot() }, on: -1, 1, isContinuous: { a, _ in a >= 0.123 })
    #expect(pieces.count == 1)
    let first = try #require(pieces.first?.first)
    #expect(abs(first.x - 0.123) < 1e-9)
    #expect(abs(first.y) < 1e-4)
  }

  @Test("each step of a staircase is a piece of its own")
  func steps() throws {
    let pieces = try curve(
      { $0.rounded(.down) }, on: 0.5, 3.5,
      isContinuous: { a, b in
        a.rounded(.down) == b.rounded(.down)
      })
    let long = pieces.filter { $0.count > 1 }
    #expect(long.map { $0[0].y } == [0, 1, 2, 3])
    #expect(long.allSatisfy { piece in piece.allSatisfy { $0.y == piece[0].y } })
  }

  @Test("where continuity cannot be proved but holds, the curve has no gap")
  func unproved() throws {
    let pieces = try curve({ abs($0) }, on: -1, 1, isContinuous: { a, b in a > 0 || b < 0 })
    #expect(pieces.count == 1)
  }

  @Test("more samples stand where a curve bends")
  func bends() throws {
    let pieces = try curve({ 1 / (1 + 10_000 * $0 * $0) }, on: -1, 1)
    let near = pieces[0].count { abs($0.x) < 0.05 }
    let far = pieces[0].count { abs($0.x) > 0.5 }
    // On a twentieth of the range, against half of it.
    #expect(near > far / 2)
    // What lies between two points is near the line between them.
    for (a, b) in zip(pieces[0], pieces[0].dropFirst()) {
      let x = (a.x + b.x) / 2
      #expect(abs(1 / (1 + 10_000 * x * x) - (a.y + b.y) / 2) < 0.004)
    }
  }

  @Test("near poles the range is cut so that the rest can be seen, elsewhere it is not")
  func verticalRange() throws {
    let axis = Axis("x", try #require(PlotRange(-5, 5)))
    let pole = Samples(
      SampledFunction(value: { 1 / $0 }, isContinuous: { a, b in a > 0 || b < 0 }), along: axis)
    #expect(try #require(pole.verticalRange).upper < 10)
    let power = Samples(
      SampledFunction(value: { $0 * $0 * $0 * $0 }, isContinuous: { _, _ in true }), along: axis)
    #expect(power.verticalRange == PlotRange(0, 625))
  }

  @Test("functions of any size and kind end in a curve", arguments: [0.0, 1e-300, 1, 1e300])
  func sizes(scale: Double) throws {
    for value in [{ $0 * scale }, { _ in scale }, { $0 * $0 * $0 * scale * 1e7 }]
      as [(Double) -> Double]
    {
      let function = SampledFunction(value: value, isContinuous: { _, _ in true })
      let samples = Samples(function, along: Axis("x", try #require(PlotRange(-1, 1))))
      let range = try #require(samples.verticalRange)
      #expect(range.lower < range.upper)
      let pieces = CurveTracer.curve(of: function, samples, vertical: Axis("y", range))
      #expect(!pieces.isEmpty)
    }
  }
}
