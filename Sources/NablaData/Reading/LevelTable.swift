/// Different texts in order of appearance, each stored once and found by its bytes.
///
/// The hash has a seed that no file can know, so that none can be made to collide; the order never
/// comes from it.
struct LevelTable: Sendable {
  private var bytes: [UInt8] = []
  /// Where each level ends in `bytes`.
  private var ends: [Int] = []
  /// Codes by hash with linear probing, or -1; a power of two of them, at most half in use.
  private var slots: [Int32] = []
  private let seed = UInt64(truncatingIfNeeded: Hasher().finalize())
  /// The level found last, which often comes again at once.
  private var last: Int32 = 0

  var count: Int { ends.count }

  /// The code of a text, which is new if it equals `count` before the call.
  mutating func code(of text: UnsafeBufferPointer<UInt8>) -> Int32 {
    if count > 0, isEqual(Int(last), text) { return last }
    if 2 * (count + 1) > slots.count { grow() }
    let mask = slots.count - 1
    var slot = hash(text) & mask
    while slots[slot] >= 0 {
      if isEqual(Int(slots[slot]), text) {
        last = slots[slot]
        return last
      }
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
    let hashes = map { hash($0) }
    for (code, hash) in hashes.enumerated() {
      var slot = hash & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(code)
    }
  }

  /// Words of eight bytes, each mixed in by the halves of a full product, as wyhash does.
  private func hash(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    let bytes = UnsafeRawBufferPointer(text)
    var hash = seed ^ UInt64(truncatingIfNeeded: bytes.count)
    var place = 0
    while place + 8 <= bytes.count {
      hash = Self.mix(hash ^ bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      place += 8
    }
    var tail: UInt64 = 0
    while place < bytes.count {
      tail = tail << 8 | UInt64(bytes[place])
      place += 1
    }
    return Int(truncatingIfNeeded: Self.mix(hash ^ tail))
  }

  private static func mix(_ word: UInt64) -> UInt64 {
    let product = word.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return product.high ^ product.low
  }
}
