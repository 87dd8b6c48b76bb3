import NablaData
import NablaTestSupport
import Testing

/// A file reads the same wherever its pieces end.
@Suite("Pieces")
struct PieceTests {
  static let files = [
    "a,b,c\n1,-2.5e-3,x\n22,NA,\"y, \"\"z\"\"\"\n333,+4,\"two\nlines\"\n",
    "\u{FEFF}# c\r\n\r\nname;θ1\r\n \"q\" ;0,5\r\n w;1,25\r\n",
    "1\r2\r\r3\r\"4\"\r", "\"a\"\n\"\"\n1e400\n", "a,b\n1,2,3\n", "a,b\n1\n", "a\n1\n\"2",
    "a,b\n\"x\"y,1\n",
    "a,a\n1,2\n", "a,b\n1,2\n3,\n,4", "x\n\u{0}\n", "# only\n", "a\n#b", "\r\n\n\r\r\n", "  ",
    "i,inf,nan\n1,inf,nan\n2,-Infinity,NaN\n",
  ]

  @Test("every length of pieces gives the same table or the same error", arguments: files)
  func everyLength(text: String) {
    let bytes = Array(text.utf8)
    let whole = outcome(bytes)
    for length in 1...64 {
      #expect(outcome(bytes, pieceLength: length) == whole, "pieces of \(length)")
    }
  }

  /// Room by doubling would be for 1024 rows.
  @Test("columns of a file of known length take little more room than their numbers")
  func room() throws {
    let row = (0..<1000).map { "\($0 + 100)" }.joined(separator: ",") + "\n"
    let text =
      (0..<1000).map { "c\($0)" }.joined(separator: ",") + "\n"
      + String(repeating: row, count: 600)
    let table = try read(text, pieceLength: 1 << 16).table
    #expect(table.rowCount == 600)
    for column in table.columns {
      let numbers = try #require(column.numbers)
      #expect(numbers.blocks[0].capacity < 680)
      #expect(numbers.allSatisfy { $0 == numbers[0] })
    }
  }

  @Test("a long file, too, whose columns have settled")
  func longFile() throws {
    var text = "n,x,word,late\r\n"
    for row in 0..<2000 {
      text +=
        "\(row),\(Double(row) / 7),\"w\(row % 5)\"\"\",\(row % 3 == 0 ? "NA" : " \(row) ")\r\n"
    }
    let bytes = Array(text.utf8)
    let whole = outcome(bytes)
    for length in (1...64) { #expect(outcome(bytes, pieceLength: length) == whole) }
    let table = try read(bytes).table
    #expect(table["x"]?.numbers == Blocks((0..<2000).map { Double($0) / 7 }))
    #expect(table["late"]?.missingCount == 667)
    #expect(table["late"]?.numbers?[1999] == 1999)
    #expect(table["word"]?.cellTexts[7] == "`w2\"`")
  }

  @Test("random bytes neither crash nor depend on pieces", arguments: 0..<300)
  func randomBytes(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let alphabet = Array("01.,;\t\"\r\n# a-eN/".utf8) + [0xC3, 0xB6]
    let bytes = (0..<Int(random.next() % 120)).map { _ in
      alphabet[Int(random.next() % UInt64(alphabet.count))]
    }
    let whole = outcome(bytes)
    for length in [1, 2, 3, 7] { #expect(outcome(bytes, pieceLength: length) == whole) }
  }
}
