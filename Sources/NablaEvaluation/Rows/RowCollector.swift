import NablaAlgebra

/// Makes one number of each output of a row program, chunk by chunk.
struct RowCollector {
  private let aggregates: [Aggregate]
  private var sums: [CompensatedSum]
  private var extremes: [Double]
  /// All values of the outputs whose median is wanted.
  private var values: [[Double]]

  init(_ aggregates: [Aggregate]) {
    self.aggregates = aggregates
    sums = Array(repeating: CompensatedSum(), count: aggregates.count)
    extremes = aggregates.map { $0 == .least ? .infinity : -.infinity }
    values = Array(repeating: [], count: aggregates.count)
  }

  /// Takes in the values of an output in some rows.
  @inline(__always)
  mutating func take(_ output: Int, _ numbers: UnsafePointer<Double>, count: Int) {
    switch aggregates[output] {
    case .mean, .sum: sums[output].add(numbers, count: count)
    case .count: break
    case .least, .greatest: takeExtreme(output, numbers, count: count)
    case .median:
      values[output].append(contentsOf: UnsafeBufferPointer(start: numbers, count: count))
    }
  }

  private mutating func takeExtreme(
    _ output: Int, _ numbers: UnsafePointer<Double>, count: Int
  ) {
    let isLeast = aggregates[output] == .least
    var extreme = extremes[output]
    for row in 0..<count where !extreme.isNaN {
      let number = numbers[row]
      if number.isNaN || (isLeast ? number < extreme : number > extreme) { extreme = number }
    }
    extremes[output] = extreme
  }

  /// Writes the results after all `count` rows.
  mutating func finish(count: Int, into results: inout [Double]) {
    for (output, aggregate) in aggregates.enumerated() {
      switch aggregate {
      case .mean: results[output] = sums[output].value / Double(count)
      case .sum: results[output] = sums[output].value
      case .count: results[output] = Double(count)
      case .least, .greatest: results[output] = count == 0 ? .nan : extremes[output]
      case .median: results[output] = Self.median(&values[output])
      }
    }
  }

  /// The middle of the sorted values, of an even number the mean of the two in the middle.
  private static func median(_ values: inout [Double]) -> Double {
    guard !values.isEmpty, !values.contains(where: \.isNaN) else { return .nan }
    values.sort()
    let middle = values.count / 2
    if !values.count.isMultiple(of: 2) { return values[middle] }
    // Halves first, so that the sum cannot overflow.
    return values[middle - 1] / 2 + values[middle] / 2
  }
}
