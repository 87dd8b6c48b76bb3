import NablaData
import Testing

/// How files are written: RFC 4180, and what people write beside it.
@Suite("Forms of CSV")
struct FormTests {
  @Test("a plain file")
  func plain() {
    check("a,b\n1,2\n3,4.5\n", reads: ["a": ["1.0", "3.0"], "b": ["2.0", "4.5"]])
  }

  @Test(
    "lines end in LF, CRLF or CR, the last one perhaps in nothing", arguments: ["\n", "\r\n", "\r"])
  func lineEnds(end: String) {
    for last in ["", end] {
      let text = ["a,b", "1,x", "2,y"].joined(separator: end) + last
      check(text, reads: ["a": ["1.0", "2.0"], "b": ["`x`", "`y`"]])
    }
  }

  @Test("quotes hold separators, line ends and doubled quotes")
  func quotes() {
    check(
      "\"a\",\"b\"\r\n\"1\",\"x, \"\"y\"\"\"\r\n\"2\",\"two\r\nlines\"\r\n",
      reads: ["a": ["1.0", "2.0"], "b": ["`x, \"y\"`", "`two\r\nlines`"]])
    check("a,b\n1,\"\"\"\"\n2,\"q\"\n", reads: ["a": ["1.0", "2.0"], "b": ["`\"`", "`q`"]])
  }

  @Test("a quote inside an unquoted cell is a character")
  func quoteInside() {
    check("a,b\n1,5\" pipe\n2,x\n", reads: ["a": ["1.0", "2.0"], "b": ["`5\" pipe`", "`x`"]])
  }

  @Test("spaces around cells do not count, inside quotes they do")
  func spaces() {
    check(
      "a , b\n 1 , x \n 2 ,\" y \"\n3, \"z, z\" \n",
      reads: ["a": ["1.0", "2.0", "3.0"], "b": ["`x`", "` y `", "`z, z`"]])
  }

  @Test("a byte order mark is no part of the first name")
  func byteOrderMark() {
    check("\u{FEFF}a,b\n1,2\n", reads: ["a": ["1.0"], "b": ["2.0"]])
  }

  @Test("lines of comment and empty lines are left out and counted")
  func comments() throws {
    let text = "# made by hand\na,b\n\n1,2\n# more\n   \n3,4\n#end"
    check(text, reads: ["a": ["1.0", "3.0"], "b": ["2.0", "4.0"]])
    #expect(try read(text).notes == [.comments(3), .blankLines(2)])
    var options = CSVOptions()
    options.comment = nil
    check(
      "a,b\n#1,2\n3,4\n#5,6\n", options,
      reads: ["a": ["`#1`", "`3`", "`#5`"], "b": ["2.0", "4.0", "6.0"]])
  }

  @Test(
    "the separator is told from the first rows",
    arguments: [
      ("a,b\n1,2\n", "comma"), ("a;b\n1,5;2,5\n", "semicolon"), ("a\tb\n1\t2\n", "tab"),
      ("1,5;2,5\n3,5;4,5\n", "semicolon"), ("a,b\n\"x;y\",1\n\"z;w\",2\n", "comma"),
      ("a|b\n1|2\n", "`|`"), ("a\n1\n2\n", "comma"), ("name,note\nx,a;b\ny,c\n", "comma"),
    ])
  func separator(text: String, name: String) throws {
    #expect(try read(text).dialect.separatorName == name)
  }

  @Test("a separator that is given is taken")
  func givenSeparator() {
    var options = CSVOptions()
    options.separator = UInt8(ascii: "|")
    check("a|b\n1|x,y\n2|z\n", options, reads: ["a": ["1.0", "2.0"], "b": ["`x,y`", "`z`"]])
  }

  @Test("decimal commas are read when asked for, and suspected when not")
  func decimalComma() throws {
    var options = CSVOptions()
    options.decimal = UInt8(ascii: ",")
    let text = "a;b\n1,5;x\n-2,25e1;y\n"
    check(text, options, reads: ["a": ["1.5", "-22.5"], "b": ["`x`", "`y`"]])
    #expect(try read(text).notes == [.decimalComma(name: "a")])
    // As spreadsheets write it where a comma is both.
    check(
      "a,b\n\"1,5\",2\n\"-0,25\",\"7\"\n", options,
      reads: ["a": ["1.5", "-0.25"], "b": ["2.0", "7.0"]])
    check("1,5\n2,5\n", options, reads: ["x1": ["1.5", "2.5"]])
    check(
      "a;b\n1.5;1\n1,5;2\n", options, fails: "line 2, row 1, column 1 (a): `1.5` is not a number")
  }

  @Test(
    "the first row is a header if text stands over numbers or it has no number",
    arguments: [
      ("a,b\n1,2\n", true), ("1,2\n3,4\n", false), ("a,1\n3,4\n", true), ("a,1\nb,2\n", false),
      ("a,b\nc,d\n", true), ("NA,1\n3,4\n", false), ("a,b\n,1\n2,3\n", true),
      ("country,1990\nFrance,3\n", false), ("x\n", true), ("5\n", false), (",\n1,2\n", false),
    ])
  func header(text: String, isHeader: Bool) {
    let rows = text.split(separator: "\n").count
    do throws(TableError) {
      let reading = try read(text)
      #expect(reading.dialect.hasHeader == isHeader)
      #expect(
        (reading.notes.first == .noHeader(columns: reading.table.columns.count)) == !isHeader)
      #expect(reading.table.rowCount == rows - (isHeader ? 1 : 0))
    } catch {
      #expect(isHeader && rows == 1 && error == .headerOnly(columns: 1))
    }
  }

  @Test("a header is where the option says")
  func givenHeader() throws {
    var options = CSVOptions()
    options.header = .present
    check("1990,x\n1,2\n", options, reads: ["x1990": ["1.0"], "x": ["2.0"]])
    options.header = .absent
    check("a,b\nc,1\n", options, fails: "line 1, row 1, column 2 (x2): `b` is not a number")
    options.textColumns = ["x2"]
    check("a,b\nc,1\n", options, reads: ["x1": ["`a`", "`c`"], "x2": ["`b`", "`1`"]])
    options.textColumns = []
    #expect(try read("1\n2\n", options).notes.isEmpty)
  }
}
