/// Nesterov's momentum: z ← y - α ∇f(y), y ← z + μ (z - z'), with the z' before.
///
/// Slopes are taken where the ball is about to roll to, so the points of the trajectory are the y;
/// at a minimum y and z are the same.
///
/// Source: Y. Nesterov, "A method of solving a convex programming problem with convergence rate
/// O(1/k²)", Soviet Math. Dokl. 27, 1983; with a constant μ as in his Introductory Lectures on
/// Convex Optimization, 2004, scheme 2.2.11.
struct Nesterov: Sendable {
  /// The part μ of the last move that is kept.
  let momentum: Double
  private(set) var stage: [Double]

  /// A ball at rest at the start.
  init(momentum: Double, start: [Double]) {
    self.momentum = momentum
    stage = start
  }

  /// Writes the next point into `x`.
  mutating func move(_ x: inout [Double], from old: [Double], gradient: [Double], rate: Double) {
    for index in x.indices {
      let next = old[index] - rate * gradient[index]
      x[index] = next + momentum * (next - stage[index])
      stage[index] = next
    }
  }
}
