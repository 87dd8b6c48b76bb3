import NablaOptimization
import NablaSyntax

/// The sentences under a table of steps: why the descent ended, where, and what is to be done.
struct MinimumSentences {
  let report: MinimumReport
  let unicode: Bool

  var descent: Descent { report.descent }
  var label: FunctionLabel { report.label }
  private var atMost: String { unicode ? "≤" : "<=" }
  private var atLeast: String { unicode ? "≥" : ">=" }
  var wanted: String { descent.goal == .minimum ? "minimum" : "maximum" }
  private var better: String { descent.goal == .minimum ? "lower" : "higher" }

  var text: StyledText {
    var text = StyledText()
    text.append("  " + outcome + "\n", descent.success ? .good : .bad)
    text.append("  " + place + "\n", .result)
    for line in history { text.append("  " + line + "\n") }
    for line in advice { text.append("  " + line + "\n") }
    return text
  }

  /// The rule that fired, with its value and limit.
  private var outcome: String {
    let steps = descent.nit == 1 ? "1 step" : "\(descent.nit) steps"
    let slope = label.slopeMagnitude(unicode)
    switch descent.stop {
    case .gradient(let measured, let limit):
      let rule =
        "\(slope) = \(ReportNumber.measure(measured)) \(atMost) \(ReportNumber.measure(limit))"
        + " after \(steps)"
      return (descent.success ? "converged: " : "stopped, no \(wanted) found: ") + rule
    case .step(let measured) where descent.point.isKink:
      return "converged: no step from \(ReportNumber.measure(measured)) on gives a \(better) value"
        + " after \(steps)"
    case .step(let measured):
      return
        "\(verdictWord): the step \(ReportNumber.measure(measured)) no longer changes the point"
        + " after \(steps)"
    case .value(let measured, let limit):
      return "\(verdictWord): the value changes by \(ReportNumber.measure(measured))"
        + " \(atMost) \(ReportNumber.measure(limit)), no more than rounding does, after \(steps)"
    case .target(let measured, let target):
      let sign = target.isAbove ? (target.isStrict ? ">" : atLeast) : target.isStrict ? "<" : atMost
      return "stopped as asked: \(label.value(unicode)) = \(ReportNumber.result(measured)) \(sign)"
        + " \(ReportNumber.result(target.limit)) after \(steps)" + visited
    case .steps(let limit):
      return report.isCounted
        ? "stopped after \(steps), as asked" + visited + (bounces ? "; it bounces" : "")
        : "not converged: the bound of \(limit) steps is reached" + (bounces ? "; it bounces" : "")
    case .epochs(let limit):
      return "stopped after \(limit == 1 ? "1 epoch" : "\(limit) epochs"), \(steps)" + visited
    case .diverged(let step):
      return "not converged: diverging, clear after \(step) step\(step == 1 ? "" : "s")\(visited);"
        + " each step overshoots farther"
    case .oscillating: return "not converged: " + jumps
    case .unbounded(let value, let at):
      let direction = descent.goal == .minimum ? "below" : "above"
      if value.isInfinite {
        let point = label.point(at, unicode: unicode) { NumberText.significant($0, 9) }
        return "not converged: unbounded \(direction), \(label.value(unicode)) goes to"
          + " \(value < 0 ? "-inf" : "inf") at \(point)"
      }
      return "not converged: unbounded \(direction), \(ReportNumber.measure(value)) and still going"
    case .undefined(let at):
      return "not converged: the function or its slope is undefined at "
        + label.point(at, unicode: unicode) { NumberText.significant($0, 9) }
    case .lineSearch:
      return "\(verdictWord): the line search finds no \(better) value after \(steps)"
    case .interrupted: return "interrupted after \(steps): the best point so far"
    }
  }

  /// How many rows were visited, where it went by batches.
  private var visited: String {
    guard let visits = descent.visits else { return "" }
    return ", \(visits.rows == 1 ? "1 row" : "\(visits.rows) rows") visited"
  }

  private var verdictWord: String { descent.success ? "converged" : "not converged" }

  var bounces: Bool { descent.oscillation != nil }

  private var jumps: String {
    guard let oscillation = descent.oscillation else { return "oscillating, the step overshoots" }
    let points = oscillation.points.prefix(4).map(shortPoint)
    let list = points.joined(separator: " and ")
    let rest = oscillation.points.count > 4 ? " and more" : ""
    let period = oscillation.period > 2 ? " with period \(oscillation.period)" : ""
    return "oscillating\(period) between \(list)\(rest), the step overshoots"
  }

  private func shortPoint(_ x: [Double]) -> String {
    let texts = x.prefix(8).map { NumberText.significant($0, 7) }
    return x.count == 1 ? texts[0] : "(" + texts.joined(separator: ", ") + ")"
  }

  /// The point, its value, and what kind of point it is.
  private var place: String {
    let point = label.point(descent.x, unicode: unicode, ReportNumber.result)
    let value = "\(label.value(unicode)) = \(ReportNumber.result(descent.fun))"
    return "\(point), \(value), \(kind)"
  }

  private var kind: String {
    let point = descent.point
    if point.isPlateau {
      let (falls, bound) =
        descent.goal == .minimum ? ("falling", "an infimum") : ("rising", "a supremum")
      return "no stationary point: the function keeps \(falls), ever more slowly;"
        + " \(bound), if there is one, is not reached"
    }
    if point.isKink {
      return (point.isGlobal ? "the global" : "a local") + " \(wanted) at a kink: 0 lies "
        + (label.variables.count == 1
          ? "between the slopes on its two sides" : "among the slopes around it")
        + (point.isGlobal ? ", and the function is \(bowl)" : "")
    }
    if let higher = point.higherOrder, point.kind == .minimum || point.kind == .maximum {
      return decided(by: higher)
    }
    switch point.kind {
    case .minimum: return "a strict local minimum" + curvature(point.smallestCurvature, "> 0")
    case .maximum: return "a strict local maximum" + curvature(point.largestCurvature, "< 0")
    case .saddle:
      return "a saddle: \(better) values lie " + (point.escape.map(way) ?? "near")
    case .flat where point.isGlobal:
      return "a flat point, and the function is \(bowl), so no value is \(better)"
    case .flat:
      return descent.success
        ? "a flat point: no \(better) value found around it, which is evidence and no proof"
        : "a flat point: nothing is proved"
    case .notStationary where point.isJump:
      return
        "a jump is just beside it: the value that it \(descent.goal == .minimum ? "falls" : "rises")"
        + " to is not reached"
    case .notStationary:
      let norm = descent.jac.reduce(0) { max($0, abs($1)) }
      return "not stationary: \(label.slopeMagnitude(unicode)) = \(ReportNumber.measure(norm))"
    case nil: return "of unknown kind: the second derivatives are not available"
    }
  }

  private var bowl: String { descent.goal == .minimum ? "convex" : "concave" }

  /// A point where the second derivative is zero and a later one tells.
  private func decided(by higher: HigherOrder) -> String {
    let size = max(1, descent.x.reduce(0) { max($0, abs($1)) })
    let at = abs(higher.at) <= 1e-12 * size ? 0 : higher.at
    let point = label.point([at], unicode: unicode) { NumberText.significant($0, 9) }
    return "a strict local \(descent.point.kind?.rawValue ?? "") at \(point): the first derivative"
      + " that is not 0 there is the \(higher.order)th,"
      + " \(NumberText.significant(higher.derivative, 6)) \(higher.derivative > 0 ? ">" : "<") 0"
  }

  private func curvature(_ value: Double?, _ sign: String) -> String {
    guard let value else { return "" }
    let name =
      label.variables.count == 1 ? label.curvature(unicode) : "curvatures from there on"
    let number = NumberText.significant(value, 6)
    return label.variables.count == 1
      ? ": \(name) = \(number) \(sign)"
      : ": every curvature is at \(sign == "> 0" ? "least" : "most") \(number) \(sign)"
  }

  /// What helps: another alpha, another start, the best point seen.
  private var advice: [String] {
    var lines: [String] = []
    if bounces, case .steps = descent.stop { lines.append("to and fro: " + jumps) }
    if let limit = descent.rateLimit, needsSmallerRate { lines.append(rateAdvice(limit)) }
    if let scaling = report.scaling { lines.append(scaling.sentence) }
    lines += report.dependences.prefix(4).map(sentence)
    lines += report.kinks.map(sentence)
    if let target = report.target, !target.isMet(by: descent.fun) {
      lines.append(
        "\(label.value(unicode)) did not come \(target.isAbove ? "up" : "down") to"
          + " \(ReportNumber.result(target.limit))")
    }
    if let best = descent.best {
      let point = label.point(best.x, unicode: unicode, ReportNumber.result)
      lines.append(
        "the best point seen is \(point) with \(label.value(unicode)) = "
          + ReportNumber.result(best.fun))
    }
    if let earlier = report.earlier { lines.append(comparison(earlier)) }
    if let global = report.global { lines.append(global.sentence(label, unicode: unicode)) }
    return lines
  }

  private func sentence(_ dependence: LinearizedRows.Dependence) -> String {
    dependence.sentence(label.variables.map { $0.text(unicode: unicode) })
      + (dependence.parts.isEmpty ? "" : "; this is one \(wanted) of many")
  }

  /// What happened on the way: how alpha was chosen, where it stepped off a saddle.
  private var history: [String] {
    var lines: [String] = []
    if let choice = descent.rateChoice { lines.append(sentence(choice)) }
    for departure in descent.departures.prefix(4) { lines.append(sentence(departure)) }
    if let slowness = descent.slowness { lines.append(sentence(slowness)) }
    let size = descent.x.reduce(1) { max($0, abs($1)) }
    if descent.success, descent.point.higherOrder == nil, descent.point.kind == .minimum,
      let step = descent.point.newtonStep, step > 1e-3 * size
    {
      lines.append(
        "it is so flat here that the \(wanted) is still about \(NumberText.significant(step, 2)) away;"
          + " `tol \(ReportNumber.measure(report.tolerance * 1e-6))` goes nearer")
    }
    if descent.success, descent.point.isLimitedByRounding {
      lines.append(
        "\(label.slopeMagnitude(unicode)) is as small as doubles tell here; the tolerance"
          + " \(ReportNumber.measure(report.tolerance)) is below that")
    }
    return lines
  }

  private func sentence(_ departure: Departure) -> String {
    let kind = departure.kind.rawValue
    let direction = way(departure.direction)
    return departure.step == 0
      ? "the start is a \(kind): \(better) values lie \(direction), so it stepped off"
      : "after \(departure.step) \(departure.step == 1 ? "step" : "steps") it stood at a \(kind) and"
        + " stepped off \(direction)"
  }

  /// A direction, in one variable a side.
  private func way(_ direction: [Double]) -> String {
    guard label.variables.count == 1 else { return "along " + shortPoint(direction) }
    return direction[0] > 0 ? "to the right" : "to the left"
  }

  private func sentence(_ kink: KinkResult) -> String {
    let (left, right) = (kink.left, kink.right)
    let isOptimum = descent.goal == .minimum ? left < 0 && right > 0 : left > 0 && right < 0
    return "a kink: \(kink.label) is \(NumberText.significant(left, 6)) from the left and"
      + " \(NumberText.significant(right, 6)) from the right"
      + (isOptimum && label.variables.count == 1 && !descent.point.isKink
        ? ", so this is a local \(wanted)" : "")
  }

  private func comparison(_ earlier: MinimumReport.EarlierOptimum) -> String {
    let start = label.point(earlier.start, unicode: unicode) { NumberText.significant($0, 9) }
    let point = label.point(earlier.x, unicode: unicode, ReportNumber.result)
    let isBetter =
      descent.goal == .minimum ? earlier.fun < descent.fun : earlier.fun > descent.fun
    return "another start, another \(wanted): from \(start) it was \(point) with the"
      + " \(isBetter ? better : descent.goal == .minimum ? "higher" : "lower") value"
      + " \(ReportNumber.result(earlier.fun))"
  }
}
