import BigInt
import NablaAlgebra
import NablaTestSupport
import Testing

@Suite("Fractions and doubles")
struct RationalDoubleTests {
  /// The fraction `top * 2^exponent`.
  static func scaled(_ top: BigInt, _ exponent: Int) throws -> Rational {
    if exponent >= 0 { return Rational(top << exponent) }
    return Rational(top) * (try #require(Rational(BigInt(1) << -exponent).inverse))
  }

  @Test(
    "Known values round to the nearest double",
    arguments: [
      ("1", "3", 0.3333333333333333), ("9007199254740993", "1", 9_007_199_254_740_992.0),
      ("9007199254740995", "1", 9_007_199_254_740_996.0),
      ("18014398509481990", "1", 1.801439850948199e+16),
      ("9007199254740993", "2", 4_503_599_627_370_496.0),
      ("100000000000000000000000", "1", 1e23), ("80000000000000000000001", "1", 8e22),
      ("1", "100000000000000000000000", 1e-23),
      (
        "123456789012345678901234567890", "987654321098765432109876543210987",
        0.0001249999988609375
      ),
    ])
  func known(_ top: String, _ bottom: String, _ expected: Double) throws {
    let numerator = Rational(try #require(BigInt(top)))
    let divisor = Rational(try #require(BigInt(bottom)))
    let denominator = try #require(divisor.inverse)
    #expect((numerator * denominator).double == expected)
    #expect((-numerator * denominator).double == -expected)
  }

  @Test(
    "A value halfway between two doubles goes to the even one, and a hair decides",
    arguments: [-1_074, -1_073, -1_060, -1_023, -1_022, -200, -60, -53, -52, 0, 1, 11, 200, 900])
  func ties(_ exponent: Int) throws {
    var random = SeededRandom(seed: UInt64(exponent + 2_000))
    for _ in 0..<50 {
      // Whole significands m at this exponent, with fewer bits for the subnormal numbers.
      let significand: UInt64 =
        exponent == -1_074
        ? .random(in: 0..<(1 << 52), using: &random)
        : .random(in: (1 << 52)..<(1 << 53) - 1, using: &random)
      let lower = Double(sign: .plus, exponent: exponent, significand: Double(significand))
      let upper = Double(sign: .plus, exponent: exponent, significand: Double(significand + 1))
      let middle = try Self.scaled(2 * BigInt(significand) + 1, exponent - 1)
      let hair = try Self.scaled(1, exponent - 200)
      #expect(middle.double == (significand.isMultiple(of: 2) ? lower : upper))
      #expect((middle - hair).double == lower)
      #expect((middle + hair).double == upper)
      #expect((-middle - hair).double == -upper)
      #expect(Rational(exactly: lower)?.double == lower)
    }
  }

  @Test("Beyond the largest double stands infinity, and below the least zero")
  func limits() throws {
    let largest = Double.greatestFiniteMagnitude
    let exact = try #require(Rational(exactly: largest))
    let half = try Self.scaled(1, 969)
    #expect(exact.double == largest)
    #expect((exact + half).double == largest)
    #expect((exact + half + half).double == .infinity)
    #expect((-exact - half - half).double == -.infinity)
    #expect(try Self.scaled(1, 5_000).double == .infinity)
    #expect(try Self.scaled(1, -1_074).double == .leastNonzeroMagnitude)
    #expect(try Self.scaled(1, -1_075).double == 0)
    #expect(try Self.scaled(3, -1_076).double == .leastNonzeroMagnitude)
    #expect(try Self.scaled(1, -5_000).double == 0)
  }

  @Test(
    "A double is taken exactly",
    arguments: [
      0, 1, -1, 0.1, -0.75, 1e300, 1e-300, .pi, .leastNonzeroMagnitude, .leastNormalMagnitude,
      -.greatestFiniteMagnitude, 0x1p63, -0x1p63, 0x1p-1074, 123_456.789,
    ] as [Double])
  func exact(_ value: Double) throws {
    let exact = try #require(Rational(exactly: value))
    #expect(exact.double == value)
    // The denominator of a double is a power of two.
    #expect(exact.denominator.magnitude.trailingZeroBitCount + 1 == exact.denominator.bitWidth - 1)
  }

  @Test("Infinities and NaN are no fractions")
  func notFinite() {
    #expect(Rational(exactly: .infinity) == nil)
    #expect(Rational(exactly: -.infinity) == nil)
    #expect(Rational(exactly: .nan) == nil)
    #expect(Rational(exactly: -0.0) == .zero)
  }

  @Test("Any double survives, by its bits", arguments: 0..<20)
  func bits(_ seed: Int) {
    var random = SeededRandom(seed: UInt64(seed))
    for _ in 0..<200 {
      let value = Double(bitPattern: random.next())
      guard value.isFinite else { continue }
      #expect(Rational(exactly: value)?.double == value)
    }
  }
}
