import NablaAlgebra
import NablaData
import NablaSyntax

extension Session {
  /// The first rows of a vector of which an element has a value in every row, as a design matrix;
  /// `nil` where none has.
  func rowsResult(
    of array: NodeArray, in graph: ExpressionGraph, at span: Span
  ) throws(Diagnostic) -> ColumnResult? {
    let rowwise = array.nodes.filter { graph.isRowwise($0) }
    guard array.isVector, !rowwise.isEmpty else { return nil }
    let lowering = Lowering(graph: graph, definitions: definitions, tables: tables)
    try lowering.checkTable(of: rowwise.flatMap { graph.columns(inRowsOf: $0) }, at: span)
    var (count, missing) = (0, 0)
    var columns: [[Double]] = []
    for node in array.nodes where graph.isRowwise(node) {
      let values = Column(name: "", numbers: rowValues(of: node, in: graph))
      count = values.rowCount
      missing = max(missing, values.missingCount)
      columns.append(values.numbers.map { Array($0.prefix(ColumnResult.shownCount)) } ?? [])
    }
    let shown = columns[0].count
    var numeric = Numeric(graph)
    for (index, node) in array.nodes.enumerated() where !graph.isRowwise(node) {
      let value =
        graph.columns(below: [node]).isEmpty
        ? try numeric.checkedValue(node, at: span) : try dataValue(of: node, in: graph, at: span)
      columns.insert(Array(repeating: value, count: shown), at: index)
    }
    return ColumnResult(
      raised: RaisedText(graph, array.nodes), rowCount: count, missing: missing,
      first: .vectors((0..<shown).map { row in columns.map { $0[row] } }))
  }

  /// Tells which names of a statement were found to be vectors.
  func noteVectors(_ parsed: ParsedStatement, _ roots: [SyntaxID], in answer: inout Answer) {
    let tree = parsed.tree
    guard tree.nodes(below: roots).contains(where: { isOfVectors($0, in: tree) }) else { return }
    var parameters: Set<Name> = []
    if case .definition(let definition) = parsed.statement {
      parameters = Set(definition.parameters ?? [])
    }
    var lowering = newLowering()
    guard (try? lowering.lowerArrays(tree, roots, parameters: parameters)) != nil else { return }
    for name in lowering.vectors {
      let length = lowering.parameterLengths[name] ?? lowering.lengths[name] ?? 0
      let elements = name.elements(length).map(\.unicode)
      let list =
        length <= 6
        ? elements.joined(separator: ", ")
        : elements.prefix(3).joined(separator: ", ") + ", ..., " + elements[length - 1]
      answer.notes.append("\(name.unicode) is a vector of \(length): \(list)")
    }
  }

  /// Whether an operation may make a name a vector.
  private func isOfVectors(_ id: SyntaxID, in tree: SyntaxTree) -> Bool {
    switch tree.kind(id) {
    case .matrixMultiply, .index: return true
    case .call:
      let name = tree.name(id) ?? Name("")
      return VectorFunction(rawValue: name.ascii) != nil || scope[name] == .function(arity: nil)
    case .number, .text, .name, .negate, .factorial, .add, .subtract, .multiply, .divide, .power,
      .less,
      .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual, .and, .or, .not, .absolute,
      .conditional, .vector, .derivative:
      return false
    }
  }
}
