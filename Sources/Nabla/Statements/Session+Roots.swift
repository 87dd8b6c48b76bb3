import NablaAlgebra
import NablaOptimization
import NablaSyntax

extension Session {
  /// `roots E [on [a, b]]`.
  func roots(
    _ command: Command, in tree: SyntaxTree, monitor: Monitor, answer: inout Answer
  ) throws(Diagnostic) {
    var target = try target(of: command, in: tree)
    guard target.roots.count == 1 else { throw scalarNeeded(command, target) }
    try refuseData(target, .roots)
    guard let variable = target.allVariables.first else {
      throw nothingVaries(command, target, in: tree)
    }
    guard target.allVariables.count == 1 else {
      let list = target.allVariables.prefix(8).map(\.ascii).joined(separator: ", ")
      throw Diagnostic(
        "roots are found in one variable, and there are several: \(list)", at: target.span,
        hint: "give the others values: `\(target.allVariables[1].ascii) = 1`")
    }
    let clause = command.clause(.on)
    let part = try box(clause, for: [variable], in: tree, &target.graph)[0]
    let symbol = target.symbols(of: [variable])[0]
    let result = Roots.find(
      target.graph, root: target.root, variable: symbol, on: part,
      isInterrupted: monitor.isInterrupted)
    answer.content = .roots(
      RootsResult(result, variable: variable, ends: try ends(of: clause, in: tree)))
    answer.isInterrupted = result.ending == .interrupted
  }

  /// The ends of the only interval of a clause, as they are printed.
  private func ends(
    of clause: Clause?, in tree: SyntaxTree
  ) throws(Diagnostic) -> (lower: RaisedText, upper: RaisedText)? {
    guard case .box(let sides)? = clause?.value, let side = sides.first else { return nil }
    let (graph, nodes) = try lowered(tree, [side.lower, side.upper])
    return (RaisedText(graph, [nodes[0]]), RaisedText(graph, [nodes[1]]))
  }
}
