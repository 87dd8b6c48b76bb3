import NablaAlgebra
import NablaSyntax

extension Session {
  /// The coordinates of a point clause, in the order of `names`.
  func point(
    _ clause: Clause, for names: [Name], of target: Target, in tree: SyntaxTree
  ) throws(Diagnostic) -> [Double] {
    var lowering = newLowering()
    let coordinates = try coordinates(clause, for: names, of: target, in: tree, &lowering)
    return try numbers(
      coordinates.map(\.node), coordinates.map(\.place), in: lowering.graph, tree)
  }

  /// The coordinates of a point clause in the order of `names`; `nil` for those that a point with names
  /// leaves out.
  func partialPoint(
    _ clause: Clause, for names: [Name], of target: Target, in tree: SyntaxTree
  ) throws(Diagnostic) -> [Double?] {
    guard case .point(let given) = clause.value, given.allSatisfy({ $0.name != nil }) else {
      return try point(clause, for: names, of: target, in: tree)
    }
    var present: Set<Name> = []
    for coordinate in given { present.formUnion(try group(coordinate, names, target, in: tree)) }
    let values = try point(
      clause, for: names.filter(present.contains), of: target, in: tree)
    var rest = values.makeIterator()
    return names.map { present.contains($0) ? rest.next() : nil }
  }

  /// The coordinates of a point clause as nodes, in the order of `names`, and where they stand.
  ///
  /// A vector stands for its elements, and 0 for the zero vector.
  func coordinates(
    _ clause: Clause, for names: [Name], of target: Target, in tree: SyntaxTree,
    _ lowering: inout Lowering
  ) throws(Diagnostic) -> [(node: NodeID, place: SyntaxID)] {
    guard case .point(let given) = clause.value else { return [] }
    let arrays = try lowering.lowerArrays(tree, given.map(\.value))
    let isNamed = given.contains { $0.name != nil }
    let groups =
      isNamed
      ? try given.map { coordinate throws(Diagnostic) in
        try group(coordinate, names, target, in: tree)
      } : target.groups(of: names)
    if arrays.count == groups.count {
      var result: [Name: (node: NodeID, place: SyntaxID)] = [:]
      for ((array, group), coordinate) in zip(zip(arrays, groups), given) {
        let nodes = try elements(
          array, for: group, at: tree.span(coordinate.value), &lowering.graph)
        for (name, node) in zip(group, nodes) {
          guard result[name] == nil else {
            throw Diagnostic(
              "\(name.ascii) is given twice", at: tree.span(coordinate.value),
              hint: "give it once")
          }
          result[name] = (node, coordinate.value)
        }
      }
      try checkComplete(result.keys, names, clause)
      return names.compactMap { result[$0] }
    }
    let flat = zip(arrays, given).flatMap { array, coordinate in
      array.nodes.map { (node: $0, place: coordinate.value) }
    }
    guard flat.count == names.count else { throw wrongCount(flat.count, names, clause) }
    return flat
  }

  /// The variables that a named coordinate gives values to.
  private func group(
    _ coordinate: Clause.Coordinate, _ names: [Name], _ target: Target, in tree: SyntaxTree
  ) throws(Diagnostic) -> [Name] {
    if let name = coordinate.name {
      if names.contains(name) { return [name] }
      if let elements = target.vectors[name] { return elements }
    }
    throw noVariable(coordinate, names, in: tree)
  }

  /// The error of a coordinate whose name is not among those that are asked for.
  func noVariable(
    _ coordinate: Clause.Coordinate, _ names: [Name], in tree: SyntaxTree
  ) -> Diagnostic {
    Diagnostic(
      "\(coordinate.name?.ascii ?? "this") is no variable of the expression",
      at: tree.span(coordinate.value), hint: "the variables are \(names.listed)")
  }

  private func checkComplete(
    _ given: Dictionary<Name, (node: NodeID, place: SyntaxID)>.Keys, _ names: [Name],
    _ clause: Clause
  ) throws(Diagnostic) {
    let missing = names.filter { !given.contains($0) }
    if !missing.isEmpty { throw noValue(for: missing, like: "...", clause) }
  }

  /// The error of a point that leaves names out, with an example of a value for the first of them.
  func noValue(for missing: [Name], like example: String, _ clause: Clause) -> Diagnostic {
    Diagnostic(
      "no value for \(missing.listed)", at: clause.span,
      hint: missing.first.map { "add `, \($0.ascii) = \(example)`" })
  }

  /// The numbers of a coordinate for the variables that it stands for.
  private func elements(
    _ array: NodeArray, for group: [Name], at span: Span, _ graph: inout ExpressionGraph
  ) throws(Diagnostic) -> [NodeID] {
    if array.nodes.count == group.count { return array.nodes }
    if array.shape == .number, graph.isNumber(array.nodes[0], 0) {
      return group.map { _ in array.nodes[0] }
    }
    let wanted = group.count == 1 ? Shape.number : .vector(group.count)
    throw Diagnostic(
      "\(wanted.text) is needed here for \(group.listed), and this is \(array.shape.text)",
      at: span,
      hint: group.count == 1
        ? "write one number"
        : "write (\(group.prefix(8).map { _ in "1" }.joined(separator: ", ")))"
          + ", or 0 for the zero vector")
  }

  /// The error of a point of so many coordinates where there are other variables.
  func wrongCount(_ count: Int, _ names: [Name], _ clause: Clause) -> Diagnostic {
    Diagnostic(
      "a point here has \(names.count) \(names.count == 1 ? "coordinate" : "coordinates"),"
        + " not \(count)", at: clause.span,
      hint: names.count == 1
        ? "the only variable is \(names.listed): write `\(clause.word.rawValue) 6`"
        : "one for each of \(names.listed), in brackets")
  }
}

extension Target {
  /// The names with the elements of each vector together.
  fileprivate func groups(of names: [Name]) -> [[Name]] {
    let vectors = Dictionary(
      vectors.values.compactMap { elements in elements.first.map { ($0, elements) } },
      uniquingKeysWith: { first, _ in first })
    var groups: [[Name]] = []
    var rest = names[...]
    while let first = rest.first {
      if let elements = vectors[first], rest.starts(with: elements) {
        groups.append(elements)
        rest.removeFirst(elements.count)
      } else {
        groups.append([first])
        rest.removeFirst()
      }
    }
    return groups
  }
}
