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
    let isVector = tree.kind(operand) == .vector
    var parts = isVector ? Array(tree.operands(operand)) : [operand]
    if let side = command.rightSide { parts.append(side) }
    let (graph, roots) = try lowered(tree, parts)
    let function = isVector ? nil : namedFunction(operand, in: tree)
    let written = tree.names(below: parts).filter { isVariable($0) }
    let used = graph.variables(below: roots).map { Name(graph.name($0)) }
    let free = Set(written).union(used)
    var variables = function?.variables ?? free.inNaturalOrder
    let others = free.subtracting(variables).inNaturalOrder
    let all = variables + others
    if case .names(let chosen)? = command.clause(.by)?.value {
      variables = try check(chosen, among: all, at: command.clause(.by)?.span ?? command.verbSpan)
    }
    return Target(
      graph: graph, roots: roots, variables: variables, allVariables: all,
      name: function?.name, span: tree.span(operand))
  }

  /// The function that an operand stands for as a whole: `f`, or `f(x, y)` with plain variables.
  private func namedFunction(
    _ operand: SyntaxID, in tree: SyntaxTree
  ) -> (name: Name?, variables: [Name])? {
    guard let name = tree.name(operand), tree.kind(operand) != .derivative,
      let parameters = definitions[name]?.parameters
    else { return nil }
    let arguments = tree.operands(operand)
    let isPlain = tree.primes(operand) == 0
    if arguments.isEmpty { return (isPlain ? name : nil, parameters) }
    let names = arguments.compactMap { tree.kind($0) == .name ? tree.name($0) : nil }
    guard names.count == arguments.count, names.allSatisfy(isVariable),
      Set(names).count == names.count
    else { return nil }
    return (isPlain ? name : nil, names)
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

  /// The coordinates of a point clause, in the order of `names`.
  func point(
    _ clause: Clause, for names: [Name], in tree: SyntaxTree
  ) throws(Diagnostic) -> [Double] {
    guard case .point(let coordinates) = clause.value else { return [] }
    if coordinates.contains(where: { $0.name != nil }) {
      return try namedPoint(coordinates, clause, names, in: tree)
    }
    guard coordinates.count == names.count else {
      let list = names.prefix(8).map(\.ascii).joined(separator: ", ")
      throw Diagnostic(
        "a point here has \(names.count) \(names.count == 1 ? "coordinate" : "coordinates"),"
          + " not \(coordinates.count)", at: clause.span,
        hint: names.count == 1
          ? "write `\(clause.word.rawValue) 6`"
          : "one for each of \(list)\(names.count > 8 ? ", ..." : ""), in brackets")
    }
    var point: [Double] = []
    for coordinate in coordinates { point.append(try number(coordinate.value, in: tree)) }
    return point
  }

  private func namedPoint(
    _ coordinates: [Clause.Coordinate], _ clause: Clause, _ names: [Name], in tree: SyntaxTree
  ) throws(Diagnostic) -> [Double] {
    let known = Set(names)
    var values: [Name: Double] = [:]
    for coordinate in coordinates {
      guard let name = coordinate.name, known.contains(name) else {
        throw Diagnostic(
          "\(coordinate.name?.ascii ?? "this") is no variable of the expression",
          at: tree.span(coordinate.value),
          hint: "the variables are \(names.prefix(8).map(\.ascii).joined(separator: ", "))")
      }
      guard values[name] == nil else {
        throw Diagnostic(
          "\(name.ascii) is given twice", at: tree.span(coordinate.value), hint: "give it once")
      }
      values[name] = try number(coordinate.value, in: tree)
    }
    let missing = names.filter { values[$0] == nil }
    guard missing.isEmpty else {
      throw Diagnostic(
        "no value for \(missing.prefix(8).map(\.ascii).joined(separator: ", "))", at: clause.span,
        hint: "add `, \(missing[0].ascii) = ...`")
    }
    return names.compactMap { values[$0] }
  }

  /// The value of a constant expression in a clause.
  func number(_ id: SyntaxID, in tree: SyntaxTree) throws(Diagnostic) -> Double {
    let (graph, nodes) = try lowered(tree, [id])
    if let symbol = graph.variables(below: nodes).first {
      let name = graph.name(symbol)
      throw Diagnostic(
        "a number is needed here, and \(name) has no value", at: tree.span(id),
        hint: "write `\(name) = ...` first")
    }
    if graph.hasAggregates || graph.isRowwise(nodes[0]) {
      guard !graph.isRowwise(nodes[0]) else {
        throw Diagnostic(
          "a number is needed here, and this has another value in every row", at: tree.span(id),
          hint: "write its mean, or another number made of the column")
      }
      return try dataValue(of: nodes[0], in: graph, at: tree.span(id))
    }
    var numeric = Numeric(graph)
    return try numeric.checkedValue(nodes[0], at: tree.span(id))
  }

  /// A whole number in a clause, at least `minimum`.
  func count(
    _ clause: Clause, atLeast minimum: Int, in tree: SyntaxTree
  ) throws(Diagnostic) -> Int {
    guard case .expression(let id) = clause.value else { return minimum }
    let value = try number(id, in: tree)
    guard value >= Double(minimum), value <= 1e15, value == value.rounded() else {
      throw Diagnostic(
        "`\(clause.word.rawValue)` takes a whole number from \(minimum) on", at: clause.span,
        hint: "write `\(clause.word.rawValue) 2`")
    }
    return Int(value)
  }
}
