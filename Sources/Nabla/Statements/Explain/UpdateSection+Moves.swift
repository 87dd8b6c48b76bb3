import NablaOptimization
import NablaSyntax

extension UpdateSection {
  /// Adds the first moves of a descent by line searches: in one variable as a part of the slope.
  mutating func addMoves(of descent: Descent, limit: Int) {
    for step in 1...max(1, limit) where step <= descent.nit {
      guard let move = move(of: descent, to: step) else { return }
      if label.variables.count == 1, let slope = descent.trajectory.slope(at: step - 1), slope != 0
      {
        addMove(move, slope, step)
      } else {
        addWords("step \(step)", words(move))
      }
    }
  }

  /// Adds the first epochs of a descent on batches.
  mutating func addEpochs(of descent: Descent, limit: Int) {
    let epochs = descent.trajectory.count - 1
    guard epochs > 0 else { return }
    let steps = descent.nit / epochs
    for epoch in 1...max(1, limit) where epoch <= epochs {
      guard let move = move(of: descent, to: epoch) else { return }
      addWords("epoch \(epoch)", "\(steps) \(steps == 1 ? "step" : "steps"), " + words(move))
    }
  }

  /// From one point of the trajectory to the next, with the values at both.
  private struct Move {
    var old: [Double]
    var new: [Double]
    var values: (old: Double, new: Double)
  }

  private func move(of descent: Descent, to step: Int) -> Move? {
    let trajectory = descent.trajectory
    guard let old = trajectory.point(at: step - 1), let new = trajectory.point(at: step),
      let before = trajectory.value(at: step - 1), let after = trajectory.value(at: step)
    else { return nil }
    return Move(old: old, new: new, values: (before, after))
  }

  private func words(_ move: Move) -> String {
    "\(point(move.old)) → \(point(move.new)),"
      + " value \(short(move.values.old)) → \(short(move.values.new))"
  }

  private func point(_ x: [Double]) -> String {
    let list = x.prefix(6).map(short).joined(separator: ", ")
    return x.count == 1 ? list : "(" + list + (x.count > 6 ? ", ...)" : ")")
  }

  private func short(_ value: Double) -> String { NumberText.significant(value, 7) }

  private mutating func addMove(_ move: Move, _ slope: Double, _ step: Int) {
    let part = abs((move.new[0] - move.old[0]) / slope)
    let account = UpdateAccount(
      step: step, rate: part, old: move.old, new: move.new, gradient: [slope])
    add(account)
  }
}
