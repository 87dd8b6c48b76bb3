/// BFGS in memory linear in the number of variables, from the last few steps.
///
/// Source: J. Nocedal, "Updating quasi-Newton matrices with limited storage", Math. Comp. 35, 1980;
/// Nocedal & Wright, Numerical Optimization, 2nd ed., algorithm 7.5. A step costs O(mn).
package struct LBFGS: LineSearchMethod {
  /// No limit: nothing is held but vectors.
  package static let largestDimension: Int? = nil

  package let name = DescentMethodName.lbfgs
  /// How many steps are remembered.
  package var memory = 10
  package var tolerance = 1e-8
  package var stepBound = 10_000
  /// A tenth of what other methods keep, for points are large where this one is chosen.
  package var storageLimit = Trajectory.defaultStorageLimit / 10
  package var isStrictStart = false
  package var target: ValueTarget?

  /// Makes the method with ten steps of memory, a tolerance of 1e-8 and at most 10,000 steps.
  package init() {}

  func makeModel(dimension: Int) -> LimitedMemory {
    LimitedMemory(memory: memory, dimension: dimension)
  }
}

/// The last steps and the changes of the gradient along them, which stand for an inverse Hessian.
struct LimitedMemory: DirectionModel {
  /// A step s, the change y of the gradient, and 1/yᵀs.
  private struct Pair {
    var step: [Double]
    var change: [Double]
    var weight: Double
  }

  private let memory: Int
  /// The latest pair last.
  private var pairs: [Pair] = []
  /// The scale γ of the matrix that the pairs improve.
  private var scale = 1.0
  private var products: [Double] = []

  var inverseHessian: [Double]? { nil }
  var isIdentity: Bool { pairs.isEmpty }

  /// A memory of so many steps that has seen none.
  init(memory: Int, dimension: Int) {
    self.memory = memory
  }

  mutating func reset() {
    pairs.removeAll()
    scale = 1
  }

  /// The two loops (Nocedal & Wright, algorithm 7.4), with their γ of equation 7.20.
  mutating func aim<O: Objective>(
    from x: [Double], gradient: [Double], of objective: inout O, into direction: inout [Double]
  ) {
    for index in direction.indices { direction[index] = -gradient[index] }
    products = [Double](repeating: 0, count: pairs.count)
    for place in pairs.indices.reversed() {
      let product = pairs[place].weight * pairs[place].step.dot(direction)
      products[place] = product
      direction.move(by: -product, along: pairs[place].change)
    }
    for index in direction.indices { direction[index] *= scale }
    for place in pairs.indices {
      let product = pairs[place].weight * pairs[place].change.dot(direction)
      direction.move(by: products[place] - product, along: pairs[place].step)
    }
  }

  mutating func update(step s: [Double], gradientChange y: [Double]) -> Bool {
    let curvature = s.dot(y)
    let square = y.dot(y)
    guard curvature > 1e-12 * s.euclideanNorm * y.euclideanNorm, curvature.isNormal,
      square.isNormal
    else { return false }
    if pairs.count == memory { pairs.removeFirst() }
    pairs.append(Pair(step: s, change: y, weight: 1 / curvature))
    scale = curvature / square
    return true
  }
}
