import NablaOptimization
import NablaSyntax

extension Session {
  /// The method of a `minimize` or `maximize` with everything that its clauses say.
  ///
  /// Without `using` a learning rate or a schedule means gradient descent, and else it is BFGS, or
  /// beyond the size of its matrix L-BFGS.
  func plan(
    _ command: Command, in tree: SyntaxTree, dimension: Int
  ) throws(Diagnostic) -> DescentPlan {
    var plan = DescentPlan(try method(command, dimension: dimension))
    try refuseForeignClauses(of: command, plan.method)
    if let rate = try learningRate(command, in: tree) { plan.rate = rate }
    for name in Hyperparameter.allCases {
      guard let clause = ClauseWord(rawValue: name.rawValue).flatMap(command.clause),
        case .expression(let id) = clause.value
      else { continue }
      let value = try number(id, in: tree)
      guard name.admits(value) else {
        let usual = plan.method.row.parameters.first { $0.name == name }?.value ?? 0
        throw Diagnostic(
          "`\(name.rawValue)` takes \(name.range), not \(NumberText.significant(value, 6))",
          at: clause.span, hint: "try `\(name.rawValue) \(NumberText.significant(usual, 6))`")
      }
      plan.parameters[name] = value
    }
    plan.steps = try command.clause(.steps).map { clause throws(Diagnostic) in
      try count(clause, atLeast: 0, in: tree)
    }
    plan.tolerance = try tolerance(command, in: tree)
    plan.isStrictStart = try isStrictStart(command)
    return plan
  }

  /// The learning rate of `step`, 1 unless it is given.
  func stepRate(_ command: Command, in tree: SyntaxTree) throws(Diagnostic) -> Double {
    switch try learningRate(command, in: tree) {
    case .fixed(let alpha): return alpha
    case .usual, nil: return 1
    case .automatic:
      throw Diagnostic(
        "`step` wants a number for alpha", at: command.clause(.alpha)?.span ?? command.verbSpan,
        hint: "try `alpha 0.1`")
    }
  }

  private func method(
    _ command: Command, dimension: Int
  ) throws(Diagnostic) -> DescentMethodName {
    guard let clause = command.clause(.using), case .word(let word) = clause.value else {
      let rated: [ClauseWord] = [.alpha, .decay, .batch, .epochs]
      if rated.contains(where: { command.clause($0) != nil }) { return .gradientDescent }
      return dimension > BFGS.largestDimension ?? dimension ? .lbfgs : .bfgs
    }
    if let method = DescentMethodName(rawValue: word) { return method }
    let names = DescentMethodName.allCases.map(\.rawValue)
    let near = Spelling.nearest(to: word, among: names)
    throw Diagnostic(
      "there is no method `\(word)`", at: clause.span,
      hint: near.first.map { "did you mean `using \($0)`?" }
        ?? "there are " + names.joined(separator: ", "))
  }

  /// Refuses a clause that the method does not know, and names those that it does.
  private func refuseForeignClauses(
    of command: Command, _ method: DescentMethodName
  ) throws(Diagnostic) {
    let known = method.clauses
    for clause in command.clauses
    where (clause.word.isOfMethod || clause.word == .alpha) && !known.contains(clause.word) {
      let owners = DescentMethodName.allCases.filter { $0.clauses.contains(clause.word) }
      let why = method.row.takesRate ? "" : ", which searches along a line for its steps"
      throw Diagnostic(
        "`\(clause.word.rawValue)` is no clause of \(method.rawValue)"
          + (clause.word == .alpha ? why : ""),
        at: clause.wordSpan,
        hint: "\(method.rawValue) takes \(list(known)), besides `steps`, `tol`, `trace` and `by`;"
          + " `\(clause.word.rawValue)` belongs to "
          + owners.map(\.rawValue).joined(separator: ", "))
    }
    if let clause = command.clause(.every), command.clause(.decay) == nil {
      throw Diagnostic(
        "`every` belongs to `decay step`", at: clause.wordSpan,
        hint: "write `decay step 0.5 every 100`")
    }
  }

  private func list(_ words: [ClauseWord]) -> String {
    words.map { $0 == .strict ? "`strict start`" : "`\($0.rawValue)`" }.joined(separator: ", ")
  }

  private func learningRate(
    _ command: Command, in tree: SyntaxTree
  ) throws(Diagnostic) -> DescentPlan.Rate? {
    guard let clause = command.clause(.alpha) else { return nil }
    guard case .expression(let id) = clause.value else { return .automatic }
    let alpha = try number(id, in: tree)
    guard alpha > 0, alpha.isFinite else {
      throw Diagnostic(
        "alpha must be a positive number, and this is \(NumberText.significant(alpha, 6))",
        at: clause.span,
        hint: alpha < 0 ? "to go uphill use `maximize`" : "try `alpha 0.1`")
    }
    return .fixed(alpha)
  }

  private func tolerance(_ command: Command, in tree: SyntaxTree) throws(Diagnostic) -> Double? {
    guard let clause = command.clause(.tol), case .expression(let id) = clause.value else {
      return nil
    }
    let value = try number(id, in: tree)
    guard value >= 0, value.isFinite else {
      throw Diagnostic("the tolerance cannot be negative", at: clause.span, hint: "try `tol 1e-8`")
    }
    return value
  }

  private func isStrictStart(_ command: Command) throws(Diagnostic) -> Bool {
    guard let clause = command.clause(.strict) else { return false }
    guard case .word("start") = clause.value else {
      throw Diagnostic(
        "`strict` takes nothing but `start`", at: clause.span, hint: "write `strict start`")
    }
    return true
  }
}

extension DescentMethodName {
  /// The clauses that are its own, beside those that every method takes.
  var clauses: [ClauseWord] {
    (row.takesRate ? [.alpha, .decay, .every] : [])
      + row.parameters.compactMap { ClauseWord(rawValue: $0.name.rawValue) } + [.strict]
  }
}
