import NablaAlgebra
import NablaEvaluation
import NablaOptimization
import NablaSyntax

extension Session {
  /// `minimize E on BOX` and `maximize E on BOX`.
  func searchBox(
    _ command: Command, in tree: SyntaxTree, monitor: Monitor, answer: inout Answer
  ) throws(Diagnostic) {
    if let other = command.clauses.first(where: { $0.word != .on && $0.word != .by }) {
      throw Diagnostic(
        "a box is searched as a whole, without `\(other.word.rawValue)`", at: other.wordSpan,
        hint: "leave out `on` or `\(other.word.rawValue)`")
    }
    var target = try target(of: command, in: tree)
    guard target.roots.count == 1 else { throw scalarNeeded(command, target) }
    try refuseData(target, command.verb)
    guard !target.variables.isEmpty else { throw nothingVaries(command, target, in: tree) }
    if let name = target.allVariables.first(where: { !target.variables.contains($0) }) {
      throw Diagnostic(
        "\(name.ascii) has no value", at: target.span,
        hint: "write `\(name.ascii) = ...` first")
    }
    let box = try box(command.clause(.on), for: target.variables, in: tree, &target.graph)
    let symbols = target.symbols(of: target.variables)
    let isMaximum = command.verb == .maximize
    let root = isMaximum ? target.graph.negated(target.root) : target.root
    let proof = GlobalMinimum.find(
      target.graph, root: root, variables: symbols, on: box, isInterrupted: monitor.isInterrupted)
    if proof.isNowhereDefined {
      throw Diagnostic(
        "the function is undefined on the whole box", at: command.clause(.on)?.span ?? target.span,
        hint: "take a box inside its domain")
    }
    answer.content = .global(
      GlobalMinimumResult(label: target.label, proof: proof, isMaximum: isMaximum))
    answer.isInterrupted = proof.ending == .interrupted
  }
}
