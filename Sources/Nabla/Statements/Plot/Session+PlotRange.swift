import NablaAlgebra
import NablaOptimization
import NablaPlot
import NablaSyntax

extension Session {
  /// The horizontal axis of curves, and whether its range was chosen here.
  func horizontalAxis(
    _ command: Command, _ target: Target, _ variable: Name, _ options: PlotOptions,
    in tree: SyntaxTree
  ) throws(Diagnostic) -> (axis: Axis, isChosen: Bool) {
    var target = target
    let clause = command.clause(.on)
    let part = try box(clause, for: [variable], in: tree, &target.graph)[0]
    let isLogarithmic = options.axes?.isHorizontalLogarithmic ?? false
    let isChosen = part.lower.isInfinite || part.upper.isInfinite
    var range = isChosen ? chosenRange(of: target, variable, on: part) : part.plotRange
    if isLogarithmic, isChosen, range.map({ $0.lower <= 0 }) ?? false {
      range = PlotRange(0.01, max(range?.upper ?? 0, 100))
    }
    guard let range else {
      throw Diagnostic(
        "the interval is too narrow to draw", at: clause?.span ?? target.span,
        hint: "make it wider")
    }
    guard !isLogarithmic || range.lower > 0 else {
      throw Diagnostic(
        "a logarithmic axis begins above 0", at: clause?.span ?? target.span,
        hint: "write `on [0.01, 100]`")
    }
    return (
      Axis(variable.unicode, range, isLogarithmic: isLogarithmic), isChosen
    )
  }

  /// A range that shows where functions are zero, turn, bend over and break off.
  func chosenRange(of target: Target, _ variable: Name, on part: LinePart) -> PlotRange? {
    var target = target
    var points: [Double] = []
    let symbol = target.symbols(of: [variable])[0]
    if target.graph.hasAggregates {
      if let lowest = lowestPoint(of: target, [variable]) {
        let reach = lowest[0] == 0 ? 1 : abs(lowest[0])
        points = [lowest[0] - reach, lowest[0] + reach]
      }
    } else {
      for root in target.roots {
        points += Landmarks(of: root, in: target.graph, by: symbol, on: part).points
      }
    }
    let ends = [part.lower, part.upper].map { $0.isInfinite ? nil : $0.approximation }
    return PlotRange.around(points, from: ends[0], to: ends[1])
  }

  /// The point to which a descent from 0 leads; `nil` where it leads to no minimum.
  func lowestPoint(of target: Target, _ variables: [Name]) -> [Double]? {
    var target = target
    target.variables = variables
    var plan = DescentPlan(.bfgs)
    plan.steps = 60
    let start = variables.map { _ in 0.0 }
    let descent: Descent?
    if target.graph.hasAggregates {
      guard var objective = try? rowObjective(of: target) else { return nil }
      descent = try? plan.run(&objective, goal: .minimum, from: start)
    } else {
      var objective = objective(of: target)
      descent = try? plan.run(&objective, goal: .minimum, from: start)
    }
    return descent.flatMap { $0.success ? $0.x : nil }
  }
}

extension PlotRange {
  /// The range for a picture in which points are to be seen, between two ends where they are given,
  /// in round numbers.
  ///
  /// Around few points it is wide, since there they do not tell much; without any it is ten units
  /// from zero to both sides.
  static func around(_ points: [Double], from lower: Double?, to upper: Double?) -> PlotRange? {
    var points = points
    if let lower { points.append(lower) }
    if let upper { points.append(upper) }
    guard let first = points.min(), let last = points.max() else { return PlotRange(-10, 10) }
    let span = last - first
    let share = points.count < 3 ? 1 : points.count < 6 ? 0.5 : 0.25
    let margin = span > 1e-9 * max(abs(first), abs(last)) ? share * span : max(5, abs(first) / 5)
    let wide = PlotRange(first - margin, last + margin)?.rounded
    guard let wide else { return PlotRange(-10, 10) }
    return PlotRange(lower ?? wide.lower, upper ?? wide.upper)
  }

  /// The range with round ends, no narrower but for what cannot be seen.
  var rounded: PlotRange {
    let ticks = Axis("", self).ticks(about: 12)
    guard ticks.count >= 2 else { return self }
    let step = ticks[1].value - ticks[0].value
    let slack = 1e-6
    return PlotRange(
      (lower / step + slack).rounded(.down) * step, (upper / step - slack).rounded(.up) * step)
      ?? self
  }
}

extension LinePart {
  /// The range between its ends, where both are finite and can be told apart.
  var plotRange: PlotRange? {
    lower.isInfinite || upper.isInfinite
      ? nil : PlotRange(lower.approximation, upper.approximation)
  }
}
