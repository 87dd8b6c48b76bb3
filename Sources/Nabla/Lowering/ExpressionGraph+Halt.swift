import NablaAlgebra
import NablaSyntax

extension ExpressionGraph {
  /// Refuses what was built if the computation was given up on the way.
  func checkFinished(at span: Span) throws(Diagnostic) {
    switch halt {
    case nil: return
    case .tooLarge:
      throw Diagnostic(
        "the result is too large to work out: more than \(budget.size) operations", at: span)
    case .longNumber:
      throw Diagnostic(
        "an exact number here has more than 20,000 digits, and no double is as large or small",
        at: span)
    case .noDerivative(let aggregate):
      throw Diagnostic(
        "`\(aggregate.name)` over rows has no derivative here", at: span,
        hint: "mean and sum have one")
    case .interrupted:
      throw Diagnostic("interrupted", at: span)
    }
  }
}
