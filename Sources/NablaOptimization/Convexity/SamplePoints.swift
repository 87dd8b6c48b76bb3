import NablaEvaluation

/// Points spread evenly over a box, the same on every run.
struct SamplePoints {
  /// What stands for the part of an unbounded side that is looked at.
  private static let reach = 10.0

  let points: [[Double]]

  /// The middle, the corners of small boxes, and a Halton sequence
  /// (Halton, Numerische Mathematik 2, 1960) of `count` points inside.
  init(of box: [Interval], count: Int) {
    let sides = box.map { Self.bounded($0) }
    var points = [sides.map { ($0.lower + $0.upper) / 2 }]
    if box.count <= 4 {
      for corner in 0..<(1 << box.count) {
        points.append(sides.enumerated().map { corner >> $0 & 1 == 0 ? $1.lower : $1.upper })
      }
    }
    for index in 1...count {
      points.append(
        sides.enumerated().map { side, interval in
          interval.lower + Self.fraction(index, side) * (interval.upper - interval.lower)
        })
    }
    self.points = points
  }

  /// Points spread over the magnitudes from 2⁻¹³ to 2⁷ where a side is unbounded.
  static func ofAllMagnitudes(in box: [Interval], count: Int) -> [[Double]] {
    (1...count).map { index in
      box.enumerated().map { side, interval in
        let fraction = fraction(index, side)
        if interval.isBounded {
          return interval.lower + fraction * (interval.upper - interval.lower)
        }
        let isOpenBelow = interval.lower == -.infinity
        let isOpenAbove = interval.upper == .infinity
        let part = isOpenBelow && isOpenAbove ? abs(2 * fraction - 1) : fraction
        let power = (20 * part).rounded(.down)
        let size = Double(
          sign: .plus, exponent: Int(power) - 13, significand: 1 + (20 * part - power))
        if isOpenBelow, isOpenAbove { return fraction < 0.5 ? -size : size }
        return isOpenAbove ? interval.lower + size : interval.upper - size
      }
    }
  }

  /// An element of the sequence of a side.
  private static func fraction(_ index: Int, _ side: Int) -> Double {
    // Beyond the primes at hand the sequence is shifted, so that no two sides agree.
    radicalInverse(index + side / primes.count * 409, primes[side % primes.count])
  }

  private static func bounded(_ side: Interval) -> Interval {
    if side.isBounded { return side }
    if side.lower.isFinite { return Interval(side.lower, side.lower + reach) }
    if side.upper.isFinite { return Interval(side.upper - reach, side.upper) }
    return Interval(-reach, reach)
  }

  /// The digits of `index` in a base, mirrored behind the point.
  private static func radicalInverse(_ index: Int, _ base: Int) -> Double {
    var (rest, scale, result) = (index, 1.0, 0.0)
    while rest > 0 {
      scale /= Double(base)
      result += Double(rest % base) * scale
      rest /= base
    }
    return result
  }

  private static let primes = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37]
}
