import CKernels
import CKernelsPlain
import NablaTestSupport
import Testing

@Suite("Kernels over rows that lie side by side")
struct StepKernelTests {
  private static let count = 50
  private static let rates = (0..<count).map { 0.01 / Double(1 + $0) }

  /// Rows of some features and an offset, with NaN behind the last one.
  private func rows(_ width: Int) -> [Double] {
    var random = SeededRandom(seed: UInt64(width))
    return (0..<Self.count * (width + 1)).map { _ in Double.random(in: -1...1, using: &random) }
      + [.nan, .nan, .nan]
  }

  /// Calls `body` with the rows, every other of them in order, and a point.
  private func withRows(
    _ width: Int,
    _ body: (UnsafePointer<ckernels_rows>, ckernels_order, inout [Double]) -> Void
  ) -> [Double] {
    let order = (0..<Int32(Self.count)).map { $0 * 7 % Int32(Self.count) }
    var point = Array(repeating: 0.0, count: (width + 3) / 4 * 4)
    for place in 0..<width { point[place] = 1 / Double(1 + place) }
    rows(width).withUnsafeBufferPointer { numbers in
      order.withUnsafeBufferPointer { order in
        var rows = ckernels_rows(
          numbers: numbers.baseAddress, first: 0, stride: width + 1, width: width)
        let chosen = ckernels_order(
          rows: order.baseAddress, count: Self.count / 2, following: Self.count / 2)
        body(&rows, chosen, &point)
      }
    }
    return point
  }

  /// The steps, or the gradient at the point, written by hand.
  private func expected(_ width: Int, isStepping: Bool) -> [Double] {
    let numbers = rows(width)
    var point = (0..<width).map { 1 / Double(1 + $0) }
    var gradient = Array(repeating: 0.0, count: width)
    for turn in 0..<Self.count / 2 {
      let row = Array(numbers[(turn * 7 % Self.count * (width + 1))...].prefix(width + 1))
      let slope = 2 * zip(point, row).map { $0 * $1 }.reduce(0, +) + row[width]
      for place in 0..<width {
        if isStepping {
          point[place] -= 3 * Self.rates[turn] * slope * row[place]
        } else {
          gradient[place] += slope * row[place]
        }
      }
    }
    return isStepping ? point : gradient
  }

  @Test("step as the loop written by hand, with the bits of the base set", arguments: 1...19)
  func steps(_ width: Int) {
    let chosen = withRows(width) {
      ckernels_step_by_rows($0, $1, 2, -3, Self.rates, false, &$2)
    }
    let plain = withRows(width) {
      ckernels_plain_step_by_rows($0, $1, 2, -3, Self.rates, false, &$2)
    }
    #expect(chosen.map(\.bitPattern) == plain.map(\.bitPattern))
    for (value, expected) in zip(chosen, expected(width, isStepping: true)) {
      #expect(abs(value - expected) <= 1e-13)
    }
  }

  @Test(
    "add gradients as the loop written by hand, with the bits of the base set", arguments: 1...19)
  func gradients(_ width: Int) {
    let chosen = withRows(width) { rows, order, point in
      var gradient = point.map { _ in 0.0 }
      ckernels_add_gradients(rows, order, 2, point, &gradient)
      point = gradient
    }
    let plain = withRows(width) { rows, order, point in
      var gradient = point.map { _ in 0.0 }
      ckernels_plain_add_gradients(rows, order, 2, point, &gradient)
      point = gradient
    }
    #expect(chosen.map(\.bitPattern) == plain.map(\.bitPattern))
    for (value, expected) in zip(chosen, expected(width, isStepping: false)) {
      #expect(abs(value - expected) <= 1e-12)
    }
  }

  @Test(
    "rounded sums of products have the bits of the base set, and are near the sum",
    arguments: [0, 1, 16, 63, 64, 65, 130, 1000])
  func roundedProducts(_ count: Int) {
    var random = SeededRandom(seed: 3)
    let a = (0..<count).map { _ in Double.random(in: -1...1, using: &random) }
    let b = (0..<count).map { _ in Double.random(in: -1...1, using: &random) }
    var (chosen, plain) = (ckernels_sum(), ckernels_sum())
    ckernels_add_rounded_products(&chosen, a, b, count)
    ckernels_plain_add_rounded_products(&plain, a, b, count)
    let total = ckernels_total_of(&chosen)
    let other = ckernels_total_of(&plain)
    #expect(total.sum.bitPattern == other.sum.bitPattern)
    #expect(total.error.bitPattern == other.error.bitPattern)
    let sum = zip(a, b).map { $0 * $1 }.reduce(0, +)
    #expect(abs(total.sum - sum) <= 1e-13 * Double(count))
  }
}
