extension Series {
  /// The derivative by t.
  var derivative: Series {
    Series(
      terms.filter { $0.exponent != 0 }.map {
        Term(exponent: $0.exponent - 1, coefficient: $0.coefficient * $0.exponent)
      },
      order: order - 1)
  }

  /// The integral from 0 to t, or `nil` where it diverges.
  var integral: Series? {
    guard leadingExponent > -1 else { return nil }
    return Series(
      terms.map {
        Term(exponent: $0.exponent + 1, coefficient: $0.coefficient / ($0.exponent + 1))
      },
      order: order + 1)
  }

  /// The series to the power `p`: the power of its leading term times a binomial series.
  func power(_ p: Double) -> Germ {
    guard let first = terms.first else {
      if order == .infinity {
        return p > 0 ? .series(Series(0)) : p == 0 ? .series(Series(1)) : .undefined
      }
      guard p > 0, p == p.rounded() else { return .undecided }
      return .series(Series([], order: order * p))
    }
    if first.coefficient < 0, p != p.rounded() { return .undefined }
    let leading = Term(
      exponent: first.exponent * p, coefficient: Opcode.power(first.coefficient, p))
    let rest = Series(Array(terms.dropFirst()), order: order)
      .shifted(by: -first.exponent).scaled(by: 1 / first.coefficient)
    var sum = Series(1)
    var power = Series(1)
    var coefficient = 1.0
    var count = 0.0
    while coefficient != 0, rest.exactConstant != 0 {
      if count == 8 || rest.terms.isEmpty {
        sum = sum.truncated(to: rest.leadingExponent * (count + 1))
        break
      }
      coefficient *= (p - count) / (count + 1)
      count += 1
      power = power * rest
      if coefficient != 0 { sum = sum + power.scaled(by: coefficient) }
    }
    let result = sum.scaled(by: leading.coefficient).shifted(by: leading.exponent)
    return .series(result)
  }
}
