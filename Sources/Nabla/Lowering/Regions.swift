import NablaSyntax

/// Which nodes of a tree are inside a longer sum or product and so are not lowered on their own.
///
/// `a + b - c` is one sum of three terms whatever its brackets, and `a*b/c` one product, so that
/// a sum of a million terms becomes one node in linear time.
struct Regions {
  /// The part a node plays in the sum or product around it.
  enum Role: UInt8 {
    case alone
    case inner
    /// Inside a divisor, where only products are taken apart: 1/(1/x) is not x at 0.
    case inverted
  }

  private var roles: [Role]

  /// Looks at the nodes of `order`, which lists operands before what they are in.
  init(_ tree: SyntaxTree, _ order: [SyntaxID]) {
    roles = Array(repeating: .alone, count: tree.count)
    for id in order.reversed() {
      let operands = tree.operands(id)
      switch tree.kind(id) {
      case .add, .subtract, .negate:
        for operand in operands where Regions.isAdditive(tree.kind(operand)) {
          roles[operand.index] = .inner
        }
      case .multiply:
        let role: Role = roles[id.index] == .inverted ? .inverted : .inner
        for operand in operands where Regions.canJoin(tree.kind(operand), as: role) {
          roles[operand.index] = role
        }
      case .divide:
        for (operand, role) in zip(operands, [Role.inner, .inverted])
        where Regions.canJoin(tree.kind(operand), as: role) {
          roles[operand.index] = role
        }
      default: break
      }
    }
  }

  private static func isAdditive(_ kind: SyntaxKind) -> Bool {
    kind == .add || kind == .subtract || kind == .negate
  }

  private static func canJoin(_ kind: SyntaxKind, as role: Role) -> Bool {
    kind == .multiply || (kind == .divide && role == .inner)
  }

  /// Whether the node is part of the sum or product around it.
  func isInner(_ id: SyntaxID) -> Bool { roles[id.index] != .alone }

  /// The terms of the sum at `root`, each with whether it is subtracted.
  func terms(of root: SyntaxID, in tree: SyntaxTree) -> [(id: SyntaxID, isNegative: Bool)] {
    var result: [(id: SyntaxID, isNegative: Bool)] = []
    var stack = [(id: root, isNegative: false)]
    while let (id, isNegative) = stack.popLast() {
      guard id == root || isInner(id), Regions.isAdditive(tree.kind(id)) else {
        result.append((id, isNegative))
        continue
      }
      let last = tree.operand(id, tree.operands(id).count - 1)
      stack.append((last, tree.kind(id) == .add ? isNegative : !isNegative))
      if tree.kind(id) != .negate { stack.append((tree.operand(id, 0), isNegative)) }
    }
    return result
  }

  /// The factors of the product at `root`, each with whether it is a divisor.
  func factors(of root: SyntaxID, in tree: SyntaxTree) -> [(id: SyntaxID, isDivisor: Bool)] {
    var result: [(id: SyntaxID, isDivisor: Bool)] = []
    var stack = [(id: root, isDivisor: false)]
    while let (id, isDivisor) = stack.popLast() {
      let kind = tree.kind(id)
      guard id == root || isInner(id), kind == .multiply || kind == .divide else {
        result.append((id, isDivisor))
        continue
      }
      stack.append((tree.operand(id, 1), kind == .divide ? true : isDivisor))
      stack.append((tree.operand(id, 0), isDivisor))
    }
    return result
  }
}
