import NablaOptimization
import NablaPlot
import NablaSyntax

extension Session {
  /// The horizontal axis of a curve on which points are to be seen: by `on`, else around them, with
  /// the curve's own features where they are not too far away.
  func curveAxis(around places: [Double], _ view: PlotView) throws(Diagnostic) -> Axis {
    let variable = view.names[0]
    if let range = try givenBox(view)?.first { return Axis(variable.unicode, range) }
    let whole = chosenRange(of: view.target, variable, on: .line)
    guard let own = PlotRange(covering: places)?.widened(by: 0.25).rounded else {
      return Axis(variable.unicode, whole ?? PlotRange.around([], from: nil, to: nil) ?? .unit)
    }
    guard let all = whole?.union(own), all.halfWidth <= 2 * own.halfWidth || places.count < 2 else {
      return Axis(variable.unicode, own)
    }
    return Axis(variable.unicode, all)
  }

  /// The box of an `on` clause, where all its ends are finite.
  func givenBox(_ view: PlotView) throws(Diagnostic) -> [PlotRange]? {
    guard let clause = view.command.clause(.on) else { return nil }
    var graph = view.target.graph
    let ranges = try box(clause, for: view.names, in: view.tree, &graph).compactMap(\.plotRange)
    return ranges.count == view.names.count ? ranges : nil
  }

  /// The curve of a statement's function.
  func curves(_ view: PlotView, along axis: Axis) -> CurveSketch {
    let function = sampledFunction(view.target.root, in: view.target.graph, by: view.names[0])
    return CurveSketch([CurveSketch.Curve(name: curveName(view), function: function)], along: axis)
  }

  /// What the curve is called: `f(x)`, or the expression as it was typed.
  func curveName(_ view: PlotView) -> String {
    curveNames(view.command, view.target, view.names[0], in: view.tree).first ?? ""
  }

  /// The vertical axis of a statement's curve.
  func vertical(of sketch: CurveSketch, _ view: PlotView) throws(Diagnostic) -> Axis {
    let isLogarithmic = view.options.axes?.isVerticalLogarithmic ?? false
    guard let axis = sketch.vertical(curveName(view), isLogarithmic: isLogarithmic) else {
      throw Diagnostic(
        isLogarithmic
          ? "a logarithmic axis shows positive values, and there are none"
          : "there is no value to draw", at: view.target.span,
        hint: isLogarithmic ? "leave out `axes`" : "give a range: `on [0, 1]`")
    }
    return axis
  }

  /// What a statement's picture is of.
  func title(of view: PlotView) -> String { title(of: view.target, view.command, in: view.tree) }

  /// A picture of one panel with the formula above it.
  func picture(
    _ view: PlotView, _ horizontal: Axis, _ vertical: Axis, _ layers: [Plot.Layer]
  ) -> Plot {
    Plot(
      title: title(of: view),
      panels: [Plot.Panel(horizontal: horizontal, vertical: vertical, layers: layers)])
  }
}
