import NablaSyntax
import Testing

@Suite("Precedence")
struct PrecedenceTests {
  @Test("The levels stand in the order of the language, loosest first")
  func order() {
    let order: [SyntaxKind] = [
      .conditional, .or, .and, .not, .less, .add, .derivative, .multiply, .negate, .power,
      .factorial, .call,
    ]
    #expect(order.map(\.precedence) == Precedence.allCases)
  }

  @Test(
    "Operators of one level share it",
    arguments: [
      [SyntaxKind.add, .subtract], [.multiply, .divide, .matrixMultiply],
      [.less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual],
      [.number, .name, .call, .absolute, .vector, .index],
    ])
  func shared(_ kinds: [SyntaxKind]) {
    #expect(Set(kinds.map(\.precedence)).count == 1)
  }

  @Test(
    "A binary operator groups to one side at most",
    arguments: SyntaxKind.allCases.filter {
      [.or, .and, .comparison, .sum, .product, .power].contains($0.precedence)
    })
  func grouping(_ kind: SyntaxKind) {
    let groupsLeft = kind.operandPrecedence(at: 0) <= kind.precedence
    let groupsRight = kind.operandPrecedence(at: 1) <= kind.precedence
    switch kind.precedence.associativity {
    case .left: #expect(groupsLeft && !groupsRight)
    case .right: #expect(!groupsLeft && groupsRight)
    case .none: #expect(!groupsLeft && !groupsRight)
    }
  }

  @Test("The tightest level is its own next one")
  func tighter() {
    #expect(Precedence.primary.tighter == .primary)
    #expect(Precedence.sign.tighter == .power)
  }
}
