/// How a descent goes through the rows of a table: an epoch visits every row once, a batch at a time.
package struct BatchPlan: Sendable, Equatable {
  /// How many epochs there are unless it is said.
  package static let usualEpochs = 10

  /// How many rows a step looks at, from 1 on; the last batch of an epoch may be shorter.
  package var size: Int
  /// How often every row is visited at most; `nil` goes by `steps` alone.
  package var epochs: Int? = BatchPlan.usualEpochs
  /// After how many batches it ends, be it within an epoch.
  package var steps: Int?
  /// Where the order of rows starts from; the same seed gives the same bits.
  package var seed: UInt64 = 1
  /// Whether every epoch takes the rows in a new order.
  package var isShuffled = true

  /// A plan with the usual settings.
  package init(size: Int) {
    self.size = size
  }

  /// How many batches are taken at most, of so many rows.
  package func stepCount(rowCount: Int) -> Int {
    let perEpoch = (rowCount + size - 1) / size
    let (all, isOverflow) = (epochs ?? Int.max).multipliedReportingOverflow(by: perEpoch)
    return min(steps ?? Int.max, isOverflow ? Int.max : all)
  }
}

/// The order in which epochs take the rows.
struct RowOrder: Sendable {
  private(set) var rows: [Int32]
  private var state: UInt64

  /// The rows from the first to the last.
  init(count: Int, seed: UInt64) {
    rows = (0..<Int32(count)).map { $0 }
    state = seed
  }

  /// Puts the rows in a new order, each as likely as any other (Durstenfeld, Algorithm 235: Random
  /// permutation, CACM 7, 1964).
  mutating func shuffle() {
    guard rows.count > 1 else { return }
    var state = state
    rows.withUnsafeMutableBufferPointer { rows in
      for last in stride(from: rows.count - 1, to: 0, by: -1) {
        // The high word of the product is uniform but for one part in 2^32 or less.
        let chosen = Int(Self.next(&state).multipliedFullWidth(by: UInt64(last + 1)).high)
        rows.swapAt(chosen, last)
      }
    }
    self.state = state
  }

  /// SplitMix64: Steele, Lea and Flood, Fast splittable pseudorandom number generators, 2014.
  @inline(__always)
  private static func next(_ state: inout UInt64) -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
