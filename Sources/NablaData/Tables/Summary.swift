/// What `describe` tells of a column.
package struct Summary: Sendable, Equatable {
  package enum Cells: Sendable, Equatable {
    case numbers(Moments)
    case text(Levels)
  }

  /// Figures of the numbers that are there; each is NaN where there are none.
  package struct Moments: Sendable, Equatable {
    package var mean: Double
    /// The sample's standard deviation, with n - 1 below; NaN for fewer than two numbers.
    package var std: Double
    package var min: Double
    package var max: Double
  }

  /// Figures of text.
  package struct Levels: Sendable, Equatable {
    /// How many different texts there are.
    package var count: Int
    /// The text found most often, the earlier one of equals; nil if all cells are missing.
    package var mostFrequent: String?
    /// How often it was found.
    package var frequency: Int
  }

  package var name: String
  /// How many cells are there, missing ones left out.
  package var count: Int
  package var missing: Int
  package var cells: Cells

  /// Summarizes a column.
  ///
  /// - Complexity: O(rows).
  package init(_ column: Column) {
    name = column.name
    missing = column.missingCount
    count = column.rowCount - column.missingCount
    switch column.cells {
    case .numbers(let numbers): cells = .numbers(Moments(of: numbers))
    case .text(let codes, let levels): cells = .text(Levels(codes, levels))
    }
  }
}

extension Summary.Moments {
  /// The figures of the numbers that are not NaN.
  ///
  /// Two passes with compensated sums; the second subtracts what is left of the mean's rounding
  /// error (Chan, Golub and LeVeque, Algorithms for computing the sample variance, 1983, formula
  /// 1.7). All is scaled by a power of two, so that neither sum nor squares overflow.
  package init(of numbers: Blocks<Double>) {
    var min = Double.infinity
    var max = -Double.infinity
    var count = 0
    for block in numbers.blocks {
      for x in block where !x.isNaN {
        if x < min { min = x }
        if x > max { max = x }
        count += 1
      }
    }
    guard count > 0 else {
      self.init(mean: .nan, std: .nan, min: .nan, max: .nan)
      return
    }
    let n = Double(count)
    let scale = Self.scale(Swift.max(min.magnitude, max.magnitude))
    var sum = CompensatedSum()
    for block in numbers.blocks {
      for x in block where !x.isNaN { sum.add(x * scale) }
    }
    let mean = sum.value / n
    var squares = CompensatedSum()
    var rest = CompensatedSum()
    for block in numbers.blocks {
      for x in block where !x.isNaN {
        let deviation = x * scale - mean
        squares.add(deviation * deviation)
        rest.add(deviation)
      }
    }
    let variance = (squares.value - rest.value * rest.value / n) / (n - 1)
    let std = count > 1 ? Swift.max(variance, 0).squareRoot() / scale : .nan
    self.init(mean: mean / scale, std: std, min: min, max: max)
  }

  /// The power of two that takes a magnitude to about 1; 1 for 0 and infinities.
  private static func scale(_ magnitude: Double) -> Double {
    guard magnitude > 0, magnitude.isFinite else { return 1 }
    // Beyond 1000 the power itself would be subnormal or infinite.
    let exponent = Swift.max(-1000, Swift.min(1000, Int(magnitude.exponent)))
    return Double(sign: .plus, exponent: -exponent, significand: 1)
  }
}

extension Summary.Levels {
  init(_ codes: Blocks<Int32>, _ levels: [String]) {
    var frequencies = Array(repeating: 0, count: levels.count)
    for block in codes.blocks {
      for code in block where code >= 0 { frequencies[Int(code)] += 1 }
    }
    // Only a greater frequency replaces, so that of equals the first stays.
    var best: Int?
    for (code, frequency) in frequencies.enumerated()
    where frequency > best.map({ frequencies[$0] }) ?? 0 {
      best = code
    }
    self.init(
      count: levels.count, mostFrequent: best.map { levels[$0] },
      frequency: best.map { frequencies[$0] } ?? 0)
  }
}
