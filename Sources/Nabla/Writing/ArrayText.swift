import NablaAlgebra
import NablaSyntax

/// A number, vector or matrix ready to be printed.
struct ArrayText: Sendable {
  var shape: Shape
  var raised: RaisedText
  /// The elements that are finite decimals.
  private var decimals: [String?]

  init(_ array: NodeArray, in graph: ExpressionGraph) {
    shape = array.shape
    raised = RaisedText(graph, array.nodes)
    let numeric = Numeric(graph)
    decimals = array.nodes.map { numeric.decimal(of: $0) }
  }

  /// The text, in square brackets unless it is a number.
  func text(_ style: PrintStyle = .ascii) -> String {
    shape.text(of: zip(decimals, raised.texts(style)).map { $0 ?? $1 })
  }

  /// The text, or for a long one its size.
  func summary(_ style: PrintStyle) -> String {
    raised.operations > RaisedText.summaryLimit ? raised.summary(style) : text(style)
  }

  /// The text as JSON: a string for each number, in nested arrays.
  var json: String {
    shape.text(of: decimals.enumerated().map { $1.map(JSON.string) ?? raised.json($0) })
  }
}

extension Shape {
  /// Texts for the elements as one, such as `[a, b]` and `[[a, b], [c, d]]`.
  func text(of elements: [String]) -> String {
    switch self {
    case .number: return elements[0]
    case .vector: return JSON.array(elements)
    case .matrix(let rows, let columns):
      return JSON.array(
        (0..<rows).map { JSON.array(Array(elements[$0 * columns..<($0 + 1) * columns])) })
    }
  }
}
