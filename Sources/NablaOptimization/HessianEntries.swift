import NablaAlgebra

/// The second derivatives of an expression that are not zero everywhere, on and above the diagonal.
struct HessianEntries: Sendable {
  let dimension: Int
  /// The derivatives, and the place of each in the matrix.
  let nodes: [NodeID]
  let places: [(row: Int, column: Int)]

  /// Takes the derivatives; they count only where the graph's `halt` is `nil` afterwards.
  init(_ graph: inout ExpressionGraph, of root: NodeID, by variables: [Symbol]) {
    dimension = variables.count
    var nodes: [NodeID] = []
    var places: [(row: Int, column: Int)] = []
    for (row, entries) in graph.hessian(of: root, by: variables).enumerated() {
      for (column, node) in entries {
        nodes.append(node)
        places.append((row, column))
      }
    }
    self.nodes = nodes
    self.places = places
  }

  /// The whole symmetric matrix, row by row, from the values of the entries.
  func matrix<Value>(_ values: [Value], zero: Value) -> [Value] {
    var matrix = Array(repeating: zero, count: dimension * dimension)
    for (place, value) in zip(places, values) {
      matrix[place.row * dimension + place.column] = value
      matrix[place.column * dimension + place.row] = value
    }
    return matrix
  }
}
