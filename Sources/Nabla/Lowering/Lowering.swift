import NablaAlgebra
import NablaData
import NablaSyntax

/// Turns syntax trees into nodes of a graph: names get their meaning, functions their bodies.
///
/// Every body is lowered once, with its parameters as variables, and each call replaces those by
/// its arguments. Nothing recurses: the trees that wait for a body lie on a stack.
struct Lowering {
  var graph: ExpressionGraph
  let definitions: [Name: Definition]
  let tables: TableStore
  /// The functions whose bodies are being lowered.
  private var running: Set<Name> = []
  /// The bodies lowered so far, in the parameters as variables.
  private(set) var bodies: [Name: Body] = [:]
  private var values: [Name: Image] = [:]
  /// The lengths of free names that are vectors, as far as they are known.
  var lengths: [Name: Int] = [:]
  /// The lengths of the statement's own parameters that are vectors.
  private(set) var parameterLengths: [Name: Int] = [:]
  /// The names of the statement itself that were found to be vectors, in the order of finding.
  var vectors: [Name] = []
  /// The function whose definition the statement is; it may not stand in what defines it.
  var definedFunction: Name?

  /// Goes on in a graph, within its budget.
  init(graph: ExpressionGraph, definitions: [Name: Definition], tables: TableStore) {
    self.graph = graph
    self.tables = tables
    self.definitions = definitions
  }

  /// Starts in an empty graph.
  init(
    definitions: [Name: Definition], tables: TableStore = TableStore(), budget: Budget = Budget()
  ) {
    self.init(graph: ExpressionGraph(), definitions: definitions, tables: tables)
    graph.budget = budget
  }

  /// The nodes of the expressions at `roots`, which must be numbers; parameters are variables,
  /// whatever else they mean.
  mutating func lower(
    _ tree: SyntaxTree, _ roots: [SyntaxID], parameters: Set<Name> = []
  ) throws(Diagnostic) -> [NodeID] {
    var nodes: [NodeID] = []
    for (array, root) in zip(try lowerArrays(tree, roots, parameters: parameters), roots) {
      guard array.shape == .number else {
        throw Diagnostic(
          "a number is needed here, and this is \(array.shape.text)", at: tree.span(root),
          hint: "pick an element, as in v[0]")
      }
      nodes.append(array.nodes[0])
    }
    return nodes
  }

  /// The numbers, vectors and matrices at `roots`; parameters are variables, whatever else they
  /// mean.
  mutating func lowerArrays(
    _ tree: SyntaxTree, _ roots: [SyntaxID], parameters: Set<Name> = []
  ) throws(Diagnostic) -> [NodeArray] {
    var current = Frame(tree, roots, parameters: parameters)
    var waiting: [Frame] = []
    while true {
      do {
        if current.position < current.order.count {
          let id = current.order[current.position]
          if let function = missingBody(of: id, in: current) {
            let body = try frame(for: function, at: id, in: current)
            waiting.append(current)
            current = body
          } else {
            try lower(id, in: &current)
            current.position += 1
          }
        } else if try isIncomplete(&current) {
          current.restart()
        } else if let caller = current.caller, let root = current.order.last,
          let next = waiting.popLast()
        {
          bodies[caller.function] = try body(of: caller.function, root, in: current)
          running.remove(caller.function)
          current = next
        } else {
          break
        }
      } catch {
        throw Lowering.located(error, in: current)
      }
    }
    if let root = roots.first { try graph.checkFinished(at: tree.span(root)) }
    parameterLengths = current.lengths
    let arrays = try current.known(roots)
    try checkKinds(of: arrays, roots, in: tree)
    return arrays
  }

  /// An error inside a body is shown at the call in the statement.
  private static func located(_ error: Diagnostic, in frame: Frame) -> Diagnostic {
    guard let caller = frame.caller else { return error }
    return Diagnostic(
      "in \(caller.function.ascii): " + error.message, at: caller.span, hint: error.hint)
  }

  /// The function whose body a node needs and which is not lowered yet.
  private func missingBody(of id: SyntaxID, in frame: Frame) -> Name? {
    guard let name = frame.tree.name(id), !frame.parameters.contains(name),
      definitions[name]?.parameters != nil || name == definedFunction, bodies[name] == nil
    else { return nil }
    return name
  }

  private mutating func frame(
    for function: Name, at id: SyntaxID, in current: Frame
  ) throws(Diagnostic) -> Frame {
    let span = current.caller?.span ?? current.tree.span(id)
    guard case .function(let parameters, let tree, let body)? = definitions[function]?.content,
      running.insert(function).inserted, function != definedFunction
    else {
      throw Diagnostic(
        "\(function.ascii) is defined by itself", at: span,
        hint: "give \(function.ascii) a definition that does not use it")
    }
    return Frame(tree, [body], parameters: Set(parameters), caller: (function, span))
  }

  private mutating func lower(_ id: SyntaxID, in frame: inout Frame) throws(Diagnostic) {
    if frame.regions.isInner(id) { return }
    if graph.mustHalt() { try graph.checkFinished(at: frame.tree.span(id)) }
    if let problem = textProblem(of: id, in: frame) {
      frame.problems[id] = problem
      return
    }
    frame.set(id, to: try image(of: id, in: &frame))
  }

  private func body(
    of function: Name, _ root: SyntaxID, in frame: Frame
  ) throws(Diagnostic) -> Body {
    Body(
      array: try frame.known(root),
      parameters: (definitions[function]?.parameters ?? []).map {
        Body.Parameter(name: $0, length: frame.lengths[$0])
      })
  }

  /// What a name stands for.
  mutating func image(of name: Name, at span: Span, in frame: Frame) throws(Diagnostic) -> Image {
    if frame.parameters.contains(name) {
      if let length = frame.lengths[name] {
        let elements = name.elements(length).map { graph.variable($0.ascii) }
        return .array(NodeArray(vector: elements))
      }
      return frame.vectorNames.contains(name) ? .unknown : .number(graph.variable(name.ascii))
    }
    if let body = bodies[name] { return Image(body.array) }
    if let value = values[name] { return value }
    guard case .value(let other, let array)? = definitions[name]?.content else {
      if let column = try column(name, at: span) ?? constant(name) { return .number(column) }
      if let length = lengths[name] { return try elements(of: name, length, at: span, in: frame) }
      // Only columns have names with a dot, and one that a function was written with may be gone.
      if name.ascii.contains(".") {
        throw Diagnostic(
          "there is no column \(name.ascii) any more", at: span,
          hint: "load its table again, or define what uses it anew")
      }
      return frame.vectorNames.contains(name) ? .unknown : .number(graph.variable(name.ascii))
    }
    for symbol in other.columns(below: array.nodes) {
      let column = other.name(symbol)
      guard tables.hasColumn(for: column) else {
        throw Diagnostic(
          "\(name.ascii) is made of the column \(TableStore.columnName(of: column).ascii), "
            + "which is there no more", at: span,
          hint: "load its table again, or define \(name.ascii) anew")
      }
    }
    var own = array
    own.nodes = graph.copying(array.nodes, from: other)
    values[name] = Image(own)
    return Image(own)
  }

  private mutating func column(_ name: Name, at span: Span) throws(Diagnostic) -> NodeID? {
    guard let column = tables.columns[name]?.column else { return nil }
    guard !column.isText else { throw textProblem(of: name, at: span) }
    return graph.column(name.ascii)
  }

  private mutating func constant(_ name: Name) -> NodeID? {
    switch Constant(rawValue: name.ascii) {
    case .pi: graph.pi()
    case .e: graph.e()
    case .inf: graph.real(.infinity)
    case nil: nil
    }
  }
}

/// The body of a function, in its parameters as variables.
struct Body: Sendable {
  struct Parameter: Sendable {
    var name: Name
    /// How many elements it has; `nil` for a number.
    var length: Int?

    /// The variables that stand for it.
    var variables: [Name] { length.map(name.elements) ?? [name] }
  }

  var array: NodeArray
  var parameters: [Parameter]

  /// The variables that stand for all parameters.
  var variables: [Name] { parameters.flatMap(\.variables) }
}

extension Session {
  /// A lowering that knows what the session knows.
  func newLowering() -> Lowering {
    Lowering(definitions: definitions, tables: tables, budget: budget)
  }

  /// The expressions at `roots`, which must be numbers, as nodes of a new graph.
  func lowered(
    _ tree: SyntaxTree, _ roots: [SyntaxID]
  ) throws(Diagnostic) -> (graph: ExpressionGraph, nodes: [NodeID]) {
    var lowering = newLowering()
    let nodes = try lowering.lower(tree, roots)
    return (lowering.graph, nodes)
  }
}

/// The constants by name.
enum Constant: String, CaseIterable {
  case pi
  case e
  case inf

  /// One line that says what it is.
  var documentation: String {
    switch self {
    case .pi: "the ratio of a circle's circumference to its diameter, 3.14159265359"
    case .e: "Euler's number, the base of the natural logarithm, 2.71828182846"
    case .inf: "infinity"
    }
  }
}
