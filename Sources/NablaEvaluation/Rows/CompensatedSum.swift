/// A sum of doubles in a fixed order that is almost always the rounded exact sum: eight running
/// sums, each with the error of its additions.
///
/// Source: Knuth's error-free addition, and compensated summation after Ogita, Rump and Oishi,
/// Accurate sum and dot product, SIAM J. Sci. Comput. 26 (2005), algorithm 4.4: the result is as
/// good as if computed in twice the precision.
struct CompensatedSum: Sendable {
  private var sums = SIMD8<Double>.zero
  private var errors = SIMD8<Double>.zero

  /// Adds numbers in blocks of eight.
  @inline(__always)
  mutating func add(_ numbers: UnsafePointer<Double>, count: Int) {
    var position = 0
    while position + 8 <= count {
      let block = UnsafeRawPointer(numbers + position).loadUnaligned(as: SIMD8<Double>.self)
      add(block)
      position += 8
    }
    guard position < count else { return }
    var rest = SIMD8<Double>.zero
    for lane in 0..<count - position { rest[lane] = numbers[position + lane] }
    add(rest)
  }

  @inline(__always)
  private mutating func add(_ block: SIMD8<Double>) {
    let total = sums + block
    let part = total - sums
    errors += (sums - (total - part)) + (block - part)
    sums = total
  }

  /// The sum of all that was added; infinite or NaN as plain addition would make it.
  var value: Double {
    var total = 0.0
    var error = 0.0
    for lane in 0..<8 {
      let next = total + sums[lane]
      let part = next - total
      error += (total - (next - part)) + (sums[lane] - part) + errors[lane]
      total = next
    }
    return error.isFinite ? total + error : total
  }
}
