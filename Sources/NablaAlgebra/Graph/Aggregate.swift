/// What makes one number of the values that an expression takes over the rows of a table.
package enum Aggregate: UInt8, CaseIterable, Sendable {
  case mean
  case sum
  /// How many rows there are.
  case count
  case least
  case greatest
  case median
  /// What a given part of the values lies below.
  case quantile
}

extension Aggregate {
  /// The name by which it is called.
  package var name: String {
    switch self {
    case .mean: "mean"
    case .sum: "sum"
    case .count: "count"
    case .least: "min"
    case .greatest: "max"
    case .median: "median"
    case .quantile: "quantile"
    }
  }

  /// Whether it is linear in the values, and so has the derivative of its argument for derivative.
  package var isLinear: Bool {
    switch self {
    case .mean, .sum: true
    case .count, .least, .greatest, .median, .quantile: false
    }
  }
}
