extension ExpressionGraph {
  /// All partial derivatives of `root` by one reverse sweep over its nodes.
  ///
  /// Source: Griewank and Walther, Evaluating Derivatives, 2nd edition, section 3.2, here on
  /// symbols instead of numbers. Complexity: time and new nodes linear in the nodes below `root`
  /// and in the number of variables. The result counts only where `halt` is `nil` afterwards.
  package mutating func gradient(of root: NodeID, by variables: [Symbol]) -> [NodeID] {
    var sweep = ReverseSweep()
    return sweep.gradient(of: root, by: variables, in: &self)
  }

  /// The derivative of `root` by one variable, `order` times.
  package mutating func derivative(
    of root: NodeID, by variable: Symbol, order: Int = 1
  ) -> NodeID {
    var result = root
    for _ in 0..<order where number(result)?.isZero != true && halt == nil {
      result = gradient(of: result, by: [variable])[0]
    }
    return result
  }

  /// The second derivatives: for each row the columns from the diagonal on that are not zero.
  ///
  /// The matrix is symmetric; entries left of the diagonal are not repeated. A row costs time in
  /// proportion to its partial derivative, so a sparse Hessian is built in about linear time.
  package mutating func hessian(
    of root: NodeID, by variables: [Symbol]
  ) -> [[(column: Int, node: NodeID)]] {
    var sweep = ReverseSweep()
    let gradient = sweep.gradient(of: root, by: variables, in: &self)
    sweep.isMultipliedOut = true
    return gradient.enumerated().map { row, partial in
      if halt != nil { return [] }
      return sweep.nonzeroGradient(of: partial, by: variables, from: row, in: &self)
    }
  }
}
