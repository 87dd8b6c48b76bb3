import NablaData
import Testing

/// Reads a text as CSV, in pieces of a length where one is given.
func read(
  _ text: String, _ options: CSVOptions = CSVOptions(), pieceLength: Int? = nil
) throws(TableError) -> CSVReading {
  try read(Array(text.utf8), options, pieceLength: pieceLength)
}

/// Reads bytes as CSV, in pieces of a length where one is given.
func read(
  _ bytes: [UInt8], _ options: CSVOptions = CSVOptions(), pieceLength: Int? = nil
) throws(TableError) -> CSVReading {
  try CSVReading.read(MemoryBytes(bytes, pieceLength: pieceLength), name: "t", options)
}

/// What reading comes to, the error included, so that two readings can be compared.
func outcome(
  _ bytes: [UInt8], _ options: CSVOptions = CSVOptions(), pieceLength: Int? = nil
) -> Result<String, TableError> {
  do throws(TableError) {
    let reading = try read(bytes, options, pieceLength: pieceLength)
    return .success("\(reading.table.contents) \(reading.dialect) \(reading.notes)")
  } catch {
    return .failure(error)
  }
}

/// Checks the names and cells that a text reads as, nil standing for a missing cell.
func check(
  _ text: String, _ options: CSVOptions = CSVOptions(),
  reads expected: KeyValuePairs<String, [String?]>,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  do throws(TableError) {
    let table = try read(text, options).table
    let found = table.columns.map { $0.name + ": " + $0.contents }
    let wanted = expected.map { $0.key + ": " + Column.contents($0.value) }
    #expect(found == wanted, sourceLocation: sourceLocation)
  } catch {
    Issue.record("\(error.message)", sourceLocation: sourceLocation)
  }
}

/// Checks that a text cannot be read, and why, in the words that a user sees.
func check(
  _ text: String, _ options: CSVOptions = CSVOptions(), fails message: String,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  do throws(TableError) {
    let table = try read(text, options).table
    Issue.record("it reads as \(table.contents)", sourceLocation: sourceLocation)
  } catch {
    #expect(error.message == message, sourceLocation: sourceLocation)
  }
}

extension Column {
  /// The cells as text, by which NaN equals NaN.
  var cellTexts: [String?] {
    switch cells {
    case .numbers(let numbers): numbers.map { $0.isNaN ? nil : $0.description }
    case .text(let codes, let levels): codes.map { $0 < 0 ? nil : "`\(levels[Int($0)])`" }
    }
  }

  var contents: String { Self.contents(cellTexts) }

  static func contents(_ cells: [String?]) -> String {
    cells.map { $0 ?? "missing" }.joined(separator: " ")
  }
}

extension Table {
  var contents: String {
    columns.map { "\($0.name) (\($0.missingCount) missing): \($0.contents)" }
      .joined(separator: "; ")
  }
}
