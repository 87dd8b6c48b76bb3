import NablaAlgebra

/// The powers of values that have been computed, shared between the nodes that need them.
struct PowerTable {
  /// A power of a value, in a list that starts at the value.
  private struct Entry {
    /// The exponent; 0 stands for the square root.
    var exponent: Int
    var power: Operand
    var next: Int32
  }

  private var entries: [Entry] = []
  private var resultHeads: [Int32] = []
  private var fixedHeads: [Int32] = []

  /// The power of a value, where it is known.
  subscript(base: Operand, exponent: Int) -> Operand? {
    var position = head(of: base)
    while position >= 0 {
      let entry = entries[Int(position)]
      if entry.exponent == exponent { return entry.power }
      position = entry.next
    }
    return nil
  }

  mutating func add(_ power: Operand, of base: Operand, exponent: Int) {
    entries.append(Entry(exponent: exponent, power: power, next: head(of: base)))
    let position = Int32(entries.count - 1)
    if let step = base.step {
      PowerTable.set(&resultHeads, step, to: position)
    } else if let register = base.fixedRegister {
      PowerTable.set(&fixedHeads, register, to: position)
    }
  }

  private func head(of base: Operand) -> Int32 {
    if let step = base.step { return step < resultHeads.count ? resultHeads[step] : -1 }
    guard let register = base.fixedRegister, register < fixedHeads.count else { return -1 }
    return fixedHeads[register]
  }

  private static func set(_ heads: inout [Int32], _ index: Int, to position: Int32) {
    if index >= heads.count {
      heads.append(contentsOf: repeatElement(-1, count: index + 1 - heads.count))
    }
    heads[index] = position
  }
}

extension Scheduler {
  /// Largest whole exponent in magnitude that is computed by squaring; beyond it the C library's
  /// `pow` is as fast and more accurate.
  private static let squaringLimit = 8

  mutating func power(_ id: NodeID, in graph: ExpressionGraph) -> Operand {
    let base = operand(id, 0, in: graph)
    guard let exponent = graph.number(graph.operand(id, 1)) else {
      return emit(.power, base, operand(id, 1, in: graph))
    }
    if let whole = exponent.integer, whole != 0, abs(whole) <= Scheduler.squaringLimit {
      return power(base, whole)
    }
    if exponent == Rational(1, 2) { return root(base) }
    if exponent == Rational(-1, 2) { return reciprocal(root(base)) }
    return emit(.power, base, constant(exponent.double))
  }

  /// A whole power by squaring; negative ones of the reciprocal, because the power itself may
  /// overflow where its reciprocal is representable.
  mutating func power(_ base: Operand, _ exponent: Int) -> Operand {
    if exponent == 1 { return base }
    if exponent < 0 { return power(reciprocal(base), -exponent) }
    if let known = powers[base, exponent] { return known }
    let result: Operand
    if exponent.isMultiple(of: 2) {
      let half = power(base, exponent / 2)
      result = emit(.multiply, half, half)
    } else {
      result = emit(.multiply, power(base, exponent - 1), base)
    }
    powers.add(result, of: base, exponent: exponent)
    return result
  }

  mutating func reciprocal(_ base: Operand) -> Operand {
    if let known = powers[base, -1] { return known }
    let result = emit(.reciprocal, base)
    powers.add(result, of: base, exponent: -1)
    return result
  }

  mutating func root(_ base: Operand) -> Operand {
    if let known = powers[base, 0] { return known }
    let result = emit(.squareRoot, base)
    powers.add(result, of: base, exponent: 0)
    return result
  }
}
