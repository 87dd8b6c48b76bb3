import NablaAlgebra

/// A space of linear forms in n variables, held as rows in echelon form.
struct LinearSpan: Sendable {
  private var rows: [(pivot: Int, row: [Rational])] = []

  /// The dimension.
  var rank: Int { rows.count }

  /// Makes the space that some linear forms span.
  init(_ forms: [[Rational]] = []) {
    for form in forms { insert(form) }
  }

  /// Adds a linear form, in O(n rank) exact operations.
  mutating func insert(_ form: [Rational]) {
    var rest = form
    for (pivot, row) in rows where !rest[pivot].isZero {
      let factor = rest[pivot]
      for column in rest.indices { rest[column] = rest[column] - factor * row[column] }
    }
    guard let pivot = rest.firstIndex(where: { !$0.isZero }), let inverse = rest[pivot].inverse
    else { return }
    rows.append((pivot, rest.map { $0 * inverse }))
  }

  mutating func formUnion(_ other: LinearSpan) {
    for (_, row) in other.rows { insert(row) }
  }
}
