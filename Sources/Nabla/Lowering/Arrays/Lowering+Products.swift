import NablaAlgebra
import NablaSyntax

extension Lowering {
  /// `dot(v, w)` and `norm(v)`.
  mutating func call(
    _ function: VectorFunction, _ arguments: [NodeArray], _ id: SyntaxID, in frame: Frame
  ) throws(Diagnostic) -> NodeID {
    let span = frame.tree.span(id)
    if let other = arguments.first(where: { !$0.isVector }) {
      throw Diagnostic(
        "`\(function.rawValue)` takes vectors, and this is \(other.shape.text)", at: span,
        hint: other.shape != .number
          ? "write `@` for products of matrices"
          : function == .norm ? "write |x| for the size of a number" : "write `*` for numbers")
    }
    guard frame.tree.primes(id) == 0 else {
      throw Diagnostic(
        "`\(function.rawValue)` has no derivative of its own", at: span,
        hint: "write grad, or d/dx, and the whole expression")
    }
    let first = arguments[0]
    switch function {
    case .dot: return try matrixProduct(first, arguments[1], at: span).nodes[0]
    case .norm: return graph.call(.sqrt, [try matrixProduct(first, first, at: span).nodes[0]])
    }
  }

  /// `a @ b`: the sum of products of two vectors, or rows times columns where one is a matrix.
  ///
  /// As in NumPy's `matmul` a vector is a row in front of `@` and a column behind it. Complexity: the
  /// number of products.
  mutating func matrixProduct(
    _ a: NodeArray, _ b: NodeArray, at span: Span
  ) throws(Diagnostic) -> NodeArray {
    guard let (rows, inner) = a.sidesAsLeft, let (height, columns) = b.sidesAsRight else {
      throw Diagnostic(
        "`@` multiplies vectors and matrices, and here is a number", at: span, hint: "write `*`")
    }
    guard inner == height else {
      throw Diagnostic(
        "`@` does not go with \(a.shape.text) and \(b.shape.text): \(inner) columns in front,"
          + " \(height) \(height == 1 ? "row" : "rows") behind", at: span,
        hint: "the length in front and the length behind must be equal")
    }
    var nodes: [NodeID] = []
    for row in 0..<rows {
      for column in 0..<columns {
        var terms: [NodeID] = []
        for k in 0..<inner {
          terms.append(
            graph.product(a.nodes[row * inner + k], b.nodes[k * columns + column]))
        }
        nodes.append(graph.sum(terms))
        if graph.mustHalt() { try graph.checkFinished(at: span) }
      }
    }
    var result = NodeArray(vector: nodes)
    switch (a.isVector, b.isVector) {
    case (true, true): result.shape = .number
    case (true, false), (false, true): result.shape = .vector(nodes.count)
    case (false, false): result.shape = .matrix(rows: rows, columns: columns)
    }
    return result
  }

  /// `v[i]`, `A[i]` and `A[i, j]`.
  mutating func element(
    _ id: SyntaxID, _ operands: [NodeArray], in frame: Frame
  ) throws(Diagnostic) -> NodeArray {
    let tree = frame.tree
    var result = operands[0]
    for (position, array) in operands.enumerated().dropFirst() {
      let span = tree.span(tree.operand(id, position))
      let elements = result.elements
      guard result.shape != .number else {
        throw Diagnostic(
          "\(operands[0].shape.text) has no element with \(operands.count - 1) indices", at: span,
          hint: "a vector takes one index, a matrix one or two")
      }
      let index = try index(array, at: span)
      guard index < elements.count else {
        let last = elements.count - 1
        throw Diagnostic(
          "there is no element \(index): \(result.shape.text) is counted from 0",
          at: span, hint: last == 0 ? "the only index is 0" : "the last index is \(last)")
      }
      result = elements[index]
    }
    return result
  }

  /// The whole number that an index is.
  func index(_ array: NodeArray, at span: Span) throws(Diagnostic) -> Int {
    guard array.shape == .number, let value = graph.number(array.nodes[0]) else {
      throw Diagnostic(
        "an index is a whole number that is known, and this is not", at: span,
        hint: "write v[0] for the first element, v[1] for the next")
    }
    guard let index = value.integer else {
      throw Diagnostic(
        "an index is a whole number", at: span,
        hint: "write v[0] for the first element, v[1] for the next")
    }
    guard index >= 0 else {
      throw Diagnostic(
        "an index is not negative: elements are counted from 0", at: span,
        hint: "write v[0] for the first element; the last of a vector of 3 is v[2]")
    }
    return index
  }
}

extension NodeArray {
  /// Whether it has one side only.
  var isVector: Bool {
    if case .vector = shape { return true }
    return false
  }

  /// Rows and columns in front of `@`.
  fileprivate var sidesAsLeft: (rows: Int, columns: Int)? {
    switch shape {
    case .number: nil
    case .vector(let count): (1, count)
    case .matrix(let rows, let columns): (rows, columns)
    }
  }

  /// Rows and columns behind `@`.
  fileprivate var sidesAsRight: (rows: Int, columns: Int)? {
    switch shape {
    case .number: nil
    case .vector(let count): (count, 1)
    case .matrix(let rows, let columns): (rows, columns)
    }
  }
}
