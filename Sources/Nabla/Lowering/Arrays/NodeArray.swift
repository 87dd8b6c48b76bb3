import NablaAlgebra
import NablaSyntax

/// How many numbers an expression stands for, and how they are arranged.
enum Shape: Hashable, Sendable {
  case number
  case vector(Int)
  case matrix(rows: Int, columns: Int)

  /// The shape in sentences.
  var text: String {
    switch self {
    case .number: "a number"
    case .vector(let count): "a vector of \(count)"
    case .matrix(let rows, let columns): "a matrix of \(rows) by \(columns)"
    }
  }
}

/// The nodes of a number, of a vector, or of a matrix row by row.
///
/// Vectors and matrices exist in lowering and in results only: graphs, derivatives and programs are
/// made of numbers.
struct NodeArray: Sendable {
  var shape: Shape
  var nodes: [NodeID]

  /// A number.
  init(_ node: NodeID) {
    shape = .number
    nodes = [node]
  }

  /// A vector.
  init(vector nodes: [NodeID]) {
    shape = .vector(nodes.count)
    self.nodes = nodes
  }

  /// An array of the same shape, each number by its own.
  func map(_ transform: (NodeID) -> NodeID) -> NodeArray {
    var result = self
    for index in nodes.indices { result.nodes[index] = transform(nodes[index]) }
    return result
  }

  /// The rows of a matrix, the numbers of a vector.
  var elements: [NodeArray] {
    switch shape {
    case .number: return [self]
    case .vector: return nodes.map { NodeArray($0) }
    case .matrix(let rows, let columns):
      return (0..<rows).map {
        NodeArray(vector: Array(nodes[$0 * columns..<($0 + 1) * columns]))
      }
    }
  }
}

/// What an expression of a tree stands for in a graph.
enum Image: Sendable {
  case number(NodeID)
  case array(NodeArray)
  /// A name whose length is not known yet, or what is made of one.
  case unknown

  init(_ array: NodeArray) {
    self = array.shape == .number ? .number(array.nodes[0]) : .array(array)
  }
}
