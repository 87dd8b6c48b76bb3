/// The approximation of the inverse Hessian that BFGS improves with every step.
struct InverseHessian: DirectionModel {
  /// The symmetric matrix, row by row, both triangles.
  private(set) var elements: [Double]
  /// Whether no step has taught it anything yet.
  private(set) var isIdentity = true
  private let dimension: Int
  private var product: [Double]

  /// Starts from the identity.
  init(dimension: Int) {
    self.dimension = dimension
    elements = []
    product = [Double](repeating: 0, count: dimension)
    reset()
  }

  var inverseHessian: [Double]? { elements }

  func aim<O: Objective>(
    from x: [Double], gradient: [Double], of objective: inout O, into direction: inout [Double]
  ) {
    negatedProduct(with: gradient, into: &direction)
  }

  /// Forgets all steps.
  mutating func reset() {
    isIdentity = true
    setIdentity(scale: 1)
  }

  private mutating func setIdentity(scale: Double) {
    elements = [Double](repeating: 0, count: dimension * dimension)
    for index in 0..<dimension { elements[index * dimension + index] = scale }
  }

  /// The product with a vector, negated: from a gradient, the direction to go.
  ///
  /// Time is O(n²).
  func negatedProduct(with vector: [Double], into result: inout [Double]) {
    let matrix = elements.span
    var sums = result.mutableSpan
    for index in sums.indices { sums[index] = 0 }
    // Row by row into all sums at once, which needs no order of additions within a row and so is
    // vectorized; the matrix is symmetric.
    for row in 0..<dimension {
      let start = row * dimension
      let factor = -vector[row]
      for column in 0..<dimension { sums[column] += factor * matrix[start + column] }
    }
  }

  /// Learns that along the step `s` the gradient changed by `y`.
  ///
  /// Source: Nocedal & Wright, Numerical Optimization, 2nd ed., equations 6.17 and, for the scale
  /// before the first update, 6.20. A pair without positive curvature is left out, so the matrix
  /// stays positive definite. Time is O(n²). Returns whether it learned.
  mutating func update(step s: [Double], gradientChange y: [Double]) -> Bool {
    let curvature = s.dot(y)
    let scale = s.euclideanNorm * y.euclideanNorm
    guard curvature > 1e-12 * scale, curvature.isNormal, scale.isFinite else { return false }
    let square = y.dot(y)
    if isIdentity, square.isNormal { setIdentity(scale: curvature / square) }
    isIdentity = false
    negatedProduct(with: y, into: &product)
    // (I - s yᵀ/c) H (I - y sᵀ/c) + s sᵀ/c, expanded with p = -H y.
    let outer = (1 - y.dot(product) / curvature) / curvature
    guard outer.isFinite else {
      reset()
      return false
    }
    let steps = s.span
    let products = product
    let size = dimension
    var matrix = elements.mutableSpan
    let weight = 1 / curvature
    for row in 0..<size {
      let start = row * size
      let (here, product) = (steps[row], products[row])
      // Written so that rounding keeps it symmetric.
      for column in 0..<size {
        matrix[start + column] +=
          outer * (here * steps[column])
          + weight * (product * steps[column] + here * products[column])
      }
    }
    return true
  }
}
