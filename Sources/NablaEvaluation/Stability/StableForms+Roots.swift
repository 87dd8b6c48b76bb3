import NablaAlgebra

extension StableForms {
  /// Longest sum in which pairs of roots are looked for.
  private static let rootLimit = 8

  /// A square root or the reciprocal of one in a sum, with its weight.
  private struct Root {
    var position: Int
    var weight: Rational
    var isReciprocal: Bool
    /// What is below the root.
    var radicand: NodeID
    /// The root, not its reciprocal, in its stable form, which is `hypot` for a sum of squares.
    var value: NodeID
  }

  /// The stable form of a sum with a difference of square roots, or of a root and a number: a - b
  /// as (a^2 - b^2)/(a + b), where a^2 - b^2 is simpler.
  func sumWithRoots(_ id: NodeID, in graph: inout ExpressionGraph) -> NodeID? {
    guard hasRoots, graph.operandCount(id) <= StableForms.rootLimit else { return nil }
    let roots = roots(in: id, of: &graph)
    if roots.isEmpty { return nil }
    if let constant = graph.number(graph.operand(id, 0)) {
      for root in roots {
        if let value = difference(root, and: constant, in: &graph) {
          return replacing([0, root.position], in: id, by: value, &graph)
        }
      }
    }
    for (index, first) in roots.enumerated() {
      for second in roots[(index + 1)...]
      where second.weight == -first.weight && second.isReciprocal == first.isReciprocal {
        if let value = difference(first, second, in: &graph) {
          return replacing([first.position, second.position], in: id, by: value, &graph)
        }
      }
    }
    return nil
  }

  private func roots(in id: NodeID, of graph: inout ExpressionGraph) -> [Root] {
    var roots: [Root] = []
    for (position, operand) in Array(graph.operands(id)).enumerated() {
      let (weight, term) = graph.coefficientAndTerm(operand)
      guard graph.isRoot(term) else { continue }
      let (base, exponent) = graph.baseAndExponent(term)
      let (stableBase, stableExponent) = graph.baseAndExponent(image(term))
      let value = graph.power(stableBase, graph.number(stableExponent.magnitude))
      roots.append(
        Root(
          position: position, weight: weight, isReciprocal: exponent.isNegative, radicand: base,
          value: value))
    }
    return roots
  }

  /// w (c + r)^(1/2) + k with k = -w c^(1/2), as w r/((c + r)^(1/2) + c^(1/2)) where r is small,
  /// and the like for the reciprocal of a root; for a large r the difference loses nothing.
  private func difference(
    _ root: Root, and constant: Rational, in graph: inout ExpressionGraph
  ) -> NodeID? {
    guard graph.kind(root.radicand) == .sum,
      let number = graph.number(graph.operand(root.radicand, 0)), let side = number.root(2),
      let inverse = side.inverse,
      constant == -(root.weight * (root.isReciprocal ? inverse : side))
    else { return nil }
    let rest = graph.sum(graph.operands(root.radicand).dropFirst().map { image($0) })
    var near = graph.quotient(rest, graph.sum(root.value, graph.number(side)))
    var far = graph.sum(root.value, graph.number(-side))
    if root.isReciprocal {
      near = graph.scaled(graph.quotient(near, root.value), by: -inverse)
      far = graph.sum(graph.reciprocal(root.value), graph.number(-inverse))
    }
    let isNear = graph.call(.less, [graph.call(.abs, [rest]), graph.number(number)])
    return graph.scaled(graph.call(.conditional, [isNear, near, far]), by: root.weight)
  }

  private func difference(
    _ a: Root, _ b: Root, in graph: inout ExpressionGraph
  ) -> NodeID? {
    let top = graph.difference(image(a.radicand), image(b.radicand))
    // Were it no number, both roots might be 0 at once, and the quotient undefined.
    guard let number = graph.number(top), !number.isZero else { return nil }
    var value = graph.quotient(top, graph.sum(a.value, b.value))
    if a.isReciprocal {
      // 1/a - 1/b = (b - a)/(a b).
      let inverses = graph.product(graph.reciprocal(a.value), graph.reciprocal(b.value))
      value = graph.negated(graph.product(value, inverses))
    }
    return graph.scaled(value, by: a.weight)
  }

  private func replacing(
    _ positions: [Int], in id: NodeID, by value: NodeID, _ graph: inout ExpressionGraph
  ) -> NodeID {
    var terms = [value]
    for (position, operand) in graph.operands(id).enumerated() where !positions.contains(position) {
      terms.append(image(operand))
    }
    return graph.sum(terms)
  }
}
