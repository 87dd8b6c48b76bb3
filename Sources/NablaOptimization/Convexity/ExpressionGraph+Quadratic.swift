import NablaAlgebra

extension ExpressionGraph {
  /// The second derivatives where all are exact numbers, so that the expression is quadratic; `nil`
  /// also where it has pieces or may be undefined somewhere.
  mutating func constantHessian(of root: NodeID, by variables: [Symbol]) -> [[Rational]]? {
    guard flags(root).contains(.isTotal), !flags(root).contains(.isPiecewise) else { return nil }
    let rows = hessian(of: root, by: variables)
    guard halt == nil else { return nil }
    var matrix = variables.map { _ in variables.map { _ in Rational.zero } }
    for (row, entries) in rows.enumerated() {
      for (column, node) in entries {
        guard let value = number(node) else { return nil }
        matrix[row][column] = value
        matrix[column][row] = value
      }
    }
    return matrix
  }

  /// The symmetric matrix M of a quadratic expression, which is (x, 1)ᵀ M (x, 1); `nil` for any
  /// other expression, or one with inexact coefficients.
  mutating func quadraticForm(of root: NodeID, by variables: [Symbol]) -> [[Rational]]? {
    guard var matrix = constantHessian(of: root, by: variables), let half = Rational(1, 2) else {
      return nil
    }
    let origin = Dictionary(
      variables.map { (variable(name($0)), number(0)) }, uniquingKeysWith: { first, _ in first })
    let gradient = gradient(of: root, by: variables)
    let values = substituting(origin, in: gradient + [root]).map { number($0) }
    var last: [Rational] = []
    for value in values {
      guard let value else { return nil }
      last.append(value)
    }
    for row in matrix.indices {
      matrix[row] = matrix[row].map { $0 * half } + [last[row] * half]
    }
    matrix.append(last.dropLast().map { $0 * half } + last.suffix(1))
    return matrix
  }
}
