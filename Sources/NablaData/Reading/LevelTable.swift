/// Different texts in order of appearance, each stored once and found by its bytes.
///
/// Bytes are hashed by `Hasher`, whose seed no file can know; the order never comes from it.
struct LevelTable: Sendable {
  private var bytes: [UInt8] = []
  /// Where each level ends in `bytes`.
  private var ends: [Int] = []
  /// Codes by hash with linear probing, or -1; a power of two of them, at most half in use.
  private var slots: [Int32] = []

  var count: Int { ends.count }

  /// The code of a text, which is new if it equals `count` before the call.
  mutating func code(of text: UnsafeBufferPointer<UInt8>) -> Int32 {
    if 2 * (count + 1) > slots.count { grow() }
    let mask = slots.count - 1
    var slot = Self.hash(text) & mask
    while slots[slot] >= 0 {
      if isEqual(Int(slots[slot]), text) { return slots[slot] }
      slot = (slot + 1) & mask
    }
    let code = Int32(count)
    slots[slot] = code
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
    return code
  }

  /// What `body` makes of the bytes of each level, in order.
  func map<Value>(_ body: (UnsafeBufferPointer<UInt8>) -> Value) -> [Value] {
    bytes.withUnsafeBufferPointer { all in
      ends.indices.map { body(UnsafeBufferPointer(rebasing: all[range($0)])) }
    }
  }

  private func range(_ code: Int) -> Range<Int> { (code == 0 ? 0 : ends[code - 1])..<ends[code] }

  private func isEqual(_ code: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let range = range(code)
    guard range.count == text.count else { return false }
    return bytes.withUnsafeBufferPointer { all in
      for index in text.indices where all[range.lowerBound + index] != text[index] {
        return false
      }
      return true
    }
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: max(16, 2 * slots.count))
    let mask = slots.count - 1
    for (code, hash) in map(Self.hash).enumerated() {
      var slot = hash & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(code)
    }
  }

  private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    var hasher = Hasher()
    hasher.combine(bytes: UnsafeRawBufferPointer(text))
    return hasher.finalize()
  }
}
