import NablaAlgebra
import NablaSyntax

/// The names of a tree that stand where only a vector can: beside `@`, in `dot` and `norm`, in
/// front of an index, alone or as the part of such an operand that must be a vector too.
struct VectorNames {
  private(set) var names: Set<Name> = []

  /// Looks at the nodes of `order`, which lists operands before what they are in.
  init(_ tree: SyntaxTree, _ order: [SyntaxID]) {
    var wanted: Set<SyntaxID> = []
    for id in order.reversed() {
      wanted.formUnion(VectorNames.operandsThatAreVectors(id, tree))
      guard wanted.contains(id) else { continue }
      if tree.kind(id) == .name, let name = tree.name(id) { names.insert(name) }
      wanted.formUnion(VectorNames.parts(of: id, tree))
    }
  }

  private static func operandsThatAreVectors(
    _ id: SyntaxID, _ tree: SyntaxTree
  ) -> ArraySlice<SyntaxID> {
    switch tree.kind(id) {
    case .matrixMultiply: return tree.operands(id)
    case .index: return tree.operands(id).prefix(1)
    case .call:
      let isOfVectors = tree.name(id).map { VectorFunction(rawValue: $0.ascii) != nil } ?? false
      return isOfVectors ? tree.operands(id) : []
    case .number, .text, .name, .negate, .factorial, .add, .subtract, .multiply, .divide, .power,
      .less,
      .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual, .and, .or, .not, .absolute,
      .conditional, .vector, .derivative:
      return []
    }
  }

  /// The parts of a vector that are vectors of the same length: the terms of a sum, the last factor
  /// of a product, the top of a quotient, the argument of a function of one number.
  static func parts(of id: SyntaxID, _ tree: SyntaxTree) -> [SyntaxID] {
    switch tree.kind(id) {
    case .add, .subtract, .negate: return Array(tree.operands(id))
    case .multiply:
      let isNumberLast = tree.kind(tree.operand(id, 1)) == .number
      return [tree.operand(id, isNumberLast ? 0 : 1)]
    case .divide: return [tree.operand(id, 0)]
    case .call:
      let function = tree.name(id).flatMap { Function.named($0.ascii) }
      return function?.row.arity == 1...1 ? Array(tree.operands(id)) : []
    case .number, .text, .name, .factorial, .matrixMultiply, .power, .less, .lessOrEqual, .greater,
      .greaterOrEqual, .equal, .notEqual, .and, .or, .not, .absolute, .conditional, .vector,
      .index, .derivative:
      return []
    }
  }
}
