import NablaData
import Testing

/// Files that are no tables, and names that are no names.
@Suite("Faults of files")
struct FaultTests {
  @Test("a file without rows", arguments: ["", "\n\n", "# a\n", "\u{FEFF}", "  \n"])
  func empty(text: String) { check(text, fails: "there is nothing in it") }

  @Test("a header without rows")
  func headerOnly() { check("a,b\n", fails: "there is a header of 2 columns and no row below") }

  @Test("ragged rows name row, column and cell")
  func ragged() {
    check(
      "a,b\n1,2\n3,4,five\n",
      fails: "line 3, row 2, column 3: `five` is one cell too many, the first row has 2")
    check(
      "a,b,c\n1,2,3\n4,55\n",
      fails:
        "line 3, row 2, column 2 (b): the row ends after `55` with 2 cells, the first row has 3")
    check(
      "a,b\n1,\"x\ny\"\n2\n",
      fails: "line 4, row 2, column 1 (a): the row ends after `2` with 1 cell, the first row has 2")
  }

  @Test("ragged rows are found among numbers that have settled")
  func raggedLate() {
    let lines = ["a,b"] + (1...300).map { "\($0),\($0)" }
    check(
      (lines + ["1,2,3"]).joined(separator: "\n"),
      fails: "line 302, row 301, column 3: `3` is one cell too many, the first row has 2")
    check(
      (lines + ["17", "1,2"]).joined(separator: "\n"),
      fails: "line 302, row 301, column 1 (a): the row ends after `17` with 1 cell, the first row "
        + "has 2")
  }

  @Test("binary files and other encodings")
  func binary() {
    check("a,b\n1,\u{0}\n", fails: "it is not text: there is a zero byte at offset 6")
    let late = "a\n" + String(repeating: "1\n", count: 600_000) + "\u{0}\n"
    check(late, fails: "it is not text: there is a zero byte")
    #expect(outcome([0xFF, 0xFE, 0x61, 0x00]) == .failure(.utf16))
    let latin = Array("a\nx\n".utf8) + [0xE4, 0x0A]
    let place = CellPlace(row: 2, line: 3, column: 1, name: "a")
    #expect(outcome(latin) == .failure(.notUTF8(place)))
    let header = [0xE4] + Array(",b\n1,2\n".utf8)
    #expect(outcome(header) == .failure(.notUTF8(CellPlace(row: 0, line: 1, column: 1))))
  }

  @Test("quotes that do not close, and what stands behind those that do")
  func quotes() {
    check(
      "a,b\n1,\"x\n2,y\n", fails: "line 2, row 1, column 2 (b): a quote opens and is never closed")
    check(
      "a,b\n1,\"x\"y\n",
      fails: "line 2, row 1, column 2 (b): there is more behind the closing quote of `x`")
  }

  @Test("an excerpt of a long cell is short and shows no control characters")
  func excerpt() {
    let long = "\u{7}" + String(repeating: "ö", count: 100)
    check(
      "a\n1\n2\n\(long)\n",
      fails:
        "line 4, row 3, column 1 (a): `�\(String(repeating: "ö", count: 39))...` is not a number")
  }

  @Test("two columns of one name name both")
  func twins() {
    check("a,b,a\n1,2,3\n", fails: "columns 1 and 3 are both named `a`")
    check("\"a\", a\n1,2\n", fails: "columns 1 and 2 are both named `a`")
  }

  @Test("a column that shall be text has to be there")
  func stranger() {
    var options = CSVOptions()
    options.textColumns = ["c"]
    check("a,b\n1,2\n", options, fails: "there is no column `c`")
    #expect(TableError.noColumn("c", names: ["a", "b"]).hint == "there are a, b")
  }

  @Test("names are made usable, and each change is told")
  func names() throws {
    let reading = try read("total bill,2nd,,tip ($),tip (%),tip,θ₀,_u,%\n1,2,3,4,5,6,7,8,9\n")
    let names = reading.table.columns.map(\.name)
    #expect(names == ["total_bill", "x2nd", "x3", "tip_2", "tip_3", "tip", "θ₀", "x_u", "x9"])
    #expect(reading.notes.count == 7)
    #expect(reading.notes.contains(.renamed(column: 5, original: "tip (%)", name: "tip_3")))
    #expect(reading.notes.contains(.renamed(column: 3, original: "", name: "x3")))
  }

  @Test("ten thousand columns")
  func wide() throws {
    let count = 10_000
    var text = (1...count).map { "c\($0)" }.joined(separator: ",") + "\n"
    for row in 0..<70 { text += (0..<count).map { String($0 + row) }.joined(separator: ",") + "\n" }
    let table = try read(text).table
    #expect(table.columns.count == count)
    #expect(table["c10000"]?.numbers == Blocks((0..<70).map { Double(9999 + $0) }))
  }

  @Test("a huge cell, whatever the pieces")
  func hugeCell() throws {
    let cell = String(repeating: "long ", count: 400_000) + "end"
    for text in ["a,b\n\(cell),1\n", "a,b\n\"\(cell)\",1\n"] {
      for length in [1000, 5_000_000] {
        let table = try read(text, pieceLength: length).table
        #expect(table["a"]?.cellTexts == ["`\(cell)`"])
      }
    }
  }

  @Test("a number beyond doubles, and one with a decimal comma, are told as such")
  func almostNumbers() {
    check(
      "a,b\n1,2\n1,1e400\n1,3\n",
      fails: "line 3, row 2, column 2 (b): `1e400` is larger than any double")
    let text = "a;b\n1;2,25\n1;3\n1;4\n"
    check(text, fails: "line 2, row 1, column 2 (b): `2,25` is not a number")
    guard case .failure(let error) = outcome(Array(text.utf8)) else { return }
    #expect(error.hint == "`decimal comma` reads it as a number")
  }

  @Test("every fault of a file names the way out")
  func hints() {
    let place = CellPlace(row: 1, line: 2, column: 3)
    let faults: [TableError] = [
      .empty, .headerOnly(columns: 2), .binary(offset: nil), .utf16, .notUTF8(place),
      .ragged(place, cell: "", found: 2, expected: 3), .notNumber(place, cell: "x"),
      .mostlyText(place, cell: "x"), .textBehindQuote(place, cell: "x"), .unclosedQuote(place),
      .twoColumns(name: "a", first: 1, second: 2), .noColumn("c", names: ["a"]), .gzip(.damaged),
      .gzip(.truncated), .gzip(.trailingBytes), .gzip(.outOfMemory),
    ]
    for fault in faults { #expect(fault.hint?.isEmpty == false, "\(fault)") }
  }

  @Test("a name too long for the language is cut, and told")
  func longName() throws {
    let long = String(repeating: "x", count: 5000)
    let reading = try read("\(long)a,\(long)b\n1,2\n")
    let names = reading.table.columns.map(\.name)
    #expect(Set(names).count == 2 && names.allSatisfy { $0.utf8.count < 210 })
    #expect(reading.notes.count == 2)
  }

  @Test("numbers with spaces between are one column of text, and a note says so")
  func spaces() throws {
    #expect(try read("x y\n1 2\n3 4\n").notes.contains(.spaces(name: "x_y")))
    #expect(try !read("city\nNew York\nRome\n").notes.contains(.spaces(name: "city")))
  }

  @Test("a source that fails is the answer")
  func source() {
    struct Broken: ByteSource {
      var pieces = [Array("a,b\n1,2\n".utf8)]
      mutating func next() throws(TableError) -> [UInt8]? {
        guard let piece = pieces.popLast() else { throw .source("the disk is gone") }
        return piece
      }
    }
    #expect(throws: TableError.source("the disk is gone")) {
      try CSVReading.read(Broken(), name: "t")
    }
  }
}
