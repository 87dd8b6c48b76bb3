import NablaAlgebra
import NablaSyntax

extension Lowering {
  /// What a node of the tree stands for whose operands are lowered.
  mutating func image(of id: SyntaxID, in frame: inout Frame) throws(Diagnostic) -> Image {
    if !frame.isPlain {
      let parts = frame.parts(of: id)
      if parts.contains(where: frame.isUnknown) {
        try learn(from: id, parts, in: &frame)
        return .unknown
      }
      if parts.contains(where: { (frame.array($0)?.shape ?? .number) != .number }) {
        return try arrayImage(of: id, in: &frame)
      }
    }
    return try numberImage(of: id, in: &frame)
  }

  /// What a node stands for that is made of numbers.
  private mutating func numberImage(
    of id: SyntaxID, in frame: inout Frame
  ) throws(Diagnostic) -> Image {
    let tree = frame.tree
    switch tree.kind(id) {
    case .name: return try image(of: tree.name(id) ?? Name(""), at: tree.span(id), in: frame)
    case .call: return try call(id, in: &frame)
    case .vector: return Image(try vector(id, in: frame))
    case .matrixMultiply:
      throw Diagnostic(
        "`@` multiplies vectors and matrices, and these are numbers", at: tree.span(id),
        hint: "write `*`")
    case .index:
      let whole = frame.array(tree.operands(id)[0])?.nodes ?? []
      let isColumn = whole.contains { graph.isRowwise($0) }
      throw Diagnostic(
        isColumn
          ? "the rows of a column cannot be picked" : "a number has no elements to pick from",
        at: tree.span(id),
        hint: isColumn
          ? "the column alone on a line shows its first values"
          : "write `*` for a product; a vector is written [a, b]")
    case .number, .text, .add, .subtract, .negate, .multiply, .divide, .power, .factorial, .less,
      .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual, .and, .or, .not, .absolute,
      .conditional, .derivative:
      return .number(try node(of: id, in: frame))
    }
  }

  /// The graph's node for an operation on numbers.
  private mutating func node(of id: SyntaxID, in frame: Frame) throws(Diagnostic) -> NodeID {
    let tree = frame.tree
    switch tree.kind(id) {
    case .text: throw strayText(at: tree.span(id))
    case .number: return try number(tree.literal(id) ?? "", at: tree.span(id))
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
    case .derivative:
      let symbol = try variable(ofDerivative: id, in: frame)
      return graph.derivative(of: try operand(id, 0, in: frame), by: symbol)
    case .name, .call, .vector, .index, .matrixMultiply: return try frame.number(id)
    }
  }

  private func operand(
    _ id: SyntaxID, _ position: Int, in frame: Frame
  ) throws(Diagnostic) -> NodeID {
    try frame.number(frame.tree.operand(id, position))
  }

  private func operands(_ id: SyntaxID, in frame: Frame) throws(Diagnostic) -> [NodeID] {
    var nodes: [NodeID] = []
    for operand in frame.tree.operands(id) { nodes.append(try frame.number(operand)) }
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
      let node = try frame.number(term)
      terms.append(isNegative != isNegated ? graph.negated(node) : node)
    }
    return terms.count == 1 ? terms[0] : graph.sum(terms)
  }

  private mutating func product(_ id: SyntaxID, in frame: Frame) throws(Diagnostic) -> NodeID {
    var factors: [NodeID] = []
    for (factor, isDivisor) in frame.regions.factors(of: id, in: frame.tree) {
      var node = try frame.number(factor)
      if frame.tree.kind(factor) == .negate {
        // The sign is the product's: -(a - b)*c stays as it is and does not become (b - a)*c.
        node = try sum(factor, in: frame, isNegated: true)
        factors.append(graph.number(-1))
      }
      factors.append(isDivisor ? graph.reciprocal(node) : node)
    }
    return graph.product(factors)
  }

  /// The variable of `d/dx`.
  mutating func variable(
    ofDerivative id: SyntaxID, in frame: Frame
  ) throws(Diagnostic) -> Symbol {
    let name = frame.tree.name(id) ?? Name("")
    let span = frame.tree.span(id)
    guard case .number(let variable) = try image(of: name, at: span, in: frame) else {
      throw Diagnostic(
        "\(name.ascii) is a vector, and derivatives are by numbers", at: span,
        hint: "write d/d\(name.element(0).ascii) for its first element, or grad for all")
    }
    guard !graph.isRowwise(variable) else {
      throw Diagnostic(
        "\(name.ascii) is a column, and derivatives are by variables", at: span,
        hint: "`forget \(name.ascii)` makes it a variable")
    }
    guard let symbol = graph.symbol(variable) else {
      throw Diagnostic(
        "\(name.ascii) has a value, so nothing varies with it", at: span,
        hint: "`forget \(name.ascii)` frees it")
    }
    return symbol
  }
}
