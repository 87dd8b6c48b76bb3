/// A real root of a polynomial, alone in an interval.
package struct RealRoot: Hashable, Sendable {
  /// The ends of the interval; equal where the root is known exactly.
  package var lower: Rational
  package var upper: Rational
  package var multiplicity: Int

  /// The root itself where it is a known rational number.
  package var exact: Rational? { lower == upper ? lower : nil }
}

extension Polynomial {
  /// All distinct real roots from `lower` to `upper`, ends included, ascending.
  ///
  /// An end that is `nil` stands for infinity. Each interval is narrower than 2^-`bits` times the
  /// root's magnitude, or exact.
  /// Roots are counted by Sturm's chain and parted by bisection, so none is missed; a rational root
  /// with a short denominator is found exactly. Empty for zero, of which every number is a root.
  package func realRoots(
    from lower: Rational?, to upper: Rational?, bits: Int = 60
  ) -> [RealRoot] {
    guard degree > 0 else { return [] }
    let factors = squareFreeFactors
    let radical = factors.reduce(Polynomial([.one])) { $0 * $1 }
    let isolation = RootIsolation(radical)
    let bound = radical.rootBound
    let start = lower.map { Swift.max($0, -bound) } ?? -bound
    let end = upper.map { Swift.min($0, bound) } ?? bound
    guard start <= end else { return [] }
    var intervals = isolation.intervals(above: start, upTo: end)
    if radical.sign(at: start) == 0 { intervals.insert((start, start), at: 0) }
    return intervals.map { interval in
      let (low, high) = isolation.refined(interval, bits: bits)
      let multiplicity = factors.firstIndex { factor in
        low == high
          ? factor.sign(at: low) == 0 : factor.sign(at: low) * factor.sign(at: high) < 0
      }
      return RealRoot(lower: low, upper: high, multiplicity: (multiplicity ?? 0) + 1)
    }
  }

  /// A number above the magnitude of every root (Cauchy's bound).
  private var rootBound: Rational {
    let largest = coefficients.dropLast().map(\.magnitude).max() ?? .zero
    return Rational(2) + largest * (leading.magnitude.inverse ?? .one)
  }
}

/// The search for the roots of a polynomial without repeated ones.
private struct RootIsolation {
  let polynomial: Polynomial
  let chain: SturmChain
  private let half = Rational(1, 2) ?? .one

  init(_ polynomial: Polynomial) {
    self.polynomial = polynomial
    chain = SturmChain(polynomial)
  }

  /// Intervals that hold one root each, ascending; the lower end of an interval is no root of it.
  func intervals(above start: Rational, upTo end: Rational) -> [(Rational, Rational)] {
    var found: [(Rational, Rational)] = []
    var stack = [(start, end, chain.count(above: start, upTo: end))]
    while let (lower, upper, count) = stack.popLast() {
      if count == 0 { continue }
      if count == 1 {
        found.append((lower, upper))
        continue
      }
      let middle = (lower + upper) * half
      let left = chain.count(above: lower, upTo: middle)
      stack.append((middle, upper, count - left))
      stack.append((lower, middle, left))
    }
    return found
  }

  /// The interval made narrow; exact where its simplest fraction is the root.
  func refined(_ interval: (Rational, Rational), bits: Int) -> (Rational, Rational) {
    var (lower, upper) = interval
    if lower == upper || polynomial.sign(at: upper) == 0 { return (upper, upper) }
    // The root of a neighbouring interval may be this one's lower end.
    while polynomial.sign(at: lower) == 0 {
      let middle = (lower + upper) * half
      if chain.count(above: middle, upTo: upper) == 1 { lower = middle } else { upper = middle }
      if polynomial.sign(at: upper) == 0 { return (upper, upper) }
    }
    let sign = polynomial.sign(at: upper)
    let tolerance = Rational(2).power(-bits) ?? .zero
    var step = 0
    while upper - lower > tolerance * Swift.max(lower.magnitude, upper.magnitude)
      || lower.signum * upper.signum < 0
    {
      // Early on, a short fraction between the ends may be the root itself.
      let simplest = step % 8 == 7 ? Rational.simplest(between: lower, and: upper) : nil
      let middle = simplest ?? (lower + upper) * half
      step += 1
      let value = polynomial.sign(at: middle)
      if value == 0 { return (middle, middle) }
      if value == sign { upper = middle } else { lower = middle }
    }
    let simplest = Rational.simplest(between: lower, and: upper)
    return polynomial.sign(at: simplest) == 0 ? (simplest, simplest) : (lower, upper)
  }
}

extension Rational {
  /// The fraction with the smallest denominator strictly between two numbers, `lower < upper`.
  ///
  /// Source: Graham, Knuth and Patashnik, Concrete Mathematics, section 4.5 (Stern-Brocot tree),
  /// by continued fractions.
  package static func simplest(between lower: Rational, and upper: Rational) -> Rational {
    if lower.isNegative, upper.signum > 0 { return .zero }
    if lower.isNegative { return -simplest(between: -upper, and: -lower) }
    // Convergents so far, as the matrix of the fraction (a*t + b)/(c*t + d) in the rest t.
    var (a, b, c, d) = (Rational.one, Rational.zero, Rational.zero, Rational.one)
    var (low, high): (Rational, Rational?) = (lower, upper)
    while true {
      let whole = low.floor
      let next = whole + .one
      if high.map({ next < $0 }) ?? true {
        return (a * next + b) * ((c * next + d).inverse ?? .one)
      }
      (a, b, c, d) = (a * whole + b, a, c * whole + d, c)
      let rest = high.flatMap { ($0 - whole).inverse }
      high = (low - whole).inverse
      low = rest ?? .zero
    }
  }
}
