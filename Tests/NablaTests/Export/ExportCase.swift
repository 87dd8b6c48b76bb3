import Foundation
import Nabla
import Testing

/// A function to export, and points to compare it at with nabla's own values.
struct ExportCase: Sendable, CustomTestStringConvertible {
  var expression: String
  var points: [[Double]]

  var testDescription: String { expression }

  /// The names of the variables with commas between.
  var variables: String {
    let count = points[0].count
    return count == 2 ? "x, y" : (0..<count).map { "x\($0)" }.joined(separator: ", ")
  }

  /// Everything that code has to say in some way: arithmetic, stable forms, functions that no
  /// library has, choices, and places where nothing is defined.
  static let all: [ExportCase] = [
    ExportCase(
      expression: "x^2*y + sin(x*y)/2 - 3x/y", points: [[1.25, 0.3], [-2, 7], [1e8, 3]]),
    ExportCase(
      expression: "log(exp(x) + exp(y)) + sigmoid(x - y) + 1/(x^2 + 1)",
      points: [[1, 2], [800, -800], [-30, 40]]),
    ExportCase(
      expression: "log(1 + exp(-x*y)) + x^2/2", points: [[1, 2], [3, -0.25], [40, -20], [0, 1]]),
    ExportCase(
      expression: "sqrt(1 + x^2) - 1 + x^y + y^2.5", points: [[1e-9, 2], [0.5, 1.25], [3, 0.1]]),
    ExportCase(
      expression: "if x > y then x! else floor(x/y)*abs(x) + mod(y, 3)",
      points: [[2.5, 1], [1, 2.75], [-3.5, 4]]),
    ExportCase(
      expression: "tan(x) + asin(y/10) + cosh(x - y) + erf(x) + hypot(x, y) + log1p(y^2)",
      points: [[0.5, 0.25], [-1, 3], [1.5, -2]]),
    ExportCase(
      expression: "max(x, y, 1) + min(x, y)^3 + sign(x)*log2(y + 9) + atan2(x, y)",
      points: [[0.5, 0.25], [-1, 3], [4, -2]]),
  ]

  /// Sums whose terms repeat over neighbouring variables, with a factor in front, with steps of
  /// more than one variable, and with terms that do not repeat.
  static let repeating: [ExportCase] = {
    let point = (0..<20).map { cos(Double(3 * $0)) }
    func sum(_ count: Int, _ term: (Int) -> String) -> String {
      (0..<count).map(term).joined(separator: " + ")
    }
    return [
      sum(19) { "100(x\($0 + 1) - x\($0)^2)^2 + (1 - x\($0))^2" },
      "(" + sum(20) { "sin(x\($0))" } + ")/7 + x3*exp(x5) + 2",
      sum(10) { "(x\(2 * $0) - 3x\(2 * $0 + 1)^3)^2" } + " - x0*x19*x7",
      sum(20) { "x\($0)^\($0 < 9 ? 2 : 4)" },
    ].map { ExportCase(expression: $0, points: [point]) }
  }()

  /// Value and gradient by nabla itself, a row for each point.
  func expected() throws -> [[Double]] {
    let formula = try Formula(expression)
    let gradient = formula.gradient
    return points.map { point in
      [formula.value(at: point)] + gradient.map { $0.value(at: point) }
    }
  }

  /// Compares value and gradient at each point, to a few units of the last place.
  func check(
    _ numbers: [Double], units: Double = 8, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let expected = try expected().flatMap { $0 }
    try #require(numbers.count == expected.count, sourceLocation: sourceLocation)
    for (found, wanted) in zip(numbers, expected) {
      let isSame =
        found == wanted || found.isNaN && wanted.isNaN
        || abs(found - wanted) <= units * wanted.magnitude.ulp
      #expect(isSame, "\(found) is not \(wanted)", sourceLocation: sourceLocation)
    }
  }
}

/// What `export` gives.
enum Export {
  /// The text of the last of some statements.
  static func text(
    _ statements: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> String {
    var transcript = Transcript()
    let answers = transcript.answers(Array(statements.utf8))
    for answer in answers {
      #expect(answer.failure == nil, sourceLocation: sourceLocation)
    }
    let last = try #require(answers.last, sourceLocation: sourceLocation)
    return last.result(unicode: false).string
  }

  /// Value and gradient of a loss over the tips at a point, by nabla itself.
  static func values(_ statements: String) throws -> [Double] {
    var transcript = Transcript()
    let answer = try #require(transcript.answers(Array(statements.utf8)).last)
    let object = try JSON.object(answer)
    let value = try #require(object["fun"] as? Double)
    return [value] + (object["value"] as? [Double] ?? [])
  }

  /// Losses over the tips in a and b: polynomial, logistic over a text column, and nested.
  static let losses = [
    "L(a, b) = mean((a + b*total_bill - tip)^2)",
    "L(a, b) = mean(log(1 + exp(-(a + b*total_bill)*(2(smoker == \"Yes\") - 1))))",
    "L(a, b) = mean((tip/total_bill - a - b*(size - mean(size)))^2) + sum(abs(b*tip - a))/count(tip)",
  ]

  static let point = "(0.5, 0.1)"

  /// Compares numbers within a relative error, that of sums in another order.
  static func check(
    _ numbers: [Double], _ expected: [Double], within error: Double = 1e-12,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try #require(numbers.count == expected.count, sourceLocation: sourceLocation)
    for (found, wanted) in zip(numbers, expected) {
      #expect(
        abs(found - wanted) <= error * max(1, wanted.magnitude), "\(found) is not \(wanted)",
        sourceLocation: sourceLocation)
    }
  }
}
