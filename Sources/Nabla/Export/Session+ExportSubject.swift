import NablaAlgebra
import NablaData
import NablaEvaluation
import NablaOptimization
import NablaSyntax

extension Session {
  /// Works out what a command exports as code.
  ///
  /// Rows in which a used column is missing are left out whether or not this table has such rows:
  /// the code may meet other data.
  func exportSubject(
    _ command: Command, in tree: SyntaxTree, _ language: ExportTarget, monitor: Monitor
  ) throws(Diagnostic) -> ExportSubject {
    guard Self.exportable.contains(command.verb) else { throw notExportable(command, language) }
    var session = self
    session.tables.presumesMissing = true
    var target = try session.target(of: command, in: tree)
    if let clause = command.clause(.at) {
      throw Diagnostic(
        "code is for any point, so `at` is no part of it", at: clause.wordSpan,
        hint: "leave it out, and call the function at the point")
    }
    let raised = RaisedText(target.graph, target.roots)
    let text =
      raised.text().utf8.count > Self.commentLimit
      ? "an expression of \(raised.operations) operations" : raised.text()
    if language == .pyspark || command.verb == .minimize || command.verb == .maximize,
      language.isDatabase, target.roots.count == 1,
      let separated = session.separatedMoments(&target)
    {
      let code = ExportCode(
        &target.graph, outputs: [separated], variables: target.symbols(of: target.allVariables))
      if code.passes.allSatisfy({ !$0.isParametric }) { target.roots = [separated] }
    }
    let symbols = target.symbols(of: target.variables)
    let writesLoops = language == .c || language == .swift
    let loops = writesLoops ? termLoops(command, &target, symbols) : []
    let (outputs, nodes) = try session.exportOutputs(
      command, &target, symbols, in: tree, language)
    try target.graph.checkFinished(at: target.span)
    let takesPoint = outputs.contains { if case .scalar = $0.shape { false } else { true } }
    if takesPoint, let root = target.roots.first(where: { target.graph.isRowwise($0) }) {
      throw rowsNeeded(root, target)
    }
    var subject = ExportSubject(
      name: target.name, text: text,
      variables: target.allVariables, varied: target.variables, outputs: outputs,
      takesPoint: takesPoint,
      code: ExportCode(
        &target.graph, outputs: nodes, variables: target.symbols(of: target.allVariables)),
      columns: [:])
    subject.code.loops = loops
    for symbol in subject.code.columns {
      let symbolName = target.graph.name(symbol)
      let name = TableStore.columnName(of: symbolName)
      subject.columns[symbol] = ExportSubject.Column(
        name: name, header: tables.columns[name]?.column.header ?? name.ascii,
        indicator: Indicator(symbolName: symbolName))
      subject.table = subject.table ?? tables.columns[name].flatMap { tables.title(of: $0.table) }
    }
    subject.descent = try session.exportDescent(
      command, target, in: tree, monitor: monitor)
    return subject
  }

  /// The loops of a value with its gradient by all of the point; the target keeps the rest.
  private func termLoops(
    _ command: Command, _ target: inout Target, _ symbols: [Symbol]
  ) -> [TermLoop] {
    let isGradient = [.grad, .minimize, .maximize].contains(command.verb)
    guard isGradient, target.roots.count == 1, target.variables == target.allVariables else {
      return []
    }
    let (loops, rest) = target.graph.takingTermLoops(from: target.root, variables: symbols)
    target.roots = [rest]
    return loops
  }

  /// The loss in terms of moments, around round numbers near the means of what lies far from 0.
  private func separatedMoments(_ target: inout Target) -> NodeID? {
    let separation = MomentSeparation(&target.graph, target.root)
    let origins = separation.features.map { origin(of: $0, in: &target.graph) }
    return separation.separated(target.root, around: origins, in: &target.graph)
  }

  /// 0, or a round number near the mean over the rows here where that is many deviations away from
  /// 0: moments around 0 would lose the digits that are the same in all rows.
  private func origin(of feature: NodeID, in graph: inout ExpressionGraph) -> Double {
    let columns = graph.columns(inRowsOf: feature)
    func mean(_ id: NodeID) -> Double {
      let node = graph.aggregate(.mean, of: id, over: columns)
      return values(of: [node], in: &graph, inputs: [], at: [])[0]
    }
    let center = mean(feature)
    guard center.isFinite else { return 0 }
    let distance = graph.sum([feature, graph.real(-center)])
    let deviation = mean(graph.power(distance, graph.number(2))).squareRoot()
    guard abs(center) > 8 * deviation else { return 0 }
    guard deviation > 0 else { return center }
    var (digits, ratio) = (1, abs(center) / deviation)
    while ratio >= 10, digits < 15 { (digits, ratio) = (digits + 1, ratio / 10) }
    return Double(NumberText.significant(center, digits)) ?? center
  }

  /// The verbs whose results are code.
  private static let exportable: Set<Verb> = [
    .export, .diff, .grad, .hessian, .jacobian, .minimize, .maximize,
  ]

  /// Longest expression that a comment shows.
  private static let commentLimit = 400

  private func rowsNeeded(_ root: NodeID, _ target: Target) -> Diagnostic {
    Diagnostic(
      "this has another value in every row, so it has no one gradient", at: target.span,
      hint: "write its mean or sum over the rows, such as mean(...)")
  }

  /// The outputs of a command and their nodes one after the other.
  private func exportOutputs(
    _ command: Command, _ target: inout Target, _ symbols: [Symbol], in tree: SyntaxTree,
    _ language: ExportTarget
  ) throws(Diagnostic) -> ([ExportSubject.Output], [NodeID]) {
    let list = target.variables.prefix(8).map(\.ascii).joined(separator: ", ")
    let names = list + (target.variables.count > 8 ? ", ..." : "")
    let value = ExportSubject.Output(name: "value", shape: .scalar, meaning: "the value", count: 1)
    let count = symbols.count
    if command.verb != .jacobian, target.roots.count > 1 { throw scalarNeeded(command, target) }
    switch command.verb {
    case .export: return ([value], [target.root])
    case .diff:
      let (node, order) = try derivative(command, &target, in: tree)
      let text = order == 1 ? "the derivative by " : "the derivative of order \(order) by "
      let output = ExportSubject.Output(
        name: "derivative", shape: .scalar, meaning: text + names, count: 1)
      return ([value, output], [target.root, node])
    case .grad, .minimize, .maximize:
      guard count > 0 else { throw nothingVaries(command, target, in: tree) }
      let nodes = target.graph.gradient(of: target.root, by: symbols)
      let output = ExportSubject.Output(
        name: "gradient", shape: .vector, meaning: "the partial derivatives by " + names,
        count: count)
      return ([value, output], [target.root] + nodes)
    case .hessian:
      guard count > 0 else { throw nothingVaries(command, target, in: tree) }
      let output = ExportSubject.Output(
        name: "hessian", shape: .matrix(rows: count),
        meaning: "the second derivatives by " + names, count: count * count)
      return ([value, output], [target.root] + (try hessianEntries(&target)))
    case .jacobian:
      guard count > 0 else { throw nothingVaries(command, target, in: tree) }
      let nodes = try jacobianEntries(&target)
      let output = ExportSubject.Output(
        name: "jacobian", shape: .matrix(rows: target.roots.count),
        meaning: "the derivatives by \(names), a row for each function", count: nodes.count)
      return ([output], nodes)
    default: throw notExportable(command, language)
    }
  }
}
