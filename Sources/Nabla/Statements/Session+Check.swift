import NablaAlgebra
import NablaOptimization
import NablaSyntax

extension Session {
  /// `check LEFT = RIGHT [on BOX]`.
  func check(
    _ command: Command, in tree: SyntaxTree, monitor: Monitor, answer: inout Answer
  ) throws(Diagnostic) {
    var target = try target(of: command, in: tree)
    let absent = absent(in: command.clause(.on), from: target.allVariables)
    if let name = absent.first {
      answer.notes.append("\(name.ascii) does not occur in the equation")
    }
    let variables = target.allVariables + absent
    let box = try box(command.clause(.on), for: variables, in: tree, &target.graph)
    let symbols = target.symbols(of: variables)
    if variables.isEmpty { try checkValues(command, target, in: tree) }
    var examination = EqualityExamination(
      target.graph, target.roots[0], target.roots[1], by: symbols, on: box,
      isInterrupted: monitor.isInterrupted)
    let equality = examination.run()
    answer.content = .check(CheckResult(variables: variables, equality: equality))
    answer.isInterrupted = equality.isInterrupted
  }

  /// Refuses constants without a value, saying why they have none.
  private func checkValues(
    _ command: Command, _ target: Target, in tree: SyntaxTree
  ) throws(Diagnostic) {
    let sides = [command.operand, command.rightSide].compactMap { $0 }
    for (node, side) in zip(target.roots, sides) {
      var numeric = Numeric(target.graph)
      _ = try numeric.checkedValue(node, at: tree.span(side))
    }
  }
}
