/// One step by learning rate with everything that went into it.
package struct UpdateAccount: Sendable {
  /// Which step it is, from 1.
  package var step: Int
  /// The learning rate of this step.
  package var rate: Double
  /// The point before and after.
  package var old: [Double]
  package var new: [Double]
  /// The gradient before, of the function that was asked about.
  package var gradient: [Double]
  /// What the method remembers of earlier steps, before and after: for momentum the last move, for
  /// Nesterov the last z, for Adagrad and RMSProp squares, for Adam means and squares.
  package var memoryBefore: [[Double]] = []
  package var memoryAfter: [[Double]] = []

  package init(step: Int, rate: Double, old: [Double], new: [Double], gradient: [Double]) {
    self.step = step
    self.rate = rate
    self.old = old
    self.new = new
    self.gradient = gradient
  }
}

extension DescentPlan {
  /// The first steps of a descent by this plan, made again by its update rule.
  ///
  /// It ends where the rule did not lead to the next point, as where the descent stepped off a
  /// saddle, and is empty for methods that search along a line. Costs a gradient for each step.
  package func accounts<O: Objective>(
    of descent: Descent, on objective: inout O, count: Int
  ) -> [UpdateAccount] {
    guard method.row.takesRate, let rate = descent.learningRate, descent.batches == nil,
      let start = descent.trajectory.point(at: 0)
    else { return [] }
    var rule = UpdateRule(method, value(of:), start: start)
    var accounts: [UpdateAccount] = []
    for step in 0..<min(count, descent.nit) {
      guard let old = descent.trajectory.point(at: step),
        let next = descent.trajectory.point(at: step + 1)
      else { break }
      var account = UpdateAccount(
        step: step + 1, rate: descent.schedule.rate(rate, step: step), old: old, new: old,
        gradient: old)
      _ = objective.valueAndGradient(at: old, gradient: &account.gradient)
      account.memoryBefore = rule.memory
      let slopes = descent.goal == .minimum ? account.gradient : account.gradient.map { -$0 }
      rule.move(&account.new, from: old, gradient: slopes, rate: account.rate)
      account.memoryAfter = rule.memory
      guard account.new == next else { break }
      accounts.append(account)
    }
    return accounts
  }

  /// The value of a parameter, the usual one unless it is set.
  package func value(of name: Hyperparameter) -> Double { method.value(of: name, in: parameters) }
}

extension UpdateRule {
  /// What it remembers, a vector each.
  fileprivate var memory: [[Double]] {
    switch self {
    case .gradientDescent: []
    case .momentum(let rule): [rule.velocity]
    case .nesterov(let rule): [rule.stage]
    case .adagrad(let rule): [rule.squares]
    case .rmsprop(let rule): [rule.squares]
    case .adam(let rule): [rule.means, rule.squares]
    }
  }
}
