extension ExpressionGraph {
  /// Most bits that the coefficients of a power of a sum may have together.
  private static let coefficientLimit = 4e7

  /// A whole power of a sum multiplied out, or `nil` where that is too long.
  ///
  /// By the multinomial theorem where the summands have nothing in common, so that each of its
  /// terms is new; else factor by factor, since like terms keep (1 + x + x^2)^n short.
  mutating func powerOfSum(_ base: NodeID, _ exponent: Int, _ budget: inout Int) -> NodeID? {
    let summands = terms(base)
    guard areIndependent(summands) else { return repeatedProduct(base, exponent, &budget) }
    guard let count = ExpressionGraph.termCount(summands.count, exponent, limit: budget) else {
      return nil
    }
    budget -= count
    let width = Double(Int.bitWidth - summands.count.leadingZeroBitCount)
    guard Double(count) * Double(exponent) * width <= ExpressionGraph.coefficientLimit else {
      return nil
    }
    return multinomial(summands, exponent)
  }

  /// Whether all summands but one have a factor that no other one has.
  private func areIndependent(_ summands: [NodeID]) -> Bool {
    var owners: [NodeID: Int] = [:]
    for (position, summand) in summands.enumerated() {
      let term = coefficientAndTerm(summand).term
      for factor in kind(term) == .product ? Array(operands(term)) : [term] {
        let base = kind(factor) == .power ? operand(factor, 0) : factor
        if owners.updateValue(position, forKey: base) != nil { owners[base] = -1 }
      }
    }
    return Set(owners.values.filter { $0 >= 0 }).count >= summands.count - 1
  }

  /// How many ways there are to write the exponent as a sum of as many numbers as there are
  /// summands, or `nil` beyond `limit`.
  private static func termCount(_ summands: Int, _ exponent: Int, limit: Int) -> Int? {
    guard exponent < limit, summands < limit else { return nil }
    var count = 1
    for k in 1..<summands {
      // Exact at every turn: the product of k consecutive numbers is a multiple of k!.
      count = count * (exponent + k) / k
      if count > limit { return nil }
    }
    return count
  }

  /// The n-th power of a sum of m terms, over all ways to write n as a sum of m exponents.
  ///
  /// Each step moves all but one of an exponent to the first place and that one to the next place,
  /// which multiplies n!/(k1!...km!) by the old exponent over the new one.
  /// Source: Nijenhuis and Wilf, Combinatorial Algorithms, 2nd edition, chapter 5 (NEXCOM).
  private mutating func multinomial(_ summands: [NodeID], _ total: Int) -> NodeID? {
    var exponents = Array(repeating: 0, count: summands.count)
    exponents[0] = total
    var coefficient = Rational.one
    var (moved, place) = (total, 0)
    var products: [NodeID] = []
    while !mustHalt() {
      var factors = [number(coefficient)]
      for (summand, exponent) in zip(summands, exponents) where exponent > 0 {
        factors.append(power(summand, number(exponent)))
      }
      products.append(product(factors))
      if exponents[summands.count - 1] == total { return sum(products) }
      if moved > 1 { place = 0 }
      place += 1
      moved = exponents[place - 1]
      exponents[place - 1] = 0
      exponents[0] = moved - 1
      exponents[place] += 1
      coefficient = coefficient * (Rational(moved, exponents[place]) ?? .one)
    }
    return nil
  }

  private mutating func repeatedProduct(
    _ base: NodeID, _ exponent: Int, _ budget: inout Int
  ) -> NodeID? {
    // The k-th power of a sum of m terms has at least k + 1 terms, so the products add up to this.
    let (square, isOverflow) = exponent.multipliedReportingOverflow(by: exponent)
    guard !isOverflow, square <= budget, square / 2 * terms(base).count <= budget else {
      return nil
    }
    var result = base
    for _ in 1..<exponent {
      guard let next = productOfSums(result, base, &budget) else { return nil }
      result = next
    }
    return result
  }
}
