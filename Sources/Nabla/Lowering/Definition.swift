import NablaAlgebra
import NablaSyntax

/// What the user gave a name.
struct Definition: Sendable {
  /// What is defined.
  enum Content: Sendable {
    /// A function: its parameters, and its body as it was written. Names in the body mean what they
    /// mean when the function is used.
    case function(parameters: [Name], tree: SyntaxTree, body: SyntaxID)
    /// A value, worked out when it was given.
    case value(ExpressionGraph, NodeID)
  }

  var content: Content
  /// The right side in ASCII, for `vars`.
  var text: String

  /// The parameters of a function, else `nil`.
  var parameters: [Name]? {
    if case .function(let parameters, _, _) = content { return parameters }
    return nil
  }
}
