import NablaAlgebra

/// A sum under way: the terms of the current block, left to right.
///
/// Long sums are added in blocks, and blocks pairwise, so that rounding errors grow with the
/// logarithm of the number of blocks (Higham, Accuracy and Stability of Numerical Algorithms, 2nd
/// edition, section 4.2). The order is fixed by the operands alone.
struct PartialSum {
  /// How many terms a block has.
  static let blockLength = 64

  /// A value that is to be added, or subtracted where `isNegative`.
  struct Term {
    var value: Operand
    var isNegative: Bool
  }

  /// The sum of 2^level blocks.
  struct Block {
    var term: Term
    var level: Int
  }

  var term: Term?
  var length = 0
  /// How many finished blocks of this sum are waiting.
  var blockCount = 0
}

extension Scheduler {
  /// Adds a term to a sum under way.
  mutating func take(_ value: Operand, isNegative: Bool, in sum: inout PartialSum) {
    let next = PartialSum.Term(value: value, isNegative: isNegative)
    sum.term = sum.term.map { added($0, next) } ?? next
    sum.length += 1
    if sum.length == PartialSum.blockLength { closeBlock(&sum) }
  }

  /// The value of a sum all of whose terms are taken.
  mutating func finish(_ sum: inout PartialSum) -> Operand {
    while sum.blockCount > 0 {
      let block = blocks.removeLast()
      sum.blockCount -= 1
      sum.term = sum.term.map { added(block.term, $0) } ?? block.term
    }
    guard let term = sum.term else { return constant(0) }
    return term.isNegative ? emit(.negate, term.value) : term.value
  }

  private mutating func closeBlock(_ sum: inout PartialSum) {
    guard var term = sum.term else { return }
    var level = 0
    while sum.blockCount > 0, let last = blocks.last, last.level == level {
      blocks.removeLast()
      sum.blockCount -= 1
      term = added(last.term, term)
      level += 1
    }
    blocks.append(PartialSum.Block(term: term, level: level))
    sum.blockCount += 1
    sum.term = nil
    sum.length = 0
  }

  private mutating func added(_ a: PartialSum.Term, _ b: PartialSum.Term) -> PartialSum.Term {
    switch (a.isNegative, b.isNegative) {
    case (false, false), (true, true):
      PartialSum.Term(value: emit(.add, a.value, b.value), isNegative: a.isNegative)
    case (false, true):
      PartialSum.Term(value: emit(.subtract, a.value, b.value), isNegative: false)
    case (true, false):
      PartialSum.Term(value: emit(.subtract, b.value, a.value), isNegative: false)
    }
  }
}
