/// How tightly an expression holds together, loosest first.
///
/// The one table that the parser reads by and the printer brackets by.
package enum Precedence: UInt8, CaseIterable, Comparable, Sendable {
  /// `if c then a else b`
  case conditional
  case or
  case and
  case not
  /// `< <= > >= == !=`
  case comparison
  /// `+ -`
  case sum
  /// `d/dx`, which takes the whole product that follows
  case derivative
  /// `* / @` and juxtaposition
  case product
  /// Unary `-`
  case sign
  /// `^`
  case power
  /// `!`
  case postfix
  /// Numbers, texts, names, calls with their primes, and whatever stands in brackets or bars.
  case primary

  package static func < (a: Precedence, b: Precedence) -> Bool { a.rawValue < b.rawValue }

  /// The next tighter level; the tightest is its own.
  package var tighter: Precedence { Precedence(rawValue: rawValue + 1) ?? self }
}

/// How operators of one level group without brackets.
package enum Associativity: Sendable {
  case left
  case right
  /// Not at all: `a < b < c` needs brackets.
  case none
}

extension Precedence {
  /// How the binary operators of the level group.
  package var associativity: Associativity {
    switch self {
    case .or, .and, .sum, .product: .left
    case .power: .right
    case .conditional, .not, .comparison, .derivative, .sign, .postfix, .primary: .none
    }
  }
}

extension SyntaxKind {
  /// The level of the operation, which is that of its text without brackets.
  package var precedence: Precedence {
    switch self {
    case .number, .text, .name, .call, .absolute, .vector, .index: .primary
    case .factorial: .postfix
    case .power: .power
    case .negate: .sign
    case .multiply, .divide, .matrixMultiply: .product
    case .derivative: .derivative
    case .add, .subtract: .sum
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual: .comparison
    case .not: .not
    case .and: .and
    case .or: .or
    case .conditional: .conditional
    }
  }

  /// The loosest level that the operand at `position` may have without brackets.
  package func operandPrecedence(at position: Int) -> Precedence {
    switch self {
    case .number, .text, .name, .call, .absolute, .vector: .conditional
    case .factorial: .primary
    case .index: position == 0 ? .primary : .conditional
    // The exponent may have a sign, and what follows the sign may be raised: 2^-x^2.
    case .power: position == 0 ? .postfix : .sign
    case .negate: .power
    case .derivative: .derivative
    case .not: .not
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual: .sum
    case .multiply, .divide, .matrixMultiply, .add, .subtract, .and, .or:
      position == 0 ? precedence : precedence.tighter
    // Only the last part may be a choice itself: if a then b else if c then d else e.
    case .conditional: position == 2 ? .conditional : .or
    }
  }
}
