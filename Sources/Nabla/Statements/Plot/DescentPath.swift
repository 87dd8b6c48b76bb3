import NablaOptimization
import NablaPlot

/// The points that a descent passed, as they are drawn.
struct DescentPath {
  var name: String
  var points: [[Double]]
  var values: [Double]

  /// How much farther than its first steps a path may lead before the rest is left out.
  private static let reach = 6.0

  init(name: String, points: [[Double]], values: [Double]) {
    self.name = name
    self.points = points
    self.values = values
  }

  /// The path of a run; a single run is called by its method and rate.
  init(_ report: MinimumReport, named name: String) {
    var own = report.minimum.method
    if let alpha = report.alpha { own += ", alpha \(NumberText.significant(alpha, 6))" }
    self.init(
      name: name.isEmpty ? own : name, points: report.minimum.trajectory,
      values: report.minimum.funTrajectory)
  }

  /// The way of a run with all that is known of it: by batches also points between the epochs.
  init(detailed report: MinimumReport, named name: String) {
    self.init(report, named: name)
    guard let way = report.descent.visits?.path, let first = values.first, let last = values.last
    else { return }
    (points, values) = (way, [first, last])
  }

  /// The points up to where the path goes astray: those of one that diverges would leave nothing to
  /// be seen of its beginning.
  var shownPoints: [[Double]] {
    guard let start = points.first else { return [] }
    let first = points.prefix(4).map { Self.distance($0, start) }.max() ?? 0
    let end = points.firstIndex { point in
      let way = Self.distance(point, start)
      return !way.isFinite || first > 0 && way > Self.reach * first && isAstray
    }
    return Array(points[..<(end ?? points.count)])
  }

  /// Whether the path ends far above where it began.
  private var isAstray: Bool {
    guard let first = values.first, let last = values.last else { return false }
    return !(last <= first)
  }

  private static func distance(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { max($0, abs($1.0 - $1.1)) }
  }

  /// The points of a path that can be told apart in a picture; the first and the last are among them.
  static func thinned(_ points: [PlotPoint], _ horizontal: Axis, _ vertical: Axis) -> [PlotPoint] {
    let scales = (horizontal.scale, vertical.scale)
    var result: [PlotPoint] = []
    for (index, point) in points.enumerated() where point.isFinite {
      if let last = result.last, index < points.count - 1 {
        let across = scales.0.fraction(of: point.x) - scales.0.fraction(of: last.x)
        let up = scales.1.fraction(of: point.y) - scales.1.fraction(of: last.y)
        if across * across + up * up < 1e-5 { continue }
      }
      result.append(point)
    }
    return result
  }
}
