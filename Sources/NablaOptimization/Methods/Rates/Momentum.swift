/// The heavy ball: v ← μ v - α ∇f(x), x ← x + v.
///
/// Source: B. T. Polyak, "Some methods of speeding up the convergence of iteration methods", USSR
/// Comput. Math. Math. Phys. 4, 1964, section 2.
struct Momentum: Sendable {
  /// The part μ of the last move that is kept.
  let momentum: Double
  private(set) var velocity: [Double]

  /// A ball at rest.
  init(momentum: Double, dimension: Int) {
    self.momentum = momentum
    velocity = [Double](repeating: 0, count: dimension)
  }

  /// Writes the next point into `x`.
  mutating func move(_ x: inout [Double], from old: [Double], gradient: [Double], rate: Double) {
    for index in x.indices {
      velocity[index] = momentum * velocity[index] - rate * gradient[index]
      x[index] = old[index] + velocity[index]
    }
  }
}
