import NablaAlgebra
import NablaEvaluation
import NablaOptimization
import NablaSyntax

extension Session {
  /// `step E from POINT [alpha a]`.
  func step(_ command: Command, in tree: SyntaxTree) throws(Diagnostic) -> Content {
    let (target, start) = try startedTarget(command, in: tree)
    let alpha = try stepRate(command, in: tree)
    if target.graph.hasAggregates {
      var objective = try rowObjective(of: target)
      return try step(command, target, start, alpha, &objective)
    }
    var objective = objective(of: target)
    return try step(command, target, start, alpha, &objective)
  }

  private func step<O: Objective>(
    _ command: Command, _ target: Target, _ start: [Double], _ alpha: Double,
    _ objective: inout O
  ) throws(Diagnostic) -> Content {
    var gradient = Array(repeating: 0.0, count: start.count)
    let value = objective.valueAndGradient(at: start, gradient: &gradient)
    try checkDefined(value, gradient, target, start, at: command.clause(.from)?.span)
    try refuseKink(target, start, at: command.clause(.from)?.span)
    let new = zip(start, gradient).map { $0 - alpha * $1 }
    var gradientNew = gradient
    let valueNew = objective.valueAndGradient(at: new, gradient: &gradientNew)
    return .step(
      StepResult(
        label: target.label, alpha: alpha, old: start, new: new, funOld: value, funNew: valueNew,
        jac: gradient, jacNew: gradientNew))
  }

  /// `minimize` and `maximize`.
  mutating func descend(
    _ command: Command, in tree: SyntaxTree, monitor: Monitor
  ) throws(Diagnostic) -> (content: Content, isInterrupted: Bool) {
    let (target, start) = try startedTarget(command, in: tree)
    var plan = try plan(command, in: tree, dimension: start.count)
    plan.target = try valueTarget(command, of: target, in: tree)
    let trace = try trace(command, in: tree)
    var descent: Descent
    var dependences: [LinearizedRows.Dependence] = []
    if target.graph.hasAggregates {
      var objective = try rowObjective(of: target)
      plan.batches = try batches(command, in: tree, plan, rowCount: objective.rowCount)
      plan.schedule = try schedule(
        command, in: tree,
        steps: plan.batches?.stepCount(rowCount: objective.rowCount ?? 0) ?? plan.steps)
      descent = try descendOverRows(command, target, start, plan, &objective, monitor)
      if descent.point.kind == .flat, let hessian = objective.constantHessian() {
        dependences = LinearizedRows.dependences(inHessian: hessian, dimension: start.count)
      }
      if descent.dependsOnBound, objective.isBoundedQuadratic { descent.settleByConvexity() }
    } else {
      _ = try batches(command, in: tree, plan, isOverRows: false, rowCount: nil)
      plan.schedule = try schedule(command, in: tree, steps: plan.steps)
      var objective = objective(of: target)
      descent = try descend(command, target, start, plan, &objective, monitor)
    }
    // Kinks of other functions are told by `globalCheck`.
    if descent.dependsOnConvexity, target.graph.hasAggregates || !descent.point.isKink,
      isBowl(target, descent.goal, monitor)
    {
      descent.settleByConvexity()
    }
    let names = target.variables.map(\.ascii)
    var report = MinimumReport(
      label: target.label, descent: descent, minimum: Minimum(descent, variables: names),
      isCounted: plan.steps != nil || plan.batches != nil, trace: trace,
      tolerance: plan.tolerance ?? DescentPlan.usualTolerance)
    report.target = plan.target
    report.dependences = dependences
    if target.graph.hasAggregates { report.scaling = scaling(of: target, after: descent) }
    compare(
      &report, with: command.verb.rawValue + " " + RaisedText(target.graph, [target.root]).text(),
      start)
    report.kinks = kinks(of: target, at: descent)
    if !target.graph.hasAggregates {
      report.global = globalCheck(
        of: target, at: descent, from: start, isMaximum: command.verb == .maximize,
        monitor: monitor)
    }
    return (.minimum(report), descent.stop == .interrupted)
  }

  /// Whether rules prove that a function is convex, for a maximum concave.
  private func isBowl(_ target: Target, _ goal: Goal, _ monitor: Monitor) -> Bool {
    var target = target
    let symbols = target.symbols(of: target.variables)
    let examination = ConvexityExamination(
      target.graph, target.root, by: symbols, on: symbols.map { _ in .line },
      data: tables.data(for: target.graph, below: target.roots),
      isInterrupted: monitor.isInterrupted)
    let verdict = examination.byRules().verdict
    return goal == .minimum ? verdict.isConvex : verdict.isConcave
  }

  /// How to scale the features of a loss on which a descent by rate got nowhere.
  private func scaling(of target: Target, after descent: Descent) -> ScalingAdvice? {
    guard descent.learningRate != nil, !descent.success, descent.x.count <= 50 else { return nil }
    switch descent.stop {
    case .diverged, .oscillating, .steps, .epochs, .value: break
    case .gradient, .step, .target, .unbounded, .undefined, .lineSearch, .interrupted: return nil
    }
    var target = target
    let symbols = target.symbols(of: target.variables)
    let data = tables.data(for: target.graph, below: target.roots)
    return FeatureScaling(target.graph, root: target.root, variables: symbols, data: data)
      .map(ScalingAdvice.init)
  }

  /// What a descent tells on its way, where a step goes over so many rows or variables.
  private func watch(
    _ monitor: Monitor, _ plan: DescentPlan, size: Int
  ) -> DescentMonitor {
    // Words are put together a few times a second, and never take as long as the steps themselves.
    let stride = max(1, min(100, 100_000 / max(1, size)))
    return DescentMonitor(
      isInterrupted: monitor.isInterrupted,
      progress: { step, value, norm in
        guard step.isMultiple(of: stride) else { return }
        let text =
          "step \(step)  value \(NumberText.significant(value, 9))  slope "
          + NumberText.significant(norm, 2)
        let fraction = plan.steps.map { Double(step) / Double(max(1, $0)) }
        monitor.report(Monitor.Progress(text: text, fraction: fraction))
      },
      batchProgress: { progress in
        // Formatting is left to one in sixteen of the calls.
        guard (progress.rows >> 6) & 15 == 0 else { return }
        let value = NumberText.significant(progress.value, 6)
        let fraction = progress.allRows.isFinite ? Double(progress.rows) / progress.allRows : nil
        monitor.report(
          Monitor.Progress(
            text: "epoch \(progress.epoch)  value \(value)", fraction: fraction,
            rows: progress.rows))
      }, now: monitor.now)
  }

  private func descendOverRows(
    _ command: Command, _ target: Target, _ start: [Double], _ plan: DescentPlan,
    _ objective: inout RowObjective, _ monitor: Monitor
  ) throws(Diagnostic) -> Descent {
    try checkStart(command, target, start, &objective)
    do {
      return try plan.run(
        overRows: &objective, goal: command.verb == .maximize ? .maximum : .minimum, from: start,
        monitor: watch(monitor, plan, size: objective.rowCount ?? 1))
    } catch {
      throw diagnostic(for: error, command)
    }
  }

  /// Refuses a start where the function has no value or slope.
  private func checkStart<O: Objective>(
    _ command: Command, _ target: Target, _ start: [Double], _ objective: inout O
  ) throws(Diagnostic) {
    var gradient = Array(repeating: 0.0, count: start.count)
    let value = objective.valueAndGradient(at: start, gradient: &gradient)
    try checkDefined(value, gradient, target, start, at: command.clause(.from)?.span)
  }

  private func descend<O: Objective>(
    _ command: Command, _ target: Target, _ start: [Double], _ plan: DescentPlan,
    _ objective: inout O, _ monitor: Monitor
  ) throws(Diagnostic) -> Descent {
    try checkStart(command, target, start, &objective)
    do {
      return try plan.run(
        &objective, goal: command.verb == .maximize ? .maximum : .minimum, from: start,
        monitor: watch(monitor, plan, size: start.count))
    } catch {
      throw diagnostic(for: error, command)
    }
  }

  /// The kinks where a descent ended at no smooth optimum, for a few variables.
  private func kinks(of target: Target, at descent: Descent) -> [KinkResult] {
    guard descent.point.kind != .minimum, descent.point.kind != .maximum, descent.x.count <= 8
    else { return [] }
    let kinks = Kinks(
      target.graph, root: target.root, variables: target.variables, at: descent.x,
      span: target.span)
    return ((try? kinks.all()) ?? []).compactMap { $0 }
  }

  /// Remembers a verified optimum, and an earlier one elsewhere to compare it with.
  private mutating func compare(_ report: inout MinimumReport, with key: String, _ start: [Double])
  {
    guard report.descent.success else { return }
    let own = MinimumReport.EarlierOptimum(
      start: start, x: report.descent.x, fun: report.descent.fun)
    if let earlier = optima[key], !earlier.isSame(as: own) { report.earlier = earlier }
    optima[key] = own
  }

  /// What a descent is about, and where it starts.
  func startedTarget(
    _ command: Command, in tree: SyntaxTree
  ) throws(Diagnostic) -> (Target, [Double]) {
    let target = try target(of: command, in: tree)
    guard target.roots.count == 1 else { throw scalarNeeded(command, target) }
    try refuseRows(target, command.verb)
    guard !target.variables.isEmpty else { throw nothingVaries(command, target, in: tree) }
    let fixed = target.allVariables.filter { !target.variables.contains($0) }
    if let name = fixed.first {
      throw Diagnostic(
        "\(name.ascii) has no value", at: target.span,
        hint: "write `\(name.ascii) = ...` first")
    }
    guard let clause = command.clause(.from) else {
      let example =
        target.variables.count == 1
        ? "from 1"
        : "from (" + target.variables.prefix(8).map { _ in "1" }.joined(separator: ", ") + ")"
      throw Diagnostic(
        "from where? `\(command.verb.rawValue)` needs a start", at: command.verbSpan,
        hint: "add `\(example)`")
    }
    return (target, try point(clause, for: target.variables, of: target, in: tree))
  }

  private func trace(
    _ command: Command, in tree: SyntaxTree
  ) throws(Diagnostic) -> MinimumReport.Trace {
    guard let clause = command.clause(.trace) else { return .short }
    switch clause.value {
    case .word("all"): return .all
    case .expression: return .count(try count(clause, atLeast: 2, in: tree))
    case .word, .percent, .point, .box, .names, .schedule, .path:
      throw Diagnostic(
        "`trace` takes `all` or a number of rows", at: clause.span, hint: "write `trace all`")
    }
  }

  func objective(of target: Target) -> ProgramObjective {
    var target = target
    let symbols = target.symbols(of: target.variables)
    return ProgramObjective(target.graph, root: target.root, variables: symbols)
  }

  /// A loss over the rows of a table.
  func rowObjective(of target: Target) throws(Diagnostic) -> RowObjective {
    if let problem = emptySample(target.roots, in: target.graph, at: target.span) { throw problem }
    var target = target
    let symbols = target.symbols(of: target.variables)
    let data = tables.data(for: target.graph, below: target.roots)
    guard
      let objective = RowObjective(
        target.graph, root: target.root, variables: symbols, data: data)
    else {
      throw Diagnostic(
        "an aggregate here has no derivative", at: target.span,
        hint: "mean and sum have one; min, max, median and quantile have none")
    }
    return objective
  }

  /// Refuses a start where the function or its gradient is undefined, saying which part is.
  private func checkDefined(
    _ value: Double, _ gradient: [Double], _ target: Target, _ start: [Double], at span: Span?
  ) throws(Diagnostic) {
    if value.isFinite, gradient.allSatisfy(\.isFinite) { return }
    var target = target
    let inputs = target.symbols(of: target.variables)
    let span = span ?? target.span
    if target.graph.hasAggregates { throw undefined(target.roots, in: target.graph, at: span) }
    if let failure = Diagnosis(
      of: target.root, in: target.graph, inputs: inputs, at: start)
    {
      throw failure.diagnostic(in: target.graph, at: span)
    }
    throw Diagnostic(
      value.isFinite
        ? "the slope is infinite or undefined at the start"
        : "the function is not finite at the start",
      at: span, hint: "start elsewhere")
  }

  private func refuseKink(
    _ target: Target, _ start: [Double], at span: Span?
  ) throws(Diagnostic) {
    let kinks = Kinks(
      target.graph, root: target.root, variables: target.variables, at: start,
      span: span ?? target.span)
    guard let kink = try kinks.all().compactMap({ $0 }).first else { return }
    throw Diagnostic(
      "there is a kink at the start: \(kink.label) is \(NumberText.significant(kink.left, 6)) from"
        + " the left and \(NumberText.significant(kink.right, 6)) from the right",
      at: span ?? target.span, hint: "start beside it")
  }

  private func diagnostic(for error: OptimizationError, _ command: Command) -> Diagnostic {
    switch error {
    case .dimensionTooLarge(let count, let limit):
      Diagnostic(
        "this method keeps a matrix of \(count) by \(count), too large beyond \(limit) variables",
        at: command.clause(.using)?.span ?? command.verbSpan, hint: "write `using lbfgs`")
    case .wrongStart(let given, let expected):
      Diagnostic(
        "a start here has \(expected) coordinates, not \(given)", at: command.verbSpan)
    case .noVariables: Diagnostic("nothing can vary", at: command.verbSpan)
    case .learningRate(let alpha):
      Diagnostic("alpha must be positive, and this is \(alpha)", at: command.verbSpan)
    case .tolerance(let value):
      Diagnostic("the tolerance cannot be \(value)", at: command.verbSpan)
    case .hyperparameter(let name, let value):
      Diagnostic("\(name.rawValue) cannot be \(value)", at: command.verbSpan)
    case .steps(let count):
      Diagnostic("the number of steps cannot be \(count)", at: command.verbSpan)
    }
  }
}

extension MinimumReport.EarlierOptimum {
  /// Whether two runs ended at one point, as far as their tolerances tell.
  fileprivate func isSame(as other: MinimumReport.EarlierOptimum) -> Bool {
    zip(x, other.x).allSatisfy { abs($0 - $1) <= 1e-4 * max(1, abs($0)) }
  }
}
