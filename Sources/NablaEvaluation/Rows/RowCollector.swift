import CKernels
import NablaAlgebra

/// What a block of rows makes of an output of a row program, before it is one number.
struct RowPartial: Sendable {
  fileprivate var total = ckernels_total()
  /// The least or the greatest value, as is wanted.
  fileprivate var extreme: Double
  /// All values, where the median or another quantile is wanted.
  fileprivate var values: [Double] = []

  /// What no rows make.
  init(_ aggregate: Aggregate) {
    extreme = aggregate == .least ? .infinity : -.infinity
  }

  @inline(__always)
  fileprivate mutating func takeExtreme(_ number: Double, _ aggregate: Aggregate) {
    let isBeyond = aggregate == .least ? number < extreme : number > extreme
    if isBeyond || number.isNaN { extreme = extreme.isNaN ? extreme : number }
  }

  /// Takes in what the next block makes.
  mutating func append(_ next: RowPartial, _ aggregate: Aggregate) {
    total = ckernels_joined(total, next.total)
    takeExtreme(next.extreme, aggregate)
    values.append(contentsOf: next.values)
  }

  /// The one number of `count` rows.
  ///
  /// A sum is infinite or NaN as plain addition would make it.
  mutating func value(_ output: RowProgram.Output, count: Int) -> Double {
    let sum = total.error.isFinite ? total.sum + total.error : total.sum
    return switch output.aggregate {
    case .mean: sum / Double(count)
    case .sum: sum
    case .count: Double(count)
    case .least, .greatest: count == 0 ? .nan : extreme
    case .median, .quantile: quantile(output.fraction)
    }
  }

  /// The value below which the wanted part of the sorted values lies, between two of them on the line
  /// through both.
  ///
  /// Source: Hyndman and Fan, Sample quantiles in statistical packages, The American Statistician 50
  /// (1996), definition 7, which NumPy and R use unless told otherwise.
  private mutating func quantile(_ fraction: Double) -> Double {
    guard !values.isEmpty, !values.contains(where: \.isNaN) else { return .nan }
    values.sort()
    let last = Double(values.count - 1)
    let low = Int(fraction * last)
    // In one rounding: a rounded product would lose the digits of what is left of it.
    let rest = (-Double(low)).addingProduct(fraction, last)
    guard rest > 0, low + 1 < values.count else { return values[low] }
    let (a, b) = (values[low], values[low + 1])
    // Halves first, so that the sum cannot overflow.
    if rest == 0.5 { return a / 2 + b / 2 }
    let gap = b - a
    guard gap.isFinite else { return a * (1 - rest) + b * rest }
    // From the nearer of the two, so that it never goes beyond the other.
    return rest < 0.5 ? a + gap * rest : b - gap * (1 - rest)
  }
}

/// Takes in the values of an output, chunk by chunk of a block of rows.
struct RowCollector: Sendable {
  private let output: RowProgram.Output
  /// Whether sums may have errors as large as the roundings of what is summed.
  private let roundsSums: Bool
  private var sum = ckernels_sum()
  private var other: RowPartial

  init(_ output: RowProgram.Output, roundsSums: Bool) {
    self.output = output
    self.roundsSums = roundsSums
    other = RowPartial(output.aggregate)
  }

  /// Takes in the values in some rows.
  @inline(__always)
  mutating func take(_ registers: RowRegisters, _ count: Int) {
    let first = registers[output.first]
    guard !first.is_scalar else { return }
    switch output.aggregate {
    case .mean, .sum: add(first.values, output.second.map { registers[$0].values }, count)
    case .count: break
    case .least, .greatest:
      for row in 0..<count { other.takeExtreme(first.values[row], output.aggregate) }
    case .median, .quantile:
      other.values.append(contentsOf: UnsafeBufferPointer(start: first.values, count: count))
    }
  }

  /// Adds numbers, or the products of two.
  @inline(__always)
  private mutating func add(
    _ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>?, _ count: Int
  ) {
    switch (b, roundsSums) {
    case (nil, false): ckernels_add(&sum, a, count)
    case (nil, true): ckernels_add_rounded(&sum, a, count)
    case (let b?, false): ckernels_add_products(&sum, a, b, count)
    case (let b?, true): ckernels_add_rounded_products(&sum, a, b, count)
    }
  }

  /// What all that was taken in makes.
  var partial: RowPartial {
    var result = other
    var lanes = sum
    result.total = ckernels_total_of(&lanes)
    return result
  }
}
