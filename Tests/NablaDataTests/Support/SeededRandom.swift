/// A generator of random numbers that gives the same ones for the same seed.
///
/// Source: Steele, Lea and Flood, Fast splittable pseudorandom number generators, OOPSLA 2014.
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// An element of a collection that is not empty.
  mutating func pick<C: Collection>(_ collection: C) -> C.Element {
    let offset = Int.random(in: 0..<collection.count, using: &self)
    return collection[collection.index(collection.startIndex, offsetBy: offset)]
  }
}
