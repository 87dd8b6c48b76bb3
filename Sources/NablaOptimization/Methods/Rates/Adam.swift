/// Momentum and adaptive rates by fading means, each divided by the weight it has so far.
///
/// m ← β₁ m + (1 - β₁) g, s ← β₂ s + (1 - β₂) g²,
/// x ← x - α (m/(1 - β₁ᵗ))/(√(s/(1 - β₂ᵗ)) + ε) at step t.
///
/// Source: D. P. Kingma & J. Ba, "Adam: a method for stochastic optimization", ICLR 2015,
/// algorithm 1, with its α = 0.001, β₁ = 0.9, β₂ = 0.999, ε = 1e-8.
struct Adam: Sendable {
  /// The part β₁ of the mean slope that is kept.
  let beta1: Double
  /// The part β₂ of the mean square that is kept.
  let beta2: Double
  /// What keeps the quotient finite.
  let epsilon: Double
  private(set) var means: [Double]
  private(set) var squares: [Double]
  /// β₁ᵗ and β₂ᵗ.
  private var fading = (first: 1.0, second: 1.0)

  /// The method before its first step.
  init(beta1: Double, beta2: Double, epsilon: Double, dimension: Int) {
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    means = [Double](repeating: 0, count: dimension)
    squares = means
  }

  /// Writes the next point into `x`.
  mutating func move(_ x: inout [Double], from old: [Double], gradient: [Double], rate: Double) {
    fading.first *= beta1
    fading.second *= beta2
    for index in x.indices {
      let slope = gradient[index]
      means[index] = beta1 * means[index] + (1 - beta1) * slope
      squares[index] = beta2 * squares[index] + (1 - beta2) * slope * slope
      let mean = means[index] / (1 - fading.first)
      let square = squares[index] / (1 - fading.second)
      x[index] = old[index] - rate * mean / (square.squareRoot() + epsilon)
    }
  }
}
