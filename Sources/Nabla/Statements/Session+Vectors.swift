import NablaSyntax

extension Session {
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
