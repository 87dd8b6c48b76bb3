import NablaAlgebra
import NablaOptimization
import NablaSyntax

extension Session {
  /// The value to end at, by `until L < 1.02`; one side is the function itself, the other a number.
  func valueTarget(
    _ command: Command, of target: Target, in tree: SyntaxTree
  ) throws(Diagnostic) -> ValueTarget? {
    guard let clause = command.clause(.until), case .expression(let id) = clause.value,
      let operand = command.operand
    else { return nil }
    let isMaximum = command.verb == .maximize
    let wanted = usage(of: target, isMaximum: isMaximum)
    guard let comparison = Comparison(tree.kind(id)) else {
      throw Diagnostic(
        "`until` waits for the value to come \(isMaximum ? "above" : "below") a number",
        at: clause.span, hint: wanted)
    }
    let sides = Array(tree.operands(id))
    let (_, nodes) = try lowered(tree, [operand] + sides)
    guard let place = nodes.dropFirst().firstIndex(of: nodes[0]) else {
      throw Diagnostic(
        "`until` compares what is \(isMaximum ? "maximized" : "minimized"), and this is something"
          + " else", at: tree.span(sides[0]), hint: wanted)
    }
    let isAbove = comparison.isGreater == (place == 1)
    guard isAbove == isMaximum else {
      throw Diagnostic(
        "`\(command.verb.rawValue)` makes it \(isMaximum ? "larger" : "smaller"), so this is not"
          + " what it comes to", at: clause.span, hint: wanted)
    }
    let number = sides[place == 1 ? 1 : 0]
    let limit = try self.number(number, in: tree)
    guard limit.isFinite else {
      throw Diagnostic(
        "`until` takes a finite number", at: tree.span(number), hint: wanted)
    }
    var result = ValueTarget(limit: limit, isStrict: comparison.isStrict)
    result.isAbove = isMaximum
    return result
  }

  private func usage(of target: Target, isMaximum: Bool) -> String {
    let text = target.name?.ascii ?? RaisedText(target.graph, [target.root]).text()
    return "write `until \(text) \(isMaximum ? ">" : "<") 1`"
  }
}

/// A comparison by which values can come nearer.
private struct Comparison {
  var isGreater: Bool
  var isStrict: Bool

  init?(_ kind: SyntaxKind) {
    switch kind {
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      isGreater = kind == .greater || kind == .greaterOrEqual
      isStrict = kind == .less || kind == .greater
    case .number, .text, .name, .call, .negate, .factorial, .add, .subtract, .multiply, .divide,
      .matrixMultiply, .power, .equal, .notEqual, .and, .or, .not, .absolute, .conditional,
      .vector, .index, .derivative:
      return nil
    }
  }
}
