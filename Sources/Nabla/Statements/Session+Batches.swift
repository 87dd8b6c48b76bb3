import NablaOptimization
import NablaSyntax

extension Session {
  /// How a descent goes through the rows, by `batch`, `epochs`, `seed`, `shuffle` and `steps`; `nil`
  /// where it takes all of them at every step.
  func batches(
    _ command: Command, in tree: SyntaxTree, _ plan: DescentPlan, isOverRows: Bool = true,
    rowCount: Int?
  ) throws(Diagnostic) -> BatchPlan? {
    let words: [ClauseWord] = [.batch, .epochs, .seed, .shuffle]
    guard let clause = words.compactMap({ command.clause($0) }).first else { return nil }
    if isOverRows, rowCount == nil {
      throw Diagnostic(
        "batches are of the same rows for every mean, and these go over different ones",
        at: clause.wordSpan, hint: "use columns of one table, with the same values missing")
    }
    guard let rowCount, rowCount > 0 else {
      throw Diagnostic(
        "`\(clause.word.rawValue)` is about the rows of a table, and there are none here",
        at: clause.wordSpan, hint: "write a mean over columns, or `steps` for a formula")
    }
    try checkMethod(of: command, plan, clause)
    var result = BatchPlan(size: rowCount)
    if let batch = command.clause(.batch) {
      result.size = try batchSize(batch, in: tree, rowCount: rowCount)
    }
    if let epochs = command.clause(.epochs) {
      result.epochs = try count(epochs, atLeast: 1, in: tree)
    } else if plan.steps != nil {
      result.epochs = nil
    }
    result.steps = plan.steps
    if let seed = command.clause(.seed) {
      result.seed = UInt64(try count(seed, atLeast: 0, in: tree))
    }
    if let shuffle = command.clause(.shuffle) {
      guard case .word(let word) = shuffle.value, word == "on" || word == "off" else {
        throw Diagnostic(
          "`shuffle` takes `on` or `off`", at: shuffle.span, hint: "write `shuffle off`")
      }
      result.isShuffled = word == "on"
    }
    return result
  }

  /// Refuses what no descent by batches can do.
  private func checkMethod(
    of command: Command, _ plan: DescentPlan, _ clause: Clause
  ) throws(Diagnostic) {
    if command.verb == .maximize {
      throw Diagnostic(
        "batches go downhill only", at: clause.wordSpan, hint: "minimize the negative")
    }
    guard plan.method.row.takesRate else {
      throw Diagnostic(
        "\(plan.method.rawValue) searches along a line, for which it needs all rows",
        at: clause.wordSpan, hint: "batches go with gd, momentum, nesterov, adagrad, rmsprop, adam")
    }
    switch plan.rate {
    case .fixed: break
    case .usual where plan.method.row.rate != nil: break
    case .usual, .automatic:
      throw Diagnostic(
        "batches need a learning rate", at: clause.wordSpan, hint: "add `alpha 0.001`")
    }
  }

  /// How many rows are in a batch, by their number or by their share.
  private func batchSize(
    _ clause: Clause, in tree: SyntaxTree, rowCount: Int
  ) throws(Diagnostic) -> Int {
    if case .percent(let id) = clause.value {
      let percent = try number(id, in: tree)
      guard percent > 0, percent <= 100 else {
        throw Diagnostic(
          "a batch is more than 0% and at most 100% of the rows, not"
            + " \(NumberText.significant(percent, 6))%",
          at: clause.span, hint: "write `batch 10%`")
      }
      return max(1, Int((percent * Double(rowCount) / 100).rounded()))
    }
    let size = try count(clause, atLeast: 1, in: tree)
    guard size <= rowCount else {
      throw Diagnostic(
        "a batch of \(size) rows, and there are \(rowCount)", at: clause.span,
        hint: "leave out `batch` to take all of them")
    }
    return size
  }
}
