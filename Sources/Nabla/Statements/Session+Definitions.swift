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
    var lowering = newLowering()
    lowering.definedFunction = name
    let body = try lowering.lowerArrays(
      tree, [definition.body], parameters: Set(parameters))[0]
    let lengths = lowering.parameterLengths
    let content = Definition.Content.function(
      parameters: parameters, tree: tree, body: definition.body)
    definitions[name] = Definition(content: content)
    scope[name] = .function(arity: lengths.isEmpty ? parameters.count : nil)
    let variables = parameters.flatMap { parameter in
      lengths[parameter].map(parameter.elements) ?? [parameter]
    }
    return .definition(
      DefinitionResult(
        name: name, parameters: variables, body: ArrayText(body, in: lowering.graph)))
  }

  private mutating func defineValue(
    _ definition: StatementSyntax.Definition, in tree: SyntaxTree
  ) throws(Diagnostic) -> Content {
    let name = definition.name
    var lowering = newLowering()
    var array = try lowering.lowerArrays(tree, [definition.body])[0]
    var graph = lowering.graph
    let symbols = graph.variables(below: array.nodes)
    if symbols.contains(where: { Name(graph.name($0)) == name }) || lowering.lengths[name] != nil {
      throw Diagnostic(
        "\(name.ascii) is defined by itself", at: tree.span(definition.body),
        hint: "give \(name.ascii) a definition that does not use it")
    }
    array = try worked(array, in: &graph, at: tree.span(definition.body))
    var numeric = Numeric(graph)
    let approximation =
      array.shape == .number
      ? numeric.approximation(of: array.nodes[0]) : numeric.approximation(of: array)
    setValue(name, to: array, in: graph)
    return .definition(
      DefinitionResult(
        name: name, parameters: nil, body: ArrayText(array, in: graph),
        approximation: approximation))
  }

  /// What is kept of a value: numbers from data are worked out when it is given, as any value is.
  private func worked(
    _ array: NodeArray, in graph: inout ExpressionGraph, at span: Span
  ) throws(Diagnostic) -> NodeArray {
    let isOfData = !graph.columns(below: array.nodes).isEmpty
    let isConstant = graph.variables(below: array.nodes).isEmpty
    var numeric = Numeric(graph)
    var result = array
    for (index, node) in array.nodes.enumerated() {
      guard graph.number(node) == nil, !graph.isRowwise(node),
        isConstant || graph.variables(below: [node]).isEmpty
      else { continue }
      if isOfData, !graph.columns(below: [node]).isEmpty {
        result.nodes[index] = graph.real(try dataValue(of: node, in: graph, at: span))
      } else {
        _ = try numeric.checkedValue(node, at: span)
      }
    }
    return result
  }

  /// Tells that a definition hides a column from now on.
  func noteHidden(_ name: Name, in answer: inout Answer) {
    guard tables.columns[name] != nil else { return }
    answer.notes.append(
      "\(name.ascii) hides the column of this name; `forget \(name.ascii)` uncovers it")
  }

  /// Gives a name a value, copied into a graph of its own.
  mutating func setValue(_ name: Name, to array: NodeArray, in graph: ExpressionGraph) {
    var own = ExpressionGraph()
    var copy = array
    copy.nodes = own.copying(array.nodes, from: graph)
    definitions[name] = Definition(content: .value(own, copy))
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
