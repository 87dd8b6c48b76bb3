/// Checks that bytes are text.
enum Encoding {
  /// The first byte that is no UTF-8, or a control character other than white space; `nil` when
  /// there is none.
  ///
  /// Source of the ranges: The Unicode Standard, table 3-7, well-formed UTF-8 byte sequences.
  /// Complexity: linear.
  static func check(_ source: [UInt8]) -> Diagnostic? {
    var offset = 0
    while offset < source.count {
      let byte = source[offset]
      if byte >= 0x20, byte < 0x7F {
        offset += 1
      } else if byte < 0x80 {
        guard byte == 0x09 || byte == 0x0A || byte == 0x0D else {
          return control(UInt32(byte), at: Span(offset, offset + 1))
        }
        offset += 1
      } else {
        guard let length = sequenceLength(source, at: offset) else {
          return Diagnostic(
            "invalid UTF-8: byte 0x\(hexadecimal(UInt32(byte), digits: 2))",
            at: Span(offset, offset + 1), hint: "save the text as UTF-8")
        }
        if byte == 0xC2, source[offset + 1] < 0xA0 {
          return control(UInt32(source[offset + 1]), at: Span(offset, offset + 2))
        }
        offset += length
      }
    }
    return nil
  }

  private static func control(_ value: UInt32, at span: Span) -> Diagnostic {
    Diagnostic(
      value == 0 ? "NUL character" : "control character U+\(hexadecimal(value, digits: 4))",
      at: span, hint: "remove it")
  }

  /// A number in hexadecimal, padded with zeros.
  static func hexadecimal(_ value: UInt32, digits: Int) -> String {
    let text = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }

  /// The length of the well-formed sequence at `offset`, or `nil`.
  private static func sequenceLength(_ source: [UInt8], at offset: Int) -> Int? {
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch source[offset] {
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: length = 4
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return nil
    }
    guard offset + length <= source.count, second.contains(source[offset + 1]) else { return nil }
    for index in offset + 2..<max(offset + 2, offset + length)
    where source[index] & 0xC0 != 0x80 {
      return nil
    }
    return length
  }
}
