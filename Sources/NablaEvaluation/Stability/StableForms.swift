import NablaAlgebra

/// A sum that equals `minuend - subtrahend`, two nodes that are computed anyway.
struct Difference {
  var minuend: NodeID
  var subtrahend: NodeID
}

/// Rewrites expressions so that their values in doubles are accurate and no step overflows where
/// the result is representable.
///
/// The rewritten expressions equal the given ones in exact arithmetic and are defined at the same
/// points, but nobody would want to read them; they serve programs only. Each rule stands with its
/// reason in an extension. Rules look at a node whose operands are rewritten already, in one pass
/// over the nodes in ascending order. Complexity: linear in the nodes below the roots.
struct StableForms {
  /// Sums to be computed as one difference.
  private(set) var differences: [NodeID: Difference] = [:]
  /// Powers of e taken out of nodes that need it.
  var representations: [NodeID: Representation] = [:]
  /// Whether a node is built of exponentials by sums, products and powers.
  var isExponential: [Bool] = []
  /// Whether moreover exponentials stand below the line in it.
  var isReciprocal: [Bool] = []
  /// Whether there are square roots and reciprocals of them at all.
  var hasRoots = false
  private var images = NodeImages(count: 0)

  /// The stable forms of `roots`.
  mutating func images(of roots: [NodeID], in graph: inout ExpressionGraph) -> [NodeID] {
    let roots = graph.subtractingQuotients(in: roots)
    let order = graph.nodes(below: roots)
    images = NodeImages(count: graph.count)
    hasRoots = order.contains { graph.isRoot($0) }
    let isNeeded = markExponentials(order, in: graph)
    for id in order {
      let isNeeded = isNeeded?[id.index] == true
      if isNeeded { representations[id] = representation(of: id, in: &graph) }
      let form = stableForm(of: id, in: &graph)
      images[id] = form
      if isNeeded, let parts = logisticRepresentation(of: form, in: &graph) {
        representations[id] = parts
      }
    }
    return roots.map { image($0) }
  }

  /// The stable form of a node below the one at hand; a node that a rule made stands for itself.
  func image(_ id: NodeID) -> NodeID { images[id] }

  private mutating func stableForm(of id: NodeID, in graph: inout ExpressionGraph) -> NodeID {
    switch graph.kind(id) {
    case .number, .real, .pi, .e, .variable, .aggregate: id
    case .sum: stableSum(id, in: &graph)
    case .product: stableProduct(id, in: &graph)
    case .scale: rebuilt(id, in: &graph)
    case .power: stablePower(id, in: &graph)
    case .call: stableCall(id, in: &graph)
    }
  }

  /// The node with its operands replaced by their stable forms.
  func rebuilt(_ id: NodeID, in graph: inout ExpressionGraph) -> NodeID {
    images.rebuilt(id, in: &graph)
  }

  /// `a - b`, which is computed as one subtraction even where `a` is a sum, because the values of
  /// both are needed elsewhere.
  mutating func difference(
    _ a: NodeID, _ b: NodeID, in graph: inout ExpressionGraph
  ) -> NodeID {
    let result = graph.difference(a, b)
    // Only a node made after both can be computed from them.
    if graph.kind(a) == .sum, graph.kind(result) == .sum, result > a, result > b {
      differences[result] = Difference(minuend: a, subtrahend: b)
    }
    return result
  }
}

extension ExpressionGraph {
  /// A base and an exponent that is a number; 1 for a node that is no such power.
  func baseAndExponent(_ id: NodeID) -> (base: NodeID, exponent: Rational) {
    guard kind(id) == .power, let exponent = number(operand(id, 1)) else { return (id, .one) }
    return (operand(id, 0), exponent)
  }

  /// Whether the node is a square root or the reciprocal of one.
  func isRoot(_ id: NodeID) -> Bool {
    guard kind(id) == .power, let exponent = number(operand(id, 1)) else { return false }
    return exponent.isHalfInteger && exponent.magnitude < .one
  }

  /// The argument of a call of `function`, else `nil`.
  func argument(of id: NodeID, ifCalling function: Function) -> NodeID? {
    kind(id) == .call && self.function(id) == function ? operand(id, 0) : nil
  }

  /// The number a/b.
  mutating func fraction(_ numerator: Int, _ denominator: Int) -> NodeID {
    number(Rational(numerator, denominator) ?? .zero)
  }

  /// Half of a node.
  mutating func half(of id: NodeID) -> NodeID {
    scaled(id, by: Rational(1, 2) ?? .one)
  }
}

extension Rational {
  /// Whether it is an odd multiple of 1/2.
  var isHalfInteger: Bool { !isInteger && (self + self).isInteger }
}
