/// A piece of an expression in a programming language.
///
/// A minus sign is kept apart, so that `a + x * -3` is written `a - x * 3`: IEEE 754 negates without
/// rounding, so both are the same number.
struct CodeText: Sendable {
  /// How tightly it holds together, loosest first: the few levels that all targets share.
  enum Binding: Int, Comparable, Sendable {
    case sum
    case product
    case sign
    /// A name, a number, a call.
    case primary

    static func < (a: Binding, b: Binding) -> Bool { a.rawValue < b.rawValue }
  }

  /// The text without its minus sign.
  var magnitude: String
  var binding: Binding = .primary
  /// Whether a minus sign belongs in front.
  var isNegative = false
  /// How many names are defined one by the other below it, at most.
  var depth = 0
  /// The latest definition that it depends on, by its position; -1 where there is none.
  var last = -1
  /// The inputs that stand in it, by their positions.
  var inputs: [Int] = []

  /// The whole text.
  var text: String { text(.sum) }

  /// The whole text, in brackets where it holds together less than `needed`.
  func text(_ needed: Binding) -> String {
    guard isNegative else { return magnitude(needed) }
    let signed = "-" + magnitude(.product)
    let own: Binding = binding == .product ? .product : .sign
    return own < needed ? "(\(signed))" : signed
  }

  /// The text without its minus sign, in brackets where it holds together less than `needed`.
  func magnitude(_ needed: Binding) -> String {
    binding < needed ? "(\(magnitude))" : magnitude
  }

  /// The same with the other sign.
  var negated: CodeText {
    var result = self
    result.isNegative.toggle()
    return result
  }
}

extension CodeText {
  /// A name, or whatever needs no brackets.
  init(text: String, binding: Binding = .primary) {
    self.init(magnitude: text, binding: binding)
  }

  static func + (a: CodeText, b: CodeText) -> CodeText {
    // A sum of two negative ones keeps its signs: -1 + 1 and -(1 - 1) are zeros of two kinds.
    let (first, second) = a.isNegative && !b.isNegative ? (b, a) : (a, b)
    let sign = second.isNegative ? " - " : " + "
    return CodeText(
      text: first.text(.sum) + sign + second.magnitude(.product), binding: .sum)
  }

  static func - (a: CodeText, b: CodeText) -> CodeText {
    let sign = b.isNegative ? " + " : " - "
    return CodeText(text: a.text(.sum) + sign + b.magnitude(.product), binding: .sum)
  }

  /// A product, with a number in front of what needs no brackets.
  static func * (a: CodeText, b: CodeText) -> CodeText {
    b.isNumber && a.binding == .primary ? product(b, " * ", a) : product(a, " * ", b)
  }

  private var isNumber: Bool { magnitude.first?.isNumber == true && binding == .primary }

  static func / (a: CodeText, b: CodeText) -> CodeText { product(a, " / ", b) }

  private static func product(_ a: CodeText, _ sign: String, _ b: CodeText) -> CodeText {
    CodeText(
      magnitude: a.magnitude(.product) + sign + b.magnitude(.sign), binding: .product,
      isNegative: a.isNegative != b.isNegative)
  }
}
