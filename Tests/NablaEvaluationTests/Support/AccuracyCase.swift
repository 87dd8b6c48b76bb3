import NablaAlgebra
import Testing

/// An expression at a point with its exact value and gradient.
struct AccuracyCase: CustomTestStringConvertible, Sendable {
  let name: String
  let point: [Double]
  let value: Double
  let gradient: [Double]

  init(_ name: String, at point: [Double], value: Double, gradient: [Double]) {
    self.name = name
    self.point = point
    self.value = value
    self.gradient = gradient
  }

  var testDescription: String { "\(name) at \(point)" }

  private static let x = Formula("x")
  private static let y = Formula("y")

  /// The expressions of the figures by name.
  static let formulas: [String: Formula] = [
    "log(1 + exp(x))": log(1 + exp(x)),
    "log(exp(x) + exp(y))": log(exp(x) + exp(y)),
    "log(exp(x) + exp(y) + exp(x + y))": log(exp(x) + exp(y) + exp(x + y)),
    "log(1 + exp(x) + exp(y))": log(1 + exp(x) + exp(y)),
    "log((1 + exp(x))/2)": log((1 + exp(x)) / 2),
    "log(exp(x)/(exp(x) + exp(y) + 1))": log(exp(x) / (exp(x) + exp(y) + 1)),
    "1/(1 + exp(-x))": 1 / (1 + exp(-x)),
    "exp(-x)/(1 + exp(-x))": exp(-x) / (1 + exp(-x)),
    "log(1 - 1/(1 + exp(-x)))": log(1 - 1 / (1 + exp(-x))),
    "exp(x)/(exp(x) + exp(y))": exp(x) / (exp(x) + exp(y)),
    "(exp(x) - exp(-x))/(exp(x) + exp(-x))": (exp(x) - exp(-x)) / (exp(x) + exp(-x)),
    "tanh(x)": call(.tanh, x),
    "1 - tanh(x)^2": 1 - (call(.tanh, x) ^ 2),
    "log(cosh(x))": log(call(.cosh, x)),
    "log(sinh(x))": log(call(.sinh, x)),
    "exp(x) - 1": exp(x) - 1,
    "(exp(x) - 1)/x": (exp(x) - 1) / x,
    "x^3/(exp(x) - 1)": (x ^ 3) / (exp(x) - 1),
    "exp(-x) - exp(-y)": exp(-x) - exp(-y),
    "log(expm1(x))": log(call(.expm1, x)),
    "log(sigmoid(x))": log(call(.sigmoid, x)),
    "log(exp(-1) + log(x)/2)": log(exp(-1) + log(x) / 2),
    "log(tanh(x))": log(call(.tanh, x)),
    "log(cos(x))": log(call(.cos, x)),
    "log1p(x*exp(y))": call(.log1p, x * exp(y)),
    "x/(1 + y*exp(-x))": x / (1 + y * exp(-x)),
    "log(y*exp(-x^2) + (1 - y)*exp(-(x - 3)^2))": log(
      y * exp(-(x ^ 2)) + (1 - y) * exp(-((x - 3) ^ 2))),
    "x/(x + y)": x / (x + y),
    "x/(x^2 + y^2)": x / ((x ^ 2) + (y ^ 2)),
    "1 - cos(x)": 1 - call(.cos, x),
    "1 - cos(x)^2": 1 - (call(.cos, x) ^ 2),
    "sqrt(1 + x) - 1": sqrt(1 + x) - 1,
    "1/sqrt(1 - x^2) - 1": 1 / sqrt(1 - (x ^ 2)) - 1,
    "sqrt(1 + x^2) - 1": sqrt(1 + (x ^ 2)) - 1,
    "sqrt(x + 1) - sqrt(x)": sqrt(x + 1) - sqrt(x),
    "(1 + x)^12 - 1": ((1 + x) ^ 12) - 1,
    "2^x - 1": (2 ^ x) - 1,
    "1 + erf(x)": 1 + call(.erf, x),
    "erfc(x)": call(.erfc, x),
    "log(1 + x^2)": log(1 + (x ^ 2)),
    "log(x^8)": log(x ^ 8),
    "x^8": x ^ 8,
    "x^-8": x ^ -8,
    "sqrt(x^2 + y^2)": sqrt((x ^ 2) + (y ^ 2)),
    "1/sqrt(x^2 + y^2)": 1 / sqrt((x ^ 2) + (y ^ 2)),
    "atan2(y, x)": call(.atan2, y, x),
    "x*exp(-x)": x * exp(-x),
    "exp(-x^2/2)/sqrt(2 pi)": exp(-((x ^ 2) / 2)) / sqrt(2 * .pi),
    "log(exp(-x^2/2)/sqrt(2 pi))": log(exp(-((x ^ 2) / 2)) / sqrt(2 * .pi)),
    "log(gamma(x))": log(call(.gamma, x)),
    "lgamma(x)": call(.lgamma, x),
    "digamma(x)": call(.digamma, x),
    "softplus(x)": call(.softplus, x),
    "asinh(x)": call(.asinh, x),
    "acosh(x)": call(.acosh, x),
  ]
}
