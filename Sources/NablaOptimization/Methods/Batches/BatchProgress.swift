/// How many rows a descent by batches has visited.
package struct BatchVisits: Sendable, Equatable {
  /// Rows, one as often as it was visited.
  package var rows = 0
  /// How often every row was.
  package var epochs = 0
  /// How long that took, the losses over all rows included; `nil` without a clock.
  package var seconds: Double?
  /// The start, some hundred points on the way in order, and the last point.
  package var path: [[Double]] = []
}

/// How far a descent by batches is.
package struct BatchProgress: Sendable {
  /// The epoch under way, from 1.
  package var epoch: Int
  /// How many rows it has visited.
  package var rows: Int
  /// How many it is to visit at most; infinite where nothing bounds it.
  package var allRows: Double
  /// The loss over all rows after the last whole epoch.
  package var value: Double
}
