/// The greatest curvature without a matrix, from differences of the gradient.
enum PowerIteration {
  private static let rounds = 30

  /// The greatest magnitude of an eigenvalue of the Hessian, from below; `nil` where it is not
  /// finite or zero.
  ///
  /// Thirty rounds of two gradients each, O(n) memory. Source: Golub & Van Loan, Matrix
  /// Computations, 4th ed., section 8.2.1; products by central differences as in Nocedal & Wright,
  /// equation 8.20.
  static func radius<O: Objective>(of objective: inout O, at x: [Double]) -> Double? {
    let n = x.count
    // No direction of the coordinates is left out, and none is preferred by symmetry.
    var direction = (0..<n).map { 1 + 0.5 * Double(($0 * 7919) % 101) / 101 }
    var ahead = [Double](repeating: 0, count: n)
    var behind = ahead
    var estimate = 0.0
    let width = 6e-6 * max(1, x.maxNorm)
    for _ in 0..<rounds {
      let length = direction.euclideanNorm
      for index in direction.indices { direction[index] /= length }
      _ = objective.valueAndGradient(at: x.moved(by: width, along: direction), gradient: &ahead)
      _ = objective.valueAndGradient(at: x.moved(by: -width, along: direction), gradient: &behind)
      for index in direction.indices {
        direction[index] = (ahead[index] - behind[index]) / (2 * width)
      }
      estimate = direction.euclideanNorm
      guard estimate > 0, estimate.isFinite else { return nil }
    }
    // The iteration comes from below, and a rate must not be too large.
    return 1.1 * estimate
  }
}
