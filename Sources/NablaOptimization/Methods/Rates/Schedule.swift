#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How a learning rate changes from step to step.
///
/// Sources: Goodfellow, Bengio & Courville, Deep Learning, 2016, section 8.3.1, for the decays;
/// Robbins & Monro, "A stochastic approximation method", 1951, for why 1/t; Loshchilov & Hutter,
/// "SGDR: stochastic gradient descent with warm restarts", 2017, equation 5, for the cosine.
package enum Schedule: Sendable, Equatable {
  /// α at every step.
  case constant
  /// α/(1 + k t).
  case inverse(Double)
  /// α/√(1 + k t).
  case squareRoot(Double)
  /// α exp(-k t).
  case exponential(Double)
  /// α kᵐ, where m counts how many times `every` steps are over.
  case staircase(factor: Double, every: Int)
  /// α (1 + cos(π t/n))/2: from α down to 0 after n steps.
  case cosine(steps: Int)

  /// The rate of the step that follows `step` others, from the rate of the first.
  package func rate(_ first: Double, step: Int) -> Double {
    let t = Double(step)
    switch self {
    case .constant: return first
    case .inverse(let k): return first / (1 + k * t)
    case .squareRoot(let k): return first / (1 + k * t).squareRoot()
    case .exponential(let k): return first * exp(-k * t)
    case .staircase(let factor, let every):
      return first * pow(factor, Double(step / max(1, every)))
    case .cosine(let steps):
      return step >= steps ? 0 : first * 0.5 * (1 + cos(.pi * t / Double(steps)))
    }
  }
}
