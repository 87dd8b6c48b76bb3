import NablaAlgebra
import NablaSyntax

/// What the user gave a name.
struct Definition: Sendable {
  /// What is defined.
  enum Content: Sendable {
    /// A function: its parameters, and its body as it was written. Names in the body mean what they
    /// mean when the function is used.
    case function(parameters: [Name], tree: SyntaxTree, body: SyntaxID)
    /// A number, vector or matrix, worked out when it was given.
    case value(ExpressionGraph, NodeArray)
  }

  var content: Content

  /// The right side; of one too long to read, how long it is.
  func text(unicode: Bool) -> String {
    let style = PrintStyle(unicode: unicode)
    switch content {
    case .function(_, let tree, let body):
      guard tree.count <= Self.sizeLimit else { return "an expression of \(tree.count) parts" }
      return Printer.print(tree, body, style: style)
    case .value(let graph, let array):
      return ArrayText(array, in: graph).summary(style)
    }
  }

  /// Most parts of a body that is written out.
  private static let sizeLimit = 4_000

  /// The left side: the name, behind it the parameters of a function.
  func head(_ name: Name, unicode: Bool) -> String {
    let list = parameters.map { $0.map { $0.text(unicode: unicode) }.joined(separator: ", ") }
    return name.text(unicode: unicode) + (list.map { "(\($0))" } ?? "")
  }

  /// The parameters of a function, else `nil`.
  var parameters: [Name]? {
    if case .function(let parameters, _, _) = content { return parameters }
    return nil
  }
}
