import NablaPlot
import Testing

/// Pictures made of characters keep to their size and show what they should.
@Suite struct TerminalTests {
  /// A straight line through the corners, with a path on it.
  private func plot() throws -> Plot {
    let range = try #require(PlotRange(0, 8))
    let line = [PlotPoint(0, 0), PlotPoint(8, 8)]
    return Plot(
      title: "a title",
      panels: [
        Plot.Panel(
          horizontal: Axis("x", range), vertical: Axis("y", range),
          layers: [
            Plot.Layer(.curve([line]), series: 0, name: "line"),
            Plot.Layer(.path([PlotPoint(1, 7), PlotPoint(7, 1)]), series: 1, name: "path"),
          ])
      ])
  }

  private func lines(_ text: PlotText) -> [String] {
    text.lines.map { $0.map(\.text).joined() }
  }

  @Test(
    "a picture is never larger than it may be",
    arguments: [1, 10, 11, 17, 40, 80, 120], [1, 6, 7, 12, 24, 40])
  func size(columns: Int, rows: Int) throws {
    for characters in [CharacterSet.unicode, .ascii] {
      let text = lines(try plot().text(columns: columns, rows: rows, characters))
      #expect(text.count <= max(6, rows))
      #expect(text.allSatisfy { $0.count <= max(10, columns) })
      #expect(text.allSatisfy { $0.last != " " })
      if characters == .ascii { #expect(text.allSatisfy { $0.allSatisfy(\.isASCII) }) }
    }
  }

  @Test("a line, a path with its arrow, axes and legend")
  func picture() throws {
    let text = lines(try plot().text(columns: 30, rows: 13, .ascii))
    #expect(
      text == [
        "a title",
        "** line  o+@ path",
        "8 +                       **",
        "  |   o+               ***",
        "6 +     +++         ***",
        "  |        +++   ***",
        "4 +           +>+",
        "  |        ***   +++",
        "2 +     ***         +++",
        "  |  ***               +@",
        "0 +**",
        "  ++-----+-----+-----+-----+ x",
        "   0     2     4     6     8",
      ])
  }

  @Test("points beyond the frame, at infinity or undefined draw nothing and do no harm")
  func outside() throws {
    var plot = try plot()
    let wild = [
      PlotPoint(-1e308, -1e308), PlotPoint(1e308, 1e308), PlotPoint(.nan, 1),
      PlotPoint(.infinity, 2), PlotPoint(4, 1e300),
    ]
    plot.panels[0].layers = [
      Plot.Layer(.curve([wild]), series: 0), Plot.Layer(.path(wild), series: 1),
      Plot.Layer(.markers(wild, .full), series: 2),
      Plot.Layer(.bars([Plot.Bar(lower: -9, upper: 99, height: 1e9)]), series: 3),
    ]
    let text = lines(plot.text(columns: 40, rows: 12, .unicode))
    #expect(text.count <= 12)
  }

  @Test("dots of Braille stand at their places")
  func braille() throws {
    let range = try #require(PlotRange(0, 1))
    let plot = Plot(panels: [
      Plot.Panel(
        horizontal: Axis("", range), vertical: Axis("", range),
        layers: [Plot.Layer(.markers([PlotPoint(0, 0), PlotPoint(1, 1)], .dot), series: 0)])
    ])
    let text = lines(plot.text(columns: 12, rows: 6, .unicode))
    // The lowest left dot is bit 7, the highest right one bit 4.
    #expect(text.first?.last == "\u{2808}")
    #expect(text[text.count - 3].contains("\u{2840}"))
  }
}
