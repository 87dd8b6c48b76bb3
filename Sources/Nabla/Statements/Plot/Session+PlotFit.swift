import NablaAlgebra
import NablaData
import NablaPlot
import NablaSyntax

extension Session {
  /// `plot fit tip ~ a + b total_bill`: the rows and the fitted model, and below what it leaves.
  ///
  /// A model of one column is a curve over it; of several, the rows stand over their fitted values,
  /// and those that are fitted exactly on the diagonal.
  func fitSketch(
    _ command: Command, in tree: SyntaxTree
  ) throws(Diagnostic) -> Sketch {
    guard let model = lastFit, let response = command.operand, let right = command.rightSide else {
      return Sketch(plot: Plot(panels: []))
    }
    var graph = model.target.graph
    let fitted = model.fittedModel(in: &graph)
    let columns = graph.columns(inRowsOf: fitted)
    guard let column = columns.first else {
      throw Diagnostic(
        "the model is the same in every row, so there is no curve to draw",
        at: model.target.modelSpan, hint: "`plot` draws a column as a histogram")
    }
    let isCurve = columns.count == 1
    let ys = rowValues(of: model.target.response, in: graph).blocks.flatMap { $0 }
    let values = rowValues(of: fitted, in: graph).blocks.flatMap { $0 }
    let xs = isCurve ? rowValues(of: column, in: graph).blocks.flatMap { $0 } : values
    let points = zip(xs, ys).map { PlotPoint($0, $1) }.filter(\.isFinite)
    let left = zip(xs, zip(ys, values)).map { PlotPoint($0, $1.0 - $1.1) }.filter(\.isFinite)
    guard let range = PlotRange(covering: points.map(\.x))?.padded(),
      let rest = PlotRange(covering: left.map(\.y) + [0])?.padded()
    else { throw Diagnostic("no row has a finite value to draw", at: model.target.modelSpan) }
    let names = [response, right].map { Printer.print(tree, $0, style: .unicode) }
    let place =
      isCurve ? graph.symbol(column).map { TableStore.columnName(of: graph.name($0)).unicode } : nil
    let horizontal = Axis(place ?? "fitted", range)
    var sketch = CurveSketch([], along: horizontal)
    if isCurve, let symbol = graph.symbol(column), !graph.hasAggregates {
      let function = sampledFunction(fitted, in: graph, at: symbol)
      sketch = CurveSketch([.init(name: "fitted", function: function)], along: horizontal)
    }
    sketch.points = points
    guard let vertical = sketch.vertical(names[0], isLogarithmic: false) else {
      throw Diagnostic("no row has a finite value to draw", at: model.target.modelSpan)
    }
    var line = sketch.layers(vertical: vertical, series: 1)
    if line.isEmpty {
      let ends = zip(xs, values).map { PlotPoint($0, $1) }.filter(\.isFinite).sorted { $0.x < $1.x }
      line = [Plot.Layer(.curve([ends]), series: 1, name: "fitted")]
    }
    let panels = [
      Plot.Panel(
        horizontal: horizontal, vertical: vertical,
        layers: [Plot.Layer(.markers(points, .dot), series: 0, name: names[0])] + line, weight: 2),
      Plot.Panel(
        horizontal: horizontal, vertical: Axis("residual", rest),
        layers: [Plot.Layer(.markers(left, .dot), series: 0)]),
    ]
    let label = FunctionLabel(name: nil, variables: model.target.parameters)
    let parameters = label.point(model.values, unicode: true) { NumberText.significant($0, 7) }
    return Sketch(
      plot: Plot(title: names.joined(separator: " ~ "), panels: panels), captions: [parameters])
  }
}
