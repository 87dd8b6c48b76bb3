import BigInt

/// A polynomial in one unknown with exact rational coefficients.
package struct Polynomial: Hashable, Sendable {
  /// The coefficients from the constant term on; empty for zero, else the last is not zero.
  package let coefficients: [Rational]

  /// Makes a polynomial from its coefficients, the constant term first.
  package init(_ coefficients: [Rational]) {
    let end = coefficients.lastIndex { !$0.isZero }.map { $0 + 1 } ?? 0
    self.coefficients = Array(coefficients[..<end])
  }

  /// The unknown itself.
  package static let unknown = Polynomial([.zero, .one])

  package var isZero: Bool { coefficients.isEmpty }

  /// The degree; -1 for zero.
  package var degree: Int { coefficients.count - 1 }

  /// The coefficient of the highest power; zero for zero.
  package var leading: Rational { coefficients.last ?? .zero }

  package static func + (a: Polynomial, b: Polynomial) -> Polynomial {
    let (long, short) = a.degree >= b.degree ? (a, b) : (b, a)
    var sum = long.coefficients
    for (index, value) in short.coefficients.enumerated() { sum[index] = sum[index] + value }
    return Polynomial(sum)
  }

  package static func - (a: Polynomial, b: Polynomial) -> Polynomial { a + b.scaled(by: .minusOne) }

  /// The product by the school's method, O(degree²).
  package static func * (a: Polynomial, b: Polynomial) -> Polynomial {
    if a.isZero || b.isZero { return Polynomial([]) }
    var product = [Rational](repeating: .zero, count: a.degree + b.degree + 1)
    for (i, x) in a.coefficients.enumerated() where !x.isZero {
      for (j, y) in b.coefficients.enumerated() { product[i + j] = product[i + j] + x * y }
    }
    return Polynomial(product)
  }

  package func scaled(by factor: Rational) -> Polynomial {
    Polynomial(coefficients.map { $0 * factor })
  }

  package func power(_ exponent: Int) -> Polynomial {
    var (result, square, rest) = (Polynomial([.one]), self, exponent)
    while rest > 0 {
      if rest % 2 == 1 { result = result * square }
      rest /= 2
      if rest > 0 { square = square * square }
    }
    return result
  }

  /// The value at `x`, by Horner's rule.
  package func value(at x: Rational) -> Rational {
    coefficients.reversed().reduce(.zero) { $0 * x + $1 }
  }

  /// The sign at `x`: -1, 0 or 1.
  package func sign(at x: Rational) -> Int { value(at: x).signum }

  package var derivative: Polynomial {
    Polynomial(coefficients.enumerated().dropFirst().map { Rational($0) * $1 })
  }

  /// Quotient and remainder of the division by a polynomial that is not zero.
  package func quotientAndRemainder(
    by divisor: Polynomial
  ) -> (quotient: Polynomial, remainder: Polynomial) {
    guard let inverse = divisor.leading.inverse, degree >= divisor.degree else {
      return (Polynomial([]), self)
    }
    var rest = coefficients
    var quotient = [Rational](repeating: .zero, count: degree - divisor.degree + 1)
    for shift in quotient.indices.reversed() {
      let factor = rest[shift + divisor.degree] * inverse
      quotient[shift] = factor
      if factor.isZero { continue }
      for (index, value) in divisor.coefficients.enumerated() {
        rest[shift + index] = rest[shift + index] - factor * value
      }
    }
    return (Polynomial(quotient), Polynomial(Array(rest.prefix(max(0, divisor.degree)))))
  }

  /// The polynomial times a positive number that leaves whole coefficients without a common factor,
  /// which keeps the numbers of a chain of remainders short.
  var primitive: Polynomial {
    var (top, bottom): (BigUInt, BigUInt) = (0, 1)
    for coefficient in coefficients where !coefficient.isZero {
      top = greatestCommonDivisor(coefficient.numerator.magnitude, top)
      let denominator = coefficient.denominator.magnitude
      bottom = bottom / greatestCommonDivisor(denominator, bottom) * denominator
    }
    guard !top.isZero else { return self }
    return scaled(by: Rational.reduced(BigInt(bottom), BigInt(top)))
  }

  /// The greatest common divisor, primitive, by Euclid's algorithm.
  package func commonDivisor(with other: Polynomial) -> Polynomial {
    var (a, b) = (primitive, other.primitive)
    while !b.isZero { (a, b) = (b, a.quotientAndRemainder(by: b).remainder.primitive) }
    return a
  }

  /// The factors of each multiplicity, from 1 on, without repeated roots and without common ones.
  ///
  /// Source: Yun, On square-free decomposition algorithms, SYMSAC 1976.
  package var squareFreeFactors: [Polynomial] {
    guard degree > 0 else { return [] }
    var factors: [Polynomial] = []
    let common = commonDivisor(with: derivative)
    var base = quotientAndRemainder(by: common).quotient
    var rest = derivative.quotientAndRemainder(by: common).quotient - base.derivative
    while base.degree > 0 {
      let factor = base.commonDivisor(with: rest)
      factors.append(factor)
      base = base.quotientAndRemainder(by: factor).quotient
      rest = rest.quotientAndRemainder(by: factor).quotient - base.derivative
    }
    return factors
  }
}
