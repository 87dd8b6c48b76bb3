/// The built-in functions, comparisons and connectives included.
///
/// Everything that is known of one stands in its row of `Function.rows`.
package enum Function: UInt8, CaseIterable, Sendable {
  case abs
  case sign
  case floor
  case ceil
  case round
  case min
  case max
  case mod
  case hypot
  case exp
  case expm1
  case log
  case log1p
  case log2
  case log10
  case sqrt
  case cbrt
  case sin
  case cos
  case tan
  case sec
  case csc
  case cot
  case asin
  case acos
  case atan
  case atan2
  case sinh
  case cosh
  case tanh
  case asinh
  case acosh
  case atanh
  case erf
  case erfc
  case gamma
  case lgamma
  case digamma
  case polygamma
  case factorial
  case sigmoid
  case softplus
  case conditional
  case less
  case lessOrEqual
  case equal
  case notEqual
  case and
  case or
  case not
}

/// Where a function is defined, for real arguments.
package enum Domain: Sendable {
  case all
  case positive
  case nonnegative
  case unitInterval
  case openUnitInterval
  case aboveMinusOne
  case atLeastOne
  /// Everywhere but at the poles that the text names.
  case except(String)

  /// The condition on the argument `x`, or `nil` where there is none.
  package var condition: String? {
    switch self {
    case .all: nil
    case .positive: "x > 0"
    case .nonnegative: "x >= 0"
    case .unitInterval: "-1 <= x <= 1"
    case .openUnitInterval: "-1 < x < 1"
    case .aboveMinusOne: "x > -1"
    case .atLeastOne: "x >= 1"
    case .except(let poles): poles
    }
  }
}

extension Function {
  /// How a function is computed in doubles.
  package enum Kernel: Sendable {
    case unary(@Sendable (Double) -> Double)
    case binary(@Sendable (Double, Double) -> Double)
    /// Any number of arguments from two on, taken from the left two at a time.
    case folded(@Sendable (Double, Double) -> Double)
    /// The second argument where the first is not zero, else the third.
    case choice
  }

  /// Builds the partial derivative by the argument at a position, from a graph and the arguments.
  package typealias Partial = @Sendable (inout ExpressionGraph, [NodeID], Int) -> NodeID

  /// Whether a function is smooth, has kinks or jumps.
  package enum Smoothness: Sendable {
    case smooth
    case kinked
  }

  /// What is known of a built-in function.
  package struct Row: Sendable {
    package var function: Function
    package var name: String
    package var aliases: [String] = []
    package var arity: ClosedRange<Int> = 1...1
    package var domain: Domain = .all
    package var smoothness: Smoothness = .smooth
    package var isNonnegative = false
    /// Where it bends up or down, rises or falls; empty pieces where no simple rule tells.
    package var shape = Shape()
    package var kernel: Kernel
    package var partial: Partial
    /// One line that says what it is.
    package var documentation: String
    /// A statement that shows it.
    package var example: String
  }

  /// The function's row.
  package var row: Row { Function.rows[Int(rawValue)] }

  /// The functions that can be called by name; comparisons and the like have signs of their own.
  package static let named: [Function] = allCases.filter { $0.row.name.first?.isLetter == true }

  /// The function of a name or an alias.
  package static func named(_ name: String) -> Function? { byName[name] }

  private static let byName: [String: Function] = {
    var result: [String: Function] = [:]
    for function in named {
      for name in [function.row.name] + function.row.aliases { result[name] = function }
    }
    return result
  }()

  /// All rows, in the order of the cases.
  package static let rows: [Row] =
    roundingRows + exponentialRows + trigonometricRows + hyperbolicRows + specialRows + logicRows
}
