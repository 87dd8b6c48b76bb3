import NablaOptimization
import NablaPlot
import NablaSyntax

extension Session {
  /// `plot loss minimize f from 4 alpha 0.1, 0.3, 0.9`: the values against the steps, or the epochs.
  mutating func lossSketch(
    _ command: Command, _ options: PlotOptions, in tree: SyntaxTree, _ monitor: Monitor,
    _ answer: inout Answer
  ) throws(Diagnostic) -> Sketch {
    guard [.minimize, .maximize].contains(command.verb), command.clause(.from) != nil else {
      throw Diagnostic(
        "`plot loss` draws the values along a descent", at: command.verbSpan,
        hint: "write `plot loss minimize f from 4 alpha 0.1, 0.3`")
    }
    let runs = try results(of: command, in: tree, monitor, &answer)
    var sketch = Sketch(plot: Plot(panels: []))
    var lines: [LossLine] = []
    var isInEpochs = false
    var label = ""
    for run in runs {
      guard case .minimum(let report) = run.content else { continue }
      let path = DescentPath(report, named: run.name)
      lines.append(LossLine(report.descent, named: path.name))
      isInEpochs = isInEpochs || report.descent.batches != nil
      label = report.label.value(true)
      sketch.captions += report.captions(named: run.name)
    }
    let isFromOne = options.axes?.isHorizontalLogarithmic ?? false
    if isFromOne { for index in lines.indices { lines[index].points.removeAll { $0.x < 1 } } }
    let last = lines.flatMap { $0.points.map(\.x) }.max() ?? 1
    let isLogarithmic =
      options.axes?.isVerticalLogarithmic ?? LossLine.areLogarithmic(lines, options)
    guard let horizontal = PlotRange(isFromOne ? 1 : 0, max(last, isFromOne ? 10 : 1)),
      let vertical = LossLine.range(of: lines, isLogarithmic: isLogarithmic)
    else {
      throw Diagnostic(
        "a logarithmic axis shows positive values, and there are none",
        at: command.clause(.axes)?.span ?? command.verbSpan, hint: "leave out `axes`")
    }
    let layers = lines.enumerated().map { index, line in
      Plot.Layer(.curve([line.points]), series: index, name: line.name)
    }
    sketch.plot.panels = [
      Plot.Panel(
        horizontal: Axis(
          isInEpochs ? "epoch" : "step", horizontal, isLogarithmic: isFromOne),
        vertical: Axis(label, vertical, isLogarithmic: isLogarithmic), layers: layers)
    ]
    return sketch
  }
}

/// The values of one descent, step by step or epoch by epoch.
struct LossLine {
  var name: String
  var points: [PlotPoint]
  /// Whether the descent ran away.
  private var isLost: Bool

  /// Most points that are drawn; of longer runs some are left out.
  private static let limit = 4_000

  init(_ descent: Descent, named name: String) {
    self.name = name
    let steps = descent.trajectory.steps
    let stride = max(1, steps.count / Self.limit)
    points = steps.enumerated().compactMap { index, step in
      guard index.isMultiple(of: stride) || index == steps.count - 1,
        let value = descent.trajectory.value(at: step)
      else { return nil }
      return PlotPoint(Double(step), value)
    }
    isLost = descent.divergedAt != nil
  }

  /// Whether the values are better seen on a logarithmic axis: positive, over two decades or more.
  static func areLogarithmic(_ lines: [LossLine], _ options: PlotOptions) -> Bool {
    let values = lines.flatMap { $0.points.map(\.y) }.filter(\.isFinite)
    guard options.axes == nil, let least = values.min(), let greatest = values.max() else {
      return false
    }
    return least > 0 && greatest / least >= 100
  }

  /// The range of the values; of runs that went astray only as much as leaves the others to be seen.
  static func range(of lines: [LossLine], isLogarithmic: Bool) -> PlotRange? {
    let shown = lines.flatMap { line in
      line.isLost ? Array(line.points.prefix(2)) : line.points
    }
    let values = shown.map(\.y).filter { $0.isFinite && (!isLogarithmic || $0 > 0) }
    let all = PlotRange(covering: values)
    // A descent that ends at 0 would stretch a logarithmic axis without end.
    guard isLogarithmic, let all else { return all?.padded() }
    return PlotRange(max(all.lower, all.upper * 1e-20), all.upper)?.padded(isLogarithmic: true)
  }
}
