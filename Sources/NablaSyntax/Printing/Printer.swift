/// Writes expressions as text that reads back as the same tree, without a note.
///
/// Brackets appear where the tree needs them by the table of `Precedence`, and in few other places
/// (`a - (-b)`). A number in front of a name, a call or a bracket has no sign of multiplication
/// (`16a`, `2sin(x)`), every other product has one. Nothing recurses: a tree a million deep is
/// written with an explicit stack.
package struct Printer {
  /// A node under way and the operand that comes next.
  private struct Frame {
    var id: SyntaxID
    var next = 0
    var isBracketed: Bool
    /// Whether what stands last in it may reach to the right as far as it can: a bracket, a comma or
    /// a loose operator follows, or nothing.
    var isOpenAtEnd: Bool
  }

  let tree: SyntaxTree
  let style: PrintStyle
  private var output = ""
  private var frames: [Frame] = []
  private var spellings: [Name: String] = [:]

  private init(_ tree: SyntaxTree, _ style: PrintStyle) {
    self.tree = tree
    self.style = style
  }

  /// The text of the expression at `root`.
  ///
  /// Complexity: linear in the text.
  package static func print(_ tree: SyntaxTree, _ root: SyntaxID, style: PrintStyle) -> String {
    var result = ""
    print(tree, root, style: style, into: &result)
    return result
  }

  /// Appends the text of the expression at `root` to `output`.
  package static func print(
    _ tree: SyntaxTree, _ root: SyntaxID, style: PrintStyle, into output: inout String
  ) {
    var printer = Printer(tree, style)
    swap(&printer.output, &output)
    printer.run(root)
    swap(&printer.output, &output)
  }

  private mutating func run(_ root: SyntaxID) {
    open(root, isBracketed: false)
    while let frame = frames.last {
      if frame.next < tree.operands(frame.id).count {
        frames[frames.count - 1].next += 1
        writeOperand(frame.next, of: frame.id)
      } else {
        frames.removeLast()
        close(frame)
      }
    }
  }

  /// Starts a node; one without operands is written at once.
  private mutating func open(_ id: SyntaxID, isBracketed: Bool) {
    if isBracketed { output += "(" }
    switch tree.kind(id) {
    case .number: output += tree.literal(id) ?? ""
    case .text: output += (tree.text(id) ?? "").quotedText
    case .name: writeName(of: id)
    case .call:
      output += tree.name(id)?.ascii ?? ""
      output += String(repeating: "'", count: tree.primes(id))
      if hasArgumentList(id) { output += "(" }
    case .absolute: output += "abs("
    case .vector: output += "["
    case .negate: output += "-"
    case .not: output += "not "
    case .conditional: output += "if "
    case .derivative:
      output += style.isUnicode && tree.isPartial(id) ? "∂/∂" : "d/d"
      writeName(of: id)
      output += " "
    case .factorial, .index, .add, .subtract, .multiply, .divide, .matrixMultiply, .power,
      .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual, .and, .or:
      break
    }
    frames.append(
      Frame(id: id, isBracketed: isBracketed, isOpenAtEnd: isBracketed || isAtOpenEnd))
  }

  private mutating func close(_ frame: Frame) {
    switch tree.kind(frame.id) {
    case .call: if hasArgumentList(frame.id) { output += ")" }
    case .absolute: output += ")"
    case .vector, .index: output += "]"
    case .factorial: output += "!"
    case .number, .text, .name, .negate, .not, .conditional, .derivative, .add, .subtract,
      .multiply, .divide, .matrixMultiply, .power, .less, .lessOrEqual, .greater, .greaterOrEqual,
      .equal,
      .notEqual, .and, .or:
      break
    }
    if frame.isBracketed { output += ")" }
  }

  private mutating func writeOperand(_ position: Int, of id: SyntaxID) {
    let operand = tree.operand(id, position)
    if position > 0 {
      switch tree.kind(id) {
      case .power:
        if let exponent = superscript(operand) {
          output += exponent
          return
        }
        output += "^"
      case .multiply:
        let previous = tree.operand(id, position - 1)
        let isDerivative = tree.kind(operand) == .derivative && isAtOpenEnd
        if position > 1 || isDerivative || !isJuxtaposed(previous, operand) {
          output += style.times
        }
      case .conditional: output += position == 1 ? " then " : " else "
      case .index where position == 1: output += "["
      case let kind: output += style.sign(between: kind)
      }
    }
    var isBracketed = needsBrackets(operand, at: position, of: id)
    if isBracketed, style != .reading, tree.kind(operand) == .derivative, isAtOpenEnd,
      tree.kind(id) == .multiply || tree.kind(id) == .negate
    {
      isBracketed = false
    }
    open(operand, isBracketed: isBracketed)
  }

  /// Whether the operand that comes next may reach as far to the right as it can.
  private var isAtOpenEnd: Bool {
    guard let parent = frames.last else { return true }
    switch tree.kind(parent.id) {
    case .call, .absolute, .vector, .add, .subtract, .less, .lessOrEqual, .greater,
      .greaterOrEqual, .equal, .notEqual, .and, .or, .conditional:
      return true
    case .multiply, .negate, .derivative, .not:
      return parent.isOpenAtEnd && parent.next == tree.operands(parent.id).count
    case .number, .text, .name, .index, .divide, .matrixMultiply, .power, .factorial: return false
    }
  }

  private mutating func writeName(of id: SyntaxID) {
    guard let name = tree.name(id) else { return }
    if let known = spellings[name] {
      output += known
    } else {
      let spelling = style.spelling(of: name)
      spellings[name] = spelling
      output += spelling
    }
  }

  /// Whether a call shows brackets: `f'` without arguments stands for the derivative itself.
  private func hasArgumentList(_ id: SyntaxID) -> Bool {
    tree.primes(id) == 0 || !tree.operands(id).isEmpty
  }
}

extension String {
  /// The text in double quotes, as it is written in a statement.
  package var quotedText: String {
    var result = "\""
    for scalar in unicodeScalars {
      if scalar == "\"" { result += "\"" }
      result.unicodeScalars.append(scalar)
    }
    return result + "\""
  }
}
