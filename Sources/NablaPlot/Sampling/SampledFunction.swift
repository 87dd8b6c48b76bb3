/// A function of one variable to be drawn: its values, and where it is known to be continuous.
package struct SampledFunction {
  /// The value, NaN or infinite where there is none.
  package var value: (Double) -> Double
  /// Whether it is known to be defined and continuous between two numbers; `nil` for a function that
  /// is so wherever it has values.
  package var isContinuous: ((Double, Double) -> Bool)?
  /// Most values that a curve may take.
  package var budget = 20_000

  package init(
    value: @escaping (Double) -> Double, isContinuous: ((Double, Double) -> Bool)?,
    budget: Int = 20_000
  ) {
    self.value = value
    self.isContinuous = isContinuous
    self.budget = budget
  }
}

/// First samples of a function, equally spaced along the axis, with what is known between them.
package struct Samples {
  var points: [PlotPoint]
  /// Whether the function may jump or be undefined between a point and the next one.
  var mayBreak: [Bool]

  /// How many parts the axis is cut into.
  package static let usualCount = 240

  /// Samples a function.
  package init(_ function: SampledFunction, along axis: Axis, count: Int = usualCount) {
    let scale = axis.scale
    points = (0...count).map { index in
      let x = scale.value(at: Double(index) / Double(count))
      return PlotPoint(x, function.value(x))
    }
    mayBreak = Array(repeating: false, count: count)
    findBreaks(function)
  }

  /// Halves the axis until the function is continuous on a part, or a part is a single step.
  private mutating func findBreaks(_ function: SampledFunction) {
    guard let isContinuous = function.isContinuous else {
      for index in mayBreak.indices {
        mayBreak[index] = !points[index].isFinite || !points[index + 1].isFinite
      }
      return
    }
    var stack = [0..<mayBreak.count]
    while let part = stack.popLast() {
      if isContinuous(points[part.lowerBound].x, points[part.upperBound].x) { continue }
      if part.count == 1 {
        mayBreak[part.lowerBound] = true
      } else {
        let middle = part.lowerBound + part.count / 2
        stack += [middle..<part.upperBound, part.lowerBound..<middle]
      }
    }
  }

  /// Whether the function has a value at any sample.
  package var hasValues: Bool { points.contains(where: \.isFinite) }

  /// The values, for the choice of a vertical range.
  package var values: [Double] { points.map(\.y) }

  /// The part of the axis on which there are values, with half a step beyond.
  package var definedRange: PlotRange? {
    guard let first = points.firstIndex(where: \.isFinite),
      let last = points.lastIndex(where: \.isFinite)
    else { return nil }
    return PlotRange(points[max(0, first - 1)].x, points[min(points.count - 1, last + 1)].x)
  }

  /// Whether the values seem to go to infinity somewhere: beside a break they are far beyond what
  /// they are elsewhere.
  var hasPole: Bool {
    guard let typical = robustRange else { return false }
    return mayBreak.indices.contains { index in
      mayBreak[index]
        && [points[index].y, points[index + 1].y].contains { value in
          value.isFinite && !typical.widened(by: 1).contains(value)
        }
    }
  }

  /// The range of the values without the greatest and the least twentieth.
  private var robustRange: PlotRange? {
    let sorted = values.filter(\.isFinite).sorted()
    guard sorted.count > 20 else { return nil }
    return PlotRange(sorted[sorted.count / 20], sorted[sorted.count - 1 - sorted.count / 20])
  }

  /// The range of values to show: all of them, but near poles only as far as the rest of the curve
  /// can still be seen.
  package var verticalRange: PlotRange? {
    let all = PlotRange(covering: values)
    guard hasPole, let all, let robust = robustRange?.widened(by: 0.1) else { return all }
    return PlotRange(max(all.lower, robust.lower), min(all.upper, robust.upper)) ?? all
  }
}
