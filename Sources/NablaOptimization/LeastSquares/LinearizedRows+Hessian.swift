extension LinearizedRows {
  /// The parameters that a quadratic loss does not tell from others, from its Hessian row by row; none
  /// where it cannot be factored.
  ///
  /// The Hessian of a mean of squares is JᵀJ, up to a factor: its columns depend on each other as those
  /// of the slopes do.
  package static func dependences(inHessian hessian: [Double], dimension: Int) -> [Dependence] {
    var rows = LinearizedRows(parameterCount: dimension)
    rows.append(hessian + Array(repeating: 0, count: dimension), count: dimension)
    return rows.isFinite ? rows.solution()?.dependences ?? [] : []
  }
}
