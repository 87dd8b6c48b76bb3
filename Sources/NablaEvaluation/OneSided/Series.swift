/// A truncated series in powers of a positive infinitesimal t, fractional and negative ones
/// included.
///
/// Numbers of this kind, ordered by their leading terms, are the Levi-Civita field; Shamseddine and
/// Berz, Exception handling in derivative computation with nonarchimedean calculus (1996), use them
/// as here for one-sided derivatives.
struct Series: Sendable, Equatable {
  struct Term: Sendable, Equatable {
    var exponent: Double
    var coefficient: Double
  }

  /// Ascending by exponent, no coefficient zero.
  private(set) var terms: [Term]
  /// Terms from this exponent on are not known; infinite for an exact series.
  private(set) var order: Double

  /// Most terms that are kept.
  private static let termLimit = 8
  /// Exponents closer than this are one; sums of thirds are not exact in doubles.
  private static let tolerance = 1e-9

  /// A constant.
  init(_ value: Double) {
    terms = value == 0 ? [] : [Term(exponent: 0, coefficient: value)]
    order = .infinity
  }

  /// The series c + s t.
  init(_ value: Double, slope: Double) {
    terms = [Term(exponent: 0, coefficient: value), Term(exponent: 1, coefficient: slope)]
    terms.removeAll { $0.coefficient == 0 }
    order = .infinity
  }

  /// The series of `terms`, in any order, known below `order`.
  init(_ terms: [Term], order: Double) {
    let sorted = terms.sorted { $0.exponent < $1.exponent }
    var merged: [Term] = []
    for term in sorted {
      if let last = merged.last, term.exponent - last.exponent < Series.tolerance {
        merged[merged.count - 1].coefficient += term.coefficient
      } else {
        merged.append(term)
      }
    }
    merged.removeAll { $0.coefficient == 0 || $0.exponent > order - Series.tolerance }
    self.order = order
    if merged.count > Series.termLimit {
      self.order = merged[Series.termLimit].exponent
      merged.removeSubrange(Series.termLimit...)
    }
    self.terms = merged
  }

  /// The lowest exponent, or that of the first unknown term where no term is known.
  var leadingExponent: Double { terms.first?.exponent ?? order }

  /// The value of a series that is exactly a constant, else `nil`.
  var exactConstant: Double? {
    guard order == .infinity else { return nil }
    if terms.isEmpty { return 0 }
    return terms.count == 1 && terms[0].exponent == 0 ? terms[0].coefficient : nil
  }

  /// The sign for all small positive t: -1, 0 where the series is exactly 0, 1; `nil` where the
  /// known terms do not decide it.
  var sign: Int? {
    guard let first = terms.first else { return order == .infinity ? 0 : nil }
    return first.coefficient > 0 ? 1 : -1
  }

  /// The limit as t goes to 0, infinite for a negative leading exponent; `nil` where it is unknown.
  var limit: Double? {
    guard let first = terms.first else { return order > 0 ? 0 : nil }
    if first.exponent > 0 { return 0 }
    return first.exponent == 0
      ? first.coefficient : first.coefficient > 0 ? .infinity : -.infinity
  }

  /// The limit of the derivative by t, infinite where a term has a lower exponent than 1; `nil`
  /// where it is unknown.
  var slope: Double? {
    guard let first = terms.first(where: { $0.exponent != 0 }) else { return order > 1 ? 0 : nil }
    if first.exponent > 1 { return 0 }
    return first.exponent == 1
      ? first.coefficient : first.coefficient * first.exponent > 0 ? .infinity : -.infinity
  }

  /// The same series with the terms from `order` on forgotten.
  func truncated(to order: Double) -> Series { Series(terms, order: min(order, self.order)) }

  /// The series times t^exponent.
  func shifted(by exponent: Double) -> Series {
    Series(
      terms.map { Term(exponent: $0.exponent + exponent, coefficient: $0.coefficient) },
      order: order + exponent)
  }

  /// The series times a number.
  func scaled(by factor: Double) -> Series {
    Series(
      terms.map { Term(exponent: $0.exponent, coefficient: $0.coefficient * factor) },
      order: order)
  }

  static prefix func - (a: Series) -> Series { a.scaled(by: -1) }

  static func + (a: Series, b: Series) -> Series {
    Series(a.terms + b.terms, order: min(a.order, b.order))
  }

  static func - (a: Series, b: Series) -> Series { a + -b }

  static func * (a: Series, b: Series) -> Series {
    var products: [Term] = []
    for x in a.terms {
      for y in b.terms {
        products.append(
          Term(exponent: x.exponent + y.exponent, coefficient: x.coefficient * y.coefficient))
      }
    }
    // An exact zero times anything is exact.
    if a.exactConstant == 0 || b.exactConstant == 0 { return Series(0) }
    return Series(
      products, order: min(a.order + b.leadingExponent, b.order + a.leadingExponent))
  }
}
