/// The functions that make one number of an expression over the rows of a table.
enum AggregateName: String, CaseIterable {
  case mean
  case sum
  case count
  case variance = "var"
  case std
  case cov
  case corr
  case median
  case quantile
  case least = "min"
  case greatest = "max"

  /// How many expressions it takes.
  var argumentCount: Int { [.cov, .corr, .quantile].contains(self) ? 2 : 1 }

  /// Those that are nothing else as well, as `min` and `max` are.
  static let ownNames = allCases.filter { $0 != .least && $0 != .greatest }

  /// One line that says what it is.
  var documentation: String {
    switch self {
    case .mean: "the mean over the rows of a table"
    case .sum: "the sum over the rows of a table"
    case .count: "how many rows of the table have a value there"
    case .variance: "the sample variance over the rows, with count - 1 below the line"
    case .std: "the sample standard deviation over the rows, with count - 1"
    case .cov: "the sample covariance of two expressions over the rows, with count - 1"
    case .corr: "the correlation of two expressions over the rows, after Pearson"
    case .median: "the middle value over the rows; it has no derivative"
    case .quantile:
      "what a part of the values over the rows lies below, linear between two of them"
    case .least: "the least value over the rows; it has no derivative"
    case .greatest: "the greatest value over the rows; it has no derivative"
    }
  }

  /// A statement that shows it.
  var example: String { example("tip", "total_bill") }

  /// A call of it with a column; of two, with another one.
  func example(_ column: String, _ other: String) -> String {
    switch self {
    case .cov, .corr: "\(rawValue)(\(column), \(other))"
    case .quantile: "\(rawValue)(\(column), 0.25)"
    case .mean, .sum, .count, .variance, .std, .median, .least, .greatest: "\(rawValue)(\(column))"
    }
  }
}
