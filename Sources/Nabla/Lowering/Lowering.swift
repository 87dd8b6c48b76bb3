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
  var bodies: [Name: NodeID] = [:]
  private var values: [Name: NodeID] = [:]
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

  /// A tree that is being lowered, and how far it is.
  struct Frame {
    let tree: SyntaxTree
    let order: [SyntaxID]
    let regions: Regions
    let parameters: Set<Name>
    /// The function whose body this is, and the place of the call that asked for it; `nil` for the
    /// statement itself.
    let caller: (function: Name, span: Span)?
    var position = 0
    var images: [NodeID?]
    /// Why a node has no image, for those that are text.
    var problems: [SyntaxID: Diagnostic] = [:]

    init(
      _ tree: SyntaxTree, _ roots: [SyntaxID], parameters: Set<Name> = [],
      caller: (function: Name, span: Span)? = nil
    ) {
      self.tree = tree
      order = tree.nodes(below: roots)
      regions = Regions(tree, order)
      self.parameters = parameters
      self.caller = caller
      images = Array(repeating: nil, count: tree.count)
    }

    /// The node of an operand, which was lowered before what it is in.
    func image(_ id: SyntaxID) throws(Diagnostic) -> NodeID {
      guard let node = images[id.index] else {
        throw problems[id]
          ?? Diagnostic("this has no value here", at: tree.span(id), hint: "leave it out")
      }
      return node
    }
  }

  /// The nodes of the expressions at `roots`; parameters are variables, whatever else they mean.
  mutating func lower(
    _ tree: SyntaxTree, _ roots: [SyntaxID], parameters: Set<Name> = []
  ) throws(Diagnostic) -> [NodeID] {
    var current = Frame(tree, roots, parameters: parameters)
    var waiting: [Frame] = []
    while true {
      if current.position < current.order.count {
        let id = current.order[current.position]
        do {
          if let function = missingBody(of: id, in: current) {
            let body = try frame(for: function, at: id, in: current)
            waiting.append(current)
            current = body
          } else {
            try lower(id, in: &current)
            current.position += 1
          }
        } catch {
          throw Lowering.located(error, in: current)
        }
      } else if let caller = current.caller, let root = current.order.last,
        let next = waiting.popLast()
      {
        bodies[caller.function] = try current.image(root)
        running.remove(caller.function)
        current = next
      } else {
        break
      }
    }
    if let root = roots.first { try graph.checkFinished(at: tree.span(root)) }
    var images: [NodeID] = []
    for root in roots { images.append(try current.image(root)) }
    return images
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
    frame.images[id.index] = try node(of: id, in: frame)
  }

  /// What a name stands for.
  mutating func node(of name: Name, at span: Span, in frame: Frame) throws(Diagnostic) -> NodeID {
    if frame.parameters.contains(name) { return graph.variable(name.ascii) }
    if let body = bodies[name] { return body }
    if let value = values[name] { return value }
    guard case .value(let other, let root)? = definitions[name]?.content else {
      if let column = tables.columns[name]?.column {
        guard !column.isText else { throw textProblem(of: name, at: span) }
        return graph.column(name.ascii)
      }
      return constant(name) ?? graph.variable(name.ascii)
    }
    for symbol in other.columns(below: [root]) {
      let column = other.name(symbol)
      guard tables.hasColumn(for: column) else {
        throw Diagnostic(
          "\(name.ascii) is made of the column \(TableStore.columnName(of: column).ascii), "
            + "which is there no more", at: span,
          hint: "load its table again, or define \(name.ascii) anew")
      }
    }
    let value = graph.copying([root], from: other)[0]
    values[name] = value
    return value
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

extension Session {
  /// The expressions at `roots` as nodes of a new graph.
  func lowered(
    _ tree: SyntaxTree, _ roots: [SyntaxID], parameters: Set<Name> = [], defining: Name? = nil
  ) throws(Diagnostic) -> (graph: ExpressionGraph, nodes: [NodeID]) {
    var lowering = Lowering(definitions: definitions, tables: tables, budget: budget)
    lowering.definedFunction = defining
    let nodes = try lowering.lower(tree, roots, parameters: parameters)
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
