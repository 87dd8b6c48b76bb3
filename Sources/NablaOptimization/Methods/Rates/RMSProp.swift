/// Adaptive rates by a fading mean of squares: s ← β₂ s + (1 - β₂) g², x ← x - α g/(√s + ε).
///
/// Source: T. Tieleman & G. Hinton, Neural Networks for Machine Learning, lecture 6e, 2012, with
/// its β₂ = 0.9 and α = 0.001.
struct RMSProp: Sendable {
  /// The part β₂ of the mean that is kept.
  let beta2: Double
  /// What keeps the quotient finite.
  let epsilon: Double
  private(set) var squares: [Double]

  /// The method before its first step.
  init(beta2: Double, epsilon: Double, dimension: Int) {
    self.beta2 = beta2
    self.epsilon = epsilon
    squares = [Double](repeating: 0, count: dimension)
  }

  /// Writes the next point into `x`.
  mutating func move(_ x: inout [Double], from old: [Double], gradient: [Double], rate: Double) {
    for index in x.indices {
      let slope = gradient[index]
      squares[index] = beta2 * squares[index] + (1 - beta2) * slope * slope
      x[index] = old[index] - rate * slope / (squares[index].squareRoot() + epsilon)
    }
  }
}
