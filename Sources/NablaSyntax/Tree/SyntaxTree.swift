/// A handle of a node in a `SyntaxTree`.
package struct SyntaxID: Hashable, Comparable, Sendable {
  package let raw: UInt32

  package init(raw: UInt32) {
    self.raw = raw
  }

  /// The position in arrays that hold one element a node.
  package var index: Int { Int(raw) }

  package static func < (a: SyntaxID, b: SyntaxID) -> Bool { a.raw < b.raw }
}

/// What a node of the tree is; the operands are named in order.
package enum SyntaxKind: UInt8, CaseIterable, Sendable {
  /// A decimal literal; its text is the payload.
  case number
  /// A text in quotes, with which the cells of a column are compared; what is between the quotes is
  /// the payload.
  case text
  /// A variable, value, constant or column, or a function standing without arguments.
  case name
  /// A function's arguments; the payload is its name and the number of its primes. `f'` without
  /// arguments has none.
  case call
  case negate
  case factorial
  case add
  case subtract
  case multiply
  case divide
  case matrixMultiply
  case power
  case less
  case lessOrEqual
  case greater
  case greaterOrEqual
  case equal
  case notEqual
  case and
  case or
  case not
  /// |x|
  case absolute
  /// Condition, value if it holds, value if not.
  case conditional
  /// [a, b, ...]
  case vector
  /// v[i] or A[i, j]: what is indexed, then the indices.
  case index
  /// d/dx of the operand; the payload is the variable.
  case derivative
}

/// An expression as it was written, in a flat arena; a child's handle is smaller than its parent's.
///
/// Brackets leave no node: the printer puts them where the tree needs them.
package struct SyntaxTree: Sendable {
  struct Node: Sendable {
    var kind: SyntaxKind
    var primes: UInt8
    /// Position of the name or the literal's text in its pool.
    var payload: UInt32
    var start: UInt32
    var count: UInt32
    var span: Span
  }

  private var nodes: [Node] = []
  private var operandPool: [SyntaxID] = []
  private var names: [Name] = []
  private var namePositions: [Name: UInt32] = [:]
  private var literals: [String] = []

  /// Makes an empty tree.
  package init() {}

  /// How many nodes there are.
  package var count: Int { nodes.count }

  package func kind(_ id: SyntaxID) -> SyntaxKind { nodes[id.index].kind }

  package func span(_ id: SyntaxID) -> Span { nodes[id.index].span }

  /// The operands in the order of writing.
  package func operands(_ id: SyntaxID) -> ArraySlice<SyntaxID> {
    let node = nodes[id.index]
    return operandPool[Int(node.start)..<Int(node.start + node.count)]
  }

  /// The operand at `position`.
  package func operand(_ id: SyntaxID, _ position: Int) -> SyntaxID {
    operandPool[Int(nodes[id.index].start) + position]
  }

  /// The name of a name, a call or a derivative, else `nil`.
  package func name(_ id: SyntaxID) -> Name? {
    switch nodes[id.index].kind {
    case .name, .call, .derivative: names[Int(nodes[id.index].payload)]
    default: nil
    }
  }

  /// The text of a number, else `nil`.
  package func literal(_ id: SyntaxID) -> String? {
    nodes[id.index].kind == .number ? literals[Int(nodes[id.index].payload)] : nil
  }

  /// What is between the quotes of a text, else `nil`.
  package func text(_ id: SyntaxID) -> String? {
    nodes[id.index].kind == .text ? literals[Int(nodes[id.index].payload)] : nil
  }

  /// How many primes a call has: 1 for `f'(x)`.
  package func primes(_ id: SyntaxID) -> Int { Int(nodes[id.index].primes) }

  /// Adds a number by the text of its literal.
  package mutating func append(number text: String, span: Span = Span(0, 0)) -> SyntaxID {
    literals.append(text)
    return append(.number, payload: UInt32(literals.count - 1), primes: 0, [], span)
  }

  /// Adds a text by what is between its quotes.
  package mutating func append(text: String, span: Span = Span(0, 0)) -> SyntaxID {
    literals.append(text)
    return append(.text, payload: UInt32(literals.count - 1), primes: 0, [], span)
  }

  /// Adds a name.
  package mutating func append(name: Name, span: Span = Span(0, 0)) -> SyntaxID {
    append(.name, payload: position(of: name), primes: 0, [], span)
  }

  /// Adds a call of a function with `primes` primes.
  package mutating func append(
    call name: Name, primes: Int = 0, _ arguments: [SyntaxID], span: Span = Span(0, 0)
  ) -> SyntaxID {
    append(
      .call, payload: position(of: name), primes: UInt8(clamping: primes), arguments, span)
  }

  /// Adds the derivative of an operand by a variable, perhaps one of several.
  package mutating func append(
    derivativeBy name: Name, of operand: SyntaxID, isPartial: Bool = false,
    span: Span = Span(0, 0)
  ) -> SyntaxID {
    append(.derivative, payload: position(of: name), primes: isPartial ? 1 : 0, [operand], span)
  }

  /// Whether a derivative is written as a partial one, `∂/∂x`.
  package func isPartial(_ id: SyntaxID) -> Bool {
    nodes[id.index].kind == .derivative && nodes[id.index].primes > 0
  }

  /// Adds an operation that has nothing but operands.
  package mutating func append(
    _ kind: SyntaxKind, _ operands: [SyntaxID], span: Span = Span(0, 0)
  ) -> SyntaxID {
    append(kind, payload: 0, primes: 0, operands, span)
  }

  /// Adds an operation of two operands, without a list of them.
  package mutating func append(
    _ kind: SyntaxKind, _ left: SyntaxID, _ right: SyntaxID, span: Span
  ) -> SyntaxID {
    let start = UInt32(operandPool.count)
    operandPool.append(left)
    operandPool.append(right)
    nodes.append(Node(kind: kind, primes: 0, payload: 0, start: start, count: 2, span: span))
    return SyntaxID(raw: UInt32(nodes.count - 1))
  }

  private mutating func append(
    _ kind: SyntaxKind, payload: UInt32, primes: UInt8, _ operands: [SyntaxID], _ span: Span
  ) -> SyntaxID {
    let start = UInt32(operandPool.count)
    operandPool.append(contentsOf: operands)
    nodes.append(
      Node(
        kind: kind, primes: primes, payload: payload, start: start,
        count: UInt32(operands.count), span: span))
    return SyntaxID(raw: UInt32(nodes.count - 1))
  }

  private mutating func position(of name: Name) -> UInt32 {
    if let known = namePositions[name] { return known }
    names.append(name)
    namePositions[name] = UInt32(names.count - 1)
    return UInt32(names.count - 1)
  }

  /// The nodes below `roots`, each once, operands before what they are in.
  package func nodes(below roots: [SyntaxID]) -> [SyntaxID] {
    guard let last = roots.max() else { return [] }
    var isFound = Array(repeating: false, count: last.index + 1)
    for root in roots { isFound[root.index] = true }
    var result: [SyntaxID] = []
    for index in stride(from: last.index, through: 0, by: -1) where isFound[index] {
      let id = SyntaxID(raw: UInt32(index))
      result.append(id)
      for operand in operands(id) { isFound[operand.index] = true }
    }
    return result.reversed()
  }

  /// The names that occur as plain names below `roots`, each once, in the order of writing.
  package func names(below roots: [SyntaxID]) -> [Name] {
    var seen: Set<Name> = []
    return nodes(below: roots).compactMap { id in
      guard kind(id) == .name, let name = name(id), seen.insert(name).inserted else { return nil }
      return name
    }
  }
}
