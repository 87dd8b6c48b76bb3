import NablaData
import Testing

/// Which columns are numbers, which are text, and which are neither without being told.
@Suite("Kinds of columns")
struct ColumnKindTests {
  /// So many lines of numbers, which outlast any sample.
  static let many = (1...300).map(String.init)

  @Test("missing cells in every usual spelling")
  func missing() throws {
    check(
      "a,b\n1,x\nNA,NA\nn/a,N/A\nNaN,nan\nnull,NULL\n?,?\n-,-\n,\n2,y\n",
      reads: [
        "a": ["1.0", nil, nil, nil, nil, nil, nil, nil, "2.0"],
        "b": ["`x`", nil, nil, nil, nil, nil, nil, nil, "`y`"],
      ])
    #expect(try read("a,b\n1,\n,\n").table.columns.map(\.missingCount) == [1, 2])
  }

  @Test("missing cells of one's own, numbers among them, also behind the sample")
  func ownMissing() throws {
    var options = CSVOptions()
    options.missing = ["none", "-999"]
    check("a,b\n-999,None\n2,NA\n", options, reads: ["a": [nil, "2.0"], "b": [nil, "`NA`"]])
    let text = (["a,b"] + (Self.many + ["-999", "-999.0", "5"]).map { "\($0),1" })
      .joined(separator: "\n")
    let table = try read(text, options).table
    #expect(table["a"]?.missingCount == 2)
    #expect(table["a"]?.numbers?.last == 5)
  }

  @Test("a column without any cell is numbers, all missing, and a note says so")
  func allMissing() throws {
    check("a,b\n1,NA\n2,\n", reads: ["a": ["1.0", "2.0"], "b": [nil, nil]])
    #expect(try read("a,b\n1,NA\n2,\n").notes == [.allMissing(name: "b")])
  }

  @Test("a few cells that are no numbers are an error that names the first")
  func fewWords() {
    check("a,b\n1,1\n2,two\n3,3\n", fails: "line 3, row 2, column 2 (b): `two` is not a number")
    check("a,b\n1,one\n2,2\n", fails: "line 2, row 1, column 2 (b): `one` is not a number")
    let lines = ["a"] + Self.many + ["oops", "1"]
    check(
      lines.joined(separator: "\n"),
      fails: "line 302, row 301, column 1 (a): `oops` is not a number")
  }

  @Test("the way out of that error is named and works")
  func wayOut() throws {
    let text = "a,b\n1,1\n2,two\n3,3\n"
    guard case .failure(let error) = outcome(Array(text.utf8)) else {
      Issue.record("it should fail")
      return
    }
    #expect(error.hint == "`missing allowed` leaves such cells out; `text b` keeps all as text")
    var options = CSVOptions()
    options.allowsMissing = true
    check(text, options, reads: ["a": ["1.0", "2.0", "3.0"], "b": ["1.0", nil, "3.0"]])
    let place = CellPlace(row: 2, line: 3, column: 2, name: "b")
    #expect(
      try read(text, options).notes == [.notNumbers(name: "b", count: 1, first: place, cell: "two")]
    )
    options = CSVOptions()
    options.textColumns = ["b"]
    check(text, options, reads: ["a": ["1.0", "2.0", "3.0"], "b": ["`1`", "`two`", "`3`"]])
  }

  @Test("allowed to be missing behind the sample as well")
  func allowedLate() throws {
    var options = CSVOptions()
    options.allowsMissing = true
    let reading = try read((["a"] + Self.many + ["x", "y", "7"]).joined(separator: "\n"), options)
    #expect(reading.table["a"]?.missingCount == 2)
    #expect(reading.table["a"]?.numbers?.last == 7)
    guard case .notNumbers(_, 2, _, "x") = reading.notes.first else {
      Issue.record("\(reading.notes)")
      return
    }
  }

  @Test("mostly text is text, and the numbers in it are noted")
  func mostlyText() throws {
    let text = "a\n1\nx\ny\n"
    check(text, reads: ["a": ["`1`", "`x`", "`y`"]])
    #expect(try read(text).notes == [.mixed(name: "a", numbers: 1, texts: 2)])
  }

  @Test("the whole column counts: text that turns out to be mostly numbers is an error")
  func textThenNumbers() throws {
    let words = (1...200).map { "w\($0)" } + (1...100).map(String.init)
    check((["a"] + words).joined(separator: "\n"), reads: ["a": words.map { "`\($0)`" }])
    let text = (["a"] + words + Self.many).joined(separator: "\n")
    check(text, fails: "line 2, row 1, column 1 (a): `w1` is not a number")
    var options = CSVOptions()
    options.allowsMissing = true
    let column = try #require(try read(text, options).table["a"])
    #expect(column.missingCount == 200)
    #expect(column.numbers?.last == 300)
  }

  @Test("numbers that turn out to be mostly text are an error, as their text is gone")
  func numbersThenText() {
    var options = CSVOptions()
    options.allowsMissing = true
    let words = (1...400).map { "w\($0)" }
    check(
      (["a"] + Self.many + words).joined(separator: "\n"), options,
      fails: "line 302, row 301, column 1 (a): `w1` is not a number, and neither are most cells of "
        + "this column, though it begins with numbers")
  }

  @Test("columns that begin with missing cells settle later")
  func lateBeginning() throws {
    let blanks = Array(repeating: "NA", count: 1000)
    let numbers = (["a,k"] + (blanks + Self.many).map { "\($0),1" }).joined(separator: "\n")
    #expect(try read(numbers).table["a"]?.numbers?.last == 300)
    let words = (["a,k"] + (blanks + ["x", "y"]).map { "\($0),1" }).joined(separator: "\n")
    #expect(try read(words).table["a"]?.cellTexts.last == "`y`")
  }

  @Test("text keeps its cells as they are written")
  func asWritten() {
    var options = CSVOptions()
    options.textColumns = ["zip code"]
    check("zip code\n01234\n1.50\n", options, reads: ["zip_code": ["`01234`", "`1.50`"]])
  }

  @Test("levels stand in order of appearance, whatever their number")
  func levels() throws {
    let words = (0..<5000).map { "w\(($0 * 7919) % 1000)" }
    let table = try read("w,n\n" + words.map { "\($0),1\n" }.joined()).table
    guard case .text(let codes, let levels) = try #require(table["w"]).cells else {
      Issue.record("it should be text")
      return
    }
    #expect(levels == Array(words.prefix(1000)))
    #expect(codes.map { levels[Int($0)] } == words)
    #expect(table["w"]?.code(of: "w7919") == nil)
    #expect(table["w"]?.code(of: words[1]) == 1)
  }
}
