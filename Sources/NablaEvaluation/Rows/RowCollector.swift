import CKernels
import NablaAlgebra

/// Makes one number of an output of a row program, from its values chunk by chunk and from what other
/// collectors made of blocks of rows.
struct RowCollector: Sendable {
  private let output: RowProgram.Output
  private var sum = ckernels_sum()
  /// The sum of the blocks that were appended.
  private var total = ckernels_total()
  private var extreme: Double
  /// All values, where the median is wanted.
  private var values: [Double] = []

  init(_ output: RowProgram.Output) {
    self.output = output
    extreme = output.aggregate == .least ? .infinity : -.infinity
  }

  /// Takes in the values in some rows.
  @inline(__always)
  mutating func take(
    _ chunks: UnsafeMutablePointer<Double>, _ scalars: UnsafePointer<Double>, _ count: Int
  ) {
    guard output.first.scalar == nil else { return }
    let first = output.first.values(chunks, scalars)
    switch output.aggregate {
    case .mean, .sum:
      if let second = output.second {
        ckernels_add_products(&sum, first.values, second.values(chunks, scalars).values, count)
      } else {
        ckernels_add(&sum, first.values, count)
      }
    case .count: break
    case .least, .greatest: takeExtreme(first.values, count)
    case .median: values.append(contentsOf: UnsafeBufferPointer(start: first.values, count: count))
    }
  }

  private mutating func takeExtreme(_ numbers: UnsafePointer<Double>, _ count: Int) {
    for row in 0..<count { takeExtreme(numbers[row]) }
  }

  @inline(__always)
  private mutating func takeExtreme(_ number: Double) {
    let isBeyond = output.aggregate == .least ? number < extreme : number > extreme
    if isBeyond || number.isNaN { extreme = extreme.isNaN ? extreme : number }
  }

  /// Takes in what another collector made of the next block of rows.
  mutating func append(_ block: RowCollector) {
    var lanes = block.sum
    total = ckernels_joined(total, ckernels_total_of(&lanes))
    takeExtreme(block.extreme)
    values.append(contentsOf: block.values)
  }

  /// Forgets what was taken in.
  mutating func clear() {
    sum = ckernels_sum()
    extreme = output.aggregate == .least ? .infinity : -.infinity
    values.removeAll(keepingCapacity: true)
  }

  /// The result after all blocks, which had `count` rows.
  ///
  /// A sum is infinite or NaN as plain addition would make it.
  mutating func value(count: Int, scalars: [Double]) -> Double {
    if let scalar = output.first.scalar { return value(of: scalars[scalar], count: count) }
    let sum = total.error.isFinite ? total.sum + total.error : total.sum
    switch output.aggregate {
    case .mean: return sum / Double(count)
    case .sum: return sum
    case .count: return Double(count)
    case .least, .greatest: return count == 0 ? .nan : extreme
    case .median: return median()
    }
  }

  /// The result of a number that is the same in all rows.
  private func value(of number: Double, count: Int) -> Double {
    switch output.aggregate {
    case .sum: number * Double(count)
    case .count: Double(count)
    case .mean, .least, .greatest, .median: count == 0 ? .nan : number
    }
  }

  /// The middle of the sorted values, of an even number the mean of the two in the middle.
  private mutating func median() -> Double {
    guard !values.isEmpty, !values.contains(where: \.isNaN) else { return .nan }
    values.sort()
    let middle = values.count / 2
    if !values.count.isMultiple(of: 2) { return values[middle] }
    // Halves first, so that the sum cannot overflow.
    return values[middle - 1] / 2 + values[middle] / 2
  }
}
