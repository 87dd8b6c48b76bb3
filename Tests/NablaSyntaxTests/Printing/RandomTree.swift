import NablaSyntax
import NablaTestSupport

/// Grows random syntax trees of every kind of node that a text can give.
struct RandomTree {
  private(set) var tree = SyntaxTree()
  private var random: SeededRandom

  /// The names that the trees use, as `Scope.standard(with:)` takes them.
  static let scope: Scope = {
    var scope = Scope.standard(with: "f(1) g(1) ab= abc= total_bill= eta=")
    for name in names { scope.seen.insert(Name(name)) }
    return scope
  }()

  private static let names = [
    "x", "y", "a", "d", "x0", "x1", "x2", "x12", "e1", "E", "theta", "theta0", "Omega2", "ab",
    "abc",
    "total_bill", "eta", "delta", "pi", "e", "inf", "z_total", "é",
  ]
  private static let literals = [
    "0", "1", "2", "10", "007", "3.5", "0.25", "1e5", "2e-3", "6.02E+23",
  ]
  private static let texts = ["", "Sun", "\"", "a; # \"b\"", "Süd", "θ₀ × 2", "e\u{301}", " \\n "]
  private static let unary = ["sin", "exp", "gamma", "digamma", "erf", "f", "g"]
  private static let binary: [SyntaxKind] = [
    .add, .add, .subtract, .subtract, .multiply, .multiply, .multiply, .multiply, .divide, .divide,
    .power, .power, .power, .matrixMultiply,
  ]
  private static let logical: [SyntaxKind] = [
    .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual, .and, .or,
  ]

  init(seed: UInt64) {
    random = SeededRandom(seed: seed)
  }

  /// Adds a tree of about `size` operations.
  mutating func grow(size: Int) -> SyntaxID {
    if size <= 0 { return leaf() }
    let part = Int.random(in: 0..<size, using: &random)
    switch Int.random(in: 0..<21, using: &random) {
    case 0...8: return pair(random.pick(Self.binary), part, size - 1 - part)
    case 9...10: return single(.negate, size - 1)
    case 11: return single(.factorial, size - 1)
    case 12: return call(random.pick(Self.unary), [size - 1])
    case 13: return call(random.pick(["max", "atan2"]), [part, size - 1 - part])
    case 14: return derived(size - 1)
    case 15: return pair(random.pick(Self.logical), part, size - 1 - part)
    case 16: return single(random.pick([.not, .absolute]), size - 1)
    case 17: return choice(size - 1)
    case 18: return number(by: size - 1)
    case 19: return pair(.index, part, size - 1 - part)
    default: return raised(size - 1)
    }
  }

  private mutating func leaf() -> SyntaxID {
    if Int.random(in: 0..<12, using: &random) == 0 {
      return tree.append(text: random.pick(Self.texts))
    }
    if Bool.random(using: &random) { return tree.append(number: random.pick(Self.literals)) }
    return tree.append(name: Name(random.pick(Self.names)))
  }

  private mutating func single(_ kind: SyntaxKind, _ size: Int) -> SyntaxID {
    let operand = grow(size: size)
    return tree.append(kind, [operand])
  }

  private mutating func pair(_ kind: SyntaxKind, _ left: Int, _ right: Int) -> SyntaxID {
    let operands = [grow(size: left), grow(size: right)]
    return tree.append(kind, operands)
  }

  private mutating func call(_ name: String, _ sizes: [Int]) -> SyntaxID {
    var operands: [SyntaxID] = []
    for size in sizes { operands.append(grow(size: size)) }
    return tree.append(call: Name(name), operands)
  }

  private mutating func derived(_ size: Int) -> SyntaxID {
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return tree.append(call: Name("f"), primes: 1, [])
    case 1:
      let argument = grow(size: size)
      return tree.append(call: Name("g"), primes: 2, [argument])
    case 2:
      let operand = grow(size: size)
      return tree.append(derivativeBy: Name(random.pick(["x", "theta0"])), of: operand)
    default:
      let parts = [grow(size: size / 2), grow(size: size / 2)]
      return tree.append(.vector, parts)
    }
  }

  private mutating func choice(_ size: Int) -> SyntaxID {
    let parts = [grow(size: size / 3), grow(size: size / 3), grow(size: size / 3)]
    return tree.append(.conditional, parts)
  }

  /// A product that starts with a number, where the sign of multiplication may be left out.
  private mutating func number(by size: Int) -> SyntaxID {
    var factor = tree.append(number: random.pick(Self.literals))
    if Bool.random(using: &random) { factor = tree.append(.negate, [factor]) }
    let other = grow(size: size)
    return tree.append(.multiply, [factor, other])
  }

  /// A power whose exponent may be written in raised digits.
  private mutating func raised(_ size: Int) -> SyntaxID {
    let base = grow(size: size)
    var exponent = tree.append(number: random.pick(["0", "2", "3", "10", "02"]))
    if Bool.random(using: &random) { exponent = tree.append(.negate, [exponent]) }
    return tree.append(.power, [base, exponent])
  }
}
