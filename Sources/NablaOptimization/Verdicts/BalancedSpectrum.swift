/// The eigenvalues of a symmetric matrix with a positive diagonal, scaled to ones on the diagonal.
///
/// Of all diagonal scalings this one has nearly the least condition number (van der Sluis, "Condition
/// numbers and equilibration of matrices", Numerische Mathematik 14, 1969): a Hessian in variables of
/// very different units keeps in it the curvatures that rounding would swallow.
struct BalancedSpectrum {
  /// Of D H D, with 1/√h on the diagonal of D.
  let spectrum: Spectrum
  /// The diagonal of D.
  private let scales: [Double]
  /// A number that no eigenvalue of H lies below: dᵀHd is at least the least eigenvalue here times
  /// the least element on the diagonal of H, for a unit vector d.
  let leastCurvature: Double

  /// Scales a matrix; `nil` where an element of its diagonal is not positive.
  init?(_ matrix: SymmetricMatrix) {
    let n = matrix.dimension
    let diagonal = (0..<n).map { matrix.elements[$0 * n + $0] }
    guard let least = diagonal.min(), least > 0 else { return nil }
    let scales = diagonal.map { 1 / $0.squareRoot() }
    let elements = (0..<n * n).map { matrix.elements[$0] * scales[$0 / n] * scales[$0 % n] }
    guard let spectrum = SymmetricMatrix(elements, dimension: n)?.spectrum() else { return nil }
    self.spectrum = spectrum
    self.scales = scales
    leastCurvature = spectrum.smallest * least
  }

  /// The solution of H x = b, where every eigenvalue is positive; `nil` where it overflows.
  func solution(_ rightHandSide: [Double]) -> [Double]? {
    let scaled = zip(rightHandSide, scales).map { $0 * $1 }
    let solution = spectrum.apply(to: scaled) { 1 / $0 }
    let step = zip(solution, scales).map { $0 * $1 }
    return step.isFinite ? step : nil
  }
}
