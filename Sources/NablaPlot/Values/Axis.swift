/// One axis of a panel: its name, its range, and how values are spread along it.
package struct Axis: Sendable, Equatable {
  /// What is counted along it.
  package var label: String
  package var range: PlotRange
  package var isLogarithmic: Bool

  /// Makes an axis; a logarithmic one has a range above 0.
  package init(_ label: String, _ range: PlotRange, isLogarithmic: Bool = false) {
    self.label = label
    self.range = range
    self.isLogarithmic = isLogarithmic
  }

  package var scale: Scale { Scale(range, isLogarithmic: isLogarithmic) }
}
