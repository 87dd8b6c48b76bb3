/// The few vector operations that the methods share; vectors are plain arrays of one length.
extension [Double] {
  /// The largest magnitude; NaN as soon as one element is, 0 for no elements.
  @inline(__always)
  package var maxNorm: Double {
    // The descent loop spends its time here when there is one variable.
    count == 1 ? abs(self[0]) : largestMagnitude
  }

  private var largestMagnitude: Double {
    var largest = 0.0
    for element in self {
      let magnitude = abs(element)
      // Written so that NaN enters, and then leaves at once.
      if !(magnitude <= largest) {
        if magnitude.isNaN { return magnitude }
        largest = magnitude
      }
    }
    return largest
  }

  /// The Euclidean length, scaled first so that squares neither overflow nor vanish.
  package var euclideanNorm: Double {
    let scale = maxNorm
    guard scale > 0, scale.isFinite else { return scale }
    var sum = 0.0
    for element in self { sum += (element / scale) * (element / scale) }
    return scale * sum.squareRoot()
  }

  /// The inner product with a vector of the same length.
  package func dot(_ other: [Double]) -> Double {
    var sum = 0.0
    for index in indices { sum += self[index] * other[index] }
    return sum
  }

  /// The largest difference between coordinates of two points.
  package func maxDistance(to other: [Double]) -> Double {
    var largest = 0.0
    for index in indices {
      let difference = abs(self[index] - other[index])
      if !(difference <= largest) { largest = difference }
    }
    return largest
  }

  /// The point `self + factor * direction`.
  package func moved(by factor: Double, along direction: [Double]) -> [Double] {
    var point = self
    for index in indices { point[index] += factor * direction[index] }
    return point
  }

  /// Adds `factor * direction` in place.
  mutating func move(by factor: Double, along direction: [Double]) {
    for index in indices { self[index] += factor * direction[index] }
  }

  /// Whether no element is infinite or NaN.
  package var isFinite: Bool { allSatisfy(\.isFinite) }
}
