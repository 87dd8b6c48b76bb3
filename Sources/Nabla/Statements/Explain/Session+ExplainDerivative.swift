import NablaAlgebra
import NablaSyntax

extension Session {
  /// Most derivatives of higher order, and most partial derivatives, that are derived.
  private static let orderLimit = 4
  private static let partialLimit = 6

  /// `explain diff E [by x] [order n] [at POINT]`.
  mutating func explainDerivative(
    _ command: Command, _ detail: Derivation.Detail, in tree: SyntaxTree
  ) throws(Diagnostic) -> Content {
    let content = try differentiate(command, in: tree)
    var target = try target(of: command, in: tree)
    guard let name = target.variables.first else {
      let line = Explanation.Line(
        rule: DerivativeRule.constant.name,
        words: [.words("nothing varies, and the derivative of a constant is 0:")])
      return explained([Explanation.Section(lines: [line])], content, isAtPoint: false)
    }
    var order = 1
    if let clause = command.clause(.order) { order = try count(clause, atLeast: 0, in: tree) }
    let symbol = target.symbols(of: [name])[0]
    let sections = try sections(
      target.graph, target.root, by: symbol, order: order, detail, at: target.span)
    return explained(sections, content, isAtPoint: command.clause(.at) != nil)
  }

  /// The derivations of the first derivative, of the second, and so on.
  private func sections(
    _ graph: ExpressionGraph, _ root: NodeID, by symbol: Symbol, order: Int,
    _ detail: Derivation.Detail, at span: Span
  ) throws(Diagnostic) -> [Explanation.Section] {
    var graph = graph
    var node = root
    var sections: [Explanation.Section] = []
    let isPartial = graph.variables(below: [root]).contains { $0 != symbol }
    for _ in 0..<min(order, Self.orderLimit) {
      let derivative = graph.derivative(of: node, by: symbol)
      sections.append(
        try section(
          graph, node, by: symbol, result: derivative, detail, isPartial: isPartial, at: span))
      node = derivative
    }
    if order > Self.orderLimit, let last = sections.indices.last {
      sections[last].remark.append(.words(" and so on, up to the derivative of order \(order)"))
    }
    return sections
  }

  private func section(
    _ graph: ExpressionGraph, _ root: NodeID, by symbol: Symbol, result: NodeID,
    _ detail: Derivation.Detail, isPartial: Bool, at span: Span
  ) throws(Diagnostic) -> Explanation.Section {
    let derivation = Derivation(graph, of: root, by: symbol, result: result, detail: detail) {
      DisplayOrder.operands(of: $1, in: $0)
    }
    try derivation.graph.checkFinished(at: span)
    var section = DerivationSection(derivation, isPartial: isPartial)
    return section.section(detail)
  }

  /// The account with the answer, which is the last line of it already unless it is a value of the
  /// derivative at a point.
  private func explained(
    _ sections: [Explanation.Section], _ content: Content, isAtPoint: Bool
  ) -> Content {
    var sections = sections
    let last = sections.last.flatMap { section in
      section.lines.last.map { $0.isResult ? section.text(of: $0.equations, .ascii) : "" }
    }
    let answer = content.text(unicode: false).string
    let endsInAnswer = !isAtPoint && last?.hasSuffix("= \(answer.dropLast())") == true
    if isAtPoint, let last = sections.indices.last {
      sections[last].remark.append(.words("at the point:"))
    }
    return .explanation(
      ExplanationResult(
        explanation: Explanation(sections: sections), answer: content, endsInAnswer: endsInAnswer))
  }

  /// `explain grad E [by x, y] [at POINT]`.
  func explainGradient(
    _ command: Command, _ detail: Derivation.Detail, in tree: SyntaxTree
  ) throws(Diagnostic) -> Content {
    if let clause = command.clause(.at) { return try explainSlopes(command, clause, in: tree) }
    let content = try gradient(command, in: tree)
    var target = try target(of: command, in: tree)
    let symbols = target.symbols(of: target.variables)
    let nodes = target.graph.gradient(of: target.root, by: symbols)
    var sections: [Explanation.Section] = []
    for (symbol, node) in zip(symbols, nodes).prefix(Self.partialLimit) {
      sections.append(
        try section(
          target.graph, target.root, by: symbol, result: node, detail,
          isPartial: target.allVariables.count > 1, at: target.span))
    }
    if nodes.count > Self.partialLimit, let last = sections.indices.last {
      let count = nodes.count - Self.partialLimit
      sections[last].remark.append(.words("and \(count) more partial derivatives likewise"))
    }
    return .explanation(
      ExplanationResult(explanation: Explanation(sections: sections), answer: content))
  }

  /// `explain f'(x)`, `explain d/dx E`.
  mutating func explainExpression(
    _ command: Command, _ detail: Derivation.Detail, in tree: SyntaxTree
  ) throws(Diagnostic) -> Content {
    guard let operand = command.operand else {
      throw Diagnostic("`explain` what?", at: command.verbSpan, hint: Self.explainable)
    }
    let span = tree.span(operand)
    guard let name = tree.name(operand) else { throw noDerivative(at: span) }
    var lowering = newLowering()
    var order = 1
    var variable = name
    var isAtPoint = false
    let root: NodeID
    switch tree.kind(operand) {
    case .derivative: root = try lowering.lower(tree, [tree.operand(operand, 0)])[0]
    case .call where tree.primes(operand) > 0:
      order = tree.primes(operand)
      let argument = tree.operands(operand).first
      let isVariable = argument.map {
        tree.kind($0) == .name && tree.name($0).map(self.isVariable) == true
      }
      let own = definitions[name]?.parameters?.first ?? Name("x")
      isAtPoint = isVariable == false
      variable = isVariable == true ? argument.flatMap { tree.name($0) } ?? own : own
      var inner = SyntaxTree()
      let call = inner.append(call: name, [inner.append(name: variable, span: span)], span: span)
      root = try lowering.lower(inner, [call], parameters: [variable])[0]
    default: throw noDerivative(at: span)
    }
    let content = try evaluate(operand, in: tree)
    let symbol = lowering.graph.symbol(named: variable.ascii)
    let sections = try sections(
      lowering.graph, root, by: symbol, order: order, detail, at: span)
    return explained(sections, content, isAtPoint: isAtPoint)
  }

  private func noDerivative(at span: Span) -> Diagnostic {
    Diagnostic("this is no derivative to explain", at: span, hint: Self.explainable)
  }
}
