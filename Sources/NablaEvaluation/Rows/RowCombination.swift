import CKernels

/// A chunk to which terms are added, c + a₁ x₁ + a₂ x₂ + …, with factors that are the same in all
/// rows: what a linear model makes of its columns.
///
/// It is made of instructions in a row that add to what the one before made.
struct RowCombination: Sendable {
  /// The chunk that the result goes to.
  let destination: Int
  private let start: Int
  private var terms: [ckernels_term]

  /// What one instruction adds; `nil` where it does anything else.
  init?(_ instruction: RowInstruction) {
    guard let (start, term) = instruction.addition, start.scalar == nil else { return nil }
    destination = instruction.destination
    self.start = start.chunk
    terms = [term]
  }

  /// Takes in an instruction that adds to the result and leaves it in its place; whether it does.
  mutating func append(_ instruction: RowInstruction) -> Bool {
    guard instruction.destination == destination, let (start, term) = instruction.addition,
      start == .chunk(destination), Int(term.chunk) != destination
    else { return false }
    terms.append(term)
    return true
  }

  /// Computes the first `count` rows.
  @inline(__always)
  func execute(_ registers: RowRegisters, _ count: Int) {
    terms.withUnsafeBufferPointer { terms in
      ckernels_combine(
        registers.room(destination), registers.places[start], registers.places.baseAddress,
        registers.scalars, terms.baseAddress, terms.count, count)
    }
  }
}

extension RowInstruction {
  /// What it adds to something, where that is what it does.
  fileprivate var addition: (start: RowOperand, term: ckernels_term)? {
    switch opcode {
    case .add: b.scalar == nil && a.scalar != nil ? (b, Self.term(a)) : (a, Self.term(b))
    case .subtract: (a, Self.term(b, isNegative: true))
    case .multiplyAdd: Self.term(a, b).map { (c, $0) }
    case .subtractProduct: Self.term(a, b, isNegative: true).map { (c, $0) }
    case .multiply, .divide, .negate, .reciprocal, .squareRoot, .power, .multiplySubtract, .select,
      .unary, .binary:
      nil
    }
  }

  private static func term(_ operand: RowOperand, isNegative: Bool = false) -> ckernels_term {
    ckernels_term(
      chunk: operand.scalar == nil ? Int32(operand.chunk) : -1,
      scalar: Int32(operand.scalar ?? -1), is_negative: isNegative)
  }

  /// A product of a chunk and a scalar.
  private static func term(
    _ a: RowOperand, _ b: RowOperand, isNegative: Bool = false
  ) -> ckernels_term? {
    switch (a.scalar, b.scalar) {
    case (let scalar?, nil):
      ckernels_term(chunk: Int32(b.chunk), scalar: Int32(scalar), is_negative: isNegative)
    case (nil, let scalar?):
      ckernels_term(chunk: Int32(a.chunk), scalar: Int32(scalar), is_negative: isNegative)
    default: nil
    }
  }
}

/// What a row program does with a chunk of rows at a time.
enum RowStep: Sendable {
  case apply(RowInstruction)
  case combine(RowCombination)

  /// Instructions in their order, those joined that are one combination.
  static func joined(_ instructions: [RowInstruction]) -> [RowStep] {
    var steps: [RowStep] = []
    for instruction in instructions {
      if case .combine(var combination) = steps.last, combination.append(instruction) {
        steps[steps.count - 1] = .combine(combination)
      } else if let combination = RowCombination(instruction) {
        steps.append(.combine(combination))
      } else {
        steps.append(.apply(instruction))
      }
    }
    return steps
  }

  /// Computes the first `count` rows.
  @inline(__always)
  func execute(_ registers: RowRegisters, _ count: Int) {
    switch self {
    case .apply(let instruction): instruction.execute(registers, count)
    case .combine(let combination): combination.execute(registers, count)
    }
  }
}
