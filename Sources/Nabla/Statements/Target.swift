import NablaAlgebra
import NablaSyntax

/// What a command is about: an expression, its variables in order, and how reports call it.
struct Target {
  var graph: ExpressionGraph
  /// The expressions: one, the rows of a vector, or the two sides of an equation.
  var roots: [NodeID]
  /// The variables that the command varies, in order.
  var variables: [Name]
  /// All variables, those included.
  var allVariables: [Name]
  /// The vectors among the variables, with their elements.
  var vectors: [Name: [Name]]
  var name: Name?
  var span: Span

  var root: NodeID { roots[0] }

  /// Where the varied variables stand among all variables.
  var places: [Int] {
    let positions = Dictionary(
      allVariables.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    return variables.compactMap { positions[$0] }
  }

  var label: FunctionLabel { FunctionLabel(name: name, variables: variables) }

  /// The symbols of the varied variables.
  mutating func symbols(of names: [Name]) -> [Symbol] {
    names.map { graph.symbol(named: $0.ascii) }
  }
}

extension Session {
  /// Works out the operand of a command.
  ///
  /// A function's parameters come in its own order, the variables of a bare expression in natural
  /// order; `by` chooses among them.
  func target(of command: Command, in tree: SyntaxTree) throws(Diagnostic) -> Target {
    guard let operand = command.operand else {
      throw Diagnostic(
        "`\(command.verb.rawValue)` of what?", at: command.verbSpan,
        hint: command.verb.row.usage)
    }
    let parts = [operand] + [command.rightSide].compactMap { $0 }
    var lowering = newLowering()
    let arrays = try lowering.lowerArrays(tree, parts)
    for (array, part) in zip(arrays, parts) { try check(array, command, at: tree.span(part)) }
    let roots = arrays.flatMap(\.nodes)
    let function = namedFunction(operand, in: tree, lowering)
    var vectors = lowering.lengths.reduce(into: [:]) { $0[$1.key] = $1.key.elements($1.value) }
    vectors.merge(function?.vectors ?? [:]) { _, own in own }
    let written = tree.names(below: parts).flatMap { vectors[$0] ?? [$0] }.filter(isVariable)
    let used = lowering.graph.variables(below: roots).map { Name(lowering.graph.name($0)) }
    let free = Set(written).union(used)
    var variables = function?.variables ?? free.inNaturalOrder
    let others = free.subtracting(variables).inNaturalOrder
    let all = variables + others
    if case .names(let chosen)? = command.clause(.by)?.value {
      variables = try check(
        chosen.flatMap { vectors[$0] ?? [$0] }, among: all,
        at: command.clause(.by)?.span ?? command.verbSpan)
    }
    return Target(
      graph: lowering.graph, roots: roots, variables: variables, allVariables: all,
      vectors: vectors, name: function?.name, span: tree.span(operand))
  }

  /// Refuses a matrix, and vectors where two expressions are compared.
  private func check(_ array: NodeArray, _ command: Command, at span: Span) throws(Diagnostic) {
    if command.rightSide != nil, array.shape != .number {
      throw Diagnostic(
        "`\(command.verb.rawValue)` compares two expressions, not vectors", at: span,
        hint: "check one element at a time")
    }
    if case .matrix(let rows, _) = array.shape, rows > 1 {
      throw Diagnostic(
        "`\(command.verb.rawValue)` does not take \(array.shape.text)", at: span,
        hint: "pick a row, as in A[0], or an element, as in A[0, 1]")
    }
  }

  /// The function that an operand stands for as a whole: `f`, or `f(x, y)` with plain variables.
  private func namedFunction(
    _ operand: SyntaxID, in tree: SyntaxTree, _ lowering: Lowering
  ) -> (name: Name?, variables: [Name], vectors: [Name: [Name]])? {
    var operand = operand
    if tree.kind(operand) == .vector, tree.operands(operand).count == 1 {
      operand = tree.operand(operand, 0)
    }
    guard let name = tree.name(operand), tree.kind(operand) != .derivative,
      let body = lowering.bodies[name]
    else { return nil }
    let arguments = tree.operands(operand)
    let isPlain = tree.primes(operand) == 0
    if arguments.isEmpty {
      let vectors = body.parameters.filter { $0.length != nil }
      return (
        isPlain ? name : nil, body.variables,
        Dictionary(vectors.map { ($0.name, $0.variables) }, uniquingKeysWith: { $1 })
      )
    }
    let names = arguments.compactMap { tree.kind($0) == .name ? tree.name($0) : nil }
    guard names.count == arguments.count, names.allSatisfy(isVariable),
      Set(names).count == names.count
    else { return nil }
    let variables = names.flatMap { name in lowering.lengths[name].map(name.elements) ?? [name] }
    return (isPlain ? name : nil, variables, [:])
  }

  func isVariable(_ name: Name) -> Bool { scope[name] == nil }

  private func check(
    _ names: [Name], among variables: [Name], at span: Span
  ) throws(Diagnostic) -> [Name] {
    let known = Set(variables)
    var seen: Set<Name> = []
    for name in names {
      guard seen.insert(name).inserted else {
        throw Diagnostic("\(name.ascii) is named twice", at: span, hint: "name it once")
      }
      if definitions[name] != nil {
        throw Diagnostic(
          "\(name.ascii) has a value, so nothing varies with it", at: span,
          hint: "`forget \(name.ascii)` frees it")
      }
      guard known.contains(name) || scope[name] == nil else {
        throw Diagnostic(
          "\(name.ascii) is no variable", at: span,
          hint: "name a variable of the expression")
      }
    }
    return names
  }

  /// The value of a constant expression in a clause.
  func number(_ id: SyntaxID, in tree: SyntaxTree) throws(Diagnostic) -> Double {
    var lowering = newLowering()
    let nodes = try lowering.lower(tree, [id])
    return try numbers(nodes, [id], in: lowering.graph, tree)[0]
  }

  /// The values of constant expressions, which stand at `places`.
  func numbers(
    _ nodes: [NodeID], _ places: [SyntaxID], in graph: ExpressionGraph, _ tree: SyntaxTree
  ) throws(Diagnostic) -> [Double] {
    let isConstant = graph.variables(below: nodes).isEmpty
    var numeric = Numeric(graph)
    var values: [Double] = []
    for (node, place) in zip(nodes, places) {
      let span = tree.span(place)
      if !isConstant, let symbol = graph.variables(below: [node]).first {
        let name = graph.name(symbol)
        throw Diagnostic(
          "a number is needed here, and \(name) has no value", at: span,
          hint: "write `\(name) = ...` first")
      }
      guard !graph.isRowwise(node) else {
        throw Diagnostic(
          "a number is needed here, and this has another value in every row", at: span,
          hint: "write its mean, or another number made of the column")
      }
      let isOfData = graph.hasAggregates && !graph.columns(below: [node]).isEmpty
      values.append(
        isOfData
          ? try dataValue(of: node, in: graph, at: span)
          : try numeric.checkedValue(node, at: span))
    }
    return values
  }

  /// A whole number in a clause, at least `minimum`.
  func count(
    _ clause: Clause, atLeast minimum: Int, in tree: SyntaxTree
  ) throws(Diagnostic) -> Int {
    guard case .expression(let id) = clause.value else { return minimum }
    let value = try number(id, in: tree)
    guard value <= 1e15 || value == .infinity else {
      throw Diagnostic(
        "`\(clause.word.rawValue)` takes no number beyond 10^15", at: clause.span,
        hint: "write `\(clause.word.rawValue) 10^6`")
    }
    guard value >= Double(minimum), value.isFinite, value == value.rounded() else {
      throw Diagnostic(
        "`\(clause.word.rawValue)` takes a whole number from \(minimum) on", at: clause.span,
        hint: "write `\(clause.word.rawValue) 2`")
    }
    return Int(value)
  }
}
