/// Writes expressions as LaTeX for mathematical mode, with no package but amsmath.
///
/// Quotients are fractions, functions stand upright, columns of tables have the index of their row,
/// and aggregates are sums over it. Nothing recurses: what is yet to be written lies on a stack.
package struct LaTeXPrinter: Sendable {
  /// What is yet to be written.
  enum Item {
    case text(String)
    /// An expression where something that holds together less than `needed` stands in brackets;
    /// `isLast` tells that nothing follows in its product, so that a sum over rows may stand open,
    /// `isUnsigned` that its leading minus sign is written already.
    case node(SyntaxID, needed: Precedence, isLast: Bool, depth: Int, isUnsigned: Bool = false)
  }

  let tree: SyntaxTree
  /// The names that are columns.
  let columns: Set<Name>
  private let letters: RowLetters
  private var spellings: [Name: String] = [:]

  /// A printer for expressions of a tree in which `columns` are columns.
  package init(_ tree: SyntaxTree, columns: Set<Name>) {
    self.tree = tree
    self.columns = columns
    letters = RowLetters(avoiding: tree)
  }

  /// The text of the expression at `root`; complexity: linear in the text.
  package mutating func print(_ root: SyntaxID) -> String {
    var output = ""
    var stack = [Item.node(root, needed: .conditional, isLast: true, depth: 0)]
    while let item = stack.popLast() {
      switch item {
      case .text(let text): output += text
      case .node(let id, _, let isLast, let depth, true):
        stack.append(contentsOf: unsigned(id, isLast, depth).reversed())
      case .node(let id, let needed, let isLast, let depth, false):
        stack.append(contentsOf: items(id, needed, isLast, depth).reversed())
      }
    }
    return output
  }

  /// The parts of an expression, with brackets where it needs them.
  private mutating func items(
    _ id: SyntaxID, _ needed: Precedence, _ isLast: Bool, _ depth: Int
  ) -> [Item] {
    let isOpenSum = isAggregate(id) && !isLast && needed > .sum
    // A derivative at the end of a product reaches no further without brackets either.
    let isOpenDerivative = tree.kind(id) == .derivative && isLast && needed == .sign
    guard precedence(of: id) < needed && !isOpenDerivative || isOpenSum else {
      return body(id, isLast, depth)
    }
    // A truth value that is counted with stands in Iverson's brackets.
    let isTruth = [.comparison, .and, .or, .not].contains(tree.kind(id).precedence)
    let (left, right) = isTruth ? ("\\left[ ", " \\right]") : ("\\left( ", " \\right)")
    return [.text(left)] + body(id, true, depth) + [.text(right)]
  }

  private mutating func body(_ id: SyntaxID, _ isLast: Bool, _ depth: Int) -> [Item] {
    func node(_ position: Int, _ needed: Precedence, isLast: Bool = true) -> Item {
      .node(tree.operand(id, position), needed: needed, isLast: isLast, depth: depth)
    }
    switch tree.kind(id) {
    case .number: return [.text(LaTeXPrinter.number(tree.literal(id) ?? ""))]
    case .text: return [.text("\\text{" + LaTeXPrinter.escaped(tree.text(id) ?? "") + "}")]
    case .name: return [.text(spelling(of: tree.name(id), depth))]
    case .call: return call(id, depth)
    case .negate: return [.text("-"), node(0, .power, isLast: isLast)]
    case .factorial: return [node(0, .primary, isLast: false), .text("!")]
    case .add: return [node(0, .sum), .text(" + "), node(1, .derivative)]
    case .subtract: return [node(0, .sum), .text(" - "), node(1, .derivative)]
    case .multiply: return product(id, isLast, depth)
    case .matrixMultiply: return [node(0, .product), .text(" \\, "), node(1, .sign)]
    case .divide: return fraction(id, depth)
    case .power: return power(id, depth)
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual, .and, .or:
      let level = tree.kind(id).operandPrecedence(at: 1)
      return [node(0, level), .text(LaTeXPrinter.sign(of: tree.kind(id))), node(1, level)]
    case .not: return [.text("\\lnot "), node(0, .comparison)]
    case .absolute: return [.text("\\left| "), node(0, .conditional), .text(" \\right|")]
    case .conditional:
      return [
        .text("\\begin{cases} "), node(1, .or), .text(" & \\text{if } "), node(0, .or),
        .text(" \\\\ "), node(2, .or), .text(" & \\text{otherwise} \\end{cases}"),
      ]
    case .vector:
      let cells = tree.operands(id).indices.map { tree.operands(id)[$0] }.flatMap {
        [Item.text(" \\\\ "), .node($0, needed: .conditional, isLast: true, depth: depth)]
      }.dropFirst()
      return [.text("\\begin{pmatrix} ")] + cells + [.text(" \\end{pmatrix}")]
    case .index:
      let indices = tree.operands(id).dropFirst().flatMap {
        [Item.text(", "), .node($0, needed: .conditional, isLast: true, depth: depth)]
      }.dropFirst()
      return [node(0, .primary, isLast: false), .text("_{")] + indices + [.text("}")]
    case .derivative:
      let name = spelling(of: tree.name(id), depth)
      let head =
        tree.isPartial(id) ? "\\frac{\\partial}{\\partial \(name)} " : "\\frac{d}{d\(name)} "
      return [.text(head), node(0, .product)]
    }
  }

  /// A fraction, with the numerator's minus sign in front of it.
  private func fraction(_ id: SyntaxID, _ depth: Int) -> [Item] {
    let (top, bottom) = (tree.operand(id, 0), tree.operand(id, 1))
    let isNegative = isSigned(top)
    return [
      .text(isNegative ? "-\\frac{" : "\\frac{"),
      .node(top, needed: .conditional, isLast: true, depth: depth, isUnsigned: isNegative),
      .text("}{"), .node(bottom, needed: .conditional, isLast: true, depth: depth), .text("}"),
    ]
  }

  /// What starts with a minus sign, without it.
  private func unsigned(_ id: SyntaxID, _ isLast: Bool, _ depth: Int) -> [Item] {
    let first = tree.operand(id, 0)
    guard tree.kind(id) == .multiply else {
      return [.node(first, needed: .power, isLast: isLast, depth: depth)]
    }
    return [
      .node(first, needed: .product, isLast: false, depth: depth, isUnsigned: true),
      .text(" \\, "),
      .node(tree.operand(id, 1), needed: .sign, isLast: isLast, depth: depth),
    ]
  }

  /// A product without a sign, unless digits would run together.
  private func product(_ id: SyntaxID, _ isLast: Bool, _ depth: Int) -> [Item] {
    let (left, right) = (tree.operand(id, 0), tree.operand(id, 1))
    if isLast, tree.kind(left) == .number, isAggregate(right), tree.name(right)?.ascii == "mean" {
      // 2 times a mean is 2/n times a sum.
      let body = aggregate("sum", right, depth)
      return [.text("\\frac{\(tree.literal(left) ?? "")}{\(letters.count)} ")] + body
    }
    let isDigit = tree.kind(firstLeaf(of: right)) == .number
    let sign = isDigit ? " \\cdot " : tree.kind(left) == .number ? " " : " \\, "
    let needed: Precedence = startsWithMinus(right) ? .primary : .sign
    return [
      .node(left, needed: .product, isLast: false, depth: depth), .text(sign),
      .node(right, needed: needed, isLast: isLast, depth: depth),
    ]
  }

  /// Whether a product starts with a minus sign that may stand in front of its fraction.
  private func isSigned(_ id: SyntaxID) -> Bool {
    var id = id
    while tree.kind(id) == .multiply { id = tree.operand(id, 0) }
    return tree.kind(id) == .negate
  }

  private func startsWithMinus(_ id: SyntaxID) -> Bool {
    var id = id
    while tree.kind(id) == .multiply || tree.kind(id) == .divide { id = tree.operand(id, 0) }
    return tree.kind(id) == .negate
  }

  private func firstLeaf(of id: SyntaxID) -> SyntaxID {
    var id = id
    while [.multiply, .power, .factorial].contains(tree.kind(id)) { id = tree.operand(id, 0) }
    return id
  }

  /// A power; that of an upright function stands at its name.
  private func power(_ id: SyntaxID, _ depth: Int) -> [Item] {
    let (base, exponent) = (tree.operand(id, 0), tree.operand(id, 1))
    let raised: [Item] = [
      .text("^{"), .node(exponent, needed: .conditional, isLast: true, depth: depth), .text("}"),
    ]
    if let name = operatorName(of: base), tree.kind(exponent) == .number {
      return [.text(name)] + raised + arguments(of: base, depth)
    }
    return [.node(base, needed: .postfix, isLast: false, depth: depth)] + raised
  }

  /// How tightly the text of an expression holds together.
  private func precedence(of id: SyntaxID) -> Precedence {
    switch tree.kind(id) {
    case .number: tree.literal(id)?.contains("e") == true ? .product : .primary
    // Fractions and powers of e need brackets in front of an exponent alone.
    case .divide: startsWithMinus(id) ? .sign : .power
    case .call where tree.name(id)?.ascii == "exp": .power
    case .conditional: .or
    case let kind: kind.precedence
    }
  }
}

// MARK: Calls

extension LaTeXPrinter {
  private mutating func call(_ id: SyntaxID, _ depth: Int) -> [Item] {
    let name = tree.name(id)?.ascii ?? ""
    let inner = Item.node(
      tree.operands(id).first ?? id, needed: .conditional, isLast: true, depth: depth)
    if isAggregate(id) { return aggregate(name, id, depth) }
    switch name {
    case "exp": return [.text("e^{"), inner, .text("}")]
    case "sqrt": return [.text("\\sqrt{"), inner, .text("}")]
    case "cbrt": return [.text("\\sqrt[3]{"), inner, .text("}")]
    case "abs": return [.text("\\left| "), inner, .text(" \\right|")]
    case "floor": return [.text("\\left\\lfloor "), inner, .text(" \\right\\rfloor")]
    case "ceil": return [.text("\\left\\lceil "), inner, .text(" \\right\\rceil")]
    default:
      let primes = String(repeating: "'", count: tree.primes(id))
      let head = operatorName(of: id) ?? spelling(of: tree.name(id), depth)
      return [.text(head + primes)] + arguments(of: id, depth)
    }
  }

  private func arguments(of id: SyntaxID, _ depth: Int) -> [Item] {
    guard !tree.operands(id).isEmpty else { return [] }
    let list = tree.operands(id).flatMap {
      [Item.text(", "), .node($0, needed: .conditional, isLast: true, depth: depth)]
    }.dropFirst()
    return [.text("\\left( ")] + list + [.text(" \\right)")]
  }

  /// Whether a call goes over the rows of a table.
  private func isAggregate(_ id: SyntaxID) -> Bool {
    guard tree.kind(id) == .call, let name = tree.name(id)?.ascii else { return false }
    switch name {
    case "mean", "sum", "count", "median": return true
    case "min", "max": return tree.operands(id).count == 1
    default: return false
    }
  }

  private func aggregate(_ name: String, _ id: SyntaxID, _ depth: Int) -> [Item] {
    let index = letters.index(depth)
    let body = Item.node(
      tree.operand(id, 0), needed: .product, isLast: true, depth: depth + 1)
    let sum = "\\sum_{\(index)=1}^{\(letters.count)} "
    switch name {
    case "mean": return [.text("\\frac{1}{\(letters.count)} " + sum), body]
    case "sum": return [.text(sum), body]
    case "count": return [.text(letters.count)]
    case "median": return [.text("\\operatorname*{median}_{\(index)} "), body]
    default: return [.text("\\\(name)_{\(index)} "), body]
    }
  }

  /// The upright name of a built-in function that is written with brackets.
  private func operatorName(of id: SyntaxID) -> String? {
    guard tree.kind(id) == .call, tree.primes(id) == 0, !isAggregate(id),
      let name = tree.name(id)?.ascii, name.first?.isLowercase == true, name.utf8.count > 2
    else { return nil }
    switch name {
    case "sin", "cos", "tan", "sec", "csc", "cot", "sinh", "cosh", "tanh", "log", "min", "max":
      return "\\" + name
    case "asin", "acos", "atan": return "\\arc" + name.dropFirst()
    case "log2": return "\\log_2"
    case "log10": return "\\log_{10}"
    case "asinh", "acosh", "atanh": return "\\operatorname{ar\(name.dropFirst())}"
    case "gamma": return "\\Gamma"
    case "digamma": return "\\psi"
    case "exp", "sqrt", "cbrt", "abs", "floor", "ceil": return nil
    default: return "\\operatorname{\(name)}"
    }
  }

  private mutating func spelling(of name: Name?, _ depth: Int) -> String {
    guard let name else { return "" }
    let plain: String
    if let known = spellings[name] {
      plain = known
    } else {
      plain = name.latex
      spellings[name] = plain
    }
    guard columns.contains(name) else { return plain }
    return plain + "_{\(letters.index(max(0, depth - 1)))}"
  }
}
