import NablaAlgebra
import NablaEvaluation

extension LoopLanguage {
  mutating func call(_ operation: StraightLine.Operation, _ operands: [CodeText]) -> CodeText? {
    switch operation.opcode {
    case .squareRoot: return squareRoot(of: operands[0])
    case .power:
      // With a number for either operand the library's function has the same values.
      let isPlain = operation.operands.contains { $0.isPlainPowerOperand }
      return isPlain ? library("pow", operands) : helper(.power, operands)
    case .select: return helper(.select, operands)
    case .unary, .binary:
      switch LibraryFunction(operation.function) {
      case .library(let name): return library(name, operands)
      case .reciprocal(let name): return CodeText(text: "1.0") / library(name, operands)
      case .helper(let helper): return self.helper(helper, operands)
      case .unsupported: return nil
      }
    case .add, .subtract, .multiply, .divide, .negate, .reciprocal, .multiplyAdd,
      .multiplySubtract, .subtractProduct:
      return nil
    }
  }

  /// Notes that a helper is needed.
  mutating func use(_ helper: CodeHelper) {
    helpers.insert(helper)
    usesMath = true
  }

  /// A call of a function of the C library.
  mutating func library(_ name: String, _ operands: [CodeText]) -> CodeText {
    usesMath = true
    return call(name, operands)
  }

  private mutating func helper(_ helper: CodeHelper, _ operands: [CodeText]) -> CodeText {
    use(helper)
    return call(helper.name, operands)
  }
}

extension StraightLine.Operand {
  /// Whether a power with this number for base or exponent is undefined where the other operand
  /// is, so that `pow` needs no help.
  var isPlainPowerOperand: Bool {
    if case .constant(let value) = self { return value.isFinite && value != 0 && value != 1 }
    return false
  }
}
