import BigInt
import NablaAlgebra
import NablaTestSupport
import Testing

@Suite("Exact fractions")
struct RationalTests {
  /// Integers of every size that matters: tiny, near the ends of a word, and far beyond.
  static func integer(_ random: inout SeededRandom) -> BigInt {
    let near = BigInt(Int.random(in: -3...3, using: &random))
    switch Int.random(in: 0..<7, using: &random) {
    case 0: return near
    case 1: return BigInt(Int.max) + near
    case 2: return BigInt(Int.min) + near
    case 3: return BigInt(Int.random(in: -1_000...1_000, using: &random))
    case 4: return BigInt(Int.random(in: .min ... .max, using: &random))
    case 5: return (BigInt(1) << Int.random(in: 30...70, using: &random)) + near
    default:
      let words = (0..<4).map { _ in BigInt(Int.random(in: .min ... .max, using: &random)) }
      return words.reduce(1, *)
    }
  }

  static func fraction(_ random: inout SeededRandom) -> NaiveFraction {
    let bottom = integer(&random)
    return NaiveFraction(top: integer(&random), bottom: bottom == 0 ? 1 : bottom)
  }

  /// The fraction by division of integers.
  static func rational(_ value: NaiveFraction) throws -> Rational {
    Rational(value.top) * (try #require(Rational(value.bottom).inverse))
  }

  static func check(
    _ found: Rational, _ expected: NaiveFraction, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let (top, bottom) = expected.lowest
    #expect(found.numerator == top, sourceLocation: sourceLocation)
    #expect(found.denominator == bottom, sourceLocation: sourceLocation)
  }

  @Test("Arithmetic agrees with unreduced fractions of big integers", arguments: 0..<20)
  func arithmetic(_ seed: Int) throws {
    var random = SeededRandom(seed: UInt64(seed))
    for _ in 0..<50 {
      let (a, b) = (Self.fraction(&random), Self.fraction(&random))
      let (p, q) = (try Self.rational(a), try Self.rational(b))
      Self.check(p, a)
      Self.check(p + q, a + b)
      Self.check(p - q, a - b)
      Self.check(p * q, a * b)
      Self.check(-p, NaiveFraction(top: -a.top, bottom: a.bottom))
      let difference = (a - b).lowest.0
      #expect((p < q) == (difference < 0))
      #expect((p == q) == (difference == 0))
      #expect(p.signum == a.lowest.0.signum())
      #expect(p.isInteger == (a.lowest.1 == 1))
      #expect(p.magnitude == (p.isNegative ? -p : p))
    }
  }

  @Test("One value has one form, whatever it was computed by", arguments: 0..<20)
  func uniqueness(_ seed: Int) throws {
    var random = SeededRandom(seed: UInt64(seed))
    for _ in 0..<50 {
      let p = try Self.rational(Self.fraction(&random))
      let q = try Self.rational(Self.fraction(&random))
      #expect(p + q - q == p)
      #expect((p + q - q).hashValue == p.hashValue)
      if let inverse = q.inverse {
        #expect(p * q * inverse == p)
        #expect(inverse.inverse == q)
      }
    }
  }

  @Test("The ends of the machine word overflow into big integers and come back")
  func edges() {
    let least = Rational(Int.min)
    #expect((-least).numerator == BigInt(1) << 63)
    #expect(-(-least) == least)
    #expect((-least).integer == nil)
    #expect(least.integer == Int.min)
    #expect(least.magnitude == -least)
    #expect((Rational(Int.max) + .one) - .one == Rational(Int.max))
    #expect(Rational(Int.max) + .one == -least)
    #expect(Rational(Int.min, -1) == -least)
    #expect(Rational(Int.min, Int.min) == .one)
    #expect(Rational(Int.min, 2)?.integer == Int.min / 2)
    #expect(Rational(1, Int.min)?.denominator == BigInt(1) << 63)
    #expect(Rational(1, Int.min) == least.inverse)
    #expect(Rational(0, Int.min) == .zero)
    #expect(Rational(3, 0) == nil)
    #expect(Rational.zero.inverse == nil)
    #expect(least * least * (least.inverse ?? .zero) == least)
  }

  @Test(
    "The floor is the largest integer not above",
    arguments: [
      (7, 2, 3), (-7, 2, -4), (-4, 1, -4), (0, 5, 0), (1, 3, 0), (-1, 3, -1), (Int.min, 1, Int.min),
      (Int.min, 3, -3_074_457_345_618_258_603), (Int.max, 2, 4_611_686_018_427_387_903),
    ])
  func floor(_ top: Int, _ bottom: Int, _ expected: Int) throws {
    #expect(try #require(Rational(top, bottom)).floor == Rational(expected))
  }

  @Test("Powers agree with repeated products", arguments: -9...9)
  func powers(_ exponent: Int) throws {
    for value in [Rational(2), Rational(-3), try #require(Rational(-2, 3)), Rational(Int.min)] {
      let repeated = (0..<Swift.abs(exponent)).reduce(Rational.one) { result, _ in result * value }
      #expect(value.power(exponent) == (exponent < 0 ? repeated.inverse : repeated))
    }
  }

  @Test("Powers of 0, 1 and -1 are exact for every exponent, and long ones are refused")
  func unusualPowers() {
    #expect(Rational.zero.power(0) == .one)
    #expect(Rational.zero.power(3) == .zero)
    #expect(Rational.zero.power(-1) == nil)
    #expect(Rational.one.power(.min) == .one)
    #expect(Rational.minusOne.power(.min) == .one)
    #expect(Rational.minusOne.power(.max) == .minusOne)
    #expect(Rational(2).power(.max) == nil)
    #expect(Rational(2).power(.min) == nil)
    #expect(Rational(2).power(60_000)?.numerator == BigInt(1) << 60_000)
    #expect(Rational(3).power(1_000_000_000) == nil)
    #expect(Rational(10).power(-10_000)?.denominator.description.count == 10_001)
  }

  @Test("A root is found exactly where it is rational", arguments: 1...7)
  func roots(_ degree: Int) throws {
    let values = [
      Rational(0), Rational(1), Rational(2), Rational(1_000_003), try #require(Rational(2, 3)),
      try #require(Rational(Int.max, 1 << 40)), Rational(BigInt(10).power(50) + 7),
    ]
    for value in values {
      let power = try #require(value.power(degree))
      #expect(power.root(degree) == value)
      if degree > 1, !value.isZero {
        #expect((power + .one).root(degree) == nil)
      }
    }
  }

  @Test("Roots that are no real numbers or irrational are refused")
  func noRoots() {
    #expect(Rational(-4).root(2) == nil)
    #expect(Rational(4).root(0) == nil)
    #expect(Rational(4).root(-2) == nil)
    #expect(Rational(2).root(2) == nil)
    #expect(Rational(2).root(.max) == nil)
    #expect(Rational(1).root(.max) == .one)
    #expect(Rational(4, 3)?.root(2) == nil)
  }
}
