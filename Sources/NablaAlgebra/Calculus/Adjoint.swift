/// The derivative of the whole by one node during a reverse sweep, perhaps only under a condition.
///
/// Where the condition does not hold the derivative is zero, whatever the value would be there, so
/// that the unselected branch of an `if` may be undefined.
struct Adjoint {
  var value: NodeID
  var mask: NodeID?

  init(value: NodeID, mask: NodeID? = nil) {
    self.value = value
    self.mask = mask
  }

  /// Another value under the same condition.
  func with(_ value: NodeID) -> Adjoint { Adjoint(value: value, mask: mask) }

  /// The same value under a further condition.
  func masked(by condition: NodeID, in graph: inout ExpressionGraph) -> Adjoint {
    guard let mask else { return Adjoint(value: value, mask: condition) }
    if mask == condition { return self }
    return Adjoint(value: value, mask: graph.call(.and, [mask, condition]))
  }

  /// The adjoint as an expression.
  func unmasked(in graph: inout ExpressionGraph) -> NodeID {
    guard let mask else { return value }
    return graph.call(.conditional, [mask, value, graph.number(0)])
  }

  /// The sum; parts under one condition stay under it, and parts under a condition and under its
  /// opposite become the two branches of one choice.
  static func sum(of parts: [Adjoint], in graph: inout ExpressionGraph) -> Adjoint {
    if parts.count == 1 { return parts[0] }
    guard parts.contains(where: { $0.mask != nil }) else {
      return Adjoint(value: graph.sum(of: parts.lazy.map(\.value), EmptyCollection()))
    }
    var groups: [(mask: NodeID?, values: [NodeID])] = []
    var positions: [NodeID?: Int] = [:]
    for part in parts {
      if let position = positions[part.mask] {
        groups[position].values.append(part.value)
      } else {
        positions[part.mask] = groups.count
        groups.append((part.mask, [part.value]))
      }
    }
    var terms: [Adjoint] = []
    var isPaired = Array(repeating: false, count: groups.count)
    for (position, group) in groups.enumerated() where !isPaired[position] {
      let value = graph.sum(group.values)
      if let mask = group.mask, let other = positions[graph.opposite(ofMask: mask)] {
        isPaired[other] = true
        let choice = [mask, value, graph.sum(groups[other].values)]
        terms.append(Adjoint(value: graph.call(.conditional, choice)))
      } else {
        terms.append(Adjoint(value: value, mask: group.mask))
      }
    }
    if terms.count == 1 { return terms[0] }
    var values: [NodeID] = []
    for term in terms { values.append(term.unmasked(in: &graph)) }
    return Adjoint(value: graph.sum(values))
  }
}

extension ExpressionGraph {
  /// The condition that holds where another does not; the opposite of `not c` is c.
  fileprivate mutating func opposite(ofMask mask: NodeID) -> NodeID {
    if kind(mask) == .call, function(mask) == .not { return operand(mask, 0) }
    return call(.not, [mask])
  }

  /// The condition of `if c then 1 else 0`, or the opposite of that of `if c then 0 else 1`.
  mutating func conditionOfUnitChoice(_ id: NodeID) -> NodeID? {
    guard kind(id) == .call, function(id) == .conditional else { return nil }
    let condition = operand(id, 0)
    if isNumber(operand(id, 1), 1), isNumber(operand(id, 2), 0) { return condition }
    if isNumber(operand(id, 1), 0), isNumber(operand(id, 2), 1) {
      return call(.not, [condition])
    }
    return nil
  }
}
