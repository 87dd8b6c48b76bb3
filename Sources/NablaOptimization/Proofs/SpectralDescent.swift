import NablaEvaluation

/// Descent inside a box, for good values to compare with; nothing is proved by it.
///
/// The spectral projected gradient method (Birgin, Martínez and Raydan, Nonmonotone spectral
/// projected gradient methods on convex sets, SIAM J. Optim. 10, 2000), with monotone steps.
struct SpectralDescent {
  private var objective: ProgramObjective
  private let sides: [Interval]

  private static let stepLimit = 200

  init(_ objective: ProgramObjective, on box: [LinePart]) {
    self.objective = objective
    sides = box.map { $0.inner.isEmpty ? $0.hull : $0.inner }
  }

  /// Where a descent from the sample of a number ends: the middle of the box, then points of a
  /// Halton sequence.
  mutating func minimum(fromSample number: Int) -> [Double]? {
    let point = sides.enumerated().map { position, side in
      let range = side.isBounded ? side : side.intersection(Interval(-10, 10))
      guard number > 0, !range.isEmpty, range.isBounded else { return side.middle }
      return range.lower + range.width * SpectralDescent.radicalInverse(number, position)
    }
    return minimum(from: point)
  }

  /// Where a descent from a point ends; `nil` where the function is undefined there.
  mutating func minimum(from start: [Double]) -> [Double]? {
    var x = project(start)
    var gradient = Array(repeating: 0.0, count: x.count)
    var value = objective.valueAndGradient(at: x, gradient: &gradient)
    guard value.isFinite else { return nil }
    var length = 1 / max(1, gradient.map(abs).max() ?? 1)
    for _ in 0..<SpectralDescent.stepLimit {
      guard gradient.allSatisfy(\.isFinite) else { break }
      let target = project(zip(x, gradient).map { $0 - length * $1 })
      let direction = zip(target, x).map { $0 - $1 }
      let slope = zip(direction, gradient).reduce(0) { $0 + $1.0 * $1.1 }
      guard slope < 0 else { break }
      var fraction = 1.0
      var next = x
      var nextGradient = gradient
      var nextValue = Double.infinity
      while fraction > 1e-12 {
        next = project(zip(x, direction).map { $0 + fraction * $1 })
        nextValue = objective.valueAndGradient(at: next, gradient: &nextGradient)
        if nextValue <= value + 1e-4 * fraction * slope { break }
        fraction /= 2
      }
      guard nextValue < value else { break }
      let step = zip(next, x).map { $0 - $1 }
      let change = zip(nextGradient, gradient).map { $0 - $1 }
      let product = zip(step, change).reduce(0) { $0 + $1.0 * $1.1 }
      let size = step.reduce(0) { $0 + $1 * $1 }
      length = product > 0 ? min(1e10, max(1e-10, size / product)) : min(1e10, length * 4)
      (x, value, gradient) = (next, nextValue, nextGradient)
    }
    return x
  }

  private func project(_ x: [Double]) -> [Double] {
    zip(x, sides).map { value, side in
      min(max(value, side.lower), side.upper)
    }
  }

  /// The digits of a number in the base of the prime of a position, mirrored at the point (Halton,
  /// 1960); beyond the table the positions repeat with the numbers shifted.
  private static func radicalInverse(_ number: Int, _ position: Int) -> Double {
    let primes = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37]
    let base = primes[position % primes.count]
    var rest = number + position / primes.count * 7
    var (result, scale) = (0.0, 1.0)
    while rest > 0 {
      scale /= Double(base)
      result += Double(rest % base) * scale
      rest /= base
    }
    return result
  }
}
