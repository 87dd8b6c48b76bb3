import NablaAlgebra
import NablaSyntax

/// A derivation as lines of an explanation.
struct DerivationSection {
  /// Operations of an expression that the heading repeats, and of a result that is a line.
  private static let headSize = 200.0
  private static let resultSize = 1_000.0
  /// Most equations of one rule that share a line.
  private static let equationLimit = 4

  let derivation: Derivation
  var graph: ExpressionGraph
  let variable: Name
  let isPartial: Bool
  let raising: Raising
  var tree: SyntaxTree
  private var toldFormulas: Set<DerivativeRule> = []
  private let hasHead: Bool
  /// Whether the last line is the result itself.
  let endsInResult: Bool

  /// Takes up a derivation; `isPartial` where other variables are held fixed.
  init(_ derivation: Derivation, isPartial: Bool) {
    self.derivation = derivation
    self.isPartial = isPartial
    graph = derivation.graph
    variable = Name(graph.name(derivation.variable))
    hasHead = graph.complexity(derivation.root) <= Self.headSize
    endsInResult = graph.complexity(derivation.result) <= Self.resultSize
    var roots = hasHead ? [derivation.root] : []
    if endsInResult { roots.append(derivation.result) }
    for step in derivation.steps where step.rule != .result {
      roots += Self.nodes(of: step, in: &graph)
      if let formula = derivation.formulas[step.rule] {
        roots += Self.nodes(of: formula, in: &graph)
      }
    }
    raising = Raising(graph, roots: roots)
    tree = raising.tree
  }

  /// Every node that is written for a step.
  private static func nodes(
    of step: Derivation.Step, in graph: inout ExpressionGraph
  ) -> [NodeID] {
    var nodes = [step.divisor, step.value, step.inner].compactMap { $0 }
    if step.rule != .substitution { nodes.append(step.subject) }
    for term in step.terms {
      nodes += [term.slope, graph.scaled(term.slope, by: .minusOne), term.part]
      if let condition = term.condition { nodes.append(condition) }
    }
    for definition in step.definitions {
      nodes.append(definition.name)
      if case .expression(let body) = definition.body { nodes.append(body) }
    }
    return nodes
  }

  /// The heading, a line for each step, and what was left out.
  mutating func section(_ detail: Derivation.Detail) -> Explanation.Section {
    var lines: [Explanation.Line] = []
    var lastStep: Derivation.Step?
    for (position, step) in derivation.steps.enumerated() {
      if step.rule == .result, !endsInResult { continue }
      var line = line(for: step, isFirst: position == 0)
      if step.rule == .result, lastStep?.rule == .substitution, says(lines.last, line) {
        line = lines.removeLast()
      }
      if detail == .brief, position > 1, let lastStep, isAlike(lastStep, step),
        lines[lines.count - 1].equations.count < Self.equationLimit
      {
        lines[lines.count - 1].equations += line.equations
      } else {
        lines.append(line)
      }
      lastStep = step
    }
    if endsInResult, let last = lines.indices.last { lines[last].isResult = true }
    let head = head()
    return Explanation.Section(tree: tree, head: head, lines: lines, remark: remark)
  }

  /// Whether two lines say the same.
  private func says(_ first: Explanation.Line?, _ second: Explanation.Line) -> Bool {
    guard let own = first?.equations[0].sides[0], let other = second.equations.first?.sides[0]
    else { return false }
    return Printer.print(tree, own, style: .ascii) == Printer.print(tree, other, style: .ascii)
  }

  /// Whether two steps are plain values by one rule.
  private func isAlike(_ first: Derivation.Step, _ second: Derivation.Step) -> Bool {
    first.rule == second.rule && first.terms.isEmpty && second.terms.isEmpty
      && first.rule != .conclusion
  }

  private mutating func head() -> Explanation.Phrase {
    if hasHead {
      let fixed: Explanation.Phrase = isPartial ? [.words(", \(others) held fixed")] : []
      return [.math(derivative(of: derivation.root))] + fixed
    }
    let count = graph.nodes(below: [derivation.root]).count { !graph.operands($0).isEmpty }
    return [
      .words("the derivative by \(variable.unicode) of an expression of \(count) operations")
    ]
  }

  /// The variables that are not varied.
  private var others: String {
    let names = graph.variables(below: [derivation.root]).map { Name(graph.name($0)) }
    let others = names.filter { $0 != variable }.inNaturalOrder
    return others.count > 4 ? "the others" : others.map(\.unicode).joined(separator: ", ")
  }

  private var remark: Explanation.Phrase {
    let count = derivation.omittedCount
    if count == 0 { return [] }
    let text = count == 1 ? "1 more part goes" : "\(count) more parts go"
    return [.words("(\(text) by the same rules)")]
  }

  private mutating func line(for step: Derivation.Step, isFirst: Bool) -> Explanation.Line {
    var sides: [SyntaxID] = []
    if !step.terms.isEmpty {
      sides.append(combination(step, step.rule == .substitution ? .values : .derivatives))
    }
    if let value = step.value { sides.append(raising.image(value)) }
    let isOfWhole = isFirst || step.rule == .substitution || step.rule == .result
    var left: SyntaxID?
    if !isOfWhole { left = derivative(of: step.subject) }
    if isOfWhole, hasHead { left = derivative(of: derivation.root) }
    return Explanation.Line(
      rule: name(of: step), reason: reason(step),
      equations: [.init(left: left, sides: sides, isContinued: isOfWhole)])
  }

  private func name(of step: Derivation.Step) -> String {
    guard step.inner != nil else { return step.rule.name }
    return step.rule == .power ? "power and chain rule" : step.rule.name + " and chain rule"
  }

  /// The rule's name, what it says in general, and the names of inner functions and long parts.
  private mutating func reason(_ step: Derivation.Step) -> Explanation.Phrase {
    var result: Explanation.Phrase = [.words(name(of: step))]
    if let formula = derivation.formulas[step.rule],
      formula.value == nil || step.terms.isEmpty, toldFormulas.insert(step.rule).inserted
    {
      let right = formula.value.map { raising.image($0) } ?? combination(formula, .primes)
      result += [.words(", "), .formula(raising.image(formula.subject), right)]
    }
    var parts: [Explanation.Phrase] = step.definitions.map { phrase(of: $0) }
    if let inner = step.inner, graph.symbol(inner) == nil {
      let letter = tree.append(name: Name(derivation.innerLetter))
      parts.insert([.equation(letter, raising.image(inner))], at: 0)
    }
    for (position, part) in parts.enumerated() {
      result.append(.words(position == 0 ? " with " : ", "))
      result += part
    }
    if let exception = step.rule.exception { result.append(.words(" (\(exception))")) }
    return result
  }

  private func phrase(of definition: Derivation.Definition) -> Explanation.Phrase {
    let name = raising.image(definition.name)
    switch definition.body {
    case .expression(let body): return [.equation(name, raising.image(body))]
    case .long(let operations):
      return [.math(name), .words(" for a part of \(operations) operations")]
    case .others(let count): return [.math(name), .words(" for the other \(count)")]
    }
  }
}
