/// A half-open range of bytes in a source text.
package struct Span: Hashable, Sendable {
  package var lower: Int
  package var upper: Int

  package init(_ lower: Int, _ upper: Int) {
    self.lower = lower
    self.upper = upper
  }

  /// The smallest span that holds both.
  package func union(_ other: Span) -> Span {
    Span(min(lower, other.lower), max(upper, other.upper))
  }
}

/// An error at a place in the source, with the way out.
package struct Diagnostic: Error, Hashable, Sendable {
  /// What is wrong, in one line without a final full stop.
  package var message: String
  package var span: Span
  /// What to write instead, where that is known: shown behind the caret.
  package var hint: String?

  package init(_ message: String, at span: Span, hint: String? = nil) {
    self.message = message
    self.span = span
    self.hint = hint
  }
}

/// How something was read that careful readers might read differently.
package struct Note: Hashable, Sendable {
  package var message: String
  package var span: Span

  package init(_ message: String, at span: Span) {
    self.message = message
    self.span = span
  }
}
