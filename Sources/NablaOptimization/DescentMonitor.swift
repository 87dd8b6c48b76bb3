/// How a descent is watched and stopped from outside; asked and told once a step.
package struct DescentMonitor {
  /// Whether to end with the best point so far.
  package var isInterrupted: () -> Bool
  /// Told the step, the value and the largest magnitude in the gradient; `nil` costs nothing.
  package var progress: ((_ step: Int, _ value: Double, _ gradientNorm: Double) -> Void)?
  /// Told while rows are visited, about every 64 of them; `nil` costs nothing.
  package var batchProgress: ((BatchProgress) -> Void)?
  /// The time in seconds, from whenever it counts; `nil` measures nothing.
  package var now: (() -> Double)?

  /// Makes a monitor; the default one never interrupts and is told nothing.
  package init(
    isInterrupted: @escaping () -> Bool = { false },
    progress: ((_ step: Int, _ value: Double, _ gradientNorm: Double) -> Void)? = nil,
    batchProgress: ((BatchProgress) -> Void)? = nil,
    now: (() -> Double)? = nil
  ) {
    self.isInterrupted = isInterrupted
    self.progress = progress
    self.batchProgress = batchProgress
    self.now = now
  }
}
