import Foundation
import NablaOptimization

/// Functions of one variable and a few of two, each hard in a way of its own.
extension TestObjective {
  static let logarithm = TestObjective(
    "log x", { $0 >= 0 ? log($0) : .nan }, { 1 / $0 }, { -1 / $0 / $0 })

  static let entropy = TestObjective(
    "x log x", { $0 > 0 ? $0 * log($0) : .nan }, { 1 + log($0) }, { 1 / $0 })

  static let squareRoot = TestObjective(
    "sqrt x", { $0 >= 0 ? $0.squareRoot() : .nan }, { 0.5 / $0.squareRoot() },
    { -0.25 / ($0 * $0.squareRoot()) })

  static let reciprocal = TestObjective(
    "1/x", { $0 > 0 ? 1 / $0 : .nan }, { -1 / ($0 * $0) }, { 2 / ($0 * $0 * $0) })

  static let arctangent = TestObjective(
    "atan x", { atan($0) }, { 1 / (1 + $0 * $0) }, { -2 * $0 / pow(1 + $0 * $0, 2) })

  static let softplus = TestObjective(
    "softplus", { log1p(exp($0)) }, { 1 / (1 + exp(-$0)) }, { 1 / (2 + exp($0) + exp(-$0)) })

  static let cosine = TestObjective("cos x", { cos($0) }, { -sin($0) }, { -cos($0) })

  static let magnitude = TestObjective("|x|", { abs($0) }, { $0 < 0 ? -1 : 1 }, { _ in 0 })

  static let floor = TestObjective("floor x", { Foundation.floor($0) }, { _ in 0 }, { _ in 0 })

  static func decay(shift: Double) -> TestObjective {
    TestObjective(
      "exp(-x) + \(shift)", { shift + exp(-$0) }, { -exp(-$0) }, { exp(-$0) })
  }

  static func bell(sign: Double) -> TestObjective {
    TestObjective(
      "\(sign) exp(-x^2)", { sign * exp(-$0 * $0) }, { -2 * sign * $0 * exp(-$0 * $0) },
      { sign * (4 * $0 * $0 - 2) * exp(-$0 * $0) })
  }

  /// Rises along every line through 0, and falls along a parabola.
  static let peano = TestObjective(
    "Peano", dimension: 2,
    value: { ($0[1] - $0[0] * $0[0]) * ($0[1] - 2 * $0[0] * $0[0]) },
    gradient: { [-6 * $0[0] * $0[1] + 8 * pow($0[0], 3), 2 * $0[1] - 3 * $0[0] * $0[0]] },
    hessian: { [-6 * $0[1] + 24 * $0[0] * $0[0], -6 * $0[0], -6 * $0[0], 2] })

  static let monkeySaddle = TestObjective(
    "monkey saddle", dimension: 2, value: { pow($0[0], 3) - 3 * $0[0] * $0[1] * $0[1] },
    gradient: { [3 * $0[0] * $0[0] - 3 * $0[1] * $0[1], -6 * $0[0] * $0[1]] },
    hessian: { [6 * $0[0], -6 * $0[1], -6 * $0[1], -6 * $0[0]] })

  /// ±(x^p + y^p).
  static func powers(_ p: Double, sign: Double) -> TestObjective {
    TestObjective(
      "\(sign) (x^\(p) + y^\(p))", dimension: 2, value: { sign * (pow($0[0], p) + pow($0[1], p)) },
      gradient: { $0.map { sign * p * pow($0, p - 1) } },
      hessian: {
        [sign * p * (p - 1) * pow($0[0], p - 2), 0, 0, sign * p * (p - 1) * pow($0[1], p - 2)]
      })
  }
}
