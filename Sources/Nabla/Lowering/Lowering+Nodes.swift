import NablaAlgebra
import NablaSyntax

extension Lowering {
  /// The graph's node for a node of the tree whose operands are lowered.
  mutating func node(of id: SyntaxID, in frame: Frame) throws(Diagnostic) -> NodeID {
    let tree = frame.tree
    switch tree.kind(id) {
    case .text: throw strayText(at: tree.span(id))
    case .number: return try number(tree.literal(id) ?? "", at: tree.span(id))
    case .name: return try node(of: tree.name(id) ?? Name(""), at: tree.span(id), in: frame)
    case .call: return try call(id, in: frame)
    case .add, .subtract, .negate: return try sum(id, in: frame)
    case .multiply, .divide: return try product(id, in: frame)
    case .power: return graph.power(try operand(id, 0, in: frame), try operand(id, 1, in: frame))
    case .factorial: return graph.call(.factorial, try operands(id, in: frame))
    case .less: return graph.call(.less, try operands(id, in: frame))
    case .lessOrEqual: return graph.call(.lessOrEqual, try operands(id, in: frame))
    case .greater: return graph.call(.less, try operands(id, in: frame).reversed())
    case .greaterOrEqual: return graph.call(.lessOrEqual, try operands(id, in: frame).reversed())
    case .equal, .notEqual:
      if let indicator = try textComparison(id, in: frame) { return indicator }
      return graph.call(
        tree.kind(id) == .equal ? .equal : .notEqual, try operands(id, in: frame))
    case .and: return graph.call(.and, try operands(id, in: frame))
    case .or: return graph.call(.or, try operands(id, in: frame))
    case .not: return graph.call(.not, try operands(id, in: frame))
    case .absolute: return graph.call(.abs, try operands(id, in: frame))
    case .conditional: return graph.call(.conditional, try operands(id, in: frame))
    case .derivative: return try derivative(id, in: frame)
    case .matrixMultiply:
      throw Diagnostic(
        "`@` multiplies matrices, and these are numbers", at: tree.span(id), hint: "write `*`")
    case .vector:
      throw Diagnostic(
        "a vector cannot stand inside an expression", at: tree.span(id),
        hint: "vectors are for `jacobian [f, g]`, or alone on a line")
    }
  }

  private func operand(
    _ id: SyntaxID, _ position: Int, in frame: Frame
  ) throws(Diagnostic) -> NodeID {
    try frame.image(frame.tree.operand(id, position))
  }

  private func operands(_ id: SyntaxID, in frame: Frame) throws(Diagnostic) -> [NodeID] {
    var nodes: [NodeID] = []
    for operand in frame.tree.operands(id) { nodes.append(try frame.image(operand)) }
    return nodes
  }

  private mutating func number(_ text: String, at span: Span) throws(Diagnostic) -> NodeID {
    guard let value = Rational(decimal: text) else {
      throw Diagnostic(
        "this number is too long to hold exactly", at: span,
        hint: "at most \(Rational.digitLimit) digits, and exponents up to as many")
    }
    return graph.number(value)
  }

  private mutating func sum(
    _ id: SyntaxID, in frame: Frame, isNegated: Bool = false
  ) throws(Diagnostic) -> NodeID {
    var terms: [NodeID] = []
    for (term, isNegative) in frame.regions.terms(of: id, in: frame.tree) {
      let node = try frame.image(term)
      terms.append(isNegative != isNegated ? graph.negated(node) : node)
    }
    return terms.count == 1 ? terms[0] : graph.sum(terms)
  }

  private mutating func product(_ id: SyntaxID, in frame: Frame) throws(Diagnostic) -> NodeID {
    var factors: [NodeID] = []
    for (factor, isDivisor) in frame.regions.factors(of: id, in: frame.tree) {
      var node = try frame.image(factor)
      if frame.tree.kind(factor) == .negate {
        // The sign is the product's: -(a - b)*c stays as it is and does not become (b - a)*c.
        node = try sum(factor, in: frame, isNegated: true)
        factors.append(graph.number(-1))
      }
      factors.append(isDivisor ? graph.reciprocal(node) : node)
    }
    return graph.product(factors)
  }

  private mutating func call(_ id: SyntaxID, in frame: Frame) throws(Diagnostic) -> NodeID {
    let tree = frame.tree
    let name = tree.name(id) ?? Name("")
    let arguments = try operands(id, in: frame)
    let primes = tree.primes(id)
    if let parameters = definitions[name]?.parameters, let body = bodies[name] {
      return try call(
        name, body, parameters, arguments, primes: primes, at: tree.span(id))
    }
    if let aggregate = isAggregate(name, arguments) {
      guard primes == 0 else {
        throw Diagnostic(
          "`\(name.ascii)` goes over rows and has no derivative of its own", at: tree.span(id),
          hint: "write grad, or d/dx, and the whole expression")
      }
      return try self.aggregate(aggregate, arguments, at: tree.span(id))
    }
    guard let function = Function.named(name.ascii) else {
      throw Diagnostic(
        "unknown function `\(name.ascii)`", at: tree.span(id),
        hint: "define it: \(name.ascii)(x) = ...")
    }
    if primes == 0 { return graph.call(function, arguments) }
    let variable = graph.variable("x")
    let formula = graph.call(function, [variable])
    return try call(
      name, formula, [Name("x")], arguments, primes: primes, at: tree.span(id))
  }

  /// A function's body, differentiated as often as there are primes, at the arguments.
  private mutating func call(
    _ name: Name, _ body: NodeID, _ parameters: [Name], _ arguments: [NodeID], primes: Int,
    at span: Span
  ) throws(Diagnostic) -> NodeID {
    if primes > 0, parameters.count != 1 {
      let list = parameters.map(\.ascii).joined(separator: ", ")
      throw Diagnostic(
        "\(name.ascii) has \(parameters.count) parameters, so a prime does not say which",
        at: span,
        hint: "write `grad \(name.ascii)`, or"
          + " `d/d\(parameters[0].ascii) \(name.ascii)(\(list))`")
    }
    var formula = body
    let variables = parameters.map { graph.variable($0.ascii) }
    if primes > 0, let symbol = graph.symbol(variables[0]) {
      formula = graph.derivative(of: body, by: symbol, order: primes)
    }
    if arguments.isEmpty { return formula }
    if arguments.contains(where: { graph.isRowwise($0) }) {
      try checkIsNoAggregate(formula, name, at: span)
    }
    let replacements = Dictionary(
      zip(variables, arguments), uniquingKeysWith: { first, _ in first })
    return graph.substituting(replacements, in: [formula])[0]
  }

  private mutating func derivative(_ id: SyntaxID, in frame: Frame) throws(Diagnostic) -> NodeID {
    let name = frame.tree.name(id) ?? Name("")
    let variable = try node(of: name, at: frame.tree.span(id), in: frame)
    guard !graph.isRowwise(variable) else {
      throw Diagnostic(
        "\(name.ascii) is a column, and derivatives are by variables", at: frame.tree.span(id),
        hint: "`forget \(name.ascii)` makes it a variable")
    }
    guard let symbol = graph.symbol(variable) else {
      throw Diagnostic(
        "\(name.ascii) has a value, so nothing varies with it",
        at: frame.tree.span(id), hint: "`forget \(name.ascii)` frees it")
    }
    return graph.derivative(of: try operand(id, 0, in: frame), by: symbol)
  }
}
