/// The words that open a clause.
package enum ClauseWord: String, CaseIterable, Sendable {
  case by
  case order
  case at
  case from
  case on
  case alpha
  case steps
  case step
  case tol
  case trace
  case using
  case decay
  case every
  case momentum
  case beta1
  case beta2
  case epsilon
  case memory
  case strict
  case batch
  case epochs
  case seed
  case shuffle
  case until
  case weights
  case to
  case axes
}

extension ClauseWord {
  /// What may follow a clause word.
  package enum Shape: Sendable {
    case expression
    /// An expression, perhaps with `%` behind it.
    case share
    case point
    /// An interval for each variable.
    case box
    case names
    /// A bare word, whatever it may mean elsewhere.
    case word
    /// `auto`, or an expression.
    case autoOrExpression
    /// The name of a schedule, most with a number behind it.
    case schedule
    /// A bare word such as `all`, or an expression.
    case wordOrExpression
    /// A file's name, bare or in double quotes.
    case path
  }

  package var shape: Shape {
    switch self {
    case .order, .steps, .step, .tol, .every, .momentum, .beta1, .beta2, .epsilon, .memory,
      .epochs, .seed, .until, .weights:
      .expression
    case .batch: .share
    case .alpha: .autoOrExpression
    case .at, .from: .point
    case .on: .box
    case .by: .names
    case .using, .strict, .shuffle, .axes: .word
    case .decay: .schedule
    case .trace: .wordOrExpression
    case .to: .path
    }
  }

  /// Whether the word is a detail of a method, and so may be a name elsewhere.
  package var isOfMethod: Bool {
    switch self {
    case .decay, .every, .momentum, .beta1, .beta2, .epsilon, .memory, .strict: true
    case .by, .order, .at, .from, .on, .alpha, .steps, .step, .tol, .trace, .using, .batch, .epochs,
      .seed, .shuffle, .until, .weights, .to, .axes:
      false
    }
  }

  /// Whether the word opens a clause in those commands alone that take it.
  package var isContextual: Bool {
    isOfMethod || [.step, .shuffle, .until, .axes, .weights].contains(self)
  }

  /// Whether several values make several runs, where runs are compared.
  package var isOfRuns: Bool { [.alpha, .using, .batch].contains(self) }

  /// The clauses that say how to descend.
  package static let descent: [ClauseWord] = [
    .from, .using, .alpha, .decay, .every, .momentum, .beta1, .beta2, .epsilon, .memory, .steps,
    .tol, .strict, .trace, .by, .on, .batch, .epochs, .seed, .shuffle, .until,
  ]
}
