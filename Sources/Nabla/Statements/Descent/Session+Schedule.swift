import NablaOptimization
import NablaSyntax

extension Session {
  /// How the learning rate is to change, by `decay` and `every`.
  func schedule(
    _ command: Command, in tree: SyntaxTree, steps: Int?
  ) throws(Diagnostic) -> Schedule {
    guard let clause = command.clause(.decay), case .schedule(let word, let id) = clause.value
    else { return .constant }
    guard let kind = DecayName(rawValue: word) else {
      let names = DecayName.allCases.map(\.rawValue)
      let near = Spelling.nearest(to: word, among: names)
      throw Diagnostic(
        "there is no schedule `\(word)`", at: clause.span,
        hint: near.first.map { "did you mean `decay \($0)`?" }
          ?? "there are " + names.joined(separator: ", "))
    }
    if let every = command.clause(.every), kind != .step {
      throw Diagnostic(
        "`every` belongs to `decay step`", at: every.wordSpan,
        hint: "write `decay step 0.5 every 100`")
    }
    switch kind {
    case .constant, .cosine:
      if let id {
        throw Diagnostic(
          "`decay \(word)` takes no number", at: tree.span(id), hint: "write `\(kind.usage)`")
      }
      if kind == .constant { return .constant }
      guard let steps, steps > 0 else {
        throw Diagnostic(
          "`decay cosine` goes down to 0 in a number of steps, and none is given",
          at: clause.span, hint: "add `steps 1000`")
      }
      return .cosine(steps: steps)
    case .inverse: return .inverse(try coefficient(id, kind, clause, in: tree))
    case .sqrt: return .squareRoot(try coefficient(id, kind, clause, in: tree))
    case .exponential: return .exponential(try coefficient(id, kind, clause, in: tree))
    case .step:
      let factor = try coefficient(id, kind, clause, in: tree)
      guard factor <= 1, let every = command.clause(.every) else {
        throw Diagnostic(
          factor <= 1 ? "`decay step` after how many steps?" : "a rate that decays by more than 1",
          at: clause.span, hint: "write `\(kind.usage)`")
      }
      return .staircase(factor: factor, every: try count(every, atLeast: 1, in: tree))
    }
  }

  private func coefficient(
    _ id: SyntaxID?, _ kind: DecayName, _ clause: Clause, in tree: SyntaxTree
  ) throws(Diagnostic) -> Double {
    guard let id else {
      throw Diagnostic(
        "`decay \(kind.rawValue)` needs a number", at: clause.span,
        hint: "write `\(kind.usage)`")
    }
    let value = try number(id, in: tree)
    guard value >= 0, value.isFinite else {
      throw Diagnostic(
        "`decay \(kind.rawValue)` takes a number from 0 on, not "
          + NumberText.significant(value, 6),
        at: tree.span(id), hint: "write `\(kind.usage)`")
    }
    return value
  }
}

/// The schedules by the names that `decay` takes.
enum DecayName: String, CaseIterable {
  case constant
  case inverse
  case sqrt
  case exponential
  case step
  case cosine

  /// An example.
  var usage: String {
    switch self {
    case .constant, .cosine: "decay \(rawValue)"
    case .inverse, .sqrt, .exponential: "decay \(rawValue) 0.01"
    case .step: "decay step 0.5 every 100"
    }
  }

  /// The rate after t steps.
  var formula: String {
    switch self {
    case .constant: "alpha at every step"
    case .inverse: "alpha/(1 + k*t) after t steps"
    case .sqrt: "alpha/sqrt(1 + k*t)"
    case .exponential: "alpha*exp(-k*t)"
    case .step: "alpha, times k after every n steps"
    case .cosine: "alpha*(1 + cos(pi*t/n))/2, down to 0 after the n of `steps n`"
    }
  }
}
