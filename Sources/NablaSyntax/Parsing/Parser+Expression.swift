extension Parser {
  /// Reads an expression up to the end of the statement, or to the clause word or comma that ends it
  /// where the command says so.
  mutating func parseExpression() throws(Diagnostic) -> Operand {
    let firstNode = tree.count
    let start = token
    expressionStart = start.lower
    var expectsOperand = true
    while true {
      if endsExpression() {
        guard !expectsOperand else { throw missingOperand() }
        break
      }
      expectsOperand = expectsOperand ? try readOperand() : try readOperator()
    }
    try reduce(.all)
    if let frame = frames.last { throw unclosed(operators[frame]) }
    let operand = operands.removeLast()
    notes.finishExpression(
      tree, operand.id, nodeCount: tree.count - firstNode,
      span: Span(start.lower, last.upper))
    return operand
  }

  /// Whether the expression ends in front of the current token.
  private func endsExpression() -> Bool {
    switch token.kind {
    case .end: true
    case .comma: stopsAtComma && frames.isEmpty
    case .assign, .equal: relation == .assign && frames.isEmpty
    case .tilde: relation == .tilde && frames.isEmpty
    case .word: isAtClauseWord()
    case .stray: clauseWord?.shape == .share && frames.isEmpty && isAtPercent
    default: false
    }
  }

  /// Whether the current token opens a clause.
  func isAtClauseWord() -> Bool {
    command != nil && bracketDepth == 0 && token.kind == .word
      && (2...8).contains(token.upper - token.lower)
      && opensClause(source.text(token.span))
  }

  /// Whether a word opens a clause of the command that is read.
  ///
  /// A word of some commands only, such as a detail of a method, does behind another clause; behind the operand it does where the word
  /// means nothing else, so that `minimize beta1^2 + beta2^2` is about β₁ and β₂.
  func opensClause(_ word: String) -> Bool {
    guard let command else { return false }
    guard let clause = ClauseWord(rawValue: word), clause.isContextual else {
      return ClauseWord.isClauseWord(word)
    }
    return takes(clause, command.verb.row)
      && (clauseWord != nil || words.wholeName(word) == nil)
  }

  /// Pushes an operator; the operand in front is complete.
  mutating func push(_ kind: Pending.Kind, _ power: BindingPower, _ token: Token, use: Int = 0) {
    let pending = Pending(
      kind: kind, power: power, span: token.span, base: operands.count, use: use)
    if pending.isFrame {
      frames.append(operators.count)
      if pending.isBracket { bracketDepth += 1 }
    }
    operators.append(pending)
  }

  /// Removes the innermost frame, behind which nothing is pending.
  mutating func popFrame() -> Pending {
    let frame = operators.removeLast()
    frames.removeLast()
    if frame.isBracket { bracketDepth -= 1 }
    return frame
  }

  /// The innermost open frame.
  var innermostFrame: Pending? { frames.last.map { operators[$0] } }

  /// Completes what binds at least as tightly as `power`.
  mutating func reduce(_ power: BindingPower) throws(Diagnostic) {
    applied = nil
    while let top = operators.last, !top.isFrame, top.power >= power {
      operators.removeLast()
      try complete(top)
    }
  }

  private mutating func complete(_ pending: Pending) throws(Diagnostic) {
    let right = operands.removeLast()
    switch pending.kind {
    case .binary(let kind):
      try completeBinary(kind, pending, operands.removeLast(), right)
    case .juxtaposition:
      completeJuxtaposition(operands.removeLast(), right)
    case .negate:
      appendUnary(.negate, pending, right)
    case .not:
      appendUnary(.not, pending, right)
    case .derivative:
      let span = pending.span.union(right.span)
      let id = tree.append(
        derivativeBy: uses[pending.use].name, of: right.id, span: span)
      operands.append(Operand(id: id, span: span))
    case .application:
      let span = pending.span.union(right.span)
      operands.append(call(uses[pending.use], [right.id], span: span))
      applied = pending.use
    case .otherwise:
      let value = operands.removeLast()
      let condition = operands.removeLast()
      let span = pending.span.union(right.span).union(condition.span)
      let id = tree.append(.conditional, [condition.id, value.id, right.id], span: span)
      operands.append(Operand(id: id, span: span))
    case .group, .call, .vector, .index, .bars, .condition, .consequence:
      // Frames are closed by their partners and never get here.
      operands.append(right)
    }
  }

  private mutating func appendUnary(_ kind: SyntaxKind, _ pending: Pending, _ operand: Operand) {
    let span = pending.span.union(operand.span)
    operands.append(Operand(id: tree.append(kind, [operand.id], span: span), span: span))
  }

  private mutating func completeBinary(
    _ kind: SyntaxKind, _ pending: Pending, _ left: Operand, _ right: Operand
  ) throws(Diagnostic) {
    let span = left.span.union(right.span)
    var result = Operand(id: tree.append(kind, left.id, right.id, span: span), span: span)
    switch kind {
    case .divide:
      result.form = .quotient
      result.mark = right.span.lower
    case .power:
      if left.form == .bareFunction {
        result.form = .bareFunction
      } else if isSurprisingPower(left, right) {
        result.form = .power
        result.mark = right.span.lower
      }
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual:
      if left.form == .comparison { throw chained(left, right) }
      result.form = .comparison
      result.mark = right.span.lower
    default: break
    }
    operands.append(result)
  }

  /// Whether a factor behind the power might be taken for a part of the exponent.
  private func isSurprisingPower(_ base: Operand, _ exponent: Operand) -> Bool {
    guard exponent.form != .bracketed else { return false }
    if tree.kind(base.id) == .name, let name = tree.name(base.id), base.form != .bracketed {
      if name.ascii == "e", words.scope[name] == .constant { return true }
    }
    // Behind the first piece of a word that was cut, the next one follows at once.
    return last.kind == .word && exponent.span.upper > last.lower
      && exponent.span.upper < last.upper
  }

  private mutating func completeJuxtaposition(_ left: Operand, _ right: Operand) {
    let span = left.span.union(right.span)
    if left.form == .quotient || left.form == .power {
      noteGrouping(left, right)
    }
    operands.append(
      Operand(id: tree.append(.multiply, left.id, right.id, span: span), span: span))
  }
}
