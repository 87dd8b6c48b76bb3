import NablaAlgebra

/// The monomials of a polynomial in the distances from a point, each of them a smaller one times
/// one more distance.
package struct Monomials: Sendable {
  /// What makes a monomial: a smaller one and a distance.
  private struct Link {
    var parent: Int32
    var factor: Int32
  }

  private var links = [Link(parent: 0, factor: 0)]

  package var count: Int { links.count }

  /// The smaller monomial of a monomial; the first one, which is 1, has none.
  package func parent(of monomial: Int) -> Int { Int(links[monomial].parent) }

  /// The distance by which that was multiplied.
  package func factor(of monomial: Int) -> Int { Int(links[monomial].factor) }

  /// Adds the product of a monomial that is there already and a distance.
  mutating func append(_ parent: Int, times factor: Int) {
    links.append(Link(parent: Int32(parent), factor: Int32(factor)))
  }

  /// The sum of the monomials with coefficients, and the sum of magnitudes.
  ///
  /// `values` gets the monomials. By pointers, since a step of a descent is little more than this.
  /// O(count).
  func sum(
    _ coefficients: UnsafePointer<Double>, at distances: UnsafePointer<Double>,
    values: UnsafeMutablePointer<Double>
  ) -> (value: Double, magnitude: Double) {
    values[0] = 1
    var value = coefficients[0]
    var magnitude = abs(value)
    links.withUnsafeBufferPointer { links in
      for index in 1..<links.count {
        let monomial = values[Int(links[index].parent)] * distances[Int(links[index].factor)]
        values[index] = monomial
        let term = coefficients[index] * monomial
        value += term
        magnitude += abs(term)
      }
    }
    return (value, magnitude)
  }

  /// Adds the gradient of that sum, times a weight, to `gradient`; `values` holds the monomials.
  ///
  /// The reverse sweep over the products that made them; `adjoints` has room for as many. O(count).
  func addGradient(
    _ coefficients: UnsafePointer<Double>, at distances: UnsafePointer<Double>,
    values: UnsafePointer<Double>, weight: Double, adjoints: UnsafeMutablePointer<Double>,
    to gradient: UnsafeMutablePointer<Double>
  ) {
    links.withUnsafeBufferPointer { links in
      for index in links.indices { adjoints[index] = weight * coefficients[index] }
      for index in stride(from: links.count - 1, to: 0, by: -1) {
        let (parent, factor) = (Int(links[index].parent), Int(links[index].factor))
        adjoints[parent] += adjoints[index] * distances[factor]
        gradient[factor] += adjoints[index] * values[parent]
      }
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
      let last = index == 0 ? 0 : monomials.factor(of: index)
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
