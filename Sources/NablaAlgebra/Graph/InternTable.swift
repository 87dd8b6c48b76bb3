/// An open-addressing table from hashes to handles (Knuth, The Art of Computer Programming,
/// volume 3, section 6.4, algorithm L).
///
/// A slot holds the hash beside the handle, so that what is not there is found out without looking
/// at any node.
struct InternTable: Sendable {
  /// The hash in the upper half, the handle plus one in the lower; zero is a free slot.
  private var slots: [UInt64] = Array(repeating: 0, count: 1024)
  private var count = 0

  /// A search under way: where it is, and for what.
  struct Probe {
    fileprivate var slot: Int
    fileprivate let hash: UInt32
  }

  /// Starts a search for a hash.
  func probe(_ hash: UInt32) -> Probe {
    Probe(slot: Int(hash) & (slots.count - 1), hash: hash)
  }

  /// The next handle with the hash; at `nil` the search stands at a free slot.
  func next(_ probe: inout Probe) -> UInt32? {
    while slots[probe.slot] != 0 {
      let entry = slots[probe.slot]
      if UInt32(truncatingIfNeeded: entry >> 32) == probe.hash {
        probe.slot = (probe.slot + 1) & (slots.count - 1)
        return UInt32(truncatingIfNeeded: entry) - 1
      }
      probe.slot = (probe.slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Adds a handle where a search for its hash found nothing.
  mutating func insert(_ handle: UInt32, at probe: Probe) {
    slots[probe.slot] = UInt64(probe.hash) << 32 | UInt64(handle + 1)
    count += 1
    if count * 10 > slots.count * 7 { grow() }
  }

  private mutating func grow() {
    let mask = slots.count * 2 - 1
    var larger = [UInt64](repeating: 0, count: mask + 1)
    for entry in slots where entry != 0 {
      var slot = Int(truncatingIfNeeded: entry >> 32) & mask
      while larger[slot] != 0 { slot = (slot + 1) & mask }
      larger[slot] = entry
    }
    slots = larger
  }

  /// Mixes a word into a hash by multiplying with an odd constant near the golden ratio (section
  /// 6.4, theorem S) and folding the upper half onto the lower.
  @inline(__always)
  static func mix(_ hash: UInt32, _ word: UInt32) -> UInt32 {
    let product = (UInt64(hash) << 32 | UInt64(word)) &* 0x9E37_79B9_7F4A_7C15
    let folded = product ^ (product >> 32)
    return UInt32(truncatingIfNeeded: (folded &* 0xD6E8_FEB8_6659_FD93) >> 32)
  }
}
