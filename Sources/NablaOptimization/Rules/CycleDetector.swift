/// Notices, in memory for one point, that an iteration returns to where it was.
///
/// An anchor is compared with every later point and moved to the present one at each power of two
/// (R. P. Brent, "An improved Monte Carlo factorization algorithm", BIT 20, 1980, section 2), so a
/// cycle of any period is met once the iteration has settled into it. A return counts when it is
/// closer than 1e-9 of the longest step since, so a slow approach is no cycle, and when a second
/// lap of the same length confirms it.
package struct CycleDetector: Sendable {
  /// Steps shorter than this part of the point are rounding, not a cycle.
  private static let rounding = 1e6 * Double.ulpOfOne

  private var anchor: [Double]
  private var anchorStep = 0
  private var nextAnchorStep = 1
  private var longest = 0.0
  private var candidate = 0

  /// Makes a detector anchored at the point of step 0.
  package init(start: [Double]) {
    anchor = start
  }

  /// Takes in the point of a step, reached by moving `length` at most in a coordinate.
  ///
  /// Returns the period once it is confirmed. Points come in order.
  package mutating func observe(_ point: [Double], step: Int, length: Double) -> Int? {
    if length > longest { longest = length }
    if isAtAnchor(point), step - anchorStep > 1, longest > Self.rounding * point.maxNorm {
      let period = step - anchorStep
      if period == candidate { return period }
      candidate = period
      moveAnchor(to: point, step: step)
      nextAnchorStep = max(nextAnchorStep, step + period + 1)
    } else if step >= nextAnchorStep {
      candidate = 0
      moveAnchor(to: point, step: step)
      nextAnchorStep = 2 * step
    }
    return nil
  }

  private func isAtAnchor(_ point: [Double]) -> Bool {
    for index in point.indices {
      let near = 1e-9 * longest + 4 * Double.ulpOfOne * abs(point[index])
      if !(abs(point[index] - anchor[index]) <= near) { return false }
    }
    return true
  }

  private mutating func moveAnchor(to point: [Double], step: Int) {
    for index in point.indices { anchor[index] = point[index] }
    anchorStep = step
    longest = 0
  }
}
