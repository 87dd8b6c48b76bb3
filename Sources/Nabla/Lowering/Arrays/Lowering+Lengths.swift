import NablaAlgebra
import NablaSyntax

// The length of a name that is a vector follows from what stands beside it. A tree in which one
// became known is lowered again, until all are known or none can become so.
extension Lowering {
  /// Takes up what an operation tells of the lengths of its operands, of which some are not known.
  mutating func learn(
    from id: SyntaxID, _ parts: [SyntaxID], in frame: inout Frame
  ) throws(Diagnostic) {
    let tree = frame.tree
    switch tree.kind(id) {
    case .matrixMultiply:
      try learn(parts[0], beside: frame.array(parts[1])?.shape, isLeft: true, in: &frame)
      try learn(parts[1], beside: frame.array(parts[0])?.shape, isLeft: false, in: &frame)
    case .add, .subtract, .negate:
      try learnEqual(parts, in: &frame)
    case .call:
      let name = tree.name(id) ?? Name("")
      if VectorFunction(rawValue: name.ascii) != nil { try learnEqual(parts, in: &frame) }
      guard let body = bodies[name], body.parameters.count == parts.count else { return }
      for (part, parameter) in zip(parts, body.parameters) where frame.isUnknown(part) {
        if let length = parameter.length { _ = try learn(part, length, in: &frame) }
      }
    case .index:
      guard let name = tree.name(parts[0]), tree.kind(parts[0]) == .name,
        let node = frame.array(parts[1]), parts.count == 2
      else { return }
      let index = try index(node, at: tree.span(parts[1]))
      frame.highestIndex[name] = max(frame.highestIndex[name] ?? 0, index)
    case .number, .text, .name, .factorial, .multiply, .divide, .power, .less, .lessOrEqual,
      .greater,
      .greaterOrEqual, .equal, .notEqual, .and, .or, .not, .absolute, .conditional, .vector,
      .derivative:
      return
    }
  }

  private mutating func learn(
    _ id: SyntaxID, beside other: Shape?, isLeft: Bool, in frame: inout Frame
  ) throws(Diagnostic) {
    guard frame.isUnknown(id) else { return }
    switch other {
    case .vector(let length): _ = try learn(id, length, in: &frame)
    case .matrix(let rows, let columns):
      _ = try learn(id, isLeft ? rows : columns, in: &frame)
    case .number, nil: return
    }
  }

  /// Vectors of which all have the length of one.
  private mutating func learnEqual(
    _ parts: [SyntaxID], in frame: inout Frame
  ) throws(Diagnostic) {
    for part in parts {
      guard case .vector(let length)? = frame.array(part)?.shape else { continue }
      for other in parts where frame.isUnknown(other) {
        _ = try learn(other, length, in: &frame)
      }
      return
    }
  }

  /// Makes it known that an expression is a vector of a length; returns whether a name became known
  /// to be one.
  mutating func learn(
    _ id: SyntaxID, _ length: Int, in frame: inout Frame
  ) throws(Diagnostic) -> Bool {
    var hasLearned = false
    var stack = [id]
    while let id = stack.popLast() {
      if frame.tree.kind(id) == .name, let name = frame.tree.name(id) {
        if try learn(name, length, at: frame.tree.span(id), in: &frame) { hasLearned = true }
      }
      stack += VectorNames.parts(of: id, frame.tree)
    }
    return hasLearned
  }

  private mutating func learn(
    _ name: Name, _ length: Int, at span: Span, in frame: inout Frame
  ) throws(Diagnostic) -> Bool {
    if frame.parameters.contains(name) {
      guard frame.lengths[name] == nil else { return false }
      if let taken = name.elements(length).first(where: frame.parameters.contains) {
        throw Diagnostic(
          "\(taken.ascii) is an element of the vector \(name.ascii), and a parameter too", at: span,
          hint: "give one of the two another name")
      }
      frame.learn(name, length)
    } else {
      guard isFree(name), lengths[name] == nil else { return false }
      lengths[name] = length
    }
    frame.hasLearned = true
    if frame.caller == nil { vectors.append(name) }
    return true
  }

  private func isFree(_ name: Name) -> Bool {
    definitions[name] == nil && tables.columns[name] == nil && Constant(rawValue: name.ascii) == nil
  }

  /// Whether the lowering of a tree must begin again, with more lengths known; an error where a
  /// length cannot be known.
  mutating func isIncomplete(_ frame: inout Frame) throws(Diagnostic) -> Bool {
    if frame.isPlain { return false }
    if frame.hasLearned { return true }
    guard let unknown = frame.order.first(where: { isUnknown($0, in: frame) }) else { return false }
    for id in frame.order where frame.tree.kind(id) == .name {
      guard let name = frame.tree.name(id), let highest = frame.highestIndex[name],
        highest < Lowering.lengthLimit
      else { continue }
      if try learn(name, highest + 1, at: frame.tree.span(id), in: &frame) { return true }
    }
    throw unknownLength(unknown, in: frame)
  }

  /// Longest vector whose length is known from indices alone.
  private static let lengthLimit = 1_000

  private func isUnknown(_ id: SyntaxID, in frame: Frame) -> Bool {
    !frame.regions.isInner(id) && frame.isUnknown(id)
  }

  /// The name to blame is a free one rather than a parameter, since it can be given a value.
  private func unknownLength(_ first: SyntaxID, in frame: Frame) -> Diagnostic {
    let names = frame.order.filter { frame.tree.kind($0) == .name && isUnknown($0, in: frame) }
    let free = names.first { !frame.parameters.contains(frame.tree.name($0) ?? Name("")) }
    guard let id = free ?? names.first, let name = frame.tree.name(id)?.ascii else {
      return Diagnostic("this has no value here", at: frame.tree.span(first), hint: "leave it out")
    }
    return Diagnostic(
      "\(name) is a vector here, and its length cannot be known", at: frame.tree.span(id),
      hint: free == nil
        ? "put it beside a vector of known length, as in [1, 2] @ \(name)"
        : "define it first, as in \(name) = [1, 2], or put it beside a vector of known length")
  }

  /// The elements of a free name that is a vector, each of which may have a value of its own.
  mutating func elements(
    of name: Name, _ length: Int, at span: Span, in frame: Frame
  ) throws(Diagnostic) -> Image {
    var nodes: [NodeID] = []
    for element in name.elements(length) {
      guard case .number(let node) = try image(of: element, at: span, in: frame),
        definitions[element]?.parameters == nil
      else {
        throw Diagnostic(
          "\(element.ascii), an element of the vector \(name.ascii), is no number", at: span,
          hint: "`forget \(element.ascii)`, or use another letter")
      }
      nodes.append(node)
    }
    return .array(NodeArray(vector: nodes))
  }

  /// Refuses a free name that is a vector in one part of the statement and a number in another.
  func checkKinds(
    of arrays: [NodeArray], _ roots: [SyntaxID], in tree: SyntaxTree
  ) throws(Diagnostic) {
    guard !lengths.isEmpty, let root = roots.first else { return }
    let symbols = graph.variables(below: arrays.flatMap(\.nodes))
    guard let name = symbols.map({ Name(graph.name($0)) }).first(where: { lengths[$0] != nil })
    else { return }
    throw Diagnostic(
      "\(name.ascii) is a number in one place and a vector in another", at: tree.span(root),
      hint: "use two names")
  }
}
