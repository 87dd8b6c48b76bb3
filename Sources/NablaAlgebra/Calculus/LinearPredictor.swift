/// An expression of a row that depends on its parameters through one linear combination alone:
/// g(θ₀φ₀ + θ₁φ₁ + ..., columns), as least squares, logistic regression and Huber's loss do.
package struct LinearPredictor: Sendable {
  /// What each parameter is multiplied by, which depends on columns only.
  package var features: [NodeID]
  /// The expression as a function of `predictor` and columns.
  package var link: NodeID
  /// The variable that stands for the linear combination.
  package var predictor: Symbol
}

extension ExpressionGraph {
  /// Finds the linear combination through which an expression depends on all of some variables;
  /// `nil` where it depends on them otherwise.
  ///
  /// What is added to the combination in every row, a target, goes into the link. The graph gains
  /// nodes. Complexity: linear in the nodes below the root for each of them that is affine.
  package mutating func linearPredictor(
    of root: NodeID, by variables: [Symbol]
  ) -> LinearPredictor? {
    let wanted = Set(variables)
    let degrees = degrees(below: [root], in: wanted)
    let affine = nodes(below: [root]).filter { degrees[$0] == 1 }
    // No name that can be written has a space in it.
    let predictor = variable("linear predictor")
    guard let symbol = symbol(predictor) else { return nil }
    // The larger ones hold more of the variables.
    for candidate in affine.reversed().prefix(8) {
      let features = gradient(of: candidate, by: variables)
      guard halt == nil, !features.contains(where: { number($0)?.isZero == true }) else { continue }
      let zeros = variables.map { variable(name($0)) }
      let zero = number(0)
      let offset = substituting(
        Dictionary(uniqueKeysWithValues: zeros.map { ($0, zero) }), in: [candidate])[0]
      let image = sum([predictor, offset])
      var images = [candidate: image]
      let opposite = negated(candidate)
      images[opposite] = negated(image)
      let link = substituting(images, in: [root])[0]
      let rest = nodes(below: [link]).compactMap { self.symbol($0) }
      if !rest.contains(where: wanted.contains) {
        return LinearPredictor(features: features, link: link, predictor: symbol)
      }
    }
    return nil
  }
}
