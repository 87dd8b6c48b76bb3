import NablaAlgebra
import NablaEvaluation
import NablaSyntax

extension Session {
  /// The result of an expression on its own: a value where nothing is free, else the formula.
  mutating func evaluate(_ root: SyntaxID, in tree: SyntaxTree) throws(Diagnostic) -> Content {
    if let texts = textResult(root, in: tree) { return .column(texts) }
    if let kink = try kink(root, in: tree) { return .kink(kink) }
    var lowering = newLowering()
    let array = try lowering.lowerArrays(tree, [root])[0]
    return array.shape == .number
      ? try result(of: array.nodes[0], in: lowering.graph, at: tree.span(root))
      : try result(of: array, in: lowering.graph, at: tree.span(root))
  }

  /// Shows an expression or value and keeps it as `ans`.
  mutating func result(
    of node: NodeID, in graph: ExpressionGraph, at span: Span
  ) throws(Diagnostic) -> Content {
    let raised = RaisedText(graph, [node])
    let variables = graph.variables(below: [node]).map { Name(graph.name($0)) }.inNaturalOrder
    guard variables.isEmpty else {
      setValue(Name("ans"), to: NodeArray(node), in: graph)
      return .expression(ExpressionResult(raised: raised, variables: variables))
    }
    if !graph.columns(below: [node]).isEmpty {
      return try dataResult(of: node, in: graph, at: span)
    }
    var numeric = Numeric(graph)
    let value = try numeric.checkedValue(node, at: span)
    setValue(Name("ans"), to: NodeArray(node), in: graph)
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
      setValue(Name("ans"), to: NodeArray(node), in: graph)
      return .column(result)
    }
    let value = try dataValue(of: node, in: graph, at: span)
    var own = graph
    setValue(Name("ans"), to: NodeArray(own.real(value)), in: own)
    return .value(ValueResult(value: value))
  }

  /// Shows a vector or matrix and keeps it as `ans`.
  private mutating func result(
    of array: NodeArray, in graph: ExpressionGraph, at span: Span
  ) throws(Diagnostic) -> Content {
    var (array, graph) = (array, graph)
    let variables = graph.variables(below: array.nodes).map { Name(graph.name($0)) }
    if variables.isEmpty, let rows = try rowsResult(of: array, in: graph, at: span) {
      setValue(Name("ans"), to: array, in: graph)
      return .column(rows)
    }
    guard variables.isEmpty, !array.nodes.contains(where: { graph.isRowwise($0) }) else {
      setValue(Name("ans"), to: array, in: graph)
      return .expression(
        ExpressionResult(
          raised: RaisedText(graph, array.nodes), variables: variables.inNaturalOrder,
          shape: array.shape))
    }
    var numeric = Numeric(graph)
    var values: [Double] = []
    let hasColumns = !graph.columns(below: array.nodes).isEmpty
    for (index, node) in array.nodes.enumerated() {
      let isOfData = hasColumns && !graph.columns(below: [node]).isEmpty
      values.append(
        isOfData
          ? try dataValue(of: node, in: graph, at: span)
          : try numeric.checkedValue(node, at: span))
      if isOfData { array.nodes[index] = graph.real(values[index]) }
    }
    setValue(Name("ans"), to: array, in: graph)
    numeric = Numeric(graph)
    return .array(
      ArrayResult(
        body: ArrayText(array, in: graph), values: values,
        isExact: array.nodes.allSatisfy { graph.real($0) == nil },
        approximation: numeric.approximation(of: array)))
  }

  /// What there is to say of `f'(c)` where `f` has a kink at c.
  private func kink(_ root: SyntaxID, in tree: SyntaxTree) throws(Diagnostic) -> KinkResult? {
    guard tree.kind(root) == .call, tree.primes(root) > 0, let name = tree.name(root),
      tree.operands(root).count == 1
    else { return nil }
    var lowering = newLowering()
    let array = try lowering.lowerArrays(tree, [tree.operand(root, 0)])[0]
    let argument = array.nodes[0]
    guard array.shape == .number, lowering.graph.variables(below: [argument]).isEmpty else {
      return nil
    }
    var inner = SyntaxTree()
    let variable = Name("x")
    let call = inner.append(call: name, [inner.append(name: variable)], span: tree.span(root))
    let body = try lowering.lowerArrays(inner, [call], parameters: [variable])[0]
    guard body.shape == .number else { return nil }
    var numeric = Numeric(lowering.graph)
    let place = try numeric.checkedValue(argument, at: tree.span(root))
    let label = Printer.print(tree, root, style: .ascii)
    var kinks = Kinks(
      lowering.graph, root: body.nodes[0], variables: [variable], at: [place], span: tree.span(root)
    )
    return try kinks.first(order: tree.primes(root), label: label)
  }
}
