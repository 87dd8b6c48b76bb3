import NablaPlot
import Testing

/// Contours lie where the function has their level.
@Suite struct ContourTests {
  @Test("the contours of a paraboloid are closed circles")
  func circles() throws {
    let side = try #require(PlotRange(-2, 2))
    let grid = Grid(side, side, columns: 81, rows: 81) { x, y in x * x + y * y }
    let contours = grid.contours()
    #expect(contours.count >= 6)
    for contour in contours where contour.level < 4 {
      #expect(contour.lines.count == 1)
      let line = try #require(contour.lines.first)
      #expect(line.first == line.last)
      for point in line {
        // Linear interpolation on a grid of width h errs by h²/4 at most for this function.
        #expect(
          abs(point.x * point.x + point.y * point.y - contour.level) <= 0.05 * 0.05 / 4 + 1e-12)
      }
    }
  }

  @Test("levels ascend and lie between the least and the greatest value")
  func levels() throws {
    let side = try #require(PlotRange(-2, 2))
    let grid = Grid(side, side, columns: 41, rows: 41) { x, y in
      (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x)
    }
    let levels = grid.contours(about: 10).map(\.level)
    #expect(levels == levels.sorted())
    #expect(levels.count >= 8)
    #expect(levels.allSatisfy { $0 > 0 && $0 < 3_609 })
  }

  @Test("a constant, and a function without values, have no contours")
  func none() throws {
    let side = try #require(PlotRange(0, 1))
    #expect(Grid(side, side, columns: 9, rows: 9) { _, _ in 3 }.contours().isEmpty)
    let empty = Grid(side, side, columns: 9, rows: 9) { _, _ in .nan }
    #expect(empty.contours().isEmpty && !empty.hasValues)
  }

  @Test("lines end where the function does")
  func domain() throws {
    let side = try #require(PlotRange(-1, 1))
    let grid = Grid(side, side, columns: 41, rows: 41) { x, y in x < 0 ? .nan : x + y }
    for contour in grid.contours() {
      #expect(contour.lines.allSatisfy { $0.allSatisfy { $0.x >= 0 } })
    }
  }

  @Test("the bars of a histogram hold every value once")
  func histogram() {
    let values = (0..<1_000).map { Double($0 * 7_919 % 1_000) / 37 }
    let bars = Plot.Bar.histogram(of: values + [.nan, .infinity])
    #expect(bars.reduce(0) { $0 + $1.height } == 1_000)
    for bar in bars {
      let inside = values.count { bar.lower <= $0 && $0 < bar.upper }
      #expect(abs(Double(inside) - bar.height) <= 1)
    }
    #expect(zip(bars, bars.dropFirst()).allSatisfy { abs($0.upper - $1.lower) < 1e-9 })
    #expect(Plot.Bar.histogram(of: [.nan]).isEmpty)
    #expect(Plot.Bar.histogram(of: [5, 5, 5]).reduce(0) { $0 + $1.height } == 3)
  }
}
