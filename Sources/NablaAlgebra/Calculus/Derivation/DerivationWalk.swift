/// The making of a derivation: a walk over the parts of an expression, outer ones first.
struct DerivationWalk {
  /// What is still to be done.
  private enum Task {
    case visit(NodeID)
    /// All parts of a node are done whose own step is at a position.
    case leave(NodeID, step: Int)
  }

  /// Operations of a part from which on it gets a name, and of one that is written out once where
  /// it gets it.
  static let nameSize = 32.0
  private static let definitionSize = 100.0
  /// Operations of an intermediate result that is told.
  private static let valueSize = 80.0

  let root: NodeID
  let variable: Symbol
  let detail: Derivation.Detail
  private let result: NodeID
  /// The letters of formulas: first two for parts, then those for names; one for a constant base,
  /// one for an exponent.
  let letters: [String]
  let baseLetter: String
  let exponentLetter: String
  var graph: ExpressionGraph
  private(set) var steps: [Derivation.Step] = []
  private(set) var omittedCount = 0
  /// What the rules that were used say, on letters.
  private(set) var formulas: [DerivativeRule: Derivation.Step] = [:]
  private var tasks: [Task] = []
  private var visited: Set<NodeID> = []
  private var names: [NodeID: NodeID] = [:]
  private var meanings: [NodeID: NodeID] = [:]
  /// The named parts of which nobody knows yet what they are.
  private var unexplained: Set<NodeID> = []
  private var dependences: Dependences
  var sweep = ReverseSweep()

  init(_ derivation: Derivation, detail: Derivation.Detail) {
    root = derivation.root
    variable = derivation.variable
    result = derivation.result
    letters = derivation.letters
    graph = derivation.graph
    baseLetter = Derivation.free(["a", "b", "c"], in: graph)[0]
    exponentLetter = Derivation.free(["n", "m", "k"], in: graph)[0]
    self.detail = detail
    dependences = Dependences(on: variable)
  }

  mutating func run(_ order: (ExpressionGraph, NodeID) -> [NodeID]) {
    tasks = [.visit(root)]
    while let task = tasks.popLast() {
      if graph.mustHalt() { return }
      switch task {
      case .visit(let id): visit(id, order)
      case .leave(let id, let step): conclude(id, step)
      }
    }
    finish()
    let parts = graph.nodes(below: [root]).filter { isTold($0) && !graph.operands($0).isEmpty }
    if omittedCount > 0 || steps.count >= detail.stepLimit {
      omittedCount = parts.count { !visited.contains($0) }
    }
  }

  private mutating func visit(_ id: NodeID, _ order: (ExpressionGraph, NodeID) -> [NodeID]) {
    guard isTold(id), !visited.contains(id) else { return }
    guard steps.count < detail.stepLimit else {
      omittedCount += 1
      return
    }
    visited.insert(id)
    var (step, parts) = step(for: id, order)
    if formulas[step.rule] == nil { formulas[step.rule] = formula(of: step) }
    if let name = names[id] {
      if unexplained.remove(id) != nil, graph.complexity(step.subject) <= Self.definitionSize {
        let definition = Derivation.Definition(name: name, body: .expression(step.subject))
        step.definitions.insert(definition, at: 0)
      }
      step.subject = name
    }
    let told = parts.filter { isTold($0) }
    if told.isEmpty, step.value == nil { step.value = value(of: id) }
    if id != root { tasks.append(.leave(id, step: steps.count)) }
    steps.append(step)
    tasks += told.reversed().map { .visit($0) }
  }

  /// Whether the derivative of a part has a step of its own.
  private mutating func isTold(_ id: NodeID) -> Bool {
    id == root || detail == .full || dependence(of: id) > .linear
  }

  /// The derivative of a part, where both are short enough to be told.
  mutating func value(of id: NodeID) -> NodeID? {
    if id == root { return result }
    guard graph.complexity(id) <= Self.valueSize else { return nil }
    let node = graph.derivative(of: id, by: variable)
    return graph.complexity(node) <= Self.valueSize ? node : nil
  }

  /// Says what the derivative of a part is, where that took some steps.
  private mutating func conclude(_ id: NodeID, _ first: Int) {
    guard steps.count - first > 2, let value = value(of: id) else { return }
    steps.append(Derivation.Step(rule: .conclusion, subject: steps[first].subject, value: value))
  }

  /// The first step with the derivatives of its parts put in, and the result.
  private mutating func finish() {
    guard steps.count > 1 || steps[0].value == nil else { return }
    if let substitution = substitution() { steps.append(substitution) }
    steps.append(Derivation.Step(rule: .result, subject: root, value: result))
  }

  /// The first step with the derivatives of its parts put in, where they are short.
  private mutating func substitution() -> Derivation.Step? {
    var step = steps[0]
    step.rule = .substitution
    step.definitions = []
    step.inner = nil
    step.value = nil
    var size = 0.0
    for index in step.terms.indices {
      let part = step.terms[index].part
      guard let slope = value(of: meanings[part] ?? part) else { return nil }
      size += graph.complexity(slope) + graph.complexity(step.terms[index].slope)
      step.terms[index].part = slope
    }
    return size <= Self.valueSize && !step.terms.isEmpty ? step : nil
  }

  mutating func dependence(of id: NodeID) -> Dependence {
    dependences.update(graph)
    return dependences[id]
  }

  /// A part as it is written: itself, or its name where it is long.
  mutating func written(
    _ id: NodeID, _ definitions: inout [Derivation.Definition]
  ) -> NodeID {
    if let name = names[id] { return name }
    guard dependence(of: id) > .linear, graph.complexity(id) > Self.nameSize else { return id }
    let name = newName(for: id)
    let size = graph.complexity(id)
    if size <= Self.definitionSize {
      definitions.append(.init(name: name, body: .expression(id)))
    } else {
      unexplained.insert(id)
      let count = graph.nodes(below: [id]).count { !graph.operands($0).isEmpty }
      definitions.append(.init(name: name, body: .long(operations: count)))
    }
    return name
  }

  /// A name for the terms or factors of which there are too many.
  mutating func name(
    forOthers id: NodeID, count: Int, _ definitions: inout [Derivation.Definition]
  ) -> NodeID {
    let name = newName(for: id)
    definitions.append(.init(name: name, body: .others(count: count)))
    omittedCount += 1
    return name
  }

  private mutating func newName(for id: NodeID) -> NodeID {
    // The first two letters are for the formulas of rules.
    let position = 2 + names.count
    let text =
      position < letters.count ? letters[position] : "part_\(position - letters.count + 4)"
    let name = variable(named: text)
    names[id] = name
    meanings[name] = id
    return name
  }

  /// A variable that stands for a part that varies.
  mutating func variable(named text: String) -> NodeID {
    let name = graph.variable(text)
    _ = dependence(of: name)
    dependences[name] = .other
    return name
  }
}
