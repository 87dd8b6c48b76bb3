import NablaAlgebra
import NablaOptimization
import NablaSyntax

extension Session {
  /// `variations E [on [a, b]]`.
  func variations(
    _ command: Command, in tree: SyntaxTree, monitor: Monitor
  ) throws(Diagnostic) -> Content {
    var target = try target(of: command, in: tree)
    guard target.roots.count == 1 else { throw scalarNeeded(command, target) }
    try refuseData(target, .variations)
    guard target.variables.count == 1, target.allVariables.count == 1 else {
      throw Diagnostic(
        target.allVariables.isEmpty
          ? "nothing varies here" : "`variations` is about one variable", at: target.span,
        hint: "write `variations x^3 - 3x on [-2, 2]`")
    }
    let box = try box(command.clause(.on), for: target.variables, in: tree, &target.graph)
    let symbols = target.symbols(of: target.variables)
    guard
      let variations = Variations(
        target.graph, target.root, by: symbols[0], on: box[0],
        isInterrupted: monitor.isInterrupted)
    else {
      throw Diagnostic(
        monitor.isInterrupted()
          ? "interrupted" : "not all turning points could be found and proved",
        at: target.span,
        hint: command.clause(.on) == nil
          ? "give an interval, `on [-10, 10]`" : "try a shorter interval")
    }
    return .variations(VariationsResult(label: target.label, variations: variations))
  }
}
