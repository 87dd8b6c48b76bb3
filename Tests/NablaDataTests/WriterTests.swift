import Foundation
import NablaData
import NablaTestSupport
import Testing

/// Tables as CSV, and back.
@Suite("Writing")
struct WriterTests {
  @Test("text is quoted where it has to be")
  func quotes() throws {
    let table = try #require(
      Table(
        name: "t",
        columns: [
          Column(name: "a", numbers: [1, -0.5, .nan, 1e300]),
          Column(name: "w, \"x\"", text: ["plain", "q\"", "two\nlines", nil]),
          Column(name: "v", text: [" s", "#c", "a;b", "ö"]),
        ]))
    let text = String(decoding: TableWriter.bytes(of: table), as: UTF8.self)
    #expect(
      text == """
        a,"w, ""x\""",v
        1,plain," s"
        -0.5,"q\""","#c"
        ,"two
        lines",a;b
        1e+300,,ö

        """)
  }

  @Test("a random table reads back as the same bits", arguments: 0..<40)
  func roundTrip(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let rows = 1 + Int(random.next() % 700)
    let numbers = (0..<rows).map { _ -> Double in
      let value = Double(bitPattern: random.next())
      return value.isNaN || random.next() % 5 == 0 ? .nan : value
    }
    let alphabet = Array("ab,\"\n\r#;é 1")
    let text = (0..<rows).map { _ -> String? in
      let count = Int(random.next() % 6)
      return count == 0 ? nil : "w" + String((1...count).map { _ in random.pick(alphabet) })
    }
    let table = try #require(
      Table(
        name: "t", columns: [Column(name: "x", numbers: numbers), Column(name: "w", text: text)]))
    for separator in [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")] {
      var options = CSVOptions()
      options.header = .present
      options.separator = separator
      options.textColumns = ["w"]
      let bytes = TableWriter.bytes(of: table, separator: separator)
      let again = try read(bytes, options, pieceLength: 1 + Int(random.next() % 50)).table
      #expect(again["x"]?.numbers?.map(\.bitPattern) == numbers.map(\.bitPattern))
      #expect(again["w"] == table["w"])
      #expect(TableWriter.bytes(of: again, separator: separator) == bytes)
    }
  }

  @Test("a missing cell in a table of one column is still a row")
  func oneColumn() throws {
    let table = try #require(Table(name: "t", columns: [Column(name: "a", numbers: [1, .nan, 3])]))
    let bytes = TableWriter.bytes(of: table)
    #expect(String(decoding: bytes, as: UTF8.self) == "a\n1\n\"\"\n3\n")
    #expect(try read(bytes).table.contents == table.contents)
  }

  @Test("tips come back as they were")
  func tips() throws {
    let table = try read(Array(try Data(contentsOf: Files.tips))).table
    let bytes = TableWriter.bytes(of: table)
    #expect(try read(bytes).table == table)
    #expect(bytes.starts(with: "total_bill,tip,sex,smoker,day,time,size\n16.99,1.01,Fem".utf8))
  }

  @Test("pieces make the whole, also for a long table")
  func pieces() throws {
    let numbers = (0..<50_000).map { Double($0) / 3 }
    let table = try #require(Table(name: "t", columns: [Column(name: "a", numbers: numbers)]))
    var writer = TableWriter(table)
    var pieces: [[UInt8]] = []
    while let piece = writer.next() { pieces.append(piece) }
    #expect(pieces.count > 5)
    #expect(Array(pieces.joined()) == TableWriter.bytes(of: table))
    #expect(try CSVReading.read(TableWriter(table), name: "t").table == table)
  }
}
