extension GnuplotScript {
  /// What is drawn for a layer, as elements of the command `plot`; its data is added to the script.
  mutating func elements(
    of layer: Plot.Layer, _ panel: Plot.Panel, isNamed: Bool
  ) -> [String] {
    let color = "linecolor rgb '\(Palette.series(layer.series))'"
    let title =
      isNamed && !layer.name.isEmpty
      ? "title \(GnuplotText.quoted(layer.name)) noenhanced" : "notitle"
    switch layer.shape {
    case .curve(let pieces):
      let data = block(rows(of: pieces))
      return ["\(data) using 1:2 with lines \(color) linewidth 2 \(layer.dash.type) \(title)"]
    case .path(let points): return path(points, panel, color, title)
    case .markers(let points, let marker):
      return self.markers(points, marker, color, title)
    case .bars(let bars):
      let data = block(
        bars.map { bar in
          [bar.lower / 2 + bar.upper / 2, bar.height, bar.upper - bar.lower]
            .map(GnuplotText.number).joined(separator: " ")
        })
      return ["\(data) using 1:2:3 with boxes \(color) \(title)"]
    case .contours(let contours): return self.contours(contours, panel, title)
    case .surface(let grid):
      return ["\(block(rows(of: grid))) using 1:2:3 with pm3d \(title)"]
    }
  }

  /// A line a point, pieces apart; points beyond the doubles of gnuplot's own arithmetic are gaps.
  private func rows(of pieces: [[PlotPoint]]) -> [String] {
    Array(pieces.map { piece in piece.map(Self.row) }.joined(separator: [""]))
  }

  private static func row(_ point: PlotPoint) -> String {
    GnuplotText.number(point.x) + " " + GnuplotText.number(point.y)
  }

  private func rows(of grid: Grid) -> [String] {
    let rows = grid.ys.indices.map { row in
      grid.xs.indices.map { column in
        [grid.xs[column], grid.ys[row], grid[column, row]]
          .map(GnuplotText.number).joined(separator: " ")
      }
    }
    return Array(rows.joined(separator: [""]))
  }

  private mutating func markers(
    _ points: [PlotPoint], _ marker: Plot.Marker, _ color: String, _ title: String
  ) -> [String] {
    let data = block(points.map(Self.row))
    switch marker {
    case .full: return ["\(data) using 1:2 with points pointtype 7 pointsize 0.9 \(color) \(title)"]
    case .cross:
      return ["\(data) using 1:2 with points pointtype 2 pointsize 0.9 \(color) \(title)"]
    case .dot: return ["\(data) using 1:2 with points pointtype 7 pointsize 0.4 \(color) \(title)"]
    case .hollow:
      return [
        "\(data) using 1:2 with points pointtype 7 pointsize 1 linecolor rgb '#ffffff' notitle",
        "\(data) using 1:2 with points pointtype 6 pointsize 1 linewidth 1.6 \(color) \(title)",
      ]
    }
  }

  /// Points in order, with arrow heads half-way where there is room for one.
  private mutating func path(
    _ points: [PlotPoint], _ panel: Plot.Panel, _ color: String, _ title: String
  ) -> [String] {
    let frame = (panel.horizontal.scale, panel.vertical.scale)
    let arrows = zip(points, points.dropFirst()).compactMap { from, to -> String? in
      let across = frame.0.fraction(of: to.x) - frame.0.fraction(of: from.x)
      let up = frame.1.fraction(of: to.y) - frame.1.fraction(of: from.y)
      guard across * across + up * up > 0.0016, across.isFinite, up.isFinite, !points.isBusyPath
      else { return nil }
      let way = 0.55
      return [from.x, from.y, way * (to.x - from.x), way * (to.y - from.y)]
        .map(GnuplotText.number).joined(separator: " ")
    }
    let data = block(points.map(Self.row))
    var elements = ["\(data) using 1:2 with lines \(color) linewidth 1.2 \(title)"]
    if !arrows.isEmpty {
      elements.append(
        "\(block(arrows)) using 1:2:3:4 with vectors head filled size screen 0.014,20"
          + " \(color) linewidth 1.2 notitle")
    }
    elements.append(
      "\(block(points.passed.map(Self.row))) using 1:2 with points pointtype 7 pointsize 0.9"
        + " \(color) notitle")
    return elements + markers(Array(points.prefix(1)), .hollow, color, "notitle")
  }

  private mutating func contours(
    _ contours: [Plot.Contour], _ panel: Plot.Panel, _ title: String
  ) -> [String] {
    contours.enumerated().compactMap { index, contour in
      guard let longest = contour.lines.max(by: { $0.count < $1.count }) else { return nil }
      let shade = contours.count > 1 ? Double(index) / Double(contours.count - 1) : 0
      let color = Palette.level(shade)
      // Labels of neighbouring levels stand apart, at other parts of their lines.
      let place = longest[longest.count * (1 + index % 3) / 4]
      append(
        "set label \(GnuplotText.quoted(Tick.short(contour.level))) at"
          + " \(GnuplotText.number(place.x)),\(GnuplotText.number(place.y)) center front boxed"
          + " font ',10' textcolor rgb '#555555'")
      let data = block(rows(of: contour.lines))
      return "\(data) using 1:2 with lines linecolor rgb '\(color)' linewidth 1 "
        + (index == 0 ? title : "notitle")
    }
  }
}

extension Dash {
  /// The pattern as gnuplot writes it.
  fileprivate var type: String {
    switch self {
    case .solid: "dashtype 1"
    case .dashed: "dashtype (9,5)"
    case .dotted: "dashtype (2,4)"
    }
  }
}
