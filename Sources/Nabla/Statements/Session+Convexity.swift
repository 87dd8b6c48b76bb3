import NablaAlgebra
import NablaOptimization
import NablaSyntax

extension Session {
  /// `convex E [on BOX]` and `concave E [on BOX]`.
  func convexity(
    _ command: Command, in tree: SyntaxTree, monitor: Monitor, answer: inout Answer
  ) throws(Diagnostic) {
    let target: Target
    var examination: ConvexityExamination
    (target, examination) = try self.examination(
      of: command, in: tree, monitor: monitor, answer: &answer)
    var convexity: Convexity
    if target.variables.isEmpty {
      if target.graph.hasAggregates {
        _ = try dataValue(of: target.root, in: target.graph, at: target.span)
      } else {
        var numeric = Numeric(target.graph)
        _ = try numeric.checkedValue(target.root, at: target.span)
      }
      convexity = Convexity(verdict: .affine, reason: "a constant")
      convexity.isDefined = true
    } else {
      convexity = examination.result()
    }
    let result = ConvexityResult(
      label: target.label, question: command.verb == .convex ? .convex : .concave,
      isWholeSpace: command.clause(.on) == nil, convexity: convexity)
    answer.content = .convexity(result)
    answer.isInterrupted = convexity.isInterrupted
  }

  /// What a command about convexity is about, and the search for the verdict, ready to go.
  func examination(
    of command: Command, in tree: SyntaxTree, monitor: Monitor, answer: inout Answer
  ) throws(Diagnostic) -> (target: Target, examination: ConvexityExamination) {
    var target = try target(of: command, in: tree)
    guard target.roots.count == 1 else { throw scalarNeeded(command, target) }
    try refuseRows(target, command.verb)
    let absent = absent(in: command.clause(.on), from: target.variables)
    target.variables += absent
    if let name = absent.first {
      answer.notes.append("\(name.ascii) does not occur in the expression")
    }
    let box = try box(command.clause(.on), for: target.variables, in: tree, &target.graph)
    let symbols = target.symbols(of: target.variables)
    var examination = ConvexityExamination(
      target.graph, target.root, by: symbols, on: box,
      data: tables.data(for: target.graph, below: target.roots),
      isInterrupted: monitor.isInterrupted)
    examination.side = command.verb == .convex ? .above : .below
    return (target, examination)
  }
}
