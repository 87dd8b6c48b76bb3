import NablaAlgebra

/// The monomials of a polynomial in the distances from a point, each of them a smaller one times
/// one more distance.
package struct Monomials: Sendable {
  /// The smaller monomial of each; the first monomial, which is 1, has none.
  package private(set) var parents: [Int] = [0]
  /// The distance that it is multiplied by.
  package private(set) var factors: [Int] = [0]

  var count: Int { parents.count }

  /// Adds the product of a monomial that is there already and a distance.
  mutating func append(_ parent: Int, times factor: Int) {
    parents.append(parent)
    factors.append(factor)
  }

  /// The sum of the monomials with coefficients from `start` on, and the sum of magnitudes.
  ///
  /// `values` gets the monomials. O(count).
  func sum(
    _ coefficients: [Double], from start: Int, at distances: [Double], values: inout [Double]
  ) -> (value: Double, magnitude: Double) {
    values[0] = 1
    var value = coefficients[start]
    var magnitude = abs(value)
    for index in 1..<parents.count {
      let monomial = values[parents[index]] * distances[factors[index]]
      values[index] = monomial
      let term = coefficients[start + index] * monomial
      value += term
      magnitude += abs(term)
    }
    return (value, magnitude)
  }

  /// Adds the gradient of that sum, times a weight, to `gradient`; `values` holds the monomials.
  ///
  /// The reverse sweep over the products that made them. O(count).
  func addGradient(
    _ coefficients: [Double], from start: Int, at distances: [Double], values: [Double],
    weight: Double, adjoints: inout [Double], to gradient: inout [Double]
  ) {
    for index in 0..<parents.count { adjoints[index] = weight * coefficients[start + index] }
    for index in stride(from: parents.count - 1, to: 0, by: -1) {
      let (parent, factor) = (parents[index], factors[index])
      adjoints[parent] += adjoints[index] * distances[factor]
      gradient[factor] += adjoints[index] * values[parent]
    }
  }
}

// MARK: Expansion

extension Monomials {
  /// The Taylor polynomial of an expression around a point: monomials, and their coefficients as
  /// functions of the point; `nil` where there are more than `limit`.
  ///
  /// The expression has to be a polynomial in the variables, lest its derivatives never end.
  package static func expansion(
    of root: NodeID, _ variables: [Symbol], limit: Int, in graph: inout ExpressionGraph
  ) -> (monomials: Monomials, coefficients: [NodeID])? {
    var monomials = Monomials()
    let zero = graph.number(0)
    // The derivative that belongs to each monomial, divided by the factorials of its exponents.
    var derivatives = [root]
    var runs = [0]
    var index = 0
    while index < derivatives.count {
      let last = index == 0 ? 0 : monomials.factors[index]
      let partials = graph.gradient(of: derivatives[index], by: variables)
      guard graph.halt == nil else { return nil }
      for factor in last..<variables.count where partials[factor] != zero {
        guard derivatives.count < limit else { return nil }
        let run = index > 0 && factor == last ? runs[index] + 1 : 1
        monomials.append(index, times: factor)
        derivatives.append(graph.scaled(partials[factor], by: Rational(1, run) ?? .one))
        runs.append(run)
      }
      index += 1
    }
    return (monomials, derivatives)
  }
}
