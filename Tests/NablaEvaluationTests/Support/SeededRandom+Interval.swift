import NablaEvaluation
import NablaTestSupport

extension SeededRandom {
  /// An interval with ends of any size.
  mutating func interval() -> Interval {
    let ends = (0..<2).map { _ in
      Double(
        sign: Bool.random(using: &self) ? .plus : .minus,
        exponent: Int.random(in: -300...300, using: &self),
        significand: Double.random(in: 1..<2, using: &self))
    }
    return Interval(Swift.min(ends[0], ends[1]), Swift.max(ends[0], ends[1]))
  }

  /// An interval of moderate numbers, often narrow, often with whole ends.
  mutating func interval(scale: Double) -> Interval {
    var center = Double.random(in: -scale...scale, using: &self)
    let radii: [Double] = [0, 1e-9, 0.01, 1, scale]
    var radius = radii.randomElement(using: &self) ?? 0
    if Int.random(in: 0..<3, using: &self) == 0 {
      center = center.rounded()
      radius = radius.rounded(.up)
    }
    return Interval(center - radius, center + radius)
  }

  /// A double in an interval, one of its ends in half the cases.
  mutating func point(in interval: Interval) -> Double {
    switch Int.random(in: 0..<4, using: &self) {
    case 0: interval.lower
    case 1: interval.upper
    default: Double.random(in: interval.lower...interval.upper, using: &self)
    }
  }

  /// An interval inside another.
  mutating func part(of interval: Interval) -> Interval {
    let (a, b) = (point(in: interval), point(in: interval))
    return Interval(Swift.min(a, b), Swift.max(a, b))
  }
}
