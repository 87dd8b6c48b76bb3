/// The shortest convex combination of some vectors.
///
/// Source: P. Wolfe, "Finding the nearest point in a polytope", Mathematical Programming 11, 1976. It
/// goes from one set of affinely independent vectors to another and ends after finitely many.
struct HullPoint {
  /// A combination this much shorter than the vectors, squared, is rounding.
  private static let rounding = 1e-15

  /// The combination; empty for no vectors.
  private(set) var vector: [Double]
  /// The weight of each vector in it; few are not zero.
  private(set) var weights: [Double]

  private let vectors: [[Double]]
  /// The greatest square of a length.
  private let square: Double
  /// The vectors that have weight.
  private var active: [Int] = []

  /// Finds it; each of the few rounds costs a product with every vector, and the cube of the number
  /// of active vectors.
  init(shortestOf vectors: [[Double]]) {
    self.vectors = vectors
    let squares = vectors.map { $0.dot($0) }
    square = squares.max() ?? 0
    weights = Array(repeating: 0, count: vectors.count)
    vector = []
    guard let first = squares.indices.min(by: { squares[$0] < squares[$1] }) else { return }
    weights[first] = 1
    active = [first]
    vector = vectors[first]
    for _ in 0..<10 * vectors.count {
      let products = vectors.map { $0.dot(vector) }
      guard let next = products.indices.min(by: { products[$0] < products[$1] }),
        vector.dot(vector) - products[next] > Self.rounding * square, !active.contains(next)
      else { return }
      active.append(next)
      guard rebalance() else { return }
    }
  }

  /// Goes to the shortest combination of the active vectors, or of those that are left where weights
  /// would be negative; whether that could be found.
  private mutating func rebalance() -> Bool {
    while let wanted = affineWeights() {
      let pairs = zip(active, wanted)
      let steps = pairs.compactMap { place, weight in
        weight < 1e-14 ? weights[place] / (weights[place] - weight) : nil
      }
      let step = steps.reduce(1) { min($0, $1.isNaN ? 0 : $1) }
      for (place, weight) in pairs { weights[place] += step * (weight - weights[place]) }
      if steps.isEmpty {
        gather()
        return true
      }
      let gone = active.filter { weights[$0] <= 1e-14 }
      guard !gone.isEmpty else { return false }
      for place in gone { weights[place] = 0 }
      active.removeAll { weights[$0] == 0 }
      gather()
    }
    if let last = active.popLast() { weights[last] = 0 }
    return false
  }

  /// The weights, which add up to 1, of the shortest affine combination of the active vectors.
  private func affineWeights() -> [Double]? {
    let rows = active.map { vectors[$0] }
    let elements = rows.flatMap { row in rows.map { row.dot($0) + square } }
    let ones = [Double](repeating: 1, count: rows.count)
    let matrix = SymmetricMatrix(elements, dimension: rows.count)
    guard let solution = matrix?.choleskySolution(ones) else { return nil }
    let sum = solution.reduce(0, +)
    return sum > 0 ? solution.map { $0 / sum } : nil
  }

  private mutating func gather() {
    vector = vectors[0].map { _ in 0 }
    for place in active { vector.move(by: weights[place], along: vectors[place]) }
  }
}
