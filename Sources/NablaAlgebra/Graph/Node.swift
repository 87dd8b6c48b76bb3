/// A handle of a node in an `ExpressionGraph`.
///
/// A child's handle is always smaller than its parent's, so a loop over handles visits children
/// first.
package struct NodeID: Hashable, Comparable, Sendable {
  package let raw: UInt32

  @inlinable
  package init(raw: UInt32) {
    self.raw = raw
  }

  /// The position in arrays that hold one element a node.
  package var index: Int { Int(raw) }

  package static func < (a: NodeID, b: NodeID) -> Bool { a.raw < b.raw }
}

/// A handle of a variable's name in an `ExpressionGraph`.
package struct Symbol: Hashable, Comparable, Sendable {
  package let raw: UInt32

  package static func < (a: Symbol, b: Symbol) -> Bool { a.raw < b.raw }
}

/// What a node is.
package enum NodeKind: UInt8, Sendable, CaseIterable {
  /// An exact rational number.
  case number
  /// A double that no short rational stands for: a measured value, an infinity, NaN.
  case real
  /// The ratio of a circle's circumference to its diameter.
  case pi
  /// Euler's number.
  case e
  case variable
  /// A sum of two or more terms; at most one is a number, and it comes first.
  case sum
  /// A product of two or more factors, none of them a number.
  case product
  /// A number times a term that is neither a number nor itself scaled.
  case scale
  /// A base and an exponent.
  case power
  /// A built-in function of its arguments.
  case call
  /// One number for all rows of a table: an expression, and the columns without which a row does
  /// not count.
  case aggregate
}

/// What is known of a node whatever its variables are.
package struct NodeFlags: OptionSet, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// Defined and finite at every point, so that multiplying it by zero gives zero.
  package static let isTotal = NodeFlags(rawValue: 1)
  /// Free of variables.
  package static let isConstant = NodeFlags(rawValue: 2)
  /// Not negative wherever it is defined.
  package static let isNonnegative = NodeFlags(rawValue: 4)
  /// Holds a function with kinks or jumps, such as `abs` or `floor`.
  package static let isPiecewise = NodeFlags(rawValue: 8)
  /// Changes from row to row of a table.
  package static let isRowwise = NodeFlags(rawValue: 16)

  /// What an expression has as soon as a part of it has it.
  static let inherited: NodeFlags = [.isPiecewise, .isRowwise]
}

/// A node: 20 bytes and its operands elsewhere; once made it changes in its list of uses only.
struct Node: Sendable {
  var kind: NodeKind
  var function: Function
  var aggregate: Aggregate = .mean
  var flags: NodeFlags
  /// Where the operands start, or the position in the pool of numbers, reals or names.
  var start: UInt32
  var count: UInt32
  /// The first of the nodes that are listed as uses of this one; 0, which is always a leaf, ends
  /// the list.
  var firstUse: UInt32 = 0
  /// The next in the list that this node is in.
  var nextUse: UInt32 = 0
}
