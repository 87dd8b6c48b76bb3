import NablaAlgebra
import NablaEvaluation
import NablaSyntax

extension Session {
  /// The result of an expression on its own: a value where nothing is free, else the formula.
  mutating func evaluate(_ root: SyntaxID, in tree: SyntaxTree) throws(Diagnostic) -> Content {
    if tree.kind(root) == .vector { return try evaluateVector(root, in: tree) }
    if let texts = textResult(root, in: tree) { return .column(texts) }
    if let kink = try kink(root, in: tree) { return .kink(kink) }
    let (graph, nodes) = try lowered(tree, [root])
    return try result(of: nodes[0], in: graph, at: tree.span(root))
  }

  /// Shows an expression or value and keeps it as `ans`.
  mutating func result(
    of node: NodeID, in graph: ExpressionGraph, at span: Span
  ) throws(Diagnostic) -> Content {
    let raised = RaisedText(graph, [node])
    let variables = graph.variables(below: [node]).map { Name(graph.name($0)) }.inNaturalOrder
    guard variables.isEmpty else {
      setValue(Name("ans"), to: node, in: graph)
      return .expression(ExpressionResult(raised: raised, variables: variables))
    }
    if !graph.columns(below: [node]).isEmpty {
      return try dataResult(of: node, in: graph, at: span)
    }
    var numeric = Numeric(graph)
    let value = try numeric.checkedValue(node, at: span)
    setValue(Name("ans"), to: node, in: graph)
    let isExact = graph.real(node) == nil
    return .value(
      ValueResult(
        value: value, exact: isExact ? raised : nil, decimal: numeric.decimal(of: node),
        approximation: numeric.approximation(of: node)))
  }

  /// The values of an expression over the rows of a table, or the number that it makes of them.
  private mutating func dataResult(
    of node: NodeID, in graph: ExpressionGraph, at span: Span
  ) throws(Diagnostic) -> Content {
    if graph.isRowwise(node) {
      let result = try columnResult(of: node, in: graph, at: span)
      setValue(Name("ans"), to: node, in: graph)
      return .column(result)
    }
    let value = try dataValue(of: node, in: graph, at: span)
    var own = graph
    setValue(Name("ans"), to: own.real(value), in: own)
    return .value(ValueResult(value: value))
  }

  private func evaluateVector(_ root: SyntaxID, in tree: SyntaxTree) throws(Diagnostic) -> Content {
    let (graph, nodes) = try lowered(tree, Array(tree.operands(root)))
    let variables = graph.variables(below: nodes).map { Name(graph.name($0)) }
    return .expression(
      ExpressionResult(
        raised: RaisedText(graph, nodes), variables: variables.inNaturalOrder, isVector: true))
  }

  /// What there is to say of `f'(c)` where `f` has a kink at c.
  private func kink(_ root: SyntaxID, in tree: SyntaxTree) throws(Diagnostic) -> KinkResult? {
    guard tree.kind(root) == .call, tree.primes(root) > 0, let name = tree.name(root),
      tree.operands(root).count == 1
    else { return nil }
    var lowering = Lowering(definitions: definitions, tables: tables, budget: budget)
    let argument = try lowering.lower(tree, [tree.operand(root, 0)])[0]
    guard lowering.graph.variables(below: [argument]).isEmpty else { return nil }
    var inner = SyntaxTree()
    let variable = Name("x")
    let call = inner.append(call: name, [inner.append(name: variable)], span: tree.span(root))
    let body = try lowering.lower(inner, [call], parameters: [variable])[0]
    var numeric = Numeric(lowering.graph)
    let place = try numeric.checkedValue(argument, at: tree.span(root))
    let label = Printer.print(tree, root, style: .ascii)
    var kinks = Kinks(
      lowering.graph, root: body, variables: [variable], at: [place], span: tree.span(root))
    return try kinks.first(order: tree.primes(root), label: label)
  }
}
