/// How expressions are written out.
package enum PrintStyle: CaseIterable, Sendable {
  /// Letters and signs of ASCII only; reads back as the same tree.
  case ascii
  /// With `x²`, `θ₀`, `·`, `π`, `≤`; reads back as the same tree.
  case unicode
  /// For people who ask how their text was read: no product without its sign, and brackets where
  /// the grouping might surprise.
  case reading

  /// Whether signs and letters beyond ASCII are written.
  var isUnicode: Bool { self != .ascii }

  /// The sign of multiplication.
  var times: String { isUnicode ? "·" : "*" }

  /// The sign between the operands of a binary operation; a comma for the parts of a list.
  func sign(between kind: SyntaxKind) -> String {
    switch kind {
    case .add: " + "
    case .subtract: " - "
    case .multiply: times
    case .divide: "/"
    case .matrixMultiply: " @ "
    case .power: "^"
    case .less: " < "
    case .lessOrEqual: isUnicode ? " ≤ " : " <= "
    case .greater: " > "
    case .greaterOrEqual: isUnicode ? " ≥ " : " >= "
    case .equal: " == "
    case .notEqual: isUnicode ? " ≠ " : " != "
    case .and: " and "
    case .or: " or "
    case .number, .text, .name, .call, .negate, .factorial, .not, .absolute, .conditional,
      .vector, .index, .derivative:
      ", "
    }
  }

  /// The spelling of a variable, value or constant.
  func spelling(of name: Name) -> String {
    guard isUnicode else { return name.ascii }
    return name.ascii == "inf" ? "∞" : name.unicode
  }
}
