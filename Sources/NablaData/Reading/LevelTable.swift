/// Different texts in order of appearance, each stored once and found by its bytes.
///
/// The hash has a seed that no file can know, so that none can be made to collide; the order never
/// comes from it.
struct LevelTable: Sendable {
  private var bytes: [UInt8] = []
  /// Where each level ends in `bytes`.
  private var ends: [Int] = []
  /// The first eight bytes of each level, which tell most of them apart.
  private var heads: [UInt64] = []
  /// Codes by hash with linear probing, or -1; a power of two of them, at most half in use.
  private var slots: [Int32] = []
  private let seed = UInt64(truncatingIfNeeded: Hasher().finalize())

  var count: Int { ends.count }

  /// The code of a text, which is new if it equals `count` before the call.
  mutating func code(of text: UnsafeBufferPointer<UInt8>) -> Int32 {
    if 2 * (count + 1) > slots.count { grow() }
    let head = Self.head(of: text)
    let mask = slots.count - 1
    var slot = hash(text, head) & mask
    while slots[slot] >= 0 {
      if isEqual(Int(slots[slot]), text, head) { return slots[slot] }
      slot = (slot + 1) & mask
    }
    let code = Int32(count)
    slots[slot] = code
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
    heads.append(head)
    return code
  }

  /// What `body` makes of the bytes of each level, in order.
  func map<Value>(_ body: (UnsafeBufferPointer<UInt8>) -> Value) -> [Value] {
    bytes.withUnsafeBufferPointer { all in
      ends.indices.map { body(UnsafeBufferPointer(rebasing: all[range($0)])) }
    }
  }

  private func range(_ code: Int) -> Range<Int> { (code == 0 ? 0 : ends[code - 1])..<ends[code] }

  private func isEqual(
    _ code: Int, _ text: UnsafeBufferPointer<UInt8>, _ head: UInt64
  ) -> Bool {
    let range = range(code)
    guard heads[code] == head, range.count == text.count else { return false }
    return text.count <= 8 || bytes[range].dropFirst(8).elementsEqual(text.dropFirst(8))
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: max(16, 2 * slots.count))
    let mask = slots.count - 1
    let hashes = map { hash($0, Self.head(of: $0)) }
    for (code, hash) in hashes.enumerated() {
      var slot = hash & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(code)
    }
  }

  private static func head(of text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    if text.count >= 8 { return UnsafeRawBufferPointer(text).loadUnaligned(as: UInt64.self) }
    return text.reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// Words of eight bytes, each mixed in by the halves of a full product, as wyhash does.
  private func hash(_ text: UnsafeBufferPointer<UInt8>, _ head: UInt64) -> Int {
    var hash = Self.mix(seed ^ UInt64(truncatingIfNeeded: text.count) ^ head)
    var place = 8
    while place < text.count {
      // The last word overlaps the one before.
      let start = min(place, text.count - 8)
      let word = UnsafeRawBufferPointer(text).loadUnaligned(fromByteOffset: start, as: UInt64.self)
      hash = Self.mix(hash ^ word)
      place += 8
    }
    return Int(truncatingIfNeeded: hash)
  }

  private static func mix(_ word: UInt64) -> UInt64 {
    let product = word.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return product.high ^ product.low
  }
}
