/// An objective along a line through a point, as a function of the distance.
struct LineObjective<Base: Objective>: Objective {
  var base: Base
  let origin: [Double]
  /// A unit direction.
  let direction: [Double]
  private var slopes: [Double]

  /// The function t ↦ f(origin + t direction).
  init(_ base: Base, through origin: [Double], along direction: [Double]) {
    self.base = base
    self.origin = origin
    self.direction = direction
    slopes = origin
  }

  var dimension: Int { 1 }

  mutating func value(at x: [Double]) -> Double {
    base.value(at: origin.moved(by: x[0], along: direction))
  }

  mutating func valueAndGradient(at x: [Double], gradient: inout [Double]) -> Double {
    let there = origin.moved(by: x[0], along: direction)
    let value = base.valueAndGradient(at: there, gradient: &slopes)
    gradient[0] = slopes.dot(direction)
    return value
  }

  mutating func hessian(at x: [Double]) -> [Double]? {
    let n = origin.count
    guard let matrix = base.hessian(at: origin.moved(by: x[0], along: direction)) else {
      return nil
    }
    var sum = 0.0
    for row in 0..<n where direction[row] != 0 {
      for column in 0..<n {
        sum += direction[row] * direction[column] * matrix[row * n + column]
      }
    }
    return [sum]
  }
}
