extension TableError {
  /// What is wrong, in one sentence without a file's name.
  package var message: String {
    switch self {
    case .empty: "there is nothing in it"
    case .headerOnly(let columns):
      "there is a header of \(Self.counted(columns, "column")) and no row below"
    case .binary(let offset):
      "it is not text: there is a zero byte" + (offset.map { " at offset \($0)" } ?? "")
    case .utf16: "it is in UTF-16, not in UTF-8"
    case .notUTF8(let place): "\(place.description): the text is not in UTF-8"
    case .ragged(let place, let cell, let found, let expected):
      found > expected
        ? "\(place.description): `\(cell)` is one cell too many, the first row has \(expected)"
        : "\(place.description): the row ends after `\(cell)` with "
          + "\(Self.counted(found, "cell")), the first row has \(expected)"
    case .notNumber(let place, let cell):
      "\(place.description): `\(cell)` is "
        + (Double(cell)?.isInfinite == true ? "larger than any double" : "not a number")
    case .mostlyText(let place, let cell):
      "\(place.description): `\(cell)` is not a number, and neither are most cells of this column, "
        + "though it begins with numbers"
    case .textBehindQuote(let place, let cell):
      "\(place.description): there is more behind the closing quote of `\(cell)`"
    case .unclosedQuote(let place): "\(place.description): a quote opens and is never closed"
    case .twoColumns(let name, let first, let second):
      "columns \(first) and \(second) are both named `\(name)`"
    case .noColumn(let name, _): "there is no column `\(name)`"
    case .gzip(.damaged): "its gzip data are damaged"
    case .gzip(.truncated): "its gzip data end too early"
    case .gzip(.trailingBytes): "there is something else behind its gzip data"
    case .gzip(.outOfMemory): "there is no memory left to decompress it"
    case .source(let reason, _): reason
    }
  }

  /// The way out, where there is one.
  package var hint: String? {
    switch self {
    case .empty: "a table is rows of cells, perhaps with names in the first"
    case .headerOnly: "write rows below it; `header off` takes it for a row"
    case .gzip(.damaged), .gzip(.truncated): "compress it anew; gzip -t tests it"
    case .gzip(.trailingBytes): "decompress it by gzip -d, and look at what is behind"
    case .gzip(.outOfMemory): "free some memory, or decompress it by gzip -d"
    case .source(_, let hint): hint
    case .binary: "save it as CSV"
    case .utf16, .notUTF8: "convert it by iconv -t UTF-8"
    case .ragged(_, _, let found, let expected) where found < expected:
      "an empty cell is missing, but its separator has to be there"
    case .ragged: "a cell that holds a separator needs quotes around it"
    case .notNumber(_, let cell) where cell.isNumberWithComma:
      "`decimal comma` reads it as a number"
    case .notNumber(let place, _):
      "`missing allowed` leaves such cells out; `text \(place.name ?? "NAME")` keeps all as text"
    case .mostlyText(let place, _): "`text \(place.name ?? "NAME")` keeps all as text"
    case .textBehindQuote: "a quote inside quotes is written twice"
    case .unclosedQuote: "close it, or write a quote inside quotes twice"
    case .twoColumns: "rename one of them in the first row"
    case .noColumn(_, let names):
      names.isEmpty ? nil : "there are " + names.prefix(12).joined(separator: ", ")
    }
  }

  private static func counted(_ count: Int, _ thing: String) -> String {
    count == 1 ? "1 \(thing)" : "\(count) \(thing)s"
  }
}

extension String {
  /// Whether it is a number with a comma in front of its fraction.
  fileprivate var isNumberWithComma: Bool {
    Array(utf8).withUnsafeBufferPointer {
      contains(",") && CellRules.number($0, decimal: UInt8(ascii: ",")) != nil
    }
  }
}

/// The text of a cell as an error shows it.
enum Excerpt {
  private static let length = 40

  /// At most 40 characters, with control characters and bytes that are not UTF-8 replaced.
  static func text(_ cell: UnsafeBufferPointer<UInt8>) -> String {
    // A character takes at most a few bytes; what is cut off here would not be shown anyway.
    let head = cell.prefix(8 * length)
    let scalars = String(decoding: head, as: UTF8.self).unicodeScalars.map { scalar in
      scalar.value < 0x20 || scalar.value == 0x7F ? "�" : Character(scalar)
    }
    let isCut = scalars.count > length || head.count < cell.count
    return String(scalars.prefix(length)) + (isCut ? "..." : "")
  }
}
