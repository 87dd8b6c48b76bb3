/// How tightly a pending operator holds its operands: `Precedence` with the two levels between
/// products and signs that functions without brackets need.
struct BindingPower: Comparable, Sendable {
  private let rawValue: UInt8

  init(_ precedence: Precedence) {
    rawValue = (precedence.rawValue + 1) * 4
  }

  private init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// An open bracket, which nothing but its partner closes.
  static let frame = BindingPower(rawValue: 0)
  /// Looser than every operator.
  static let all = BindingPower(.conditional)
  /// A function whose argument follows without brackets.
  static let application = BindingPower(rawValue: BindingPower(.product).rawValue + 1)
  /// Juxtaposition inside such an argument.
  static let tightProduct = BindingPower(rawValue: BindingPower(.product).rawValue + 2)

  static func < (a: BindingPower, b: BindingPower) -> Bool { a.rawValue < b.rawValue }
}
