import NablaAlgebra
import NablaSyntax

/// A tree that is being lowered, and how far it is.
struct Frame {
  let tree: SyntaxTree
  let order: [SyntaxID]
  let regions: Regions
  /// The parameters, with the elements of those that are vectors.
  private(set) var parameters: Set<Name>
  /// The function whose body this is, and the place of the call that asked for it; `nil` for the
  /// statement itself.
  let caller: (function: Name, span: Span)?
  /// The names that stand where only a vector can.
  let vectorNames: Set<Name>
  var position = 0
  /// The parameters that are vectors, with their lengths, as far as they are known.
  var lengths: [Name: Int] = [:]
  /// The highest index in front of which a name of unknown length stands.
  var highestIndex: [Name: Int] = [:]
  /// Whether a length became known since the lowering of the tree began.
  var hasLearned = false
  /// Whether everything so far is a number.
  private(set) var isPlain = true
  /// Why a node stands for no number, for those that are text.
  var problems: [SyntaxID: Diagnostic] = [:]
  private var numbers: [NodeID?]
  private var arrays: [SyntaxID: NodeArray] = [:]

  init(
    _ tree: SyntaxTree, _ roots: [SyntaxID], parameters: Set<Name> = [],
    caller: (function: Name, span: Span)? = nil
  ) {
    self.tree = tree
    order = tree.nodes(below: roots)
    regions = Regions(tree, order)
    vectorNames = VectorNames(tree, order).names
    self.parameters = parameters
    self.caller = caller
    numbers = Array(repeating: nil, count: tree.count)
  }

  /// What a node that was lowered stands for; `nil` where a length is not known yet.
  func array(_ id: SyntaxID) -> NodeArray? {
    numbers[id.index].map { NodeArray($0) } ?? arrays[id]
  }

  /// Whether the length of what a node stands for is not known yet.
  func isUnknown(_ id: SyntaxID) -> Bool { array(id) == nil && problems[id] == nil }

  /// What nodes stand for whose lengths are known; an error where one is text.
  func known(_ ids: some Sequence<SyntaxID>) throws(Diagnostic) -> [NodeArray] {
    var arrays: [NodeArray] = []
    for id in ids { arrays.append(try known(id)) }
    return arrays
  }

  /// What a node stands for whose length is known; an error where it is text.
  func known(_ id: SyntaxID) throws(Diagnostic) -> NodeArray {
    guard let array = array(id) else { throw problem(of: id) }
    return array
  }

  /// The node of an operand that is a number.
  func number(_ id: SyntaxID) throws(Diagnostic) -> NodeID {
    guard let node = numbers[id.index] else { throw problem(of: id) }
    return node
  }

  private func problem(of id: SyntaxID) -> Diagnostic {
    problems[id]
      ?? Diagnostic("this has no value here", at: tree.span(id), hint: "leave it out")
  }

  mutating func set(_ id: SyntaxID, to image: Image) {
    switch image {
    case .number(let node): numbers[id.index] = node
    case .array(let array):
      arrays[id] = array
      isPlain = false
    case .unknown: isPlain = false
    }
  }

  /// Makes the length of a parameter known; its elements are parameters then.
  mutating func learn(_ name: Name, _ length: Int) {
    lengths[name] = length
    parameters.formUnion(name.elements(length))
  }

  /// Goes back to the first node, with the lengths that are known.
  mutating func restart() {
    position = 0
    hasLearned = false
    isPlain = true
    numbers = Array(repeating: nil, count: tree.count)
    arrays = [:]
  }

  /// The operands that a node is made of: the terms of a sum and the factors of a product whatever
  /// their brackets.
  func parts(of id: SyntaxID) -> [SyntaxID] {
    switch tree.kind(id) {
    case .add, .subtract, .negate: regions.terms(of: id, in: tree).map(\.id)
    case .multiply, .divide: regions.factors(of: id, in: tree).map(\.id)
    case .number, .text, .name, .call, .factorial, .matrixMultiply, .power, .less, .lessOrEqual,
      .greater, .greaterOrEqual, .equal, .notEqual, .and, .or, .not, .absolute, .conditional,
      .vector, .index, .derivative:
      Array(tree.operands(id))
    }
  }
}

extension Name {
  /// The element of a vector: `θ0` of `θ`, `w1_0` of `w1`.
  func element(_ index: Int) -> Name { Name("\(ascii)_\(index)") }

  /// The elements of a vector of a length.
  func elements(_ length: Int) -> [Name] { (0..<length).map(element) }
}
