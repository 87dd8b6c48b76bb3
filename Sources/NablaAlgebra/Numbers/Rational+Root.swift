import BigInt

extension Rational {
  /// The positive number `root` and the whole number `rest` with `root^2 * rest` equal to a positive
  /// value, where `rest` has no square factor that is the square of a small prime, and is 1 where
  /// the value is a square.
  ///
  /// The denominator always goes to the root: 1/2 is (1/2)^2 times 2. Larger square factors are
  /// left, since to find them means factoring.
  var squareFactor: (root: Rational, rest: Rational) {
    if let root = root(2) { return (root, .one) }
    guard bitWidth <= 512 else { return (.one, self) }
    var rest = numerator * denominator
    var root: BigInt = 1
    for prime in Rational.smallPrimes {
      let square = BigInt(prime * prime)
      while rest >= square, rest.isMultiple(of: square) {
        rest /= square
        root *= BigInt(prime)
      }
    }
    let factor = Rational(storage: Rational.normalized(root, denominator))
    return (factor, Rational(rest))
  }

  /// The greatest number of which both are whole multiples; negative where both are negative.
  func commonDivisor(with other: Rational) -> Rational {
    let top = (numerator * other.denominator).greatestCommonDivisor(
      with: other.numerator * denominator)
    let divisor = Rational(storage: Rational.normalized(top, denominator * other.denominator))
    return isNegative && other.isNegative ? -divisor : divisor
  }

  /// The primes below 100.
  private static let smallPrimes = [
    2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97,
  ]
}
