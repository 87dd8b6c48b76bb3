import NablaAlgebra
import NablaEvaluation
import NablaSyntax

extension Session {
  /// `diff E [by x] [order n] [at POINT]`.
  mutating func differentiate(
    _ command: Command, in tree: SyntaxTree
  ) throws(Diagnostic) -> Content {
    var target = try target(of: command, in: tree)
    if target.roots.count == 1, target.variables.isEmpty {
      if let problem = valuedName(command, in: tree) { throw problem }
      return try result(of: zero(in: &target), in: target.graph, at: target.span)
    }
    let (node, order) = try derivative(command, &target, in: tree)
    guard let clause = command.clause(.at) else {
      return try result(of: node, in: target.graph, at: target.span)
    }
    let point = try point(clause, for: target.allVariables, of: target, in: tree)
    var kinks = Kinks(
      target.graph, root: target.root, variables: target.allVariables, at: point,
      span: clause.span)
    if order > 0, target.allVariables.count == 1,
      let kink = try kinks.first(order: order, label: "the derivative")
    {
      return .kink(kink)
    }
    return try value(of: node, in: target, at: clause, in: tree)
  }

  /// The derivative that `diff` asks for, by its one variable, and its order.
  func derivative(
    _ command: Command, _ target: inout Target, in tree: SyntaxTree
  ) throws(Diagnostic) -> (node: NodeID, order: Int) {
    guard target.roots.count == 1 else { throw scalarNeeded(command, target) }
    guard let variable = target.variables.first else {
      throw nothingVaries(command, target, in: tree)
    }
    guard target.variables.count == 1 else {
      let list = target.variables.prefix(8).map(\.ascii).joined(separator: ", ")
      throw Diagnostic(
        "there are several variables: \(list)", at: target.span,
        hint: "write `by \(variable.ascii)`, or `grad` for all of them")
    }
    var order = 1
    if let clause = command.clause(.order) { order = try count(clause, atLeast: 0, in: tree) }
    guard order <= 1_000 else {
      throw Diagnostic(
        "an order of \(order) is too high", at: command.clause(.order)?.span ?? target.span,
        hint: "at most 1000")
    }
    let symbol = target.symbols(of: target.variables)[0]
    let node = target.graph.derivative(of: target.root, by: symbol, order: order)
    try target.graph.checkFinished(at: target.span)
    return (node, order)
  }

  private func zero(in target: inout Target) -> NodeID { target.graph.number(0) }

  /// The value of a derivative at the exact point of a clause.
  private mutating func value(
    of node: NodeID, in target: Target, at clause: Clause, in tree: SyntaxTree
  ) throws(Diagnostic) -> Content {
    var lowering = Lowering(graph: target.graph, definitions: definitions, tables: tables)
    let values = try coordinates(
      clause, for: target.allVariables, of: target, in: tree, &lowering)
    var replacements: [NodeID: NodeID] = [:]
    for (name, value) in zip(target.allVariables, values) {
      replacements[lowering.graph.variable(name.ascii)] = value.node
    }
    let image = lowering.graph.substituting(replacements, in: [node])[0]
    try lowering.graph.checkFinished(at: clause.span)
    return try result(of: image, in: lowering.graph, at: clause.span)
  }

  /// `grad E [by ...] [at ...]`.
  func gradient(_ command: Command, in tree: SyntaxTree) throws(Diagnostic) -> Content {
    var target = try target(of: command, in: tree)
    guard target.roots.count == 1 else { throw scalarNeeded(command, target) }
    guard !target.variables.isEmpty else { throw nothingVaries(command, target, in: tree) }
    let symbols = target.symbols(of: target.variables)
    let nodes = target.graph.gradient(of: target.root, by: symbols)
    try target.graph.checkFinished(at: target.span)
    var result = GradientResult(
      variables: target.variables, raised: RaisedText(target.graph, nodes), point: nil)
    if let clause = command.clause(.at) {
      result.point = try values(of: nodes, in: &target, at: clause, in: tree)
    }
    return .gradient(result)
  }

  private func values(
    of nodes: [NodeID], in target: inout Target, at clause: Clause, in tree: SyntaxTree
  ) throws(Diagnostic) -> GradientResult.PointValues {
    let point = try point(clause, for: target.allVariables, of: target, in: tree)
    let inputs = target.symbols(of: target.allVariables)
    let outputs = [target.root] + nodes
    try refuseRows(target, .grad)
    let values = values(of: outputs, in: &target.graph, inputs: inputs, at: point)
    let kinks = Kinks(
      target.graph, root: target.root, variables: target.allVariables, at: point,
      span: clause.span)
    let found = try kinks.all()
    let places = target.places
    let varied = places.map { found[$0] }
    if varied.allSatisfy({ $0 == nil }) {
      try check(values, of: outputs, in: target, inputs, point, at: clause.span)
    }
    let partials = zip(values.dropFirst(), varied).map { $1 == nil ? $0 : .nan }
    return GradientResult.PointValues(
      at: places.map { point[$0] }, fun: values[0], value: partials, kinks: varied)
  }

  /// Refuses values that are undefined, saying which part is.
  private func check(
    _ values: [Double], of nodes: [NodeID], in target: Target, _ inputs: [Symbol],
    _ point: [Double], at span: Span
  ) throws(Diagnostic) {
    for (value, node) in zip(values, nodes) where !value.isFinite {
      if target.graph.hasAggregates { throw undefined([node], in: target.graph, at: span) }
      if let failure = Diagnosis(of: node, in: target.graph, inputs: inputs, at: point) {
        throw failure.diagnostic(in: target.graph, at: span)
      }
    }
  }

  /// `hessian E [by ...] [at ...]`.
  func hessian(_ command: Command, in tree: SyntaxTree) throws(Diagnostic) -> Content {
    var target = try target(of: command, in: tree)
    guard target.roots.count == 1 else { throw scalarNeeded(command, target) }
    guard !target.variables.isEmpty else { throw nothingVaries(command, target, in: tree) }
    let nodes = try hessianEntries(&target)
    return try matrix(
      .hessian, nodes, rows: target.variables.count, command, &target, in: tree)
  }

  /// The entries of the Hessian row by row.
  func hessianEntries(_ target: inout Target) throws(Diagnostic) -> [NodeID] {
    let count = target.variables.count
    try checkSize(rows: count, columns: count, target)
    let symbols = target.symbols(of: target.variables)
    let rows = target.graph.hessian(of: target.root, by: symbols)
    try target.graph.checkFinished(at: target.span)
    var nodes = Array(repeating: target.graph.number(0), count: count * count)
    for (row, entries) in rows.enumerated() {
      for (column, node) in entries {
        nodes[row * count + column] = node
        nodes[column * count + row] = node
      }
    }
    return nodes
  }

  /// The entries of the Jacobian row by row.
  func jacobianEntries(_ target: inout Target) throws(Diagnostic) -> [NodeID] {
    try checkSize(rows: target.roots.count, columns: target.variables.count, target)
    let symbols = target.symbols(of: target.variables)
    var nodes: [NodeID] = []
    for root in target.roots { nodes += target.graph.gradient(of: root, by: symbols) }
    try target.graph.checkFinished(at: target.span)
    return nodes
  }

  /// `jacobian [E1, E2] [by ...] [at ...]`.
  func jacobian(_ command: Command, in tree: SyntaxTree) throws(Diagnostic) -> Content {
    var target = try target(of: command, in: tree)
    guard !target.variables.isEmpty else { throw nothingVaries(command, target, in: tree) }
    let nodes = try jacobianEntries(&target)
    return try matrix(.jacobian, nodes, rows: target.roots.count, command, &target, in: tree)
  }

  /// Refuses a matrix of more than a million entries.
  private func checkSize(rows: Int, columns: Int, _ target: Target) throws(Diagnostic) {
    guard rows * columns > 1_000_000 else { return }
    throw Diagnostic(
      "a matrix of \(rows) by \(columns) is too large to show", at: target.span,
      hint: "choose some variables with `by`")
  }

  private func matrix(
    _ kind: MatrixResult.Kind, _ nodes: [NodeID], rows: Int, _ command: Command,
    _ target: inout Target, in tree: SyntaxTree
  ) throws(Diagnostic) -> Content {
    var result = MatrixResult(
      kind: kind, variables: target.variables, raised: RaisedText(target.graph, nodes),
      rowCount: rows)
    if let clause = command.clause(.at) {
      let point = try point(clause, for: target.allVariables, of: target, in: tree)
      let inputs = target.symbols(of: target.allVariables)
      try refuseRows(target, .grad)
      let values = values(of: nodes, in: &target.graph, inputs: inputs, at: point)
      try check(values, of: nodes, in: target, inputs, point, at: clause.span)
      let width = target.variables.count
      result.at = target.places.map { point[$0] }
      result.value = (0..<rows).map { Array(values[$0 * width..<($0 + 1) * width]) }
    }
    return .matrix(result)
  }

  /// `simplify E` and `expand E`.
  mutating func rewrite(_ command: Command, in tree: SyntaxTree) throws(Diagnostic) -> Content {
    var target = try target(of: command, in: tree)
    guard target.roots.count == 1 else { throw scalarNeeded(command, target) }
    if command.verb == .simplify {
      let node = target.graph.simplified(target.root)
      try target.graph.checkFinished(at: target.span)
      return try result(of: node, in: target.graph, at: target.span)
    }
    let expanded = target.graph.expanded(target.root)
    try target.graph.checkFinished(at: target.span)
    guard let node = expanded else {
      throw Diagnostic(
        "multiplying this out takes more than \(ExpressionGraph.expansionLimit) products of terms",
        at: target.span, hint: "leave it as it is, or expand a part")
    }
    return try result(of: node, in: target.graph, at: target.span)
  }

  func scalarNeeded(_ command: Command, _ target: Target) -> Diagnostic {
    Diagnostic(
      "`\(command.verb.rawValue)` takes one expression, not a vector", at: target.span,
      hint: "`jacobian` takes vectors")
  }

  func nothingVaries(
    _ command: Command, _ target: Target, in tree: SyntaxTree
  ) -> Diagnostic {
    valuedName(command, in: tree)
      ?? Diagnostic(
        "this has no variable, so nothing can vary", at: target.span,
        hint: "write an expression with a variable, such as x^2")
  }

  /// What to say where a name in the operand could have varied, but has a value.
  private func valuedName(_ command: Command, in tree: SyntaxTree) -> Diagnostic? {
    guard let operand = command.operand else { return nil }
    let names = tree.names(below: [operand]).filter {
      definitions[$0] != nil && definitions[$0]?.parameters == nil
    }
    guard let name = names.sorted().first else { return nil }
    return Diagnostic(
      "\(name.ascii) has a value, so nothing varies with it", at: tree.span(operand),
      hint: "`forget \(name.ascii)` frees it")
  }
}
