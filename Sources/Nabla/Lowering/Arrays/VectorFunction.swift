/// The functions that make one number of vectors.
enum VectorFunction: String, CaseIterable {
  case dot
  case norm

  /// How many vectors it takes.
  var argumentCount: Int {
    switch self {
    case .dot: 2
    case .norm: 1
    }
  }

  /// One line that says what it is.
  var documentation: String {
    switch self {
    case .dot: "the sum of the products of the elements of two vectors, the same as v @ w"
    case .norm: "the length of a vector: the square root of dot(v, v)"
    }
  }

  /// A statement that shows it.
  var example: String {
    switch self {
    case .dot: "dot([1, 2], [3, 4])"
    case .norm: "norm([3, 4])"
    }
  }
}
