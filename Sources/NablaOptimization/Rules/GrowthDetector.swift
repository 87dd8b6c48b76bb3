/// Tells values that grow without bound from values that are merely large.
///
/// Growth is clear when three things hold at once: the value left the start's by 1e12 times the
/// scale of the problem, the point is 1e6 times farther out than the start, and the slope, far
/// from levelling off, is no smaller (falling) or 1000 times larger (rising) than at the start.
/// The factors leave room for every function that is only badly scaled, and are reached long
/// before overflow: at a growth of 2 % a step after about 700 steps.
struct GrowthDetector {
  /// What is seen to have no bound.
  enum Growth {
    case rising
    case falling
  }

  private let start: [Double]
  private let startSlope: Double
  private let reference: Double
  private let reach: Double
  private let risingLimit: Double
  private let fallingLimit: Double

  /// Starts from a point, its value, its slope, and the decrease that the first step should bring.
  init(start: [Double], value: Double, slope: Double, predicted: Double) {
    self.start = start
    startSlope = slope
    reference = max(abs(value), predicted)
    reach = 1e6 * max(1, start.maxNorm)
    risingLimit = value + 1e12 * reference
    fallingLimit = value - 1e12 * reference
  }

  /// Whether a value is far enough from the start's to be looked at.
  @inline(__always)
  func isSuspicious(_ value: Double) -> Bool {
    value > risingLimit || value < fallingLimit
  }

  /// Whether the value at a later point shows growth; `lowest` is the least value so far.
  func growth(value: Double, slope: Double, at point: [Double], lowest: Double) -> Growth? {
    if value > risingLimit {
      let isHigh = value - lowest > 1e12 * max(reference, abs(lowest))
      return isHigh && slope >= 1e3 * startSlope && isFar(point) ? .rising : nil
    }
    if value < fallingLimit {
      return slope >= startSlope && isFar(point) ? .falling : nil
    }
    return nil
  }

  /// Whether a point without a finite value lies where only overflow can be the cause.
  ///
  /// 1e60 cubed and more overflows in a polynomial of the fifth degree on; the domain of a
  /// function people write ends long before.
  func isOverflow(_ point: [Double], value: Double) -> Bool {
    value == .infinity || !(point.maxNorm < 1e60)
  }

  private func isFar(_ point: [Double]) -> Bool {
    point.maxDistance(to: start) > reach
  }
}
