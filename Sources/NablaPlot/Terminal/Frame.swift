/// The map from the units of a panel to the dots of a canvas.
struct Frame {
  let horizontal: Scale
  let vertical: Scale
  let width: Int
  let height: Int

  init(_ panel: Plot.Panel, on canvas: Canvas) {
    horizontal = panel.horizontal.scale
    vertical = panel.vertical.scale
    width = canvas.width
    height = canvas.height
  }

  /// The place of a point as parts of the width, from the left, and of the height, from the top.
  func place(_ point: PlotPoint) -> PlotPoint {
    PlotPoint(horizontal.fraction(of: point.x), 1 - vertical.fraction(of: point.y))
  }

  /// The dot at parts of the width and of the height.
  func dot(_ place: PlotPoint) -> (x: Int, y: Int) {
    (Self.index(place.x, width), Self.index(place.y, height))
  }

  /// Which of `count` equal parts a number from 0 to 1 falls into; any other counts to the nearest
  /// part.
  static func index(_ fraction: Double, _ count: Int) -> Int {
    let place = (fraction * Double(count)).rounded(.down)
    return place > 0 ? Int(min(place, Double(count - 1))) : 0
  }

  /// Whether a place is within the frame; what is on its edge is, up to rounding.
  static func contains(_ place: PlotPoint) -> Bool {
    (-1e-9...1 + 1e-9).contains(place.x) && (-1e-9...1 + 1e-9).contains(place.y)
  }

  /// The part of a line that is within the frame, and `nil` where there is none.
  ///
  /// Source: Liang and Barsky, A new concept and method for line clipping, ACM Transactions on
  /// Graphics 3, 1984.
  static func clip(_ a: PlotPoint, _ b: PlotPoint) -> (PlotPoint, PlotPoint)? {
    guard a.isFinite, b.isFinite else { return nil }
    var (start, end) = (0.0, 1.0)
    for (from, to) in [(a.x, b.x), (a.y, b.y)] {
      let way = to - from
      for (direction, room) in [(-way, from), (way, 1 - from)] {
        if direction == 0 {
          if room < 0 { return nil }
        } else if direction < 0 {
          start = max(start, room / direction)
        } else {
          end = min(end, room / direction)
        }
      }
    }
    guard start <= end else { return nil }
    let point = { (t: Double) in PlotPoint(a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)) }
    return (start == 0 ? a : point(start), end == 1 ? b : point(end))
  }
}
