import NablaPlot

/// Functions of one variable over a common range, drawn together.
struct CurveSketch {
  /// A function with what the legend calls it.
  struct Curve {
    var name: String
    var function: SampledFunction
  }

  let horizontal: Axis
  private var curves: [(curve: Curve, samples: Samples)]
  /// Points that have to be seen beside the curves.
  var points: [PlotPoint] = []

  /// Samples the functions.
  init(_ curves: [Curve], along horizontal: Axis) {
    self.horizontal = horizontal
    self.curves = curves.map { curve in
      let count = min(Samples.usualCount, max(40, curve.function.budget / 2))
      return (curve, Samples(curve.function, along: horizontal, count: count))
    }
  }

  /// Whether any of the functions has a value anywhere.
  var hasValues: Bool { curves.contains { $0.samples.hasValues } }

  /// The part of the range on which there are values.
  var definedRange: PlotRange? {
    curves.compactMap(\.samples.definedRange).reduce(nil) { $0?.union($1) ?? $1 }
  }

  /// The vertical axis; `nil` where a logarithmic one finds no positive value.
  func vertical(_ label: String, isLogarithmic: Bool) -> Axis? {
    var ranges = curves.compactMap { entry in
      isLogarithmic
        ? Self.positiveRange(of: entry.samples.values) : entry.samples.verticalRange
    }
    if let range = PlotRange(covering: points.map(\.y)), !points.isEmpty,
      !isLogarithmic || range.lower > 0
    {
      ranges.append(points.count > 1 || ranges.isEmpty ? range : point(range.middle, in: ranges[0]))
    }
    guard let first = ranges.first else { return nil }
    let all = ranges.reduce(first) { $0.union($1) }
    return Axis(
      label, all.padded(isLogarithmic: isLogarithmic), isLogarithmic: isLogarithmic)
  }

  /// A range that holds a single point beside another range.
  private func point(_ value: Double, in range: PlotRange) -> PlotRange {
    PlotRange(covering: [value, range.lower, range.upper]) ?? range
  }

  /// The range of the positive values, down to 16 decades below the greatest.
  private static func positiveRange(of values: [Double]) -> PlotRange? {
    guard let all = PlotRange(covering: values.filter { $0 > 0 }) else { return nil }
    return PlotRange(max(all.lower, all.upper * 1e-16), all.upper) ?? all
  }

  /// The curves, the first one in the colour of number `series`.
  func layers(vertical: Axis, series: Int = 0) -> [Plot.Layer] {
    curves.enumerated().map { index, entry in
      let pieces = CurveTracer.curve(
        of: entry.curve.function, entry.samples, vertical: vertical)
      return Plot.Layer(.curve(pieces), series: series + index, name: entry.curve.name)
    }
  }
}
