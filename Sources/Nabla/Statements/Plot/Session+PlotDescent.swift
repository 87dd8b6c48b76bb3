import NablaOptimization
import NablaPlot
import NablaSyntax

extension Session {
  /// `plot step f from 4`: the old point hollow, the new one full.
  func stepSketch(_ step: StepResult, _ view: PlotView) throws(Diagnostic) -> Sketch {
    let path = DescentPath(
      name: "alpha \(NumberText.significant(step.alpha, 6))", points: [step.old, step.new],
      values: [step.funOld, step.funNew])
    return try pathSketch([path], view)
  }

  /// `plot minimize f from 4 alpha 0.3`: the points in order, on the curve or among contours.
  func descentSketch(_ runs: [Run], _ view: PlotView) throws(Diagnostic) -> Sketch {
    var paths: [DescentPath] = []
    var captions: [String] = []
    for run in runs {
      guard case .minimum(let report) = run.content else { continue }
      paths.append(
        view.names.count == 2
          ? DescentPath(detailed: report, named: run.name) : DescentPath(report, named: run.name))
      captions += report.captions(named: run.name)
    }
    var sketch = try pathSketch(paths, view)
    sketch.captions = captions
    return sketch
  }

  /// Paths on a curve, for one variable, or among contours, for two.
  private func pathSketch(
    _ paths: [DescentPath], _ view: PlotView
  ) throws(Diagnostic) -> Sketch {
    switch view.names.count {
    case 1: return try curvePathSketch(paths, view)
    case 2: return try mapPathSketch(paths, view)
    default:
      throw Diagnostic(
        "a path is drawn for one or two variables, and here are \(view.names.count)",
        at: view.target.span, hint: "`plot loss` draws the values against the steps")
    }
  }

  private func curvePathSketch(
    _ paths: [DescentPath], _ view: PlotView
  ) throws(Diagnostic) -> Sketch {
    let places = paths.flatMap { $0.shownPoints.map { $0[0] } }
    let axis = try curveAxis(around: places, view)
    let points = paths.map { path in
      zip(path.shownPoints, path.values).map { PlotPoint($0[0], $1) }
    }
    var sketch = curves(view, along: axis)
    sketch.points = points.flatMap { $0 }
    let vertical = try vertical(of: sketch, view)
    var layers = sketch.layers(vertical: vertical)
    for (index, path) in paths.enumerated() {
      let shown = DescentPath.thinned(points[index], axis, vertical)
      layers.append(Plot.Layer(.path(shown), series: index + 1, name: path.name))
    }
    return Sketch(plot: picture(view, axis, vertical, layers))
  }

  private func mapPathSketch(
    _ paths: [DescentPath], _ view: PlotView
  ) throws(Diagnostic) -> Sketch {
    let shown = paths.flatMap(\.shownPoints)
    var ranges = (0..<2).compactMap { side in
      PlotRange(covering: shown.map { $0[side] })?.widened(by: 0.25).rounded
    }
    if let given = try givenBox(view) { ranges = given }
    guard ranges.count == 2 else {
      throw Diagnostic("no point of the path is finite", at: view.target.span)
    }
    var layers = [try contourLayer(of: view.target, view.names, ranges, view.options)]
    let axes = zip(view.names, ranges).map { Axis($0.unicode, $1) }
    for (index, path) in paths.enumerated() {
      let points = path.shownPoints.map { PlotPoint($0[0], $0[1]) }
      layers.append(
        Plot.Layer(
          .path(DescentPath.thinned(points, axes[0], axes[1])), series: index + 1, name: path.name))
    }
    return Sketch(plot: mapPlot(title(of: view), view.names, ranges, layers))
  }
}

extension MinimumReport {
  /// Why the descent ended and where, in one line for each of several runs.
  func captions(named name: String) -> [String] {
    let lines = MinimumSentences(report: self, unicode: true).text.string
      .split(separator: "\n").map { $0.drop { $0 == " " } }
    guard name.isEmpty else { return lines.prefix(1).map { "\(name): \($0)" } }
    return lines.prefix(2).map(String.init)
  }
}
