/// A descent that jumps to and fro instead of arriving.
package struct Oscillation: Sendable, Equatable {
  /// The number of steps after which it is back; 2 for a bounce that has not settled.
  package var period: Int
  /// The points it jumps between, in order; at most the 64 latest.
  package var points: [[Double]]
  /// Whether the points are revisited exactly, rather than the step merely turning round each time.
  package var isSettled: Bool

  /// The mean of the points, which lies near what they surround.
  package var center: [Double] {
    guard var sum = points.first else { return [] }
    for point in points.dropFirst() {
      for index in sum.indices { sum[index] += point[index] }
    }
    return sum.map { $0 / Double(points.count) }
  }
}

extension Oscillation {
  /// The cycle of a confirmed period that a trajectory ends with.
  init(period: Int, endOf trajectory: Trajectory) {
    let last = trajectory.count
    points = (max(0, last - min(period, 64))..<last).compactMap(trajectory.point(at:))
    self.period = period
    isSettled = true
  }

  /// The bounce that a trajectory ends with, or `nil` when it does not.
  ///
  /// Each of the last four steps must turn round, and two of them together shrink by less than
  /// half: a bounce that dies out faster is on its way to converge.
  init?(bounceAtEndOf trajectory: Trajectory) {
    let points = (max(0, trajectory.count - 6)..<trajectory.count).compactMap(
      trajectory.point(at:))
    guard points.count >= 5 else { return nil }
    let moves = zip(points.dropFirst(), points).map { new, old in
      new.moved(by: -1, along: old)
    }
    let turns = zip(moves.dropFirst(), moves).allSatisfy { $0.dot($1) < 0 }
    guard turns, let last = moves.last else { return nil }
    guard last.euclideanNorm >= 0.5 * moves[moves.count - 3].euclideanNorm else { return nil }
    self.init(period: 2, points: Array(points.suffix(2)), isSettled: false)
  }
}
