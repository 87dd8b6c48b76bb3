import NablaAlgebra
import NablaEvaluation
import NablaOptimization

extension Session {
  /// Most variables of a function whose optimum is held against a box around it.
  private static let checkedVariables = 2
  /// Most operations of such a function.
  private static let checkedOperations = 400
  /// A tenth of a second's work.
  private static let checkedBudget = 20_000_000

  /// Whether the optimum of a descent is the global one on a box around it; `nil` where that cannot
  /// be told at little cost.
  ///
  /// The box reaches ten times as far as the start lay away, and at least ten units, in round
  /// numbers.
  func globalCheck(
    of target: Target, at descent: Descent, from start: [Double], isMaximum: Bool, monitor: Monitor
  ) -> GlobalCheck? {
    guard descent.success, start.count <= Session.checkedVariables,
      target.graph.nodes(below: [target.root]).count <= Session.checkedOperations
    else { return nil }
    let distance = zip(start, descent.x).reduce(1) { max($0, abs($1.0 - $1.1)) }
    let reach = (10 * distance).roundedUpToOneDigit
    let box = descent.x.map { ($0.rounded() - reach, $0.rounded() + reach) }
    let parts = box.compactMap { LinePart($0.0, $0.1) }
    guard parts.count == box.count else { return nil }
    var target = target
    let symbols = target.symbols(of: target.variables)
    let root = isMaximum ? target.graph.negated(target.root) : target.root
    let proof = GlobalMinimum.find(
      target.graph, root: root, variables: symbols, on: parts, budget: Session.checkedBudget,
      isInterrupted: monitor.isInterrupted)
    guard proof.isCertified else { return nil }
    let value = isMaximum ? -descent.fun : descent.fun
    let tolerance = 1e-7 * max(1, abs(value))
    let isNear = proof.boxes.contains { part in
      zip(part, descent.x).allSatisfy { side, x in
        let margin = 1e-4 * max(1, abs(x))
        return side.lower - margin <= x && x <= side.upper + margin
      }
    }
    let isGlobal = value - proof.lower <= tolerance && isNear
    // A value that is better by no more than the descent's own precision decides nothing.
    guard isGlobal || value - proof.upper > tolerance else { return nil }
    return GlobalCheck(
      box: box.map { (lower: $0.0, upper: $0.1) }, proof: proof, isMaximum: isMaximum,
      isGlobal: isGlobal)
  }
}

extension Double {
  /// The least number with one significant digit of 1, 2 or 5 that is not below.
  fileprivate var roundedUpToOneDigit: Double {
    var step = 1.0
    while step * 10 <= self, step < 1e300 { step *= 10 }
    return [1, 2, 5, 10].map { $0 * step }.first { $0 >= self } ?? self
  }
}

extension LinePart {
  /// The numbers between two finite doubles.
  fileprivate init?(_ lower: Double, _ upper: Double) {
    guard let low = Rational(exactly: lower), let high = Rational(exactly: upper) else {
      return nil
    }
    self.init(LinePoint(low), LinePoint(high))
  }
}
