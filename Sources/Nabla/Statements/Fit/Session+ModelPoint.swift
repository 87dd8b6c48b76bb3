import NablaAlgebra
import NablaData
import NablaSyntax

extension Session {
  /// The point of `predict at`: numbers for columns of numbers, texts in quotes for those of text.
  func modelPoint(
    of model: FittedModel, at clause: Clause, in tree: SyntaxTree
  ) throws(Diagnostic) -> ModelPoint {
    let graph = model.target.graph
    let names = graph.columns(below: [model.target.model]).reduce(into: [Name]()) { names, symbol in
      let name = TableStore.columnName(of: graph.name(symbol))
      if !names.contains(name) { names.append(name) }
    }
    let target = model.target.target(of: names)
    guard case .point(let given) = clause.value else { return ModelPoint(coordinates: []) }
    // Without a text on either side the point is one of numbers, which may be vectors too.
    guard given.contains(where: { tree.kind($0.value) == .text }) || names.contains(where: isText)
    else {
      let numbers = try point(clause, for: names, of: target, in: tree)
      return ModelPoint(coordinates: zip(names, numbers).map { ($0, .number($1)) })
    }
    let named = try naming(given, by: names, clause)
    var texts: [Name: String] = [:]
    var numeric = clause
    var numbers: [Clause.Coordinate] = []
    for (name, coordinate) in named {
      guard let text = try text(of: coordinate, for: name, among: names, in: tree) else {
        numbers.append(coordinate)
        continue
      }
      texts[name] = text
    }
    let missing = names.filter { name in !named.contains { $0.name == name } }
    if let first = missing.first { throw noValue(for: missing, like: example(for: first), clause) }
    numeric.value = .point(numbers)
    let numberNames = names.filter { !isText($0) }
    let values =
      numberNames.isEmpty ? [] : try point(numeric, for: numberNames, of: target, in: tree)
    let known = Dictionary(uniqueKeysWithValues: zip(numberNames, values))
    return ModelPoint(
      coordinates: names.compactMap { name in
        texts[name].map { (name, .text($0)) } ?? known[name].map { (name, .number($0)) }
      })
  }

  private func isText(_ name: Name) -> Bool { tables.columns[name]?.column.isText == true }

  /// The coordinates with their names, which follow from their order where none is given.
  private func naming(
    _ given: [Clause.Coordinate], by names: [Name], _ clause: Clause
  ) throws(Diagnostic) -> [(name: Name, value: Clause.Coordinate)] {
    let named = given.compactMap { coordinate in coordinate.name.map { ($0, coordinate) } }
    if named.count == given.count { return named }
    guard given.count == names.count else { throw wrongCount(given.count, names, clause) }
    return zip(names, given).map { name, coordinate in
      var coordinate = coordinate
      coordinate.name = name
      return (name, coordinate)
    }
  }

  /// The text of a coordinate for a column of text; `nil` for a number for one of numbers.
  private func text(
    of coordinate: Clause.Coordinate, for name: Name, among names: [Name], in tree: SyntaxTree
  ) throws(Diagnostic) -> String? {
    guard names.contains(name) else { throw noVariable(coordinate, names, in: tree) }
    let span = tree.span(coordinate.value)
    switch (tree.text(coordinate.value), isText(name)) {
    case (let text?, true): return text
    case (nil, false): return nil
    case (let text?, false):
      throw Diagnostic(
        "\(name.ascii) holds numbers, not text", at: span,
        hint: "write \(name.ascii) = \(Double(text) == nil ? "1" : text)")
    case (nil, true):
      throw Diagnostic(
        "\(name.ascii) holds text, so its value is a text in quotes", at: span,
        hint: "write \(name.ascii) = \(example(for: name, like: tree.literal(coordinate.value)))")
    }
  }

  /// What may be written for the value of a column: what was written in quotes, if that is a text of
  /// it, else the first of its texts.
  private func example(for name: Name, like written: String? = nil) -> String {
    guard let column = tables.columns[name]?.column, column.isText else { return "..." }
    let known = written.flatMap { column.code(of: $0) == nil ? nil : $0 }
    return (known ?? column.levels.first ?? "").quotedText
  }
}
