import NablaAlgebra
import NablaData
import NablaPlot
import NablaSyntax

extension Session {
  /// `plot tip, total_bill`: the rows as points, the last column along the horizontal axis;
  /// `plot tip`: a histogram.
  func columnSketch(
    _ command: Command, _ target: Target, _ options: PlotOptions, in tree: SyntaxTree
  ) throws(Diagnostic) -> Sketch {
    if let variable = target.allVariables.first {
      throw Diagnostic(
        "\(variable.ascii) has no value", at: target.span,
        hint: "write `\(variable.ascii) = ...` first")
    }
    let names = curveNames(command, target, Name("x"), in: tree)
    let lowering = Lowering(graph: target.graph, definitions: definitions, tables: tables)
    try lowering.checkTable(
      of: target.roots.flatMap { target.graph.columns(inRowsOf: $0) }, at: target.span)
    var columns: [[Double]] = []
    for root in target.roots {
      guard target.graph.isRowwise(root) else {
        throw Diagnostic(
          "this has the same value in every row", at: target.span,
          hint: "plot columns beside columns, or functions beside functions")
      }
      columns.append(rowValues(of: root, in: target.graph).blocks.flatMap { $0 })
    }
    guard let last = columns.last, let lastName = names.last, columns.count > 1 else {
      return try histogram(of: columns.first ?? [], names.first ?? "", at: target.span)
    }
    let horizontal = try axis(
      lastName, last, isLogarithmic: options.axes?.isHorizontalLogarithmic ?? false,
      at: target.span)
    let vertical = try axis(
      columns.count == 2 ? names[0] : "", columns.dropLast().flatMap { $0 },
      isLogarithmic: options.axes?.isVerticalLogarithmic ?? false, at: target.span)
    let layers = columns.dropLast().enumerated().map { index, column in
      let points = zip(last, column).map { PlotPoint($0, $1) }.filter(\.isFinite)
      return Plot.Layer(.markers(points, .dot), series: index, name: names[index])
    }
    let title = names.dropLast().joined(separator: ", ") + " against " + lastName
    return Sketch(
      plot: Plot(
        title: title,
        panels: [Plot.Panel(horizontal: horizontal, vertical: vertical, layers: layers)]))
  }

  /// An axis that shows all values, on a logarithmic one the positive ones.
  private func axis(
    _ label: String, _ values: [Double], isLogarithmic: Bool, at span: Span
  ) throws(Diagnostic) -> Axis {
    let shown = isLogarithmic ? values.filter { $0 > 0 } : values
    guard let range = PlotRange(covering: shown) else { throw noValues(at: span) }
    return Axis(
      label, range.padded(isLogarithmic: isLogarithmic), isLogarithmic: isLogarithmic)
  }

  private func histogram(
    of values: [Double], _ name: String, at span: Span
  ) throws(Diagnostic) -> Sketch {
    let bars = Plot.Bar.histogram(of: values)
    guard let first = bars.first, let last = bars.last,
      let horizontal = PlotRange(first.lower, last.upper),
      let vertical = PlotRange(0, (bars.map(\.height).max() ?? 1) * 1.05)
    else { throw noValues(at: span) }
    return Sketch(
      plot: Plot(
        title: "",
        panels: [
          Plot.Panel(
            horizontal: Axis(name, horizontal), vertical: Axis("rows", vertical),
            layers: [Plot.Layer(.bars(bars), series: 0)])
        ]))
  }

  private func noValues(at span: Span) -> Diagnostic {
    Diagnostic(
      "no row has a finite value to draw", at: span, hint: "`describe` tells what is missing")
  }
}
