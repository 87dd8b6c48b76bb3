import NablaSyntax
import Testing

/// Text in which a place is marked: `a +⟦ $⟧`.
struct MarkedText: Sendable, CustomTestStringConvertible {
  var text: String
  var span: Span?

  var testDescription: String { text }

  init(_ marked: String) {
    let parts = marked.split(omittingEmptySubsequences: false) { "⟦⟧".contains($0) }
      .map(String.init)
    text = parts.joined()
    if parts.count == 3 {
      let lower = parts[0].utf8.count
      span = Span(lower, lower + parts[1].utf8.count)
    }
  }
}

/// Checks that a statement is refused at the marked place, with a hint that names every way out in
/// `ways`.
func checkError(
  _ marked: String, with names: String = "", _ message: String, ways: [String] = [],
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let text = MarkedText(marked)
  let problems = parse(text.text, with: names).diagnostics
  #expect(problems.first?.message == message, sourceLocation: sourceLocation)
  #expect(problems.first?.span == text.span, sourceLocation: sourceLocation)
  for way in ways {
    #expect(
      problems.first?.hint?.contains(way) == true, "\(problems.first?.hint ?? "no hint")",
      sourceLocation: sourceLocation)
  }
}

/// Checks the tree of an expression, written as nested lists, and its notes.
func checkTree(
  _ text: String, with names: String = "", _ tree: String, notes: [String] = [],
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let parsed = parse(text, with: names)
  #expect(parsed.diagnostics.isEmpty, "\(parsed.diagnostics)", sourceLocation: sourceLocation)
  guard let root = parsed.root else {
    Issue.record("no expression", sourceLocation: sourceLocation)
    return
  }
  let symbolic = SymbolicTree(tree)
  #expect(
    SymbolicTree.text(parsed.tree, root) == SymbolicTree.text(symbolic.tree, symbolic.root),
    sourceLocation: sourceLocation)
  #expect(parsed.notes.map(\.message) == notes, sourceLocation: sourceLocation)
}

extension ParsedStatement {
  /// The expression, the body of the definition or the operand of the command.
  var root: SyntaxID? {
    switch statement {
    case .expression(let id): id
    case .definition(let definition): definition.body
    case .command(let command): command.operand
    case .empty: nil
    }
  }
}
