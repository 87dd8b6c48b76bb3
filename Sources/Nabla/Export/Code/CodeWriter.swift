import NablaAlgebra
import NablaEvaluation

/// Writes straight-line code in a language: what is used more than once gets a name, and what would
/// be too long to read, so that every line is short whatever the depth of the expression.
struct CodeWriter<Language: CodeLanguage> {
  /// What was written: definitions in order, and the outputs in terms of them.
  struct Block {
    var definitions: [(name: String, value: CodeText)] = []
    var outputs: [CodeText] = []

    /// The block as lines in an order that keeps few values alive at a time: inputs right before
    /// they are first used, outputs right behind what they need.
    ///
    /// `read` gives the line that makes an input known, or `nil` where it needs none, `write` that
    /// for an output, or `nil` for one that comes later.
    func lines(
      read: (Int) -> String?, define: (String, String) -> String, write: (Int) -> String?
    ) -> [String] {
      var lines: [String] = []
      var known: Set<Int> = []
      func prepare(_ value: CodeText) {
        for input in value.inputs where known.insert(input).inserted {
          if let line = read(input) { lines.append(line) }
        }
      }
      let waiting = Dictionary(grouping: outputs.indices) { outputs[$0].last }
      for position in -1..<definitions.count {
        if position >= 0 {
          prepare(definitions[position].value)
          lines.append(define(definitions[position].name, definitions[position].value.text))
        }
        for output in waiting[position] ?? [] {
          prepare(outputs[output])
          if let line = write(output) { lines.append(line) }
        }
      }
      return lines
    }
  }

  /// Longest text that stands inside another one.
  private static var inlineLimit: Int { 48 }
  /// Longest text where nothing may get a name.
  private static var wholeLimit: Int { 20_000 }

  /// Whether parts get names; where they may not, an expression stands written out.
  var namesParts = true

  var language: Language
  var identifiers: Identifiers
  private var temporaryCount = 0

  init(_ language: Language) {
    self.language = language
    identifiers = Identifiers(
      reserved: Language.reserved.union(CodeHelper.names), foldsCase: Language.foldsCase)
  }

  /// Writes code whose inputs have texts already; complexity: linear in the operations.
  mutating func write(
    _ code: StraightLine, inputs: [CodeText]
  ) throws(UnsupportedPart) -> Block {
    var block = Block()
    var texts: [CodeText] = []
    texts.reserveCapacity(code.operations.count)
    let isNamed = namedSteps(of: code)
    for (step, operation) in code.operations.enumerated() {
      for case .step(let used) in operation.operands
      where namesParts && texts[used].magnitude.utf8.count > Self.inlineLimit {
        texts[used] = named(texts[used], in: &block)
      }
      let operands = operation.operands.map { text(of: $0, texts, inputs) }
      guard let value = text(of: operation, operands) else {
        throw UnsupportedPart(operation)
      }
      guard namesParts || value.magnitude.utf8.count <= Self.wholeLimit else {
        throw UnsupportedPart(part: "room for so long an expression in one query")
      }
      texts.append(isNamed[step] && namesParts ? named(value, in: &block) : value)
    }
    block.outputs = code.outputs.map { text(of: $0, texts, inputs) }
    return block
  }

  /// The steps that are used more than once, or by something that repeats its operands.
  private func namedSteps(of code: StraightLine) -> [Bool] {
    var uses = Array(repeating: 0, count: code.operations.count)
    func use(_ operand: StraightLine.Operand, _ count: Int) {
      if case .step(let step) = operand { uses[step] += count }
    }
    for operation in code.operations {
      let count = language.repeatsOperands(operation) ? 2 : 1
      for operand in operation.operands { use(operand, count) }
    }
    for output in code.outputs { use(output, 1) }
    return uses.map { $0 > 1 }
  }

  /// Defines a name for a value.
  private mutating func named(_ value: CodeText, in block: inout Block) -> CodeText {
    temporaryCount += 1
    let name = identifiers.fresh("t\(temporaryCount)")
    block.definitions.append((name, value))
    return CodeText(
      magnitude: name, depth: value.depth + 1, last: block.definitions.count - 1)
  }

  private func text(
    of operand: StraightLine.Operand, _ steps: [CodeText], _ inputs: [CodeText]
  ) -> CodeText {
    switch operand {
    case .input(let position):
      var text = inputs[position]
      text.inputs = [position]
      return text
    case .step(let step): return steps[step]
    case .constant(let value):
      let isNegative = value.sign == .minus && !value.isNaN
      return CodeText(
        magnitude: language.literal(isNegative ? -value : value), isNegative: isNegative)
    }
  }

  private mutating func text(
    of operation: StraightLine.Operation, _ operands: [CodeText]
  ) -> CodeText? {
    var result: CodeText?
    switch operation.opcode {
    case .add: result = operands[0] + operands[1]
    case .subtract: result = operands[0] - operands[1]
    case .multiply: result = operands[0] * operands[1]
    case .divide: result = operands[0] / operands[1]
    case .negate: result = operands[0].negated
    case .reciprocal: result = CodeText(text: language.literal(1)) / operands[0]
    case .squareRoot, .power, .select, .unary, .binary:
      result = language.call(operation, operands)
    // Straight-line code joins no two operations.
    case .multiplyAdd, .multiplySubtract, .subtractProduct: result = nil
    }
    result?.depth = operands.reduce(0) { max($0, $1.depth) }
    result?.last = operands.reduce(-1) { max($0, $1.last) }
    result?.inputs = operands.flatMap(\.inputs)
    return result
  }
}

extension UnsupportedPart {
  /// An operation for which a language has no words.
  init(_ operation: StraightLine.Operation) {
    switch operation.opcode {
    case .unary, .binary:
      self.init(part: "`\(operation.function.row.name)`", function: operation.function)
    case .select: self.init(part: "a choice", function: .conditional)
    case .power, .squareRoot: self.init(part: "a power")
    case .add, .subtract, .multiply, .divide, .negate, .reciprocal, .multiplyAdd,
      .multiplySubtract, .subtractProduct:
      self.init(part: "an operation")
    }
  }
}
