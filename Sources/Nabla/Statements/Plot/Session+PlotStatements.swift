import NablaOptimization
import NablaPlot
import NablaSyntax

extension Session {
  /// Runs a statement, or all those that its lists of clauses stand for, and draws what they found.
  mutating func sketch(
    ofStatement command: Command, _ options: PlotOptions, in tree: SyntaxTree, _ monitor: Monitor,
    _ answer: inout Answer
  ) throws(Diagnostic) -> Sketch {
    let verbs: [Verb] = [.step, .minimize, .maximize, .roots, .convex, .concave, .variations, .fit]
    guard verbs.contains(command.verb) else {
      throw Diagnostic(
        "`plot` cannot draw what `\(command.verb.rawValue)` does", at: command.verbSpan,
        hint: "it draws expressions, and " + verbs.map(\.rawValue).joined(separator: ", "))
    }
    let runs = try results(of: command, in: tree, monitor, &answer)
    if command.verb == .fit { return try fitSketch(command, in: tree) }
    let target = try target(of: command, in: tree)
    let view = PlotView(
      target: target, options: options, command: command, tree: tree)
    switch runs[0].content {
    case .step(let step): return try stepSketch(step, view)
    case .minimum: return try descentSketch(runs, view)
    case .global(let result): return try globalSketch(result, view)
    case .roots(let result): return try rootsSketch(result, view)
    case .convexity(let result): return try convexitySketch(result, view)
    case .variations(let result): return try variationsSketch(result, view)
    default: return Sketch(plot: Plot(panels: []))
    }
  }

  /// A statement that was run, with what sets it apart from the others.
  struct Run {
    /// The clauses that only this run has, as they are written; empty for a single run.
    var name: String
    var content: Content
  }

  /// Runs the statements that a command with lists of clauses stands for.
  mutating func results(
    of command: Command, in tree: SyntaxTree, _ monitor: Monitor, _ answer: inout Answer
  ) throws(Diagnostic) -> [Run] {
    var runs: [Run] = []
    for single in command.runs {
      var inner = answer
      var run = single
      run.clauses.removeAll { clause in
        clause.word == .to || clause.word == .axes
          // With a start, a box is only what is looked at.
          || clause.word == .on && single.clause(.from) != nil
      }
      try execute(run, in: tree, monitor: monitor, answer: &inner)
      let own = run.clauses.filter { clause in
        command.clauses.count { $0.word == clause.word } > 1
      }
      runs.append(
        Run(
          name: own.map { $0.text(in: tree) }.joined(separator: ", "), content: inner.content))
      answer.isInterrupted = answer.isInterrupted || inner.isInterrupted
      for note in inner.notes where !answer.notes.contains(note) { answer.notes.append(note) }
    }
    return runs
  }
}

/// What a picture of a statement is made from, beside what the statement found.
struct PlotView {
  var target: Target
  var options: PlotOptions
  var command: Command
  var tree: SyntaxTree

  var names: [Name] { target.variables }
}

extension Clause {
  /// The clause in a few words: `alpha 0.3`, `adam`.
  fileprivate func text(in tree: SyntaxTree) -> String {
    switch value {
    case .expression(let id):
      word.rawValue + " " + Printer.print(tree, id, style: .unicode)
    case .percent(let id):
      word.rawValue + " " + Printer.print(tree, id, style: .unicode) + "%"
    case .word(let text): word == .using ? text : word.rawValue + " " + text
    case .point, .box, .names, .schedule, .path: word.rawValue
    }
  }
}
