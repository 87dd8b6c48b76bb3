import BigInt
import NablaAlgebra
import NablaTestSupport
import Testing

@Suite("Fractions and decimals")
struct RationalDecimalTests {
  @Test(
    "A literal is read exactly",
    arguments: [
      ("0", "0"), ("007", "7"), ("0.1", "1/10"), ("0.10", "1/10"), ("4.4", "22/5"),
      ("6.02e23", "602000000000000000000000"), ("1e-3", "1/1000"), ("1E+2", "100"),
      ("2.5e1", "25"), ("0.000", "0"), ("0e9999", "0"),
      ("12345678901234567890.5", "24691357802469135781/2"),
      ("9223372036854775808", "9223372036854775808"), ("1.", "1"),
    ])
  func reading(_ literal: String, _ expected: String) {
    #expect(Rational(decimal: literal)?.description == expected)
  }

  @Test(
    "What is no literal or too long is refused",
    arguments: [
      "", "x", "1e", "e5", "1.2.3", "0x10", "1e99999999999999999999", "1e10001", "1e-10001",
      "1 2", "--1", "1.-5", "1_000",
    ])
  func refused(_ text: String) {
    #expect(Rational(decimal: text) == nil)
  }

  @Test("Ten thousand digits are read, one more is not")
  func longest() {
    let digits = String(repeating: "7", count: Rational.digitLimit)
    #expect(Rational(decimal: digits)?.description == digits)
    #expect(Rational(decimal: digits + "7") == nil)
  }

  @Test(
    "A finite decimal expansion is written in full",
    arguments: [
      (-21_504, 100_000, "-0.21504"), (1, 2, "0.5"), (5, 1, "5"), (0, 1, "0"), (-3, 8, "-0.375"),
      (1, 1_000, "0.001"), (22, 5, "4.4"), (100, 1, "100"),
      (1, 1_048_576, "0.00000095367431640625"),
    ])
  func writing(_ top: Int, _ bottom: Int, _ expected: String) throws {
    #expect(try #require(Rational(top, bottom)).decimal() == expected)
  }

  @Test("An endless or too long expansion is not written")
  func endless() throws {
    #expect(Rational(1, 3)?.decimal() == nil)
    #expect(Rational(1, 7)?.decimal() == nil)
    #expect(Rational(5, 6)?.decimal() == nil)
    #expect(Rational(1, 1 << 40)?.decimal() == nil)
    #expect(Rational(1, 8)?.decimal(maximumDigits: 4) == "0.125")
    #expect(Rational(1, 8)?.decimal(maximumDigits: 3) == nil)
  }

  @Test("What is written reads back", arguments: 0..<20)
  func roundTrip(_ seed: Int) throws {
    var random = SeededRandom(seed: UInt64(seed))
    for _ in 0..<100 {
      let digits = Int.random(in: 0..<1_000_000_000_000, using: &random)
      let places = Int.random(in: 0...8, using: &random)
      let value = try #require(Rational(decimal: "\(digits)e-\(places)"))
      let text = try #require(value.decimal())
      #expect(Rational(decimal: text) == value)
      #expect((-value).decimal() == (digits == 0 ? "0" : "-" + text))
    }
  }
}
