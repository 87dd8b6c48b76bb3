import Foundation
import NablaData
import NablaTestSupport
import Testing

/// The same files in Python's csv module and in pandas.
@Suite("Beside Python")
struct PythonTests {
  private static let alphabet = Array("ab,\"\n\r;#é 'x")

  /// Rows of random text; no cell is empty or of spaces alone, as those are missing here.
  private static func cells(seed: UInt64) -> [[String]] {
    var random = SeededRandom(seed: seed)
    let width = 1 + Int(random.next() % 5)
    return (0..<20).map { _ in
      (0..<width).map { _ in
        "w" + String((0..<Int(random.next() % 6)).map { _ in random.pick(alphabet) }) + "w"
      }
    }
  }

  @Test(
    "what Python's csv module writes is read",
    .enabled(if: Python.isInstalled, "there is no python3"), arguments: 0..<12 as Range<UInt64>)
  func written(seed: UInt64) throws {
    let cells = Self.cells(seed: seed)
    // It leaves line ends of other kinds than its own unquoted, which no reader could tell apart.
    let (quoting, end) =
      seed.isMultiple(of: 2)
      ? ("MINIMAL", "\\r\\n") : ("ALL", ["\\r\\n", "\\n", "\\r"][Int(seed / 2 % 3)])
    let script = """
      import csv, io, json, sys
      out = io.StringIO(newline="")
      writer = csv.writer(out, quoting=csv.QUOTE_\(quoting), lineterminator="\(end)")
      writer.writerows(json.load(sys.stdin))
      sys.stdout.buffer.write(out.getvalue().encode())
      """
    let input = Array(try JSONEncoder().encode(cells))
    let bytes = try #require(Python.run(script, input: input))
    let table = try read(bytes, Self.options(width: cells[0].count)).table
    #expect(Self.rows(of: table) == cells)
  }

  @Test(
    "what is written is read by Python's csv module",
    .enabled(if: Python.isInstalled, "there is no python3"), arguments: 20..<28 as Range<UInt64>)
  func readable(seed: UInt64) throws {
    let cells = Self.cells(seed: seed)
    let columns = cells[0].indices.map { place in
      Column(name: "x\(place + 1)", text: cells.map { $0[place] })
    }
    let table = try #require(Table(name: "t", columns: columns))
    let script = """
      import csv, io, json, sys
      text = io.StringIO(sys.stdin.buffer.read().decode(), newline="")
      print(json.dumps(list(csv.reader(text))[1:]))
      """
    let output = try #require(Python.run(script, input: TableWriter.bytes(of: table)))
    #expect(try JSONDecoder().decode([[String]].self, from: Data(output)) == cells)
  }

  @Test(
    "numbers, missing cells, means and deviations are those of pandas",
    .enabled(if: Python.hasPandas, "there is no python3 with pandas"),
    arguments: 0..<4 as Range<UInt64>)
  func pandas(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    var text = "long,short,some\n"
    for _ in 0..<1500 {
      let long = Double(Int64(bitPattern: random.next()) >> 9) * 0x1p-48
      let short = Double(Int64(bitPattern: random.next()) >> 44) / 100
      let some = random.next() % 3 == 0 ? "NA" : long.exponent.description
      text += "\(long),\(short),\(some)\n"
    }
    let bytes = seed == 0 ? Array(try Data(contentsOf: Files.tips)) : Array(text.utf8)
    let script = """
      import json, pandas, sys
      data = pandas.read_csv(sys.stdin.buffer, engine="c", float_precision="round_trip")
      data = data.select_dtypes("number").astype("float64")
      print(json.dumps([[c, int(data[c].isna().sum()), data[c].mean(), data[c].std(),
                         [float(x).hex() for x in data[c]]] for c in data]))
      """
    let output = try #require(Python.run(script, input: bytes))
    let found = try #require(
      try JSONSerialization.jsonObject(with: Data(output)) as? [[Any]])
    let columns = try read(bytes).table.columns.filter { !$0.isText }
    #expect(found.count == columns.count)
    for (column, figures) in zip(columns, found) { try compare(column, figures) }
  }

  private func compare(_ column: Column, _ figures: [Any]) throws {
    let numbers = try #require(column.numbers)
    #expect(figures[0] as? String == column.name)
    #expect(figures[1] as? Int == column.missingCount)
    let moments = Summary.Moments(of: numbers)
    let (mean, std) = (try #require(figures[2] as? Double), try #require(figures[3] as? Double))
    #expect(abs(moments.mean - mean) <= 1e-12 * max(mean.magnitude, std))
    #expect(abs(moments.std - std) <= 1e-12 * std)
    let texts = try #require(figures[4] as? [String])
    // Hexadecimal is exact; a missing number is written nan.
    let values = texts.map { $0 == "nan" ? nil : Double($0) }
    #expect(values == numbers.map { $0.isNaN ? nil : $0 })
  }

  private static func options(width: Int) -> CSVOptions {
    var options = CSVOptions()
    options.header = .absent
    options.separator = UInt8(ascii: ",")
    options.textColumns = (1...width).map { "x\($0)" }
    return options
  }

  private static func rows(of table: Table) -> [[String]] {
    (0..<table.rowCount).map { row in
      table.columns.map { column in
        guard case .text(let codes, let levels) = column.cells, codes[row] >= 0 else { return "" }
        return levels[Int(codes[row])]
      }
    }
  }
}
