import CFastFloat

/// What a cell's bytes mean.
struct CellRules: Sendable {
  /// Whether cells that are no numbers are missing in a column of numbers.
  let allowsMissing: Bool
  let decimal: UInt8
  /// The bytes of missing cells in small letters.
  private let missing: [[UInt8]]
  private let longestMissing: Int
  /// Whether a missing cell may begin with a byte, so that most others are told apart at once.
  private let startsMissing: [Bool]
  /// Missing cells that are numbers, such as -999.
  private let missingNumbers: [Double]

  init(_ options: CSVOptions) {
    allowsMissing = options.allowsMissing
    decimal = options.decimal
    missing = options.missing.map { $0.utf8.map(\.lowercased) }
    longestMissing = missing.map(\.count).max() ?? 0
    var starts = Array(repeating: false, count: 256)
    for byte in 0..<256 {
      starts[byte] = missing.contains { $0.first == UInt8(byte).lowercased }
    }
    startsMissing = starts
    missingNumbers = missing.compactMap { text in
      text.withUnsafeBufferPointer { Self.number($0, decimal: options.decimal) }
    }
  }

  /// Whether any number stands for a missing cell.
  var hasMissingNumbers: Bool { !missingNumbers.isEmpty }

  /// Whether a number stands for a missing cell.
  func isMissing(_ number: Double) -> Bool { missingNumbers.contains(number) }

  /// Whether a byte may stand in a number or in the name of an infinity.
  func isPartOfNumbers(_ byte: UInt8) -> Bool {
    byte == decimal || "0123456789+-einfty".utf8.contains(byte.lowercased)
  }

  /// Whether a cell without the spaces around it is missing.
  func isMissing(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = cell.first else { return true }
    guard cell.count <= longestMissing, startsMissing[Int(first)] else { return false }
    return missing.contains { text in
      text.count == cell.count && zip(text, cell).allSatisfy { $0 == $1.lowercased }
    }
  }

  /// The number that a whole cell is, or nil.
  func number(_ cell: UnsafeBufferPointer<UInt8>) -> Double? {
    Self.number(cell, decimal: decimal)
  }

  /// The number that a whole cell is with this byte in front of fractions, or nil.
  static func number(_ cell: UnsafeBufferPointer<UInt8>, decimal: UInt8) -> Double? {
    guard let first = cell.baseAddress, !cell.isEmpty else { return nil }
    var value = 0.0
    return cfastfloat_read(first, cell.count, decimal, &value) == cell.count ? value : nil
  }
}

extension UInt8 {
  /// The small letter of a capital one of ASCII, or the byte itself.
  var lowercased: UInt8 {
    self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") ? self | 0x20 : self
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The bytes without spaces and tabs at either end.
  var trimmed: UnsafeBufferPointer<UInt8> {
    var lower = startIndex
    var upper = endIndex
    while lower < upper, self[lower] == 0x20 || self[lower] == 0x09 { lower += 1 }
    while lower < upper, self[upper - 1] == 0x20 || self[upper - 1] == 0x09 { upper -= 1 }
    return UnsafeBufferPointer(rebasing: self[lower..<upper])
  }
}
