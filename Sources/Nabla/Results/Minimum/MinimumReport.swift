import NablaOptimization
import NablaSyntax

/// The report on `minimize` and `maximize`.
struct MinimumReport: Sendable {
  var label: FunctionLabel
  var descent: Descent
  var minimum: Minimum
  /// Whether a number of steps was asked for.
  var isCounted: Bool
  var trace: Trace
  /// The largest slope that passes for zero.
  var tolerance: Double
  /// How the features could be scaled, where that is what a descent by rate suffers from.
  var scaling: ScalingAdvice?
  /// The parameters that the rows do not tell from others.
  var dependences: [LinearizedRows.Dependence] = []
  /// The value that was to be reached.
  var target: ValueTarget?
  /// Another optimum of the same function found earlier in the session.
  var earlier: EarlierOptimum?
  /// The kinks at the last point.
  var kinks: [KinkResult] = []
  /// What is proved of the last point on a box around it.
  var global: GlobalCheck?

  /// The learning rate, `nil` for a line search.
  var alpha: Double? { descent.learningRate }

  /// Which rows of the table of steps are shown.
  enum Trace: Sendable {
    case short
    case all
    case count(Int)
  }

  /// An optimum that the session has found before.
  struct EarlierOptimum: Sendable {
    var start: [Double]
    var x: [Double]
    var fun: Double
  }

  func addFields(to object: inout JSONObject) {
    object.add("method", minimum.method)
    object.add("variables", minimum.variables)
    object.add("x", minimum.x)
    object.add("fun", minimum.fun)
    object.add("jac", minimum.jac)
    if let hessInv = minimum.hessInv { object.add("hess_inv", hessInv) }
    object.add("nit", minimum.nit)
    object.add("nfev", minimum.nfev)
    object.add("njev", minimum.njev)
    object.add("success", minimum.success)
    object.add("status", minimum.status)
    object.add("message", minimum.message)
    object.add("stop", minimum.stop)
    if let point = minimum.point { object.add("point", point) }
    if let alpha = minimum.alpha { object.add("alpha", alpha) }
    if let batches = descent.batches {
      object.add("epochs", descent.visits?.epochs ?? 0)
      object.add("batch", batches.size)
      object.add("rows_visited", descent.visits?.rows ?? 0)
    }
    if let target { object.add("until", target.limit) }
    if let scaling { object.add("condition", scaling.condition) }
    if !dependences.isEmpty {
      let groups = dependences.map { dependence in
        let members = [dependence.parameter] + dependence.parts.map(\.parameter)
        return members.map { JSON.string(label.variables[$0].ascii) }.joined(separator: ", ")
      }
      object.add("collinear", raw: "[[" + groups.joined(separator: "], [") + "]]")
    }
    if let limit = minimum.alphaLimit { object.add("alpha_limit", limit) }
    if let best = minimum.best {
      var inner = JSONObject()
      inner.add("x", best.x)
      inner.add("fun", best.fun)
      object.add("best", raw: inner.text)
    }
    if !minimum.departures.isEmpty {
      let list = minimum.departures.map { departure in
        var inner = JSONObject()
        inner.add("step", departure.step)
        inner.add("point", departure.point)
        inner.add("direction", departure.direction)
        return inner.text
      }
      object.add("departures", raw: "[" + list.joined(separator: ", ") + "]")
    }
    if let global { object.add("global", raw: global.json) }
    object.add("trajectory", minimum.trajectory)
    object.add("fun_trajectory", minimum.funTrajectory)
  }

  func text(unicode: Bool) -> StyledText {
    var text = table(unicode: unicode)
    text.append(MinimumSentences(report: self, unicode: unicode).text)
    if alpha == nil { text.append(summary(unicode: unicode)) }
    return text
  }

  /// How fast rows were visited, where that was measured.
  var pace: String? {
    guard let visits = descent.visits, visits.rows > 0, let seconds = visits.seconds, seconds > 0
    else { return nil }
    let rate = Double(visits.rows) / seconds
    let isLarge = rate >= 1e6
    let text = NumberText.significant(isLarge ? rate / 1e6 : rate.rounded(), isLarge ? 3 : 6)
    return "\(visits.rows) rows visited in \(NumberText.significant(seconds, 3)) s: \(text)"
      + "\(isLarge ? " million" : "") rows a second"
  }

  /// The steps, one row each; long runs show their first rows and the last.
  private func table(unicode: Bool) -> StyledText {
    let trajectory = descent.trajectory
    var head =
      [descent.batches == nil ? "step" : "epoch"]
      + label.variables.prefix(6).map { " " + $0.text(unicode: unicode) }
    head += [" " + label.value(unicode), " " + label.slope(unicode)]
    var rows = [head]
    let shown = shownSteps(of: trajectory)
    for step in shown {
      guard let point = trajectory.point(at: step) else { continue }
      let numbers =
        point.prefix(6)
        + [trajectory.value(at: step), trajectory.slope(at: step)]
        .compactMap { $0 }
      rows.append([rowName(of: step)] + numbers.map(ReportNumber.table))
    }
    let width = rows.map { $0[0].count }.max() ?? 0
    for index in rows.indices { rows[index][0] = Layout.flushed(rows[index][0], width + 2) + " " }
    var text = StyledText()
    for (index, line) in Layout.columns(rows).enumerated() {
      if index > 1, shown[index - 1] != shown[index - 2] + 1 {
        text.append(Layout.flushed("...", width + 2) + "\n", .dimmed)
      }
      text.append(line.trimmedAtEnd + "\n", index == 0 ? .dimmed : .plain)
    }
    return text
  }

  /// The number of a step, or of an epoch; of one that was broken off the part that was done.
  private func rowName(of step: Int) -> String {
    guard let visits = descent.visits, step > visits.epochs else { return String(step) }
    return "in \(step)"
  }

  private func shownSteps(of trajectory: Trajectory) -> [Int] {
    let steps = trajectory.steps
    let limit: Int
    switch trace {
    case .all: return steps
    case .count(let count): limit = max(2, count)
    case .short: limit = descent.batches != nil ? 101 : isCounted ? 50 : 12
    }
    guard steps.count > limit, let last = steps.last else { return steps }
    if case .count = trace { return Array(steps.prefix(limit - 1)) + [last] }
    return Array(steps.prefix(3)) + [last]
  }

  /// SciPy's fields, for a run without a fixed learning rate.
  private func summary(unicode: Bool) -> StyledText {
    func list(_ values: [Double]) -> String {
      let shown = values.prefix(8).map { NumberText.significant($0, 10) }
      return "[" + shown.joined(separator: ", ") + (values.count > 8 ? ", ...]" : "]")
    }
    var rows = [
      ("message", minimum.message),
      ("success", String(minimum.success)),
      ("status", String(minimum.status)),
      ("fun", NumberText.significant(minimum.fun, 10)),
      ("x", list(minimum.x)),
      ("jac", list(minimum.jac)),
    ]
    if let hessInv = minimum.hessInv, hessInv.count <= 8 {
      let lines = hessInv.map(list)
      rows.append(("hess_inv", "[" + lines.joined(separator: ", ") + "]"))
    }
    rows += [
      ("nit", String(minimum.nit)), ("nfev", String(minimum.nfev)),
      ("njev", String(minimum.njev)),
    ]
    var text = StyledText()
    for (key, value) in rows {
      text.append("  " + Layout.flushed(key, 8) + ": ", .dimmed)
      text.append(value + "\n")
    }
    return text
  }
}
