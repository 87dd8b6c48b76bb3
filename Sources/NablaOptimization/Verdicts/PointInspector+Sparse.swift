extension PointInspector {
  /// Decides a point of many variables by the sparse exact Hessian; `nil` where there is none.
  ///
  /// A minimum is proved by a positive definite Hessian, in L D Lᵀ, and by Newton's steps: the
  /// first is short and the one behind it much shorter, or both are rounding. Anything else is left
  /// open. Memory is linear in the number of elements that are not zero and in the fill-in.
  func sparseVerdict<O: Objective>(_ objective: inout O) -> PointVerdict? {
    guard let hessian = objective.sparseHessian(at: x) else { return nil }
    var verdict = PointVerdict(nil)
    let norm = hessian.rowSumNorm
    let threshold = 8 * Double(x.count) * Double.ulpOfOne * norm
    let opposite = gradient.map { -$0 }
    guard hessian.solution(opposite, shift: threshold) != nil,
      let step = hessian.solution(opposite)
    else { return verdict }
    verdict.newtonStep = step.maxNorm
    verdict.promisedDecrease = -0.5 * gradient.dot(step)
    let rounding = 16 * Double.ulpOfOne * x.maxNorm
    var next = gradient
    let moved = x.moved(by: 1, along: step)
    let value = objective.valueAndGradient(at: moved, gradient: &next)
    guard value.isFinite, next.isFinite,
      let second = objective.sparseHessian(at: moved)?.solution(next.map { -$0 })
    else { return verdict }
    guard step.maxNorm <= rounding || second.maxNorm <= max(rounding, 0.25 * step.maxNorm) else {
      return verdict
    }
    verdict.kind = .minimum
    verdict.isVerified = true
    return verdict
  }
}
