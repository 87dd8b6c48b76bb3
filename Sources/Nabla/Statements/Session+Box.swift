import NablaAlgebra
import NablaEvaluation
import NablaOptimization
import NablaSyntax

extension Session {
  /// The sides of an `on` clause in the order of `names`, each with its ends in order; without a
  /// clause every side is the whole line.
  ///
  /// Sides given by position follow the variables; named ones may come in any order, and must
  /// name every variable once.
  func box(
    _ clause: Clause?, for names: [Name], in tree: SyntaxTree, _ graph: inout ExpressionGraph
  ) throws(Diagnostic) -> [LinePart] {
    guard let clause, case .box(let sides) = clause.value else { return names.map { _ in .line } }
    let isNamed = sides.contains { $0.name != nil }
    let ordered = isNamed ? try named(sides, clause, names) : sides
    guard ordered.count == names.count else {
      let list = names.prefix(8).map(\.ascii).joined(separator: ", ")
      throw Diagnostic(
        "a box here has \(names.count) \(names.count == 1 ? "side" : "sides"), not \(sides.count)",
        at: clause.span,
        hint: names.count == 1
          ? "write `on [0, 1]`"
          : "one interval for each of \(list)\(names.count > 8 ? ", ..." : "")")
    }
    var box: [LinePart] = []
    for side in ordered { box.append(try part(side, in: tree, &graph)) }
    return box
  }

  /// The variables that an `on` clause names although they do not occur among `names`; nothing
  /// varies with them.
  func absent(in clause: Clause?, from names: [Name]) -> [Name] {
    guard case .box(let sides)? = clause?.value else { return [] }
    return sides.compactMap(\.name).filter { !names.contains($0) && isVariable($0) }
  }

  private func named(
    _ sides: [Clause.Side], _ clause: Clause, _ names: [Name]
  ) throws(Diagnostic) -> [Clause.Side] {
    var places: [Name: Clause.Side] = [:]
    for side in sides {
      guard let name = side.name, names.contains(name) else {
        throw Diagnostic(
          "\(side.name?.ascii ?? "this") is no variable of the expression", at: side.span,
          hint: names.isEmpty
            ? "the expression has no variables"
            : "the variables are \(names.prefix(8).map(\.ascii).joined(separator: ", "))")
      }
      places[name] = side
    }
    let missing = names.filter { places[$0] == nil }
    guard missing.isEmpty else {
      throw Diagnostic(
        "no interval for \(missing.prefix(8).map(\.ascii).joined(separator: ", "))",
        at: clause.span, hint: "add `, \(missing[0].ascii) in [0, 1]`")
    }
    return names.compactMap { places[$0] }
  }

  private func part(
    _ side: Clause.Side, in tree: SyntaxTree, _ graph: inout ExpressionGraph
  ) throws(Diagnostic) -> LinePart {
    let lower = try end(side.lower, in: tree, &graph)
    let upper = try end(side.upper, in: tree, &graph)
    guard lower.value != upper.value else {
      throw Diagnostic(
        "the interval is a single point", at: side.span,
        hint: "make it wider, or put the number in for the variable")
    }
    guard lower.value < upper.value else {
      throw Diagnostic(
        "the interval is reversed: \(NumberText.significant(lower.value, 6)) is not below"
          + " \(NumberText.significant(upper.value, 6))", at: side.span,
        hint: "the lower end stands first")
    }
    return LinePart(lower.point, upper.point)
  }

  /// An end of an interval: exact where it is rational, else between proven bounds, and an
  /// expression in the graph.
  private func end(
    _ id: SyntaxID, in tree: SyntaxTree, _ graph: inout ExpressionGraph
  ) throws(Diagnostic) -> (value: Double, point: LinePoint) {
    let value = try number(id, in: tree)
    if value.isInfinite { return (value, .infinity(value)) }
    let (own, nodes) = try lowered(tree, [id])
    if let exact = own.number(nodes[0]) { return (value, LinePoint(exact)) }
    let bounds = IntervalProgram(own, outputs: nodes, inputs: []).evaluate([])[0].interval
    var point = LinePoint(bounds: bounds.isBounded ? bounds : Interval(value))
    point.node = graph.copying(nodes, from: own).first
    return (value, point)
  }
}
