/// How far a computation may go before it is given up: what it may build, and who may stop it.
package struct Budget: Sendable {
  /// Most nodes that a graph may hold; a long number counts as several.
  ///
  /// With their operands and the table that finds them that is some 600 megabytes.
  package static let standardSize = 1 << 24

  package var size: Int
  /// Asked once in a few thousand steps; `true` ends the computation.
  package var isInterrupted: @Sendable () -> Bool

  /// Makes a budget; the default one is never interrupted.
  package init(
    size: Int = Budget.standardSize, isInterrupted: @escaping @Sendable () -> Bool = { false }
  ) {
    self.size = size
    self.isInterrupted = isInterrupted
  }
}

/// Why a computation was given up.
///
/// What it returned then is some valid node, and no result.
package enum Halt: Sendable, Equatable {
  /// The graph would outgrow its budget.
  case tooLarge
  /// An exact number would be too long, and no double stands for it.
  case longNumber
  /// A derivative of an aggregate was wanted that has none, such as the median.
  case noDerivative(Aggregate)
  /// `Budget.isInterrupted` was true.
  case interrupted
}

extension ExpressionGraph {
  /// Whether the computation is to be given up; every loop that builds asks once a turn.
  package mutating func mustHalt() -> Bool {
    if halt != nil { return true }
    turns &+= 1
    if count + numberWeight > budget.size {
      halt = .tooLarge
    } else if turns & 0xFFF == 0, budget.isInterrupted() {
      halt = .interrupted
    }
    return halt != nil
  }

  /// The double nearest to an exact number that is too long to keep.
  ///
  /// Where that is infinite or zero although the number is not, the computation is given up.
  mutating func rounded(_ value: Rational) -> Double {
    let double = value.double
    if !double.isFinite || double == 0, halt == nil { halt = .longNumber }
    return double
  }
}
