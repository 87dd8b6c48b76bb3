import NablaAlgebra
import NablaEvaluation

/// What differs between the languages in which straight-line code is written.
protocol CodeLanguage: Sendable {
  /// The words that are no names, in small letters where the language folds case.
  static var reserved: Set<String> { get }
  /// Whether large and small letters are the same.
  static var foldsCase: Bool { get }

  /// A number that is not negative as a literal.
  func literal(_ value: Double) -> String

  /// What is no plain arithmetic: powers, roots, choices and functions of the operands.
  ///
  /// - Returns: `nil` where the language has no way to say it.
  mutating func call(_ operation: StraightLine.Operation, _ operands: [CodeText]) -> CodeText?

  /// Whether the text of a call holds an operand more than once, so that it should have a name.
  func repeatsOperands(_ operation: StraightLine.Operation) -> Bool
}

extension CodeLanguage {
  static var foldsCase: Bool { false }

  func repeatsOperands(_ operation: StraightLine.Operation) -> Bool { false }

  /// `name(a, b)`.
  func call(_ name: String, _ operands: [CodeText]) -> CodeText {
    CodeText(text: name + "(" + operands.map(\.text).joined(separator: ", ") + ")")
  }
}

/// Something that the target language cannot say.
struct UnsupportedPart: Error {
  /// What cannot be said, as `erf` or "a median".
  var part: String
  /// The function, where it is one.
  var function: Function?
  /// What to do instead, where that is known.
  var hint: String?
}
