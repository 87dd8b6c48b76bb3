/// Adaptive rates by all slopes so far: G ← G + g², x ← x - α g/(√G + ε).
///
/// Source: J. Duchi, E. Hazan & Y. Singer, "Adaptive subgradient methods for online learning and
/// stochastic optimization", JMLR 12, 2011, section 1.2, with the diagonal matrix; α = 0.01 as in
/// the libraries that follow it.
struct Adagrad: Sendable {
  /// What keeps the quotient finite.
  let epsilon: Double
  private(set) var squares: [Double]

  /// The method before its first step.
  init(epsilon: Double, dimension: Int) {
    self.epsilon = epsilon
    squares = [Double](repeating: 0, count: dimension)
  }

  /// Writes the next point into `x`.
  mutating func move(_ x: inout [Double], from old: [Double], gradient: [Double], rate: Double) {
    for index in x.indices {
      let slope = gradient[index]
      squares[index] += slope * slope
      x[index] = old[index] - rate * slope / (squares[index].squareRoot() + epsilon)
    }
  }
}
