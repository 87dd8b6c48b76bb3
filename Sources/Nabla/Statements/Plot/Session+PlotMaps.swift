import NablaAlgebra
import NablaEvaluation
import NablaOptimization
import NablaPlot
import NablaSyntax

extension Session {
  /// `plot L on θ0 in [-1, 3], θ1 in [0, 0.2]`: contours of a function of two variables.
  func mapSketch(
    _ command: Command, _ target: Target, _ names: [Name], _ options: PlotOptions,
    in tree: SyntaxTree
  ) throws(Diagnostic) -> Sketch {
    let ranges = try mapRanges(command, target, names, in: tree)
    let layer = try contourLayer(of: target, names, ranges, options)
    return Sketch(
      plot: mapPlot(title(of: target, command, in: tree), names, ranges, [layer]))
  }

  /// A picture with a variable along each axis.
  func mapPlot(
    _ title: String, _ names: [Name], _ ranges: [PlotRange], _ layers: [Plot.Layer]
  ) -> Plot {
    Plot(
      title: title,
      panels: [
        Plot.Panel(
          horizontal: Axis(names[0].unicode, ranges[0]),
          vertical: Axis(names[1].unicode, ranges[1]), layers: layers)
      ])
  }

  /// The contours of a function over a rectangle.
  func contourLayer(
    of target: Target, _ names: [Name], _ ranges: [PlotRange], _ options: PlotOptions
  ) throws(Diagnostic) -> Plot.Layer {
    let grid = try grid(of: target, names, ranges, isFine: options.isFine)
    return Plot.Layer(.contours(grid.contours(about: options.isFine ? 12 : 8)), series: 0)
  }

  /// `surface L on θ0 in [-1, 3], θ1 in [0, 0.2] to "L.svg"`.
  func surface(
    _ command: Command, in tree: SyntaxTree, answer: inout Answer
  ) throws(Diagnostic) {
    let options = try PlotOptions(command)
    let target = try target(of: command, in: tree)
    guard target.roots.count == 1 else { throw scalarNeeded(command, target) }
    try refuseRows(target, command.verb)
    let names = target.allVariables
    guard names.count == 2 else {
      throw Diagnostic(
        "a surface is of two variables, and here \(names.count == 1 ? "is 1" : "are \(names.count)")",
        at: target.span, hint: names.count == 1 ? "write `plot`" : "give the others values first")
    }
    guard options.path != nil else {
      throw Diagnostic(
        "a surface is drawn in a file", at: command.verbSpan,
        hint: "add `to \"surface.svg\"`, or write `plot` for contours")
    }
    let ranges = try mapRanges(command, target, names, in: tree)
    let grid = try grid(of: target, names, ranges, isFine: false)
    let layer = Plot.Layer(.surface(grid), series: 0, name: target.label.value(true))
    let title = title(of: target, command, in: tree)
    try show(Sketch(plot: mapPlot(title, names, ranges, [layer])), options, in: &answer)
  }

  /// The ranges of both variables, by `on`, or around the minimum near 0.
  private func mapRanges(
    _ command: Command, _ target: Target, _ names: [Name], in tree: SyntaxTree
  ) throws(Diagnostic) -> [PlotRange] {
    var target = target
    let parts = try box(command.clause(.on), for: names, in: tree, &target.graph)
    if parts.contains(where: { $0.lower.isInfinite || $0.upper.isInfinite }) {
      let lowest = lowestPoint(of: target, names)
      return zip(parts.indices, parts).compactMap { index, part in
        let centre = lowest?[index] ?? 0
        let reach = abs(centre) > 1e-6 ? 1.5 * abs(centre) : 5
        let ends = [part.lower, part.upper].map { $0.isInfinite ? nil : $0.approximation }
        return PlotRange(ends[0] ?? centre - reach, ends[1] ?? centre + reach)?.rounded
          ?? PlotRange(covering: ends.compactMap { $0 })
      }
    }
    let ranges = parts.compactMap(\.plotRange)
    guard ranges.count == names.count else {
      throw Diagnostic(
        "the interval is too narrow to draw", at: command.clause(.on)?.span ?? target.span,
        hint: "make it wider")
    }
    return ranges
  }

  /// How many points a grid has along each side: as many as can be seen, but over many rows only as
  /// many as their number of passes allows.
  private static func gridCount(rowCount: Int, isFine: Bool) -> Int {
    let wanted = isFine ? 121 : 61
    let passes = Int((1e8 / Double(max(1, rowCount))).squareRoot())
    return min(wanted, max(33, passes))
  }

  /// The values of a function of two variables over a rectangle.
  private func grid(
    of target: Target, _ names: [Name], _ ranges: [PlotRange], isFine: Bool
  ) throws(Diagnostic) -> Grid {
    var target = target
    let symbols = target.symbols(of: names)
    var single = [0.0]
    let grid: Grid
    if target.graph.hasAggregates {
      let data = tables.data(for: target.graph, below: target.roots)
      let program = AggregateProgram(
        &target.graph, outputs: [target.root], inputs: symbols, data: data)
      var workspace = program.makeWorkspace()
      let rowCount = program.readsRows ? program.rowCount ?? .max : 1
      let count = Self.gridCount(rowCount: rowCount, isFine: isFine)
      grid = Grid(ranges[0], ranges[1], columns: count, rows: count) { x, y in
        program.run([x, y], into: &single, workspace: &workspace)
        return single[0]
      }
    } else {
      let program = Program(&target.graph, outputs: [target.root], inputs: symbols)
      var workspace = program.makeWorkspace()
      let count = isFine ? 161 : 61
      grid = Grid(ranges[0], ranges[1], columns: count, rows: count) { x, y in
        program.run([x, y], into: &single, workspace: &workspace)
        return single[0]
      }
    }
    guard grid.hasValues else {
      throw Diagnostic(
        "there is no value anywhere on the box", at: target.span, hint: "write another box")
    }
    return grid
  }
}
