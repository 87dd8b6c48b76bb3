import NablaAlgebra

extension CompositionRules {
  /// A base to an exponent, one of them constant.
  mutating func power(_ id: NodeID, _ operands: [NodeID]) -> RuleFinding {
    let (base, exponent) = (operands[0], operands[1])
    if finding(of: base).bend == .constant { return exponential(base, exponent) }
    guard let weight = graph.number(exponent) else { return .unknown() }
    if weight == Rational(1, 2), let norm = norm(base) { return norm }
    if graph.kind(base) == .product, !weight.isInteger, let mean = monomial([id]) { return mean }
    var result = composed(
      shape(ofPower: weight, on: range(base)), [base], phrase(ofPower: weight))
    switch finding(of: base).logarithm {
    case .unknown: break
    case let inner: result.logarithm = weight.isNegative ? inner.flipped : inner
    }
    if result.bend == .unknown, result.logarithm.isConvex { result.bend = .convex }
    return result
  }

  /// A positive constant to a varying exponent.
  private func exponential(_ base: NodeID, _ exponent: NodeID) -> RuleFinding {
    let values = range(base)
    guard values.lowerBound > 0 else { return .unknown() }
    let trend: Shape.Trend? =
      values.lowerBound > 1 ? .strictlyRising : values.upperBound < 1 ? .strictlyFalling : nil
    guard let trend else { return .unknown() }
    var result = composed(
      .everywhere(.strictlyConvex, trend), [exponent],
      Phrase("an exponential of ", "exponentials of "))
    let inner = finding(of: exponent).bend
    result.logarithm = trend == .strictlyRising ? inner : inner.flipped
    return result
  }

  private func phrase(ofPower weight: Rational) -> Phrase {
    if weight == Rational(2) { return Phrase("the square of ", "squares of ") }
    if weight == Rational(1, 2) { return Phrase("the square root of ", "square roots of ") }
    if weight == .minusOne { return Phrase("the reciprocal of ", "reciprocals of ") }
    return Phrase("a power of ", "powers of ")
  }

  /// The bends of `u^weight` for the values that `u` takes.
  private func shape(ofPower weight: Rational, on range: ClosedRange<Double>) -> Shape {
    let isWhole = weight.isInteger
    let isEven = weight.integer?.isMultiple(of: 2) == true
    if isWhole, !weight.isNegative {
      return isEven
        ? .bowl(.strictlyConvex) : .inflected(.strictlyConcave, .strictlyConvex, .strictlyRising)
    }
    if !isWhole {
      // A base that is not positive has no such power, so nothing is lost by leaving it out.
      if weight.isNegative { return .everywhere(.strictlyConvex, .strictlyFalling) }
      return weight < .one
        ? .everywhere(.strictlyConcave, .strictlyRising)
        : .everywhere(.strictlyConvex, .strictlyRising)
    }
    // A negative whole power has a pole at 0, so it bends one way on one side of it only.
    if range.lowerBound > 0 { return .everywhere(.strictlyConvex, .strictlyFalling) }
    guard range.upperBound < 0 else { return Shape() }
    return isEven
      ? .everywhere(.strictlyConvex, .strictlyRising)
      : .everywhere(.strictlyConcave, .strictlyFalling)
  }

  /// The root of a quadratic that is a sum of squares of affine terms: a Euclidean norm.
  private mutating func norm(_ base: NodeID) -> RuleFinding? {
    guard variables.count <= 12, let matrix = graph.quadraticForm(of: base, by: variables) else {
      return nil
    }
    let diagonal = Congruence(matrix).diagonal
    guard diagonal.allSatisfy({ !$0.isNegative }) else { return nil }
    var result = RuleFinding(
      bend: .convex,
      phrase: Phrase("a Euclidean norm of affine terms", "Euclidean norms of affine terms"))
    if diagonal.allSatisfy({ !$0.isZero }) {
      // |Ax + b| with a part of b that no x takes away, and with A one to one.
      result.strict = LinearSpan(
        variables.indices.map { i in variables.indices.map { $0 == i ? .one : .zero } })
    }
    return result
  }
}
