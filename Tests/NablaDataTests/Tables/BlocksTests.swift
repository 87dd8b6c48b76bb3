import NablaData
import Testing

/// Values in blocks against the same values in one array.
@Suite struct BlocksTests {
  private static let length = Blocks<Int>.length

  @Test(
    "blocks hold what was added, whatever its pieces, and all but the last are full",
    arguments: [
      0, 1, Blocks<Int>.length - 1, Blocks<Int>.length, Blocks<Int>.length + 1,
      3 * Blocks<Int>.length + 7,
    ])
  func growth(count: Int) {
    let values = Array(0..<count)
    for (pieceLength, total) in [
      (63, 0), (64, count), (64, count / 3), (64, 2 * count), (Self.length, 1),
      (2 * Self.length + 1, 0),
    ] {
      var blocks = Blocks<Int>()
      for start in stride(from: 0, to: count, by: pieceLength) {
        values[start..<min(start + pieceLength, count)].withUnsafeBufferPointer {
          blocks.append(contentsOf: $0, expecting: total)
        }
      }
      #expect(blocks.count == count)
      #expect(blocks.blocks.flatMap { $0 } == values)
      #expect(blocks.blocks.dropLast().allSatisfy { $0.count == Self.length })
      #expect(blocks == Blocks(values))
    }
  }

  @Test("a place is that of the array")
  func places() {
    var blocks = Blocks(0..<2 * Self.length)
    blocks[Self.length] = -1
    blocks.append(5)
    #expect(blocks[Self.length - 1] == Self.length - 1)
    #expect(blocks[Self.length] == -1)
    #expect(blocks.last == 5)
  }

  @Test("no block takes more room than it is long")
  func room() {
    let blocks = Blocks(repeatElement(1.5, count: Self.length + 1))
    for block in blocks.blocks { #expect(block.capacity <= Self.length + 1024) }
  }

  @Test("a block that is told how long it gets takes no more room than that")
  func expectedRoom() {
    let piece = Array(repeating: 1.5, count: 60)
    var blocks = Blocks<Double>()
    for _ in 0..<10 {
      piece.withUnsafeBufferPointer { blocks.append(contentsOf: $0, expecting: 610) }
    }
    #expect(blocks.blocks[0].capacity < 640)
  }
}
