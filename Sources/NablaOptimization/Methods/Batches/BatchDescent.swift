/// Descent by learning rate on batches of rows: stochastic and mini-batch gradient descent, and the
/// methods that differ from it in how they use a gradient.
///
/// Source: Robbins and Monro, A stochastic approximation method, 1951; Bottou, Curtis and Nocedal,
/// Optimization methods for large-scale machine learning, SIAM Review 60 (2018), section 4.
package struct BatchDescent: Sendable {
  /// Which of the methods by learning rate, with its settings.
  package var method: GradientDescent
  package var batches: BatchPlan

  /// Makes a descent of a method on batches.
  package init(_ method: GradientDescent, batches: BatchPlan) {
    self.method = method
    self.batches = batches
  }

  /// Descends from a start.
  ///
  /// A step costs the gradient over its batch; after each epoch the loss over all rows is taken.
  /// It ends after the epochs or steps, or before where the loss over all rows is low enough, its
  /// gradient is within the tolerance, or the loss grows without bound, which is noticed within an
  /// epoch too. All means of the loss must go over the same rows.
  package func minimize(
    _ objective: inout RowObjective, from start: [Double], monitor: DescentMonitor
  ) throws(OptimizationError) -> Descent {
    guard method.learningRate > 0, method.learningRate.isFinite else {
      throw .learningRate(method.learningRate)
    }
    try OptimizationError.check(start: start, dimension: objective.dimension)
    for (name, value) in method.parameters where !name.admits(value) {
      throw .hyperparameter(name, value)
    }
    var run = Run(self, &objective, start)
    let began = monitor.now?() ?? 0
    while run.stop == nil { run.epoch(&objective, monitor: monitor) }
    run.visits.seconds = monitor.now.map { $0() - began }
    return run.finish(&objective)
  }
}
