import NablaAlgebra
import NablaSyntax

extension Session {
  /// Takes a definition in, after checking that it can be worked out.
  mutating func define(
    _ definition: StatementSyntax.Definition, in tree: SyntaxTree
  ) throws(Diagnostic) -> Content {
    let name = definition.name
    guard let parameters = definition.parameters else {
      return try defineValue(definition, in: tree)
    }
    let (graph, nodes) = try lowered(
      tree, [definition.body], parameters: Set(parameters), defining: name)
    let raised = RaisedText(graph, nodes)
    let content = Definition.Content.function(
      parameters: parameters, tree: tree, body: definition.body)
    definitions[name] = Definition(content: content)
    scope[name] = .function(arity: parameters.count)
    return .definition(DefinitionResult(name: name, parameters: parameters, raised: raised))
  }

  private mutating func defineValue(
    _ definition: StatementSyntax.Definition, in tree: SyntaxTree
  ) throws(Diagnostic) -> Content {
    let name = definition.name
    var (graph, nodes) = try lowered(tree, [definition.body])
    let symbols = graph.variables(below: nodes)
    if symbols.contains(where: { Name(graph.name($0)) == name }) {
      throw Diagnostic(
        "\(name.ascii) is defined by itself", at: tree.span(definition.body),
        hint: "give \(name.ascii) a definition that does not use it")
    }
    if symbols.isEmpty, !graph.isRowwise(nodes[0]), !graph.columns(below: nodes).isEmpty {
      // A number from data is worked out when it is given, as any value is.
      let value = try dataValue(of: nodes[0], in: graph, at: tree.span(definition.body))
      nodes = [graph.real(value)]
    }
    let node = nodes[0]
    var numeric = Numeric(graph)
    if symbols.isEmpty, !graph.isRowwise(node) {
      _ = try numeric.checkedValue(node, at: tree.span(definition.body))
    }
    let raised = RaisedText(graph, [node])
    setValue(name, to: node, in: graph)
    return .definition(
      DefinitionResult(
        name: name, parameters: nil, raised: raised, decimal: numeric.decimal(of: node),
        approximation: numeric.approximation(of: node)))
  }

  /// Gives a name a value, copied into a graph of its own.
  mutating func setValue(_ name: Name, to node: NodeID, in graph: ExpressionGraph) {
    var own = ExpressionGraph()
    let root = own.copying([node], from: graph)[0]
    definitions[name] = Definition(content: .value(own, root))
    scope[name] = .value
  }

  /// Removes definitions.
  mutating func forget(_ words: [Command.Word]) throws(Diagnostic) -> Content {
    var lines: [StyledText] = []
    for word in words where definitions[Name(word.text)] == nil && !isOfTables(Name(word.text)) {
      let near = Spelling.nearest(
        to: Name(word.text).ascii,
        among: (definitions.keys.map(\.ascii) + tables.columns.keys.map(\.ascii)).sorted())
      throw scope[Name(word.text)] != nil
        ? Diagnostic(
          "`\(word.text)` is built in", at: word.span,
          hint: "only definitions can be forgotten; `vars` lists them")
        : Diagnostic(
          "there is no definition of `\(word.text)`", at: word.span,
          hint: near.first.map { "did you mean `\($0)`?" } ?? "`vars` lists the definitions")
    }
    for word in words {
      let name = Name(word.text)
      if definitions[name] == nil {
        forgetTable(name)
      } else {
        definitions[name] = nil
        scope[name] = tables.columns[name] == nil ? nil : .column
      }
      lines.append(StyledText("  forgot \(name.ascii)", .dimmed))
    }
    return .listing(
      ListingResult(kind: "forget", key: "names", lines: lines, items: words.map(\.text)))
  }

  /// Lists the definitions in natural order.
  func listDefinitions() -> Content {
    let sorted = definitions.sorted { $0.key < $1.key }
    var listing = ListingResult(kind: "vars", key: "definitions", lines: [], items: [])
    guard !sorted.isEmpty else {
      listing.lines = [StyledText("  nothing is defined yet", .dimmed)]
      return .listing(listing)
    }
    listing.lines = sorted.map { line($0.value.head($0.key, unicode: false), $0.value, false) }
    listing.unicodeLines = sorted.map { line($0.value.head($0.key, unicode: true), $0.value, true) }
    listing.items = sorted.map {
      $0.value.head($0.key, unicode: false) + " = " + $0.value.text(unicode: false)
    }
    return .listing(listing)
  }

  private func line(_ head: String, _ definition: Definition, _ unicode: Bool) -> StyledText {
    var line = StyledText("  \(head) = ", .emphasis)
    line.append(definition.text(unicode: unicode))
    return line
  }
}
