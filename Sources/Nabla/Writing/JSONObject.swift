/// A JSON object under construction, its keys in the order of adding.
struct JSONObject: Sendable {
  private var fields = ""

  /// Adds a value that is JSON already.
  mutating func add(_ key: String, raw value: String) {
    if !fields.isEmpty { fields += ", " }
    fields += JSON.string(key) + ": " + value
  }

  mutating func add(_ key: String, _ value: String) { add(key, raw: JSON.string(value)) }

  mutating func add(_ key: String, _ value: Int) { add(key, raw: String(value)) }

  mutating func add(_ key: String, _ value: Bool) { add(key, raw: value ? "true" : "false") }

  mutating func add(_ key: String, _ value: Double) { add(key, raw: JSON.number(value)) }

  mutating func add(_ key: String, _ values: [Double]) {
    add(key, raw: JSON.array(values.map(JSON.number)))
  }

  mutating func add(_ key: String, _ rows: [[Double]]) {
    add(key, raw: JSON.array(rows.map { JSON.array($0.map(JSON.number)) }))
  }

  mutating func add(_ key: String, _ values: [String]) {
    add(key, raw: JSON.array(values.map(JSON.string)))
  }

  /// The object on one line.
  var text: String { "{" + fields + "}" }
}

/// Values as JSON text (RFC 8259).
enum JSON {
  /// A number with full precision; what JSON cannot hold is a string.
  static func number(_ value: Double) -> String {
    value.isFinite ? NumberText.roundTrip(value) : string(NumberText.roundTrip(value))
  }

  static func array(_ elements: [String]) -> String {
    "[" + elements.joined(separator: ", ") + "]"
  }

  static func string(_ text: String) -> String {
    var result: [UInt8] = [UInt8(ascii: "\"")]
    result.reserveCapacity(text.utf8.count + 2)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        result += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "\n"): result += Array("\\n".utf8)
      case UInt8(ascii: "\r"): result += Array("\\r".utf8)
      case UInt8(ascii: "\t"): result += Array("\\t".utf8)
      case 0..<0x20, 0x7F:
        let digits = String(byte, radix: 16)
        result += Array(("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
      default: result.append(byte)
      }
    }
    result.append(UInt8(ascii: "\""))
    return String(decoding: result, as: UTF8.self)
  }
}
