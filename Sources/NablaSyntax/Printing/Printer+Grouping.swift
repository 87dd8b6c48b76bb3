extension Printer {
  /// Whether the operand at `position` of the node `parent` stands in brackets.
  func needsBrackets(_ operand: SyntaxID, at position: Int, of parent: SyntaxID) -> Bool {
    let (kind, own) = (tree.kind(parent), tree.kind(operand).precedence)
    if own < kind.operandPrecedence(at: position) { return true }
    switch kind {
    case .add, .subtract, .multiply, .matrixMultiply:
      if position > 0, startsWithMinus(operand) { return true }
    case .divide:
      if position > 0, startsWithMinus(operand) { return true }
      if position > 0, looksLikeDerivative(tree.operand(parent, position - 1), operand) {
        return true
      }
    case .derivative:
      if startsWithMinus(operand) { return true }
    case .index:
      // A number in front of a bracket looks like a factor.
      if position == 0, tree.kind(operand) == .number { return true }
    case .number, .text, .name, .call, .absolute, .vector, .factorial, .power, .negate, .not,
      .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual, .and, .or, .conditional:
      break
    }
    return style == .reading && mightSurprise(operand, at: position, in: kind)
  }

  /// Whether someone might group the operand otherwise, although the table says how.
  private func mightSurprise(_ operand: SyntaxID, at position: Int, in kind: SyntaxKind) -> Bool {
    let own = tree.kind(operand)
    return switch kind {
    case .multiply, .divide, .matrixMultiply: position == 0 && own == .divide
    case .power: position > 0 && own.precedence < .primary
    case .derivative: own.precedence < .power
    default: false
    }
  }

  /// Whether the text of an operand begins with a minus sign.
  ///
  /// Complexity: linear in the products that open the text. They are looked at from the start of
  /// an operand only, so once each.
  private func startsWithMinus(_ id: SyntaxID) -> Bool {
    var id = id
    while tree.kind(id).precedence == .product {
      if needsBracketsInFront(tree.operand(id, 0), of: tree.kind(id)) { return false }
      id = tree.operand(id, 0)
    }
    return tree.kind(id) == .negate
  }

  private func needsBracketsInFront(_ operand: SyntaxID, of kind: SyntaxKind) -> Bool {
    tree.kind(operand).precedence < kind.operandPrecedence(at: 0)
      || style == .reading && mightSurprise(operand, at: 0, in: kind)
  }

  /// Whether a quotient without brackets would read as `d/dx`: it would for the quotient of the
  /// variables d and dx.
  private func looksLikeDerivative(_ numerator: SyntaxID, _ denominator: SyntaxID) -> Bool {
    guard let first = tree.name(firstLeaf(of: denominator)), first.ascii.hasPrefix("d") else {
      return false
    }
    var last = numerator
    while let operand = tree.operands(last).last, tree.kind(last).precedence < .postfix {
      last = operand
    }
    return tree.kind(last) == .name && tree.name(last)?.ascii == "d"
  }

  /// The number, name or call that the text of a power, factorial or element begins with, or what
  /// its base is in brackets.
  private func firstLeaf(of id: SyntaxID) -> SyntaxID {
    var id = id
    while [.power, .factorial, .index].contains(tree.kind(id)),
      !needsBracketsInFront(tree.operand(id, 0), of: tree.kind(id))
    {
      id = tree.operand(id, 0)
    }
    return id
  }

  /// Whether a product of the two is written without a sign: a number, perhaps negative, in front
  /// of a name, a call, a power of one, or a bracket.
  func isJuxtaposed(_ left: SyntaxID, _ right: SyntaxID) -> Bool {
    guard style != .reading, isSignedNumber(left) else { return false }
    var (position, parent, first) = (1, SyntaxKind.multiply, right)
    if tree.kind(right) == .power {
      (position, parent, first) = (0, .power, tree.operand(right, 0))
    }
    let kind = tree.kind(first)
    // 0.3*(-0.4): two numbers side by side would look like one.
    if kind == .negate, isSignedNumber(first) { return false }
    if kind.precedence < parent.operandPrecedence(at: position) || kind == .negate { return true }
    guard let name = tree.name(first) else { return kind == .absolute }
    return name.followsNumber(isCalled: kind == .call)
  }

  private func isSignedNumber(_ id: SyntaxID) -> Bool {
    switch tree.kind(id) {
    case .number: true
    case .negate: tree.kind(tree.operand(id, 0)) == .number
    default: false
    }
  }

  /// The exponent in raised digits, where it is a whole number with or without a sign.
  func superscript(_ exponent: SyntaxID) -> String? {
    guard style.isUnicode else { return nil }
    let isNegative = tree.kind(exponent) == .negate
    let magnitude = isNegative ? tree.operand(exponent, 0) : exponent
    guard let digits = tree.literal(magnitude) else { return nil }
    var result = isNegative ? "⁻" : ""
    for digit in digits {
      guard let value = digit.wholeNumberValue else { return nil }
      result.append(Printer.superscriptDigits[value])
    }
    return result
  }

  private static let superscriptDigits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
}

extension Name {
  /// Whether the name may stand right behind a number: `2e1` would be twenty, and `3ab` three
  /// factors to readers who do not know of a name `ab`.
  fileprivate func followsNumber(isCalled: Bool) -> Bool {
    let base = ascii.prefix { !$0.isNumber }
    if base == "e" || base == "E" { return false }
    return isCalled || base.count == 1 || ascii.contains("_")
      || Name.greekLetters[String(base)] != nil
  }
}
