import NablaAlgebra
import NablaOptimization
import NablaSyntax

extension Session {
  /// Most steps that are told.
  private static let stepLimit = 3
  private static let fullStepLimit = 20

  /// `explain step E from POINT [alpha a]`.
  func explainStep(_ command: Command, in tree: SyntaxTree) throws(Diagnostic) -> Content {
    let content = try step(command, in: tree)
    guard case .step(let result) = content else { return content }
    let opening = try opening(command, .gradientDescent, isAscent: false, in: tree)
    var section = UpdateSection(
      result.label, .gradientDescent, isAscent: false, parameters: [:], behind: opening)
    var account = UpdateAccount(
      step: 1, rate: result.alpha, old: result.old, new: result.new, gradient: result.jac)
    account.memoryBefore = []
    section.add(account)
    return told(section, omitted: 0, content)
  }

  /// `explain minimize E from POINT ...` and `explain maximize`.
  mutating func explainDescent(
    _ command: Command, isFull: Bool, in tree: SyntaxTree, monitor: Monitor
  ) throws(Diagnostic) -> (content: Content, isInterrupted: Bool) {
    guard command.clause(.on) == nil else {
      throw Diagnostic(
        "a search on a box has no explanation", at: command.verbSpan,
        hint: "explain a descent: `\(command.verb.rawValue) ... from POINT`")
    }
    let (content, isInterrupted) = try descend(command, in: tree, monitor: monitor)
    guard case .minimum(let report) = content else { return (content, isInterrupted) }
    let target = try target(of: command, in: tree)
    let plan = try plan(command, in: tree, dimension: target.variables.count)
    let limit = isFull ? Self.fullStepLimit : Self.stepLimit
    let opening = try opening(
      command, plan.method, isAscent: command.verb == .maximize, in: tree, report)
    var section = UpdateSection(
      report.label, plan.method, isAscent: command.verb == .maximize,
      parameters: Dictionary(
        uniqueKeysWithValues: Hyperparameter.allCases.map { ($0, plan.value(of: $0)) }),
      behind: opening)
    if report.descent.batches != nil {
      section.addEpochs(of: report.descent, limit: limit)
      let omitted = report.descent.trajectory.count - 1 - limit
      return (told(section, omitted: omitted, unit: "epoch", content), isInterrupted)
    }
    let accounts: [UpdateAccount]
    if target.graph.hasAggregates {
      var objective = try rowObjective(of: target)
      accounts = plan.accounts(of: report.descent, on: &objective, count: limit)
    } else {
      var objective = objective(of: target)
      accounts = plan.accounts(of: report.descent, on: &objective, count: limit)
    }
    for account in accounts { section.add(account) }
    if accounts.isEmpty { section.addMoves(of: report.descent, limit: limit) }
    let omitted = report.descent.nit - (accounts.isEmpty ? limit : accounts.count)
    return (told(section, omitted: omitted, content), isInterrupted)
  }

  private func told(
    _ section: UpdateSection, omitted: Int, unit: String = "step", _ content: Content
  ) -> Content {
    var own = Explanation.Section(tree: section.tree, lines: section.lines)
    if omitted > 0 {
      own.remark = [.words("... and \(omitted) more \(unit)\(omitted == 1 ? "" : "s")")]
    }
    return .explanation(
      ExplanationResult(explanation: Explanation(sections: [own]), answer: content))
  }

  /// The function with its slopes, and the update rule in general.
  private func opening(
    _ command: Command, _ method: DescentMethodName, isAscent: Bool, in tree: SyntaxTree,
    _ report: MinimumReport? = nil
  ) throws(Diagnostic) -> Explanation.Section {
    var target = try target(of: command, in: tree)
    let symbols = target.symbols(of: target.variables)
    let nodes = [target.root] + target.graph.gradient(of: target.root, by: symbols)
    let name = target.name ?? Name("f")
    let variables = target.variables
    let raised = RaisedText(target.graph, nodes)
    var tree = raised.tree
    var phrases: [Explanation.Phrase] = []
    if raised.operations <= 60, variables.count <= 3 {
      let arguments = variables.map { tree.append(name: $0) }
      var left = [tree.append(call: name, arguments)]
      if variables.count == 1 {
        left.append(tree.append(call: name, primes: 1, arguments))
      } else {
        let function = tree.append(name: name)
        left += variables.map { tree.append(derivativeBy: $0, of: function, isPartial: true) }
      }
      phrases = zip(left, raised.roots).map { [.equation($0, $1)] }
    }
    phrases.append([.words(UpdateRuleText(method, isAscent: isAscent, report?.descent).text)])
    return Explanation.Section(
      tree: tree, lines: phrases.map { Explanation.Line(rule: "update rule", words: $0) })
  }
}
