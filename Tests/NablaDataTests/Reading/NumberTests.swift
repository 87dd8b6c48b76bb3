import CFastFloat
import NablaData
import NablaTestSupport
import Testing

/// Numbers are read as the nearest doubles.
@Suite("Numbers in cells")
struct NumberTests {
  @Test(
    "hard cases agree with the standard library's correctly rounded reading",
    arguments: [
      "0", "-0", "0.1", "1e23", "8.5e22", "9007199254740993", "9007199254740992.99999999999999999",
      "2.2250738585072011e-308", "2.2250738585072014e-308", "4.9e-324", "2.47e-324", "2.4703e-324",
      "1.7976931348623157e308", "123456789012345678901234567890", "1e-400", "5.", ".5", "-.5e1",
      "0.000000000000000000000000000000000000000000000000000000000000000000000012345678901234567890",
      "6.631236846766476e-316", "3.518437208883201171875e13",
      "1.00000000000000011102230246251565404",
      "inf", "-infinity", "INF",
    ])
  func hard(text: String) throws {
    let value = try #require(Double(text))
    #expect(number(text)?.bitPattern == value.bitPattern)
    #expect(number("+" + text) == (text.first == "-" ? nil : value))
  }

  @Test(
    "what is no number",
    arguments: [
      "", "+", "-", ".", "e5", "1e", "1e400", "-1e999", "nan", "nan(1)",
      "0x10", "1 2", "1,5", "1_000", "+-1", "++1", "--1", "12a", "١", "1d5", "infinit", "+ 1",
    ])
  func none(text: String) { #expect(number(text) == nil) }

  @Test("random doubles come back from their shortest and their longest decimals")
  func random() {
    var random = SeededRandom(seed: 7)
    for _ in 0..<20_000 {
      let value = Double(bitPattern: random.next())
      guard value.isFinite else { continue }
      #expect(number(value.description)?.bitPattern == value.bitPattern)
      let short = Double(Int64(bitPattern: random.next()) >> 20) / 100
      #expect(number(short.description) == short)
    }
  }

  @Test("numbers in settled columns are read alike")
  func settled() throws {
    var random = SeededRandom(seed: 8)
    let values = (0..<3000).map { _ in Double(Int64(bitPattern: random.next()) >> 11) * 0x1p-40 }
    let text = "i,x,y\n" + values.map { "1,\($0),+\($0.magnitude)\n" }.joined()
    let table = try read(text).table
    #expect(table["x"]?.numbers == Blocks(values))
    #expect(table["y"]?.numbers == Blocks(values.map(\.magnitude)))
  }

  @Test(
    "a cell of any form is read alike at first and in a settled column",
    arguments: [
      "5", "-5", "+5", "-.5", "5.", "1e5", "1.5E-3", "-0", "007", "123456789012345",
      "1234567890123456", "9007199254740993", "0.000000000000001", "0.1234567890123456", " 7 ",
      "\"8\"", "1234567890123456.1234567890123456", "inf",
    ])
  func everyForm(text: String) throws {
    let settled = String(repeating: "1,1,1\n", count: 400)
    let early = try read("a,b,c\n\(text),\(text),\(text)\n").table
    let late = try read("a,b,c\n\(settled)\(text),\(text),\(text)\n2,3,4\n").table
    for name in ["a", "b", "c"] {
      let first = try #require(early[name]?.numbers?.first)
      #expect(late[name]?.numbers?[400].bitPattern == first.bitPattern)
    }
  }

  @Test(
    "what is no number is none in a settled column either",
    arguments: ["1.5.3", "-+", ".", "1e", "5x", "--5", "0x1"])
  func settledWord(text: String) {
    let settled = String(repeating: "1,1\n", count: 400)
    check(
      "a,b\n\(settled)1,\(text)\n1,1\n",
      fails: "line 402, row 401, column 2 (b): `\(text)` is not a number")
  }

  @Test("decimals of few and of many digits are the nearest doubles in a settled column")
  func digits() throws {
    var random = SeededRandom(seed: 9)
    let texts = (0..<20_000).map { _ -> String in
      let whole = String(random.next()).prefix(1 + Int(random.next() % 12))
      let places = String(random.next()).prefix(Int(random.next() % 8))
      return (random.next() % 2 == 0 ? "-" : "") + whole + "." + places
    }
    let table = try read("i,x\n" + texts.map { "1,\($0)\n" }.joined()).table
    let numbers = texts.compactMap { Double($0.last == "." ? $0 + "0" : $0) }
    #expect(table["x"]?.numbers == Blocks(numbers))
  }

  @Test("a separator that may stand in numbers divides them all the same")
  func separator() {
    var options = CSVOptions()
    options.decimal = UInt8(ascii: ",")
    options.separator = UInt8(ascii: ",")
    let text = "a,b\n" + String(repeating: "1,5\n", count: 400) + "\"2,5\",7\n"
    check(
      text, options,
      reads: [
        "a": Array(repeating: "1.0", count: 400) + ["2.5"],
        "b": Array(repeating: "5.0", count: 400) + ["7.0"],
      ])
  }

  @Test("infinities are numbers, what is too large is none")
  func infinite() {
    check("a,b\n1,1\ninf,-inf\n", reads: ["a": ["1.0", "inf"], "b": ["1.0", "-inf"]])
    check("a\n1\n1e400\n", fails: "line 3, row 2, column 1 (a): `1e400` is larger than any double")
  }

  /// The number that a whole text is.
  private func number(_ text: String) -> Double? {
    var value = 0.0
    let bytes = Array(text.utf8)
    return cfastfloat_read(bytes, bytes.count, UInt8(ascii: "."), &value) == bytes.count
      && !bytes.isEmpty ? value : nil
  }
}
