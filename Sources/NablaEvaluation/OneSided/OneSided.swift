import NablaAlgebra

/// The one-sided derivatives of an expression at a point, along one variable.
package struct OneSided: Sendable, Equatable {
  /// What happens on one side of the point.
  package enum Side: Sendable, Equatable {
    /// The limit of the value and the derivative, each of which may be infinite; the derivative is
    /// `nil` where the terms that are computed do not decide it.
    case value(limit: Double, slope: Double?)
    /// The expression has no value on this side.
    case undefined
    /// The terms that are computed do not decide how the expression behaves.
    case undecided

    /// The derivative, where it is known.
    package var slope: Double? {
      if case .value(_, let slope) = self { return slope }
      return nil
    }

    /// The limit, where it is known.
    package var limit: Double? {
      if case .value(let limit, _) = self { return limit }
      return nil
    }
  }

  package var left: Side
  package var right: Side
  /// The value at the point itself; NaN where there is none.
  package var value: Double

  /// Whether the limits known on the two sides and the value at the point differ.
  package var jumps: Bool {
    let values = [left.limit, right.limit, value.isNaN ? nil : value].compactMap { $0 }
    return values.contains { $0 != values[0] }
  }

  /// Whether the expression is continuous and has different derivatives on the two sides.
  package var isKink: Bool {
    guard !jumps, let left = left.slope, let right = right.slope else { return false }
    return left != right
  }
}

extension ExpressionGraph {
  /// The derivatives of `root` on both sides of a point, along one variable.
  ///
  /// The expression is evaluated in series of a positive infinitesimal t, at t to the right and to
  /// the left of the point, so that comparisons, `abs`, `floor` and the like see on which side they
  /// are, to a few orders. The values in `point` are those of `inputs`, in their order; `symbol` is
  /// the variable that moves. Complexity: linear in the nodes below the root.
  package func oneSidedDerivatives(
    of root: NodeID, inputs: [Symbol], at point: [Double], along symbol: Symbol
  ) -> OneSided {
    let known = Dictionary(zip(inputs, point), uniquingKeysWith: { first, _ in first })
    var sweep = GermSweep()
    let germs = [-1.0, 0, 1].map { direction in
      let variables = known.reduce(into: [Symbol: Germ]()) { germs, entry in
        germs[entry.key] =
          entry.key == symbol && entry.value.isFinite
          ? .series(Series(entry.value, slope: direction)) : .constant(entry.value)
      }
      return sweep.germ(of: root, in: self, variables: variables)
    }
    return OneSided(
      left: OneSided.Side(germs[0], direction: -1), right: OneSided.Side(germs[2], direction: 1),
      value: germs[1].series?.exactConstant ?? .nan)
  }
}

extension OneSided.Side {
  /// Reads the behaviour on the side that t moves to.
  init(_ germ: Germ, direction: Double) {
    switch germ {
    case .undefined: self = .undefined
    case .undecided: self = .undecided
    case .divergent(let sign):
      self = .value(limit: sign * .infinity, slope: -sign * direction * .infinity)
    case .series(let series):
      guard let limit = series.limit else {
        self = .undecided
        return
      }
      // Without the sum a left derivative of 0 would be -0.
      self = .value(limit: limit, slope: series.slope.map { $0 * direction + 0 })
    }
  }
}
