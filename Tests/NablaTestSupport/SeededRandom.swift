/// A generator of random numbers that gives the same ones for the same seed.
///
/// Source: SplitMix64 in Steele, Lea and Flood, Fast splittable pseudorandom number generators,
/// OOPSLA 2014.
package struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  package init(seed: UInt64) {
    state = seed
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number in [0, 1) with 53 random bits.
  package mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// An element of a collection that is not empty.
  package mutating func pick<C: Collection>(_ collection: C) -> C.Element {
    let offset = Int.random(in: 0..<collection.count, using: &self)
    return collection[collection.index(collection.startIndex, offsetBy: offset)]
  }

  /// A word of some of the letters, with a length in the range.
  package mutating func word(length: ClosedRange<Int>, letters: String) -> String {
    let count = Int.random(in: length, using: &self)
    return String((0..<count).map { _ in pick(letters) })
  }
}
