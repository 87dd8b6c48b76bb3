/// The second derivatives of an objective at a point, exact or from differences of the gradient.
struct Curvature {
  /// Up to this many variables eigenvalues are computed: about 0.2 s in a release build.
  static let spectrumLimit = 500
  /// Up to this many variables a dense Hessian is held at all: 32 MB.
  static let dimensionLimit = 2000

  let hessian: SymmetricMatrix
  /// Whether the second derivatives are exact up to rounding.
  let isExact: Bool
  /// The eigenvalues and eigenvectors; `nil` beyond `spectrumLimit`.
  let spectrum: Spectrum?
  /// Positive eigenvalues in units of the variables' own, where rounding hides them in `spectrum`
  /// only because those units differ much.
  private(set) var balanced: BalancedSpectrum?

  /// Takes the exact Hessian, else central differences of the gradient.
  ///
  /// `nil` beyond the limit, and where a second derivative is not finite. With exact derivatives
  /// it costs one Hessian, else 2n gradients.
  init?<O: Objective>(of objective: inout O, at x: [Double]) {
    guard x.count <= Self.dimensionLimit else { return nil }
    let exact = objective.hessian(at: x)
    isExact = exact != nil
    let elements = exact ?? Self.differences(of: &objective, at: x)
    guard elements.isFinite, let hessian = SymmetricMatrix(elements, dimension: x.count) else {
      return nil
    }
    self.hessian = hessian
    spectrum = x.count <= Self.spectrumLimit ? hessian.spectrum() : nil
    guard let spectrum, abs(spectrum.smallest) <= threshold(norm: spectrum.radius) else { return }
    let other = BalancedSpectrum(hessian)
    balanced = other.flatMap {
      $0.spectrum.smallest > threshold(norm: $0.spectrum.radius) ? $0 : nil
    }
  }

  /// Central differences, symmetrized, with the step ∛ε of their least total error
  /// (Nocedal & Wright, Numerical Optimization, 2nd ed., section 8.1).
  private static func differences<O: Objective>(
    of objective: inout O, at x: [Double]
  ) -> [Double] {
    let n = x.count
    let scale = max(x.maxNorm, 1e-3)
    var elements = [Double](repeating: 0, count: n * n)
    var ahead = [Double](repeating: 0, count: n)
    var behind = ahead
    var point = x
    for row in 0..<n {
      let width = 6e-6 * max(abs(x[row]), 1e-2 * scale)
      point[row] = x[row] + width
      let right = point[row]
      _ = objective.valueAndGradient(at: point, gradient: &ahead)
      point[row] = x[row] - width
      let span = right - point[row]
      _ = objective.valueAndGradient(at: point, gradient: &behind)
      point[row] = x[row]
      for column in 0..<n {
        let half = 0.5 * (ahead[column] - behind[column]) / span
        elements[row * n + column] += half
        elements[column * n + row] += half
      }
    }
    return elements
  }

  /// Curvatures of at most this magnitude are not told from zero.
  ///
  /// In one exact dimension every curvature but 0 counts, for there is nothing to round against.
  /// Else the bound is the backward error of a symmetric eigenvalue solver, a small multiple of
  /// n·ε‖H‖ (Golub & Van Loan, Matrix Computations, 4th ed., section 8.1; LAPACK Users' Guide, 4.7);
  /// for differences it is their own error, about ε^(2/3).
  func threshold(norm: Double) -> Double {
    let n = hessian.dimension
    guard isExact else { return 1e-8 * Double(n) * norm }
    return n == 1 ? 0 : 8 * Double(n) * Double.ulpOfOne * norm
  }

  /// The step to the zero of the gradient's linear model, the least one where several are.
  ///
  /// Directions without curvature are left alone. `nil` where there is no curvature at all, or
  /// where neither eigenvalues nor Cholesky's factorization are to be had.
  func newtonStep(gradient: [Double]) -> [Double]? {
    let opposite = gradient.map { -$0 }
    if hessian.dimension > Self.spectrumLimit { return hessian.choleskySolution(opposite) }
    if let balanced { return balanced.solution(opposite) }
    guard let spectrum, spectrum.radius > 0 else { return nil }
    let threshold = threshold(norm: spectrum.radius)
    let step = spectrum.apply(to: opposite) { abs($0) > threshold ? 1 / $0 : 0 }
    return step.isFinite ? step : nil
  }

  /// Whether the least curvature is the same as at a point one Newton step away, roughly.
  ///
  /// Near a regular stationary point it is. At a zero of the gradient of order m > 1 a Newton step
  /// leaves the part ((m-1)/m)^(m-1) of the curvature, which is one half or less.
  func resembles(_ other: Curvature) -> Bool {
    guard let mine = leastCurvature, let others = other.leastCurvature else { return true }
    return mine > 0.6 * others && others > 0.6 * mine
  }

  /// The least magnitude of an eigenvalue that is told from zero.
  private var leastCurvature: Double? {
    guard let spectrum else { return nil }
    let threshold = threshold(norm: spectrum.radius)
    return spectrum.values.lazy.map { abs($0) }.filter { $0 > threshold }.min() ?? 0
  }

  /// How much of the curvature is rounding: the change to a point a few roundings away.
  func noise<O: Objective>(_ objective: inout O, at x: [Double]) -> Double {
    let neighbour = x.map { $0 * (1 + 4 * Double.ulpOfOne) }
    guard isExact, neighbour != x, let other = objective.hessian(at: neighbour),
      let change = SymmetricMatrix(
        other.moved(by: -1, along: hessian.elements), dimension: x.count)?.rowSumNorm
    else { return 0 }
    return change.isFinite ? 8 * change : 0
  }
}
