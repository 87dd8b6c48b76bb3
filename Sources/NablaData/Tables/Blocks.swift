/// Values in blocks of a fixed length, the last one perhaps short.
///
/// Growing never moves what is there, apart from a first block that is not full yet; so a column
/// needs no room beside its own, and its blocks are handed on without being copied.
package struct Blocks<Element: Sendable & Equatable>: Sendable, Equatable {
  /// How many values each block but the last one holds: a power of two.
  package static var length: Int { 1 << 16 }

  package private(set) var blocks: [[Element]] = []
  package private(set) var count = 0

  /// No values.
  package init() {}

  /// Values in their order.
  ///
  /// - Complexity: O(n).
  package init(_ values: some Sequence<Element>) {
    for value in values { append(value) }
  }

  private init(blocks: [[Element]], count: Int) {
    self.blocks = blocks
    self.count = count
  }

  /// Adds a value at the end.
  package mutating func append(_ value: Element) {
    makeRoom(1)
    blocks[blocks.count - 1].append(value)
    count += 1
  }

  /// Adds values at the end, of perhaps so many in all, for which room is made at once; 0 where
  /// nothing is known of those to come.
  package mutating func append(
    contentsOf values: UnsafeBufferPointer<Element>, expecting total: Int = 0
  ) {
    var place = 0
    while place < values.count {
      let room = makeRoom(values.count - place, expecting: total)
      let end = Swift.min(values.count, place + room)
      blocks[blocks.count - 1].append(
        contentsOf: UnsafeBufferPointer(rebasing: values[place..<end]))
      count += end - place
      place = end
    }
  }

  /// Makes sure that the last block can take a value, and up to `wanted` of them at once where the
  /// block allows it; returns how many it can take.
  @discardableResult
  private mutating func makeRoom(_ wanted: Int, expecting total: Int = 0) -> Int {
    if count & (Self.length - 1) == 0 {
      blocks.append([])
      if blocks.count > 1 { blocks[blocks.count - 1].reserveCapacity(Self.length) }
    }
    let last = blocks.count - 1
    let (used, capacity) = (blocks[last].count, blocks[last].capacity)
    // Left alone an array would double beyond the block's length.
    if used + wanted > capacity, capacity < Self.length {
      let grown = total >= used + wanted ? total : Swift.max(2 * capacity, used + wanted)
      blocks[last].reserveCapacity(Swift.min(Self.length, grown))
    }
    return Self.length - used
  }

  /// What `body` makes of each value.
  ///
  /// - Complexity: O(n).
  func mapped<Image>(_ body: (Element) -> Image) -> Blocks<Image> {
    Blocks<Image>(blocks: blocks.map { $0.map(body) }, count: count)
  }
}

extension Blocks: RandomAccessCollection, MutableCollection {
  package var startIndex: Int { 0 }
  package var endIndex: Int { count }

  package subscript(place: Int) -> Element {
    get { blocks[place / Self.length][place % Self.length] }
    set { blocks[place / Self.length][place % Self.length] = newValue }
  }
}
