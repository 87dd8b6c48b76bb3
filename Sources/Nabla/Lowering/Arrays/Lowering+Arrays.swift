import NablaAlgebra
import NablaSyntax

// Operations of which at least one operand is a vector or a matrix. Numbers go through
// `Lowering+Nodes`. Where readers might mean different things, as by `v*w`, `v^2` or `|v|`, the
// operation is refused with the ways to write each.
extension Lowering {
  /// What such an operation stands for.
  mutating func arrayImage(of id: SyntaxID, in frame: inout Frame) throws(Diagnostic) -> Image {
    let tree = frame.tree
    let operands = try frame.known(frame.parts(of: id))
    switch tree.kind(id) {
    case .add, .subtract, .negate: return .array(try arraySum(id, in: frame))
    case .multiply, .divide: return .array(try arrayProduct(id, in: frame))
    case .matrixMultiply:
      return Image(try matrixProduct(operands[0], operands[1], at: tree.span(id)))
    case .index: return Image(try element(id, operands, in: frame))
    case .vector: return .array(try vector(id, in: frame))
    case .call: return try call(id, in: &frame)
    case .conditional: return .array(try choice(id, operands, in: frame))
    case .derivative:
      let symbol = try variable(ofDerivative: id, in: frame)
      return .array(operands[0].map { graph.derivative(of: $0, by: symbol) })
    case .power:
      throw refusal(
        "a power of a vector has several readings", id, in: frame,
        hint: "write dot(v, v) or norm(v)^2 for the square of its length; a power of each element"
          + " is a function of one number: f(x) = x^2, then f(v)")
    case .absolute:
      throw refusal(
        "the absolute value of a vector has two readings", id, in: frame,
        hint: "write norm(v) for its length; for each element f(x) = |x|, then f(v)")
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual:
      throw refusal(
        "vectors are not compared", id, in: frame,
        hint: "compare elements, as in v[0] < w[0], or norm(v - w) with 0")
    case .factorial, .and, .or, .not, .number, .text, .name:
      throw refusal(
        "this takes numbers, and here is a vector", id, in: frame,
        hint: "pick an element, as in v[0]")
    }
  }

  private func refusal(
    _ message: String, _ id: SyntaxID, in frame: Frame, hint: String
  ) -> Diagnostic {
    Diagnostic(message, at: frame.tree.span(id), hint: hint)
  }

  private mutating func arraySum(_ id: SyntaxID, in frame: Frame) throws(Diagnostic) -> NodeArray {
    let terms = frame.regions.terms(of: id, in: frame.tree)
    var shape: Shape?
    var columns: [[NodeID]] = []
    for (term, isNegative) in terms {
      let array = try frame.known(term)
      if shape == nil { columns = array.nodes.map { _ in [] } }
      guard shape ?? array.shape == array.shape else {
        throw mismatch(shape ?? .number, array.shape, at: frame.tree.span(term))
      }
      shape = array.shape
      for (index, node) in array.nodes.enumerated() {
        columns[index].append(isNegative ? graph.negated(node) : node)
      }
    }
    var result = NodeArray(vector: [])
    result.shape = shape ?? .number
    for column in columns { result.nodes.append(graph.sum(column)) }
    return result
  }

  private func mismatch(_ first: Shape, _ second: Shape, at span: Span) -> Diagnostic {
    let hasNumber = first == .number || second == .number
    return Diagnostic(
      "\(first.text) and \(second.text) do not add", at: span,
      hint: hasNumber
        ? "for the same number in each element write c*[1, 1]; for the product of vectors v @ w"
        : "vectors are added element by element, so their lengths must be equal")
  }

  /// Numbers times at most one vector or matrix, over numbers.
  private mutating func arrayProduct(
    _ id: SyntaxID, in frame: Frame
  ) throws(Diagnostic) -> NodeArray {
    var scale: [NodeID] = []
    var result: NodeArray?
    for (factor, isDivisor) in frame.regions.factors(of: id, in: frame.tree) {
      let array = try frame.known(factor)
      if array.shape == .number {
        scale.append(isDivisor ? graph.reciprocal(array.nodes[0]) : array.nodes[0])
        continue
      }
      guard !isDivisor else {
        throw refusal(
          "nothing is divided by \(array.shape.text)", factor, in: frame,
          hint: "divide by its length, norm(v), or by an element, v[0]")
      }
      guard result == nil else {
        throw refusal(
          "the product of two vectors has several readings", id, in: frame,
          hint: "write v @ w or dot(v, w) for the sum of the products of elements,"
            + " [v[0] w[0], v[1] w[1]] for each product")
      }
      result = array
    }
    guard let result else { return NodeArray(graph.number(1)) }
    return result.map { graph.product(scale + [$0]) }
  }

  /// `[a, b]` of numbers, or of vectors of one length, which are the rows of a matrix.
  mutating func vector(_ id: SyntaxID, in frame: Frame) throws(Diagnostic) -> NodeArray {
    var nodes: [NodeID] = []
    var shape: Shape?
    let operands = frame.tree.operands(id)
    for operand in operands {
      let array = try frame.known(operand)
      if let shape, shape != array.shape {
        throw refusal(
          "the elements in brackets are of one kind, and here are \(shape.text) and"
            + " \(array.shape.text)", operand, in: frame,
          hint: "a matrix is written [[a, b], [c, d]], with rows of one length")
      }
      if case .matrix = array.shape {
        throw refusal(
          "brackets nest twice, and no deeper", operand, in: frame,
          hint: "a matrix is written [[a, b], [c, d]]")
      }
      shape = array.shape
      nodes += array.nodes
    }
    var result = NodeArray(vector: nodes)
    if case .vector(let columns)? = shape {
      result.shape = .matrix(rows: operands.count, columns: columns)
    }
    return result
  }

  /// `if c then v else w` for arrays of one shape.
  private mutating func choice(
    _ id: SyntaxID, _ operands: [NodeArray], in frame: Frame
  ) throws(Diagnostic) -> NodeArray {
    guard operands[0].shape == .number, operands[1].shape == operands[2].shape else {
      throw refusal(
        "both values of a choice are numbers, or vectors of one length", id, in: frame,
        hint: "write a number for the condition, and two values of one kind")
    }
    var result = operands[1]
    for (index, node) in operands[2].nodes.enumerated() {
      result.nodes[index] = graph.call(
        .conditional, [operands[0].nodes[0], result.nodes[index], node])
    }
    return result
  }
}
