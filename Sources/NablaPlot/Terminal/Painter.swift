/// Draws the layers of a panel on a canvas.
struct Painter {
  private(set) var canvas: Canvas
  private let panel: Plot.Panel
  private let frame: Frame

  /// Draws everything.
  static func paint(_ panel: Plot.Panel, on canvas: Canvas) -> Canvas {
    var painter = Painter(panel, canvas)
    painter.guideLines()
    for layer in panel.layers { painter.paint(layer) }
    return painter.canvas
  }

  private init(_ panel: Plot.Panel, _ canvas: Canvas) {
    self.panel = panel
    self.canvas = canvas
    frame = Frame(panel, on: canvas)
  }

  /// The line at height 0, where the range has it inside, and there are heights.
  private mutating func guideLines() {
    let range = panel.vertical.range
    guard !panel.vertical.isLogarithmic, range.lower < 0, range.upper > 0, !panel.isMap else {
      return
    }
    let row = Frame.index(1 - frame.vertical.fraction(of: 0), canvas.rows)
    for column in 0..<canvas.columns {
      switch canvas.characters {
      case .unicode: canvas.put("┄", atColumn: column, row: row, .dimmed, rank: 1)
      case .ascii where column % 4 == 1:
        canvas.put("-", atColumn: column, row: row, .dimmed, rank: 1)
      case .ascii: break
      }
    }
  }

  private mutating func paint(_ layer: Plot.Layer) {
    let ink = Ink.series(layer.series)
    switch layer.shape {
    case .curve(let pieces):
      for piece in pieces { line(piece, ink, layer.dash, Glyphs.symbol(layer.series)) }
    case .path(let points): path(points, layer)
    case .markers(let points, let marker):
      for point in points { mark(point, marker, ink, series: layer.series) }
    case .bars(let bars):
      for bar in bars { paint(bar, ink) }
    case .contours(let contours):
      for (index, contour) in contours.enumerated() {
        let ink = Ink.level(Self.shade(index, of: contours.count))
        for piece in contour.lines { line(piece, ink, .solid, Glyphs.symbol(level: index)) }
      }
    case .surface(let grid):
      for contour in grid.contours() {
        for piece in contour.lines { line(piece, ink, .solid, ".") }
      }
    }
  }

  /// The shade of a level among others, from 0 to 7.
  static func shade(_ index: Int, of count: Int) -> Int { count > 1 ? index * 7 / (count - 1) : 0 }

  /// Draws the parts of a line that are within the frame.
  private mutating func line(
    _ points: [PlotPoint], _ ink: Ink, _ dash: Dash, _ symbol: Character
  ) {
    if points.count == 1 { return mark(points[0], .dot, ink, series: 0) }
    var place = 0
    for (from, to) in zip(points, points.dropFirst()) {
      guard let (start, end) = Frame.clip(frame.place(from), frame.place(to)) else { continue }
      let (a, b) = (frame.dot(start), frame.dot(end))
      let steps = max(abs(b.x - a.x), abs(b.y - a.y))
      for step in 0...max(steps, 0) {
        let way = steps == 0 ? 0 : Double(step) / Double(steps)
        let x = Double(a.x) + way * Double(b.x - a.x)
        let y = Double(a.y) + way * Double(b.y - a.y)
        if canvas.characters == .ascii || dash.covers(place + step) {
          canvas.dot(Int(x.rounded()), Int(y.rounded()), ink, symbol: symbol)
        }
      }
      place += steps
    }
  }

  private mutating func mark(
    _ point: PlotPoint, _ marker: Plot.Marker, _ ink: Ink, series: Int
  ) {
    let place = frame.place(point)
    guard place.isFinite, Frame.contains(place) else { return }
    if marker == .dot, canvas.characters == .unicode {
      let dot = frame.dot(place)
      return canvas.dot(dot.x, dot.y, ink, symbol: ".")
    }
    canvas.put(
      Glyphs.marker(marker, canvas.characters, series: series),
      atColumn: Frame.index(place.x, canvas.columns), row: Frame.index(place.y, canvas.rows), ink,
      rank: 4)
  }

  /// Draws points passed in order, with an arrow half-way where there is room for one.
  private mutating func path(_ points: [PlotPoint], _ layer: Plot.Layer) {
    let ink = Ink.series(layer.series)
    line(points, ink, .solid, Glyphs.symbol(layer.series))
    for (from, to) in zip(points, points.dropFirst()) where !points.isBusyPath {
      guard let (start, end) = Frame.clip(frame.place(from), frame.place(to)) else { continue }
      let right = (end.x - start.x) * Double(canvas.columns)
      // A character is about twice as high as wide.
      let down = (end.y - start.y) * Double(canvas.rows) * 2
      guard right * right + down * down >= 16 else { continue }
      canvas.put(
        Glyphs.arrow(right: right, down: down, canvas.characters),
        atColumn: Frame.index((start.x + end.x) / 2, canvas.columns),
        row: Frame.index((start.y + end.y) / 2, canvas.rows), ink, rank: 3)
    }
    for point in points.passed { mark(point, .full, ink, series: layer.series) }
    if let first = points.first { mark(first, .hollow, ink, series: layer.series) }
  }

  private mutating func paint(_ bar: Plot.Bar, _ ink: Ink) {
    guard bar.height > 0 else { return }
    let left = frame.dot(frame.place(PlotPoint(bar.lower, 0))).x
    let right = frame.dot(frame.place(PlotPoint(bar.upper, 0))).x
    let top = frame.dot(frame.place(PlotPoint(bar.lower, bar.height))).y
    // A gap between neighbours, where there is room.
    let end = right - left > 4 ? right - 2 : right - 1
    for x in left...max(left, end) {
      for y in top..<canvas.height { canvas.dot(x, y, ink, symbol: "#") }
    }
  }
}

extension Plot.Panel {
  /// Whether both axes belong to variables, and heights are told by contours.
  var isMap: Bool {
    layers.contains { layer in
      switch layer.shape {
      case .contours, .surface: true
      case .curve, .path, .markers, .bars: false
      }
    }
  }
}
