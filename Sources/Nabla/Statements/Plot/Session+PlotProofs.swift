import NablaAlgebra
import NablaEvaluation
import NablaOptimization
import NablaPlot
import NablaSyntax

extension Session {
  /// `plot convex f on [1, 6.75]`: the curve, and the chord that refutes what was asked.
  func convexitySketch(
    _ result: ConvexityResult, _ view: PlotView
  ) throws(Diagnostic) -> Sketch {
    let chord = result.witness
    let ends = chord.map { [$0.a, $0.b].map { $0.map(\.double) } } ?? []
    var sketch: Sketch
    if view.names.count == 1 {
      let heights = chord.map { $0.ends.map(\.approximation) + [$0.value.approximation] } ?? []
      let places = ends.map { $0[0] } + (chord.map { [$0.point[0].double] } ?? [])
      let points = zip(places, heights).map { PlotPoint($0, $1) }
      let axis = try curveAxis(around: ends.map { $0[0] }, view)
      var curve = curves(view, along: axis)
      curve.points = points
      let vertical = try vertical(of: curve, view)
      var layers = curve.layers(vertical: vertical)
      if points.count == 3 {
        layers += [
          Plot.Layer(.curve([Array(points[..<2])]), series: 1, name: "chord"),
          Plot.Layer(.markers(Array(points[..<2]), .full), series: 1),
          Plot.Layer(.markers([points[2]], .cross), series: 1),
        ]
      }
      sketch = Sketch(plot: picture(view, axis, vertical, layers))
    } else {
      sketch = try mapSketch(ends, view)
    }
    sketch.captions = result.text(unicode: true).string.split(separator: "\n").prefix(2)
      .map { String($0.drop { $0 == " " }) }
    return sketch
  }

  /// Contours with a chord from above.
  private func mapSketch(_ ends: [[Double]], _ view: PlotView) throws(Diagnostic) -> Sketch {
    guard view.names.count == 2 else {
      throw Diagnostic(
        "a picture is of one or two variables, and here are \(view.names.count)",
        at: view.target.span, hint: "give the others values first")
    }
    var ranges = try givenBox(view) ?? []
    if ranges.isEmpty {
      ranges = (0..<2).compactMap { side in
        ends.isEmpty
          ? PlotRange(-5, 5) : PlotRange(covering: ends.map { $0[side] })?.widened(by: 0.5).rounded
      }
    }
    var layers = [try contourLayer(of: view.target, view.names, ranges, view.options)]
    if ends.count == 2 {
      let points = ends.map { PlotPoint($0[0], $0[1]) }
      layers += [
        Plot.Layer(.curve([points]), series: 1, name: "chord"),
        Plot.Layer(.markers(points, .full), series: 1),
      ]
    }
    return Sketch(plot: mapPlot(title(of: view), view.names, ranges, layers))
  }

  /// `plot roots f on [0, 7]`: the curve with its roots.
  func rootsSketch(_ result: RootsResult, _ view: PlotView) throws(Diagnostic) -> Sketch {
    let roots = result.roots.map(\.value)
    var sketch = try curveSketch(marking: roots.map { PlotPoint($0, 0) }, view)
    let count = roots.count == 1 ? "one root" : "\(roots.count) roots"
    let list = roots.prefix(8).map { NumberText.significant($0, 7) }.joined(separator: ", ")
    sketch.captions = [
      roots.isEmpty
        ? "no root" + (result.isComplete ? ", proved" : " found")
        : "\(count)\(result.isComplete ? ", proved" : ""): \(list)\(roots.count > 8 ? ", ..." : "")"
    ]
    return sketch
  }

  /// `plot variations f`: the curve with the points where it turns, bends over or breaks off.
  func variationsSketch(
    _ result: VariationsResult, _ view: PlotView
  ) throws(Diagnostic) -> Sketch {
    let points = result.variations.points.compactMap { point -> PlotPoint? in
      guard point.event != .end, !point.place.isInfinite, let value = point.values[0] else {
        return nil
      }
      return PlotPoint(point.place.approximation, value.approximation)
    }
    return try curveSketch(marking: points, view)
  }

  /// `plot minimize f on [-10, 20]`: the curve or the contours with the global minimum.
  func globalSketch(
    _ result: GlobalMinimumResult, _ view: PlotView
  ) throws(Diagnostic) -> Sketch {
    let centres = result.proof.boxes.prefix(40).map { $0.map(\.middle) }
    var sketch: Sketch
    if view.names.count == 1 {
      let function = sampledFunction(view.target.root, in: view.target.graph, by: view.names[0])
      let points = centres.map { PlotPoint($0[0], function.value($0[0])) }
      sketch = try curveSketch(marking: points.filter(\.isFinite), view)
    } else {
      sketch = try mapSketch([], view)
      sketch.plot.panels[0].layers.append(
        Plot.Layer(.markers(centres.map { PlotPoint($0[0], $0[1]) }, .full), series: 1))
    }
    sketch.captions = result.text(unicode: true).string.split(separator: "\n").prefix(3)
      .map { String($0.drop { $0 == " " }) }
    return sketch
  }

  /// A curve with points on it.
  private func curveSketch(
    marking points: [PlotPoint], _ view: PlotView
  ) throws(Diagnostic) -> Sketch {
    let axis = try curveAxis(around: points.map(\.x), view)
    var curve = curves(view, along: axis)
    curve.points = points
    let vertical = try vertical(of: curve, view)
    let layers =
      curve.layers(vertical: vertical) + [Plot.Layer(.markers(points, .full), series: 1)]
    return Sketch(plot: picture(view, axis, vertical, layers))
  }
}
